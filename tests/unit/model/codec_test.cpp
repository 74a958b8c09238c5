// The binary forms of FORMAT.md, held against golden files, and against bytes that nobody meant.
#include <doctest/doctest.h>

#include "core/model/sha256.h"
#include "tests/unit/model/samples.h"
#include "tests/unit/support.h"

namespace genba {
namespace {

constexpr const char* kGroup =
#include "tests/golden/model/operation_group.hex"
    ;
constexpr const char* kImportedGroup =
#include "tests/golden/model/operation_group_imported.hex"
    ;
constexpr const char* kEffects =
#include "tests/golden/model/effects.hex"
    ;

std::vector<Effect> decode_effects(const Bytes& bytes) {
  ByteReader in(bytes);
  Effect previous;
  std::vector<Effect> effects;
  while (!in.at_end() && !in.failed()) effects.push_back(decode_effect(in, previous));
  return effects;
}

}  // namespace

TEST_CASE("groups and effects have the bytes of the golden files, and come back from them") {
  CHECK(to_hex(test::encode_sample(test::sample_group())) == kGroup);
  CHECK(to_hex(test::encode_sample(test::sample_imported_group())) == kImportedGroup);
  CHECK(to_hex(test::encode_sample(test::sample_effects())) == kEffects);
  const Bytes bytes = test::encode_sample(test::sample_imported_group());
  ByteReader in(bytes);
  CHECK(decode_group(in) == test::sample_imported_group());
  CHECK(in.finish("group").ok());
  CHECK(decode_effects(test::encode_sample(test::sample_effects())) == test::sample_effects());
}

TEST_CASE("a typical operation takes at most 40 bytes") {
  OperationGroup group = test::sample_group();
  group.operations = {group.operations[2]};
  CHECK(test::encode_sample(group).size() <= 40);
}

TEST_CASE("a cut group is refused at every length") {
  const Bytes whole = test::encode_sample(test::sample_imported_group());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Bytes cut = whole.substr(0, size);
    ByteReader in(cut);
    decode_group(in);
    CHECK_FALSE(in.finish("group").ok());
  }
}

TEST_CASE("what decodes from damaged bytes encodes to those bytes again") {
  test::SeededRandom random(5);
  for (int i = 0; i < 20000; ++i) {
    Bytes bytes = test::encode_sample(test::sample_group());
    for (std::uint64_t changes = 1 + random.below(3); changes > 0; --changes) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.next());
    }
    ByteReader in(bytes);
    const OperationGroup group = decode_group(in);
    if (in.finish("group")) CHECK(test::encode_sample(group) == bytes);
  }
}

TEST_CASE("a count that its message cannot hold reserves nothing and is refused") {
  ByteWriter out;
  out.varint(1);
  out.varint(1);
  out.zigzag(0);
  out.byte(0);
  out.varint(1ull << 60);
  const Bytes bytes = out.take();
  ByteReader in(bytes);
  CHECK(decode_group(in).operations.empty());
  CHECK(in.failed());
}

TEST_CASE("a set comes back sorted and without repeats") {
  CHECK(Value::of(TextSet{"b", "a", "b"}).set() == TextSet{"a", "b"});
}

TEST_CASE("SHA-256 and HMAC give the values of FIPS 180-4 and RFC 4231") {
  const auto hex = [](const Hash256& hash) { return to_hex(view_of(hash)); };
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256(std::string(1000000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("a sum that was suspended goes on as if it had not been") {
  const std::string content(1'000'000, 'a');
  Sha256 first;
  first.update(content.substr(0, 262'144));
  Sha256 second = Sha256::resume(first.suspend(), 262'144);
  second.update(content.substr(262'144));
  CHECK(second.finish() == sha256(content));
}

TEST_CASE("ids are UUIDs that sort by time and come back from their text") {
  test::SeededRandom random(3);
  const EntityId first = random.new_id(test::kNow), later = random.new_id(test::kNow + 1);
  CHECK(first < later);
  CHECK(to_string(first)[14] == '7');
  CHECK(*parse_id(to_string(first)) == first);
  CHECK_FALSE(parse_id("0190-not-an-id").ok());
  CHECK(derive_id("a", "b") == derive_id("a", "b"));
  CHECK(derive_id("a", "bc") != derive_id("ab", "c"));
}

TEST_CASE("a value that does not fit its field is refused and names the field") {
  const auto refused = [](FieldId field, Value value) {
    const Result<void> fits = check_value(*find_field(field), value);
    return !fits.ok() && fits.error().detail.find(find_field(field)->name) == 0;
  };
  CHECK(refused(field::kTicketTitle, Value::of(1)));
  CHECK(refused(field::kTicketTitle, Value::of(std::string("二行\nある"))));
  CHECK(refused(field::kTicketState, Value::of(99)));
  CHECK(refused(field::kTicketWakeAt, Value::of(-1)));
  CHECK(refused(field::kTicketDescription, Value::of(std::string(kMaxTextBytes + 1, 'x'))));
  CHECK(check_value(*find_field(field::kTicketState), Value()).ok());
}

}  // namespace genba
