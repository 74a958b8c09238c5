#include "core/replica/search.h"

#include "core/replica/ticket_label.h"

namespace genba {
namespace {

constexpr FieldId kOfTicket[] = {
    field::kTicketTitle,      field::kTicketDescription,       field::kTicketOfflineLabel,
    field::kTicketSource,     field::kTicketConfigurationItem, field::kTicketSymptom,
    field::kTicketResolution,
};
constexpr FieldId kOfArticle[] = {
    field::kArticleTitle,  field::kArticleTitleEn,  field::kArticleBody,
    field::kArticleBodyEn, field::kArticleKeywords,
};

}  // namespace

std::span<const FieldId> searched_fields(Kind kind) {
  if (kind == Kind::kTicket) return kOfTicket;
  if (kind == Kind::kArticle) return kOfArticle;
  return {};
}

bool RecordSearch::update(const State& state, std::size_t budget) {
  return changed_.update(state, budget, [&](Row row) { index_row(state, row); });
}

void RecordSearch::index_row(const State& state, Row row) {
  const Table& table = state.table(kind_);
  text_.clear();
  const auto append = [&](std::string_view part) {
    if (!part.empty()) text_.append("\n").append(part);
  };
  if (table.is_live(row)) {
    if (kind_ == Kind::kTicket) append(ticket_label(state, state.id(kind_, row)));
    for (const FieldId field : searched_fields(kind_)) {
      if (table.column(field).type() == ValueType::kTextSet) {
        const Value items = state.get(kind_, row, field);
        for (const std::string& item : items.set()) append(item);
      } else {
        append(table.column(field).text(row));
      }
    }
  }
  index_.set(row, text_);
}

RowMask RecordSearch::find(const State& state, std::string_view query) const {
  const Table& table = state.table(kind_);
  RowMask mask(table.size(), 0);
  for (const Row row : index_.find(query)) {
    if (row < mask.size() && table.is_live(row)) mask[row] = 1;
  }
  return mask;
}

}  // namespace genba
