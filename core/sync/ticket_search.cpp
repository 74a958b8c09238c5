#include "core/sync/ticket_search.h"

#include <utility>

#include "core/replica/search.h"
#include "core/replica/ticket_label.h"
#include "core/sync/sight.h"
#include "core/text/fold.h"

namespace genba {
namespace {

// What the label is made of, and what is searched.
std::vector<FieldId> read_fields() {
  const std::span<const FieldId> searched = searched_fields(Kind::kTicket);
  std::vector<FieldId> fields(searched.begin(), searched.end());
  fields.push_back(field::kTicketNumber);
  fields.push_back(field::kTicketType);
  return fields;
}

const Value* find(std::span<const Effect> cells, FieldId field) {
  for (const Effect& cell : cells) {
    if (cell.field == field) return &cell.value;
  }
  return nullptr;
}

std::string label_of(std::span<const Effect> cells) {
  const Value* number = find(cells, field::kTicketNumber);
  const Value* type = find(cells, field::kTicketType);
  if (number && type && number->is_integer() && number->integer() > 0) {
    return number_label(static_cast<TicketType>(type->integer()), number->integer());
  }
  const Value* offline = find(cells, field::kTicketOfflineLabel);
  return offline ? offline->text() : std::string();
}

}  // namespace

TicketSearch::TicketSearch(SessionUser user, std::string_view words)
    : user_(std::move(user)), words_(folded_words(words)), is_over_(words_.empty()) {}

void TicketSearch::go_on(const SyncStore& store, std::size_t tickets) {
  static const std::vector<FieldId> kFields = read_fields();
  if (is_over_) return;
  Sight sight(user_, store);
  const std::vector<EntityCells> looked_at = store.newest_cells(last_, kFields, tickets);
  is_over_ = looked_at.size() < tickets;
  for (const EntityCells& ticket : looked_at) {
    last_ = ticket.id;
    if (!has_words_in(ticket.cells, sight.sees(Facet::kInternal)) || !sight.sees(ticket.id)) {
      continue;
    }
    if (found_.tickets.size() == kMaxFoundTickets) {
      found_.more = is_over_ = true;
      return;
    }
    FoundTicket found;
    found.id = ticket.id;
    found.label = label_of(ticket.cells);
    if (const Value* title = find(ticket.cells, field::kTicketTitle)) found.title = title->text();
    if (const Value* type = find(ticket.cells, field::kTicketType)) found.type = type->integer();
    found.state = store.integer(ticket.id, field::kTicketState);
    found.updated_ms = store.integer(ticket.id, field::kTicketUpdatedAt);
    found_.tickets.push_back(std::move(found));
    if (is_named(found_.tickets.back())) {
      is_over_ = true;
      return;
    }
  }
}

bool TicketSearch::is_named(const FoundTicket& ticket) const {
  return words_.size() == 1 && words_.front() == fold_for_search(ticket.label);
}

bool TicketSearch::has_words_in(std::span<const Effect> cells, bool sees_internal) const {
  std::string text = fold_for_search(label_of(cells));
  for (const Effect& cell : cells) {
    if (!cell.value.is_text() || (cell.facet == Facet::kInternal && !sees_internal)) continue;
    text += '\n';
    append_folded(text, cell.value.text());
  }
  return has_words(text, words_);
}

}  // namespace genba
