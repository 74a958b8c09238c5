#include "wasm/views/similar_list.h"

#include <optional>

#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/article_blocks.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

std::string ago(const Model& model, std::int64_t at_ms) {
  return at_ms == kNoInteger ? std::string() : format_relative(at_ms, time_style(model));
}

std::string note_of(const Model& model, const SimilarRecord& record) {
  const State& state = model.state();
  if (record.kind == Kind::kArticle) {
    const Handle category =
        state.table(Kind::kArticle).column(field::kArticleCategory).reference(record.row);
    return name_of(model, category);
  }
  const std::int64_t resolved = ticket_integer(state, record.row, field::kTicketResolvedAt);
  const std::int64_t opened = ticket_integer(state, record.row, field::kTicketOpenedAt);
  return ticket_label(model, record.row) + " · " +
         ago(model, resolved != kNoInteger ? resolved : opened);
}

}  // namespace

void SimilarList::refresh(const Model& model, Actions& actions, std::string_view text,
                          const Options& options) {
  const bool is_same = text == text_ && version_ == model.state().version() &&
                       limit_ == options.limit && answer_.is_complete;
  if (is_same) return;
  text_ = text;
  version_ = model.state().version();
  limit_ = options.limit;
  SimilarQuestion question;
  question.text = text;
  question.except = options.except;
  question.limit = options.limit;
  question.articles_first = permission_of(model.replica->identity().role) <= Permission::kRequester;
  answer_ = actions.similar(question);
}

SimilarList::Result SimilarList::draw(const Model& model, Actions& actions, std::string_view text,
                                      const Options& options) {
  refresh(model, actions, text, options);
  Result result;
  const bool says_none = options.is_reporting && !options.in_form;
  if (answer_.records.empty() && !says_none) return result;
  std::optional<ui::Card> card;
  if (options.in_form) {
    ui::heading(t(model, Message::kSimilarTitle), 3);
  } else {
    card.emplace(ui::Card::Options{.title = t(model, Message::kSimilarTitle), .padding = 16});
  }
  if (answer_.records.empty()) draw_why_none(model, text, answer_.is_complete);
  for (const SimilarRecord& record : answer_.records) {
    draw_record(model, actions, record, options, &result);
  }
  if (options.in_form) ui::gap(ui::kSpace12);
  return result;
}

void SimilarList::draw_why_none(const Model& model, std::string_view text, bool is_complete) {
  const Message nothing = is_complete ? Message::kSimilarNone : Message::kSimilarStillReading;
  ui::caption(t(model, text.empty() ? Message::kSimilarHint : nothing));
}

void SimilarList::draw_record(const Model& model, Actions& actions, const SimilarRecord& record,
                              const Options& options, Result* result) {
  const State& state = model.state();
  const EntityId id = state.id(record.kind, record.row);
  const std::string note = note_of(model, record);
  const std::string excerpt =
      article_excerpt(help_text(state, record.kind, record.row, model.language));
  std::string title, path, chip;
  ui::Suggestion item{.note = note, .excerpt = excerpt};
  if (record.kind == Kind::kArticle) {
    title = name_of(model, id);
    path = article_path(id);
    if (options.is_reporting) append_query(&path, "from", "new");
    chip = t(model, Message::kNavKnowledge);
    item.icon = ui::Icon::kBook;
    item.icon_tone = item.chip_tone = ui::Tone::kAccent;
  } else {
    const std::int64_t status = ticket_integer(state, record.row, field::kTicketState);
    title = ticket_title(state, record.row);
    path = ticket_path(id);
    chip = choice_label(ChoiceList::kTicketState, status, model.language);
    item.chip_tone = state_tone(status);
  }
  const std::string href = href_of(path);
  item.title = title;
  item.href = href;
  item.chip = chip;
  if (ui::suggestion(item)) actions.open(path);
  const bool is_open = record.kind == Kind::kTicket && is_open_ticket(state, record.row);
  if (!options.may_join || !is_open) return;
  const std::string label = t(model, Message::kSimilarJoin, ticket_label(model, record.row));
  if (ui::button(label, {.kind = ui::ButtonKind::kGhost, .icon = ui::Icon::kComment})) {
    result->join = id;
  }
}

}  // namespace genba
