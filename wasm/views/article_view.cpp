// An article's page: to be read. Who reads it before reporting is asked whether it helped.
#include "core/process/article.h"
#include "core/replica/ticket_label.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/article_text.h"
#include "wasm/views/draft_form.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_page.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

struct ArticlePage {
  const Model& model;
  Actions& actions;
  EntityId id;
  Row row;

  Role role() const { return model.replica->identity().role; }
  ArticleState state() const { return article_state(model.state(), row); }
  std::string text(FieldId field) const {
    return std::string(model.state().table(Kind::kArticle).column(field).text(row));
  }
  EntityId reference(FieldId field) const {
    return model.state().get(Kind::kArticle, row, field).reference();
  }
};

class ArticleView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    const Result<EntityId> id = parse_id(path.substr(0, path.find('?')));
    const Row row = id ? model.state().find(*id) : kNoRow;
    if (row == kNoRow || model.state().kind(*id) != Kind::kArticle) {
      return draw_missing(model, actions);
    }
    const ArticlePage page{model, actions, *id, row};
    const bool is_requester = permission_of(page.role()) <= Permission::kRequester;
    const bool is_visit =
        is_requester || find_in(parse_address_query(path), "from") == std::string_view("new");
    if (is_visit && page.state() == ArticleState::kPublished) note_visit(page);
    draw_page(page, is_visit);
  }

 private:
  static void draw_missing(const Model& model, Actions& actions) {
    const Screen screen(model, actions, t(model, Message::kArticleMissing), {.has_back = true});
    const ui::EmptyStateOptions options{.icon = ui::Icon::kSearch,
                                        .text = t(model, Message::kArticleMissingHint),
                                        .action_label = t(model, Message::kArticlesTitle)};
    if (ui::empty_state(t(model, Message::kArticleMissing), options)) actions.open("/articles");
  }

  // Once each time the page is opened.
  void note_visit(const ArticlePage& page) {
    if (visited_ == page.id) return;
    visited_ = page.id;
    CreateEntity visit{page.actions.new_id(), Kind::kFaqVisit, {}};
    visit.fields = {{field::kFaqVisitArticle, Value::of(page.id)},
                    {field::kFaqVisitVisitedAt, Value::of(page.model.now_ms)}};
    // Reading goes on whatever becomes of this figure.
    (void)page.actions.submit(visit);
  }

  void draw_page(const ArticlePage& page, bool is_visit) {
    const Model& model = page.model;
    const std::string title = name_of(model, page.id);
    const std::int64_t updated_ms =
        model.state().table(Kind::kArticle).column(field::kArticleUpdatedAt).integer(page.row);
    const std::string subtitle =
        t(model, Message::kArticleUpdated, actor_name(model, page.reference(field::kArticleAuthor)),
          format_relative(updated_ms, time_style(model)));
    const ui::PageAction edit{.label = ts(model, Message::kEdit), .icon = ui::Icon::kEdit};
    ScreenOptions options{.subtitle = subtitle, .has_back = true, .max_width = 800};
    if (may_edit_article(page.role(), page.state())) options.actions = {&edit, 1};
    const Screen screen(model, page.actions, title, options);
    if (screen.action() == 0) page.actions.open("/a/edit/" + to_string(page.id));
    {
      const ui::Card card({.padding = ui::is_phone() ? 20.0F : 32.0F});
      draw_head(page, title);
      draw_body(page);
    }
    if (is_visit) draw_question(page);
    draw_state_actions(page);
  }

  static void draw_head(const ArticlePage& page, const std::string& title) {
    const Model& model = page.model;
    {
      const ui::Row row;
      ui::chip(article_state_label(model, page.row), {.tone = article_tone(page.state())});
      const std::string category = name_of(model, page.reference(field::kArticleCategory));
      if (!category.empty()) ui::chip(category);
      for (const std::string& keyword :
           model.state().get(Kind::kArticle, page.row, field::kArticleKeywords).set()) {
        ui::chip(keyword, {.icon = ui::Icon::kTag});
      }
    }
    ui::gap(ui::kSpace12);
    draw_title_that_was_cut(title);
    ui::divider();
    ui::gap(ui::kSpace16);
  }

  void draw_body(const ArticlePage& page) {
    const Model& model = page.model;
    const std::string own = page.text(field::kArticleBody);
    const std::string english = page.text(field::kArticleBodyEn);
    if (!own.empty() && !english.empty()) {
      if (language_ < 0) language_ = model.language == Language::kJapanese ? 0 : 1;
      const std::vector<std::string> languages = {"日本語", "English"};
      ui::segmented(t(model, Message::kSettingsLanguage), languages, &language_);
      ui::gap(ui::kSpace12);
    }
    const bool is_english = own.empty() || (language_ == 1 && !english.empty());
    const std::string& body = is_english ? english : own;
    if (body.empty()) {
      ui::text(t(model, Message::kArticleNoBody), {.tone = ui::Tone::kMuted});
    } else {
      draw_article_body(body);
    }
    const EntityId source = page.reference(field::kArticleSource);
    const bool may_see = permission_of(page.role()) >= Permission::kAgent;
    if (!may_see || model.state().kind(source) != Kind::kTicket) return;
    ui::gap(ui::kSpace16);
    const std::string label =
        t(model, Message::kArticleFromTicket, ticket_label(model.state(), source));
    if (ui::link(label, href_of(ticket_path(source)))) page.actions.open(ticket_path(source));
  }

  static void draw_question(const ArticlePage& page) {
    const Model& model = page.model;
    ui::gap(ui::kSpace16);
    const ui::Card card({.title = t(model, Message::kArticleHelpedTitle)});
    const ui::Row row;
    if (ui::button(t(model, Message::kArticleHelpedYes),
                   {.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCheck})) {
      // Nothing is left to report.
      page.actions.keep_draft(kNewTicketDraft, "");
      ui::toast(ts(model, Message::kArticleHelpedThanks));
      page.actions.open("/");
    }
    if (ui::button(t(model, Message::kArticleHelpedNo), {.icon = ui::Icon::kPlus})) {
      page.actions.open("/new");
    }
  }

  static void draw_state_actions(const ArticlePage& page) {
    if (!may_publish_articles(page.role())) return;
    const Model& model = page.model;
    ui::gap(ui::kSpace16);
    const ui::Row row;
    const auto offer = [&](ArticleState to, Message label, Message done, ui::Icon icon) {
      if (page.state() == to) return;
      const bool is_publishing = to == ArticleState::kPublished;
      const ui::ButtonKind kind =
          is_publishing ? ui::ButtonKind::kPrimary : ui::ButtonKind::kSecondary;
      if (ui::button(t(model, label), {.kind = kind, .icon = icon})) move_to(page, to, done);
    };
    offer(ArticleState::kPublished, Message::kArticlePublish, Message::kArticlePublished,
          ui::Icon::kCheck);
    offer(ArticleState::kDraft, Message::kArticleToDraft, Message::kArticleDrafted,
          ui::Icon::kEdit);
    offer(ArticleState::kRetired, Message::kArticleRetire, Message::kArticleRetired,
          ui::Icon::kInbox);
  }

  static void move_to(const ArticlePage& page, ArticleState to, Message said) {
    const auto command = [&](ArticleState state) {
      const Value value = Value::of(static_cast<std::int64_t>(state));
      return EditFields{page.id, {{field::kArticleState, value}}};
    };
    submit_with_undo(page.model, page.actions, command(to), ts(page.model, said),
                     command(page.state()));
  }

  EntityId visited_;
  int language_ = -1;  // of the text, where there are two
};

}  // namespace

std::unique_ptr<View> make_article_view() { return std::make_unique<ArticleView>(); }

}  // namespace genba
