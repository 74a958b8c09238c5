#include "core/process/receipt.h"

#include <array>

#include "core/process/configuration.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"
#include "core/text/fold.h"

namespace genba {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kSymbols = 16;  // the last one is the check
constexpr std::size_t kGroup = 4;
// Of what is read at all: a code with everything that people may write between its characters.
constexpr std::size_t kMaxTypedBytes = 256;
constexpr int kMaxMerges = 16;

using Symbols = std::array<unsigned, kSymbols>;

constexpr unsigned times_x(unsigned symbol) {
  const unsigned shifted = symbol << 1;
  return (shifted & 0x20) != 0 ? shifted ^ 0x25 : shifted;
}

// The polynomial of all symbols but the last, at x.
unsigned check_of(const Symbols& symbols) {
  unsigned sum = 0;
  for (std::size_t i = 0; i + 1 < kSymbols; ++i) sum = times_x(sum ^ symbols[i]);
  return sum;
}

std::string written(const Symbols& symbols) {
  std::string code;
  for (std::size_t i = 0; i < kSymbols; ++i) {
    if (i > 0 && i % kGroup == 0) code += '-';
    code += kAlphabet[symbols[i]];
  }
  return code;
}

std::size_t symbol_of(char folded) {
  switch (folded) {
    case 'o': return 0;
    case 'i':
    case 'l': return 1;
    default: break;
  }
  const bool is_small = folded >= 'a' && folded <= 'z';
  return kAlphabet.find(is_small ? static_cast<char>(folded - 'a' + 'A') : folded);
}

// Hyphens, dashes and the long vowel mark that a Japanese keyboard gives for one.
std::size_t separator_at(std::string_view text) {
  for (const std::string_view mark : {" ", "-", "‐", "‑", "‒", "–", "—", "―", "−", "ー"}) {
    if (text.substr(0, mark.size()) == mark) return mark.size();
  }
  return 0;
}

}  // namespace

std::string make_receipt_code(RandomSource& random) {
  std::array<std::uint8_t, kSymbols> bytes{};
  random.fill(bytes);
  Symbols symbols{};
  for (std::size_t i = 0; i + 1 < kSymbols; ++i) symbols[i] = bytes[i] & 0x1F;
  symbols.back() = check_of(symbols);
  return written(symbols);
}

std::string read_receipt_code(std::string_view typed) {
  if (typed.size() > kMaxTypedBytes) return {};
  const std::string folded = fold_for_search(typed);
  Symbols symbols{};
  std::size_t count = 0;
  for (std::string_view rest = folded; !rest.empty();) {
    if (const std::size_t skipped = separator_at(rest)) {
      rest.remove_prefix(skipped);
      continue;
    }
    const std::size_t symbol = symbol_of(rest.front());
    if (symbol == std::string_view::npos || count == kSymbols) return {};
    symbols[count++] = static_cast<unsigned>(symbol);
    rest.remove_prefix(1);
  }
  if (count != kSymbols || symbols.back() != check_of(symbols)) return {};
  return written(symbols);
}

EntityId receipt_id(std::string_view code) { return derive_id("genba.receipt", code); }

Result<ReceiptState> look_up_receipt(std::string_view typed, const StateReader& state) {
  const auto unknown = [] {
    return make_error(ErrorCode::kNotFound, "there is no such receipt code");
  };
  const std::string code = read_receipt_code(typed);
  if (code.empty()) return unknown();
  const Value named = state.value(receipt_id(code), field::kReceiptTicket);
  if (named.is_empty()) return unknown();
  EntityId ticket = named.reference();
  for (int i = 0; i < kMaxMerges; ++i) {
    const Value into = state.value(ticket, field::kTicketMergedInto);
    if (into.is_empty()) break;
    ticket = into.reference();
  }
  if (state.kind(ticket) != Kind::kTicket) return unknown();
  const WorkflowBook& workflow = state.configuration().workflow();
  const TicketType type = type_of(state, ticket);
  const TicketState now = state_of(state, ticket);
  return ReceiptState{workflow.label(type, now, Language::kJapanese),
                      workflow.label(type, now, Language::kEnglish),
                      state.integer(ticket, field::kTicketStateSince)};
}

}  // namespace genba
