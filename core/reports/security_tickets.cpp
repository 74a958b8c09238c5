#include "core/reports/security_tickets.h"

namespace genba {
namespace {

constexpr std::string_view kSecurityCode = "security";
constexpr int kMostLevels = 32;  // of categories, should they run in a circle

// One flag a handle.
std::vector<std::uint8_t> security_categories(const State& state) {
  const Table& categories = state.table(Kind::kCategory);
  const Column& code = categories.column(field::kCategoryCode);
  const Column& parent = categories.column(field::kCategoryParent);
  std::vector<std::uint8_t> found(state.ids().size(), 0);
  for (Row row = 0; row < categories.size(); ++row) {
    if (!categories.is_live(row)) continue;
    Row at = row;
    for (int level = 0; level < kMostLevels && at < categories.size(); ++level) {
      if (code.text(at) == kSecurityCode) found[categories.handle(row)] = 1;
      at = state.ids().row(parent.reference(at));
    }
  }
  return found;
}

}  // namespace

RowMask security_tickets(const State& state) {
  const Table& tickets = state.table(Kind::kTicket);
  const Column& category = tickets.column(field::kTicketCategory);
  const Column& subcategory = tickets.column(field::kTicketSubcategory);
  const Column& step = tickets.column(field::kTicketSecurityStep);
  const std::vector<std::uint8_t> security = security_categories(state);
  RowMask mask(tickets.size(), 0);
  for (Row row = 0; row < mask.size(); ++row) {
    mask[row] = tickets.is_live(row) &&
                (security[category.reference(row)] != 0 ||
                 security[subcategory.reference(row)] != 0 || step.integer(row) != kNoInteger);
  }
  return mask;
}

}  // namespace genba
