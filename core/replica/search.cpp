#include "core/replica/search.h"

#include "core/replica/ticket_label.h"

namespace genba {
namespace {

constexpr FieldId kSearched[] = {
    field::kTicketTitle,      field::kTicketDescription,       field::kTicketOfflineLabel,
    field::kTicketSource,     field::kTicketConfigurationItem, field::kTicketSymptom,
    field::kTicketResolution,
};

}  // namespace

bool TicketSearch::update(const State& state, std::size_t budget) {
  const Table& tickets = state.table(Kind::kTicket);
  if (state.version() != version_) {
    const State::Changes changes = state.changes_since(version_);
    version_ = state.version();
    if (changes.all) {
      next_ = 0;
      all_until_ = tickets.size();
      waiting_.clear();
    }
    for (const Handle handle : changes.handles) {
      if (state.ids().kind(handle) == Kind::kTicket) waiting_.push_back(state.ids().row(handle));
    }
  }
  for (; budget > 0 && next_ < all_until_; --budget) index_row(state, next_++);
  for (; budget > 0 && !waiting_.empty(); --budget) {
    index_row(state, waiting_.back());
    waiting_.pop_back();
  }
  return next_ == all_until_ && waiting_.empty();
}

void TicketSearch::index_row(const State& state, Row row) {
  const Table& tickets = state.table(Kind::kTicket);
  text_.clear();
  if (tickets.is_live(row)) {
    text_ = ticket_label(state, state.id(Kind::kTicket, row));
    for (const FieldId field : kSearched) {
      const std::string_view part = tickets.column(field).text(row);
      if (!part.empty()) text_.append("\n").append(part);
    }
  }
  index_.set(row, text_);
}

RowMask TicketSearch::find(const State& state, std::string_view query) const {
  const Table& tickets = state.table(Kind::kTicket);
  RowMask mask(tickets.size(), 0);
  for (const Row row : index_.find(query)) {
    if (row < mask.size() && tickets.is_live(row)) mask[row] = 1;
  }
  return mask;
}

}  // namespace genba
