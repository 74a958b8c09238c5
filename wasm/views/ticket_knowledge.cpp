#include "wasm/views/ticket_knowledge.h"

#include "core/process/article.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"

namespace genba {

void TicketKnowledge::draw(const TicketPage& page) {
  draw_article(page);
  ui::gap(ui::kSpace16);
  similar_.draw(page.model, page.actions, page.value(field::kTicketTitle).text(),
                {.except = page.id});
}

void TicketKnowledge::draw_article(const TicketPage& page) {
  const Model& model = page.model;
  const std::vector<EntityId> articles = page.state().referring(field::kArticleSource, page.id);
  const bool has_lesson = !page.value(field::kTicketResolution).is_empty() ||
                          !page.value(field::kTicketWorkaround).is_empty();
  const bool may_write = has_lesson && may_edit_article(page.role(), ArticleState::kDraft);
  if (articles.empty() && !may_write) return;
  ui::gap(ui::kSpace16);
  const ui::Card card({.title = t(model, Message::kNavKnowledge)});
  if (!articles.empty()) ui::caption(t(model, Message::kArticleOfThis));
  for (const EntityId& article : articles) {
    const std::string path = article_path(article);
    if (ui::link(name_of(model, article), href_of(path))) page.actions.open(path);
  }
  if (!articles.empty()) return;
  const ui::ButtonOptions options{.icon = ui::Icon::kBook, .full_width = true};
  if (ui::button(t(model, Message::kArticleFromThis), options)) {
    page.actions.open("/a/edit/new?ticket=" + to_string(page.id));
  }
}

}  // namespace genba
