// Receipt codes: how they are written and read, and what they tell.
#include "core/process/receipt.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/unit/authority/desk.h"

using namespace genba;
using genba::test::Desk;
using genba::test::SeededRandom;
using genba::test::text;

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string code_of(std::uint64_t seed) {
  SeededRandom random(seed);
  return make_receipt_code(random);
}

}  // namespace

TEST_CASE("a code is four groups of four, and takes 75 bits from the source") {
  struct Recorder final : RandomSource {
    std::size_t bytes = 0;
    std::uint8_t value = 0;
    void fill(std::span<std::uint8_t> out) override {
      bytes += out.size();
      for (std::uint8_t& byte : out) byte = value;
    }
  } source;
  const std::string code = make_receipt_code(source);
  CHECK(source.bytes >= 15);
  REQUIRE(code.size() == 19);
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i % 5 == 4) {
      CHECK(code[i] == '-');
    } else {
      CHECK(kAlphabet.find(code[i]) != std::string_view::npos);
    }
  }
  std::set<std::string> codes;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) codes.insert(code_of(seed));
  CHECK(codes.size() == 1000);
  // Each of the 32 characters occurs at each place but the last, which follows from the others.
  for (std::size_t place = 0; place < 18; ++place) {
    std::set<char> seen;
    for (const std::string& each : codes) seen.insert(each[place]);
    CHECK(seen.size() == (place % 5 == 4 ? 1 : 32));
  }
}

TEST_CASE("one wrong character, or two that changed places, never pass") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::string code = code_of(seed);
    CHECK(read_receipt_code(code) == code);
    for (std::size_t i = 0; i < code.size(); ++i) {
      if (code[i] == '-') continue;
      for (const char other : kAlphabet) {
        std::string wrong = code;
        wrong[i] = other;
        CHECK(read_receipt_code(wrong).empty() == (other != code[i]));
      }
      for (std::size_t j = 0; j < i; ++j) {
        if (code[j] == '-' || code[j] == code[i]) continue;
        std::string swapped = code;
        std::swap(swapped[i], swapped[j]);
        CHECK(read_receipt_code(swapped).empty());
      }
    }
  }
}

TEST_CASE("a code is read as people write it") {
  SeededRandom random(7);
  std::string code = make_receipt_code(random);
  while (code.find('0') == std::string::npos || code.find('1') == std::string::npos) {
    code = make_receipt_code(random);
  }
  std::string bare, small, wide, mistaken;
  for (const char c : code) {
    if (c != '-') {
      bare += c;
      small += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    // U+FF10 + digit, U+FF21 + letter: EF BC 90 …, EF BC A1 …
    if (c == '-') {
      wide += "ー";
    } else {
      wide += "\xEF\xBC";
      wide += static_cast<char>(c <= '9' ? 0x90 + (c - '0') : 0xA1 + (c - 'A'));
    }
    mistaken += c == '0' ? 'O' : c == '1' ? 'l' : c;
  }
  for (const std::string& typed : {bare, small, wide, mistaken, " " + code + " "}) {
    CHECK_MESSAGE(read_receipt_code(typed) == code, typed);
  }
  CHECK(read_receipt_code("").empty());
  CHECK(read_receipt_code(bare + "0").empty());
  CHECK(read_receipt_code(bare.substr(1)).empty());
  CHECK(read_receipt_code("\xFF\xFE").empty());
  CHECK(read_receipt_code(std::string(100'000, '0')).empty());
}

TEST_CASE("a code tells the state of its ticket and since when, whatever becomes of it") {
  Desk desk;
  const std::string code = code_of(1);
  CreateTicket command;
  command.id = desk.new_id();
  command.fields = {{field::kTicketTitle, text("プリンター")}};
  command.receipt = receipt_id(code);
  REQUIRE(desk.act(Role::kKiosk, command));
  const Result<ReceiptState> first = look_up_receipt(code, desk.state());
  REQUIRE(first);
  CHECK(first->label_ja == "新規");
  CHECK(first->label_en == "New");
  CHECK(first->since_ms == desk.now);

  desk.now += 60'000;
  REQUIRE(desk.move(Role::kManager, command.id, TicketState::kInProgress));
  const Result<ReceiptState> later = look_up_receipt(code, desk.state());
  REQUIRE(later);
  CHECK(later->label_en == "In progress");
  CHECK(later->since_ms == desk.now);

  const EntityId target = desk.create(TicketType::kIncident, Role::kManager);
  REQUIRE(desk.act(Role::kManager, MergeTicket{command.id, target}));
  const Result<ReceiptState> merged = look_up_receipt(code, desk.state());
  REQUIRE(merged);
  CHECK(merged->label_en == "New");
}

TEST_CASE("a code that is unknown and what is no code are answered alike") {
  Desk desk;
  const Result<ReceiptState> unknown = look_up_receipt(code_of(2), desk.state());
  const Result<ReceiptState> malformed = look_up_receipt("nonsense", desk.state());
  REQUIRE_FALSE(unknown);
  REQUIRE_FALSE(malformed);
  CHECK(unknown.error().code == malformed.error().code);
  CHECK(unknown.error().detail == malformed.error().detail);
}
