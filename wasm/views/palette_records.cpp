// Tickets and articles in the command palette.
#include <algorithm>

#include "core/process/article.h"
#include "core/text/fold.h"
#include "wasm/views/address.h"
#include "wasm/views/article_text.h"
#include "wasm/views/palette_entries.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

// More than anybody looks at; what is beyond is found by typing more.
constexpr std::size_t kRanked = 400;

PaletteEntry ticket_entry(const Model& model, Row row) {
  PaletteEntry entry;
  entry.deed = PaletteDeed::kOpen;
  const EntityId id = model.state().id(Kind::kTicket, row);
  entry.argument = ticket_path(id);
  entry.label = ticket_label(model, row) + "  " + ticket_title(model.state(), row);
  entry.note = state_label(model, id);
  entry.icon = ui::Icon::kList;
  return entry;
}

PaletteEntry article_entry(const Model& model, Row row) {
  PaletteEntry entry;
  entry.deed = PaletteDeed::kOpen;
  const EntityId id = model.state().id(Kind::kArticle, row);
  entry.argument = article_path(id);
  entry.label = name_of(model, id);
  entry.note = ts(model, Message::kNavKnowledge);
  entry.icon = ui::Icon::kBook;
  return entry;
}

// A draft is not everybody's.
bool may_show(const Model& model, Kind kind, Row row) {
  if (kind != Kind::kArticle) return true;
  return article_state(model.state(), row) == ArticleState::kPublished ||
         may_edit_article(model.replica->identity().role, ArticleState::kDraft);
}

struct Ranked {
  bool in_label;
  std::int64_t changed_ms;
  PaletteEntry entry;
};

}  // namespace

std::vector<PaletteEntry> palette_records(const Model& model, Actions& actions, Kind kind,
                                          std::string_view words, std::size_t limit) {
  const FoundRecords found = actions.find(kind, words);
  const Table& table = model.state().table(kind);
  const Column& changed =
      table.column(kind == Kind::kTicket ? field::kTicketUpdatedAt : field::kArticleUpdatedAt);
  const std::string wanted = fold_for_search(words);
  std::vector<Ranked> ranked;
  for (std::size_t i = found.rows.size(); i-- > 0 && ranked.size() < kRanked;) {
    const Row row = static_cast<Row>(i);
    if (found.rows[i] == 0 || !may_show(model, kind, row)) continue;
    Ranked one{false, changed.integer(row),
               kind == Kind::kTicket ? ticket_entry(model, row) : article_entry(model, row)};
    one.in_label = fold_for_search(one.entry.label).find(wanted) != std::string::npos;
    ranked.push_back(std::move(one));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.in_label != b.in_label ? a.in_label : a.changed_ms > b.changed_ms;
  });
  std::vector<PaletteEntry> entries;
  for (Ranked& one : ranked) {
    if (entries.size() == limit) break;
    entries.push_back(std::move(one.entry));
  }
  return entries;
}

std::vector<PaletteEntry> palette_record_of(const Model& model, std::string_view path) {
  if (path.size() < 4 || path[0] != '/' || path[2] != '/') return {};
  const Result<EntityId> id = parse_id(path.substr(3));
  const Row row = id ? model.state().find(*id) : kNoRow;
  if (row == kNoRow) return {};
  if (path[1] == 't' && model.state().kind(*id) == Kind::kTicket) return {ticket_entry(model, row)};
  if (path[1] == 'a' && model.state().kind(*id) == Kind::kArticle &&
      may_show(model, Kind::kArticle, row)) {
    return {article_entry(model, row)};
  }
  return {};
}

}  // namespace genba
