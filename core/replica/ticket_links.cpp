#include "core/replica/ticket_links.h"

namespace genba {

std::vector<std::pair<Row, Row>> links_of(const State& state, LinkType type) {
  const Table& links = state.table(Kind::kLink);
  const Row tickets = state.table(Kind::kTicket).size();
  const auto is = [&links](Row link, FieldId field, auto value) {
    return links.column(field).integer(link) == static_cast<std::int64_t>(value);
  };
  std::vector<std::pair<Row, Row>> found;
  for (Row link = 0; link < links.size(); ++link) {
    if (!links.is_live(link) || !is(link, field::kLinkType, type) ||
        !is(link, field::kLinkStatus, LinkStatus::kActive)) {
      continue;
    }
    const Row origin = state.ids().row(links.column(field::kLinkOrigin).reference(link));
    const Row target = state.ids().row(links.column(field::kLinkTarget).reference(link));
    if (origin < tickets && target < tickets) found.emplace_back(origin, target);
  }
  return found;
}

}  // namespace genba
