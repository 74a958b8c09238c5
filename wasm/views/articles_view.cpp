// The knowledge base: every article, found as one types.
#include "core/process/article.h"
#include "core/replica/faq_visits.h"
#include "core/replica/query.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/article_blocks.h"
#include "wasm/views/article_text.h"
#include "wasm/views/choices.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr std::size_t kShownAtOnce = 40;
constexpr std::int64_t kFiguresMs = 30ll * 24 * 60 * 60 * 1000;

// The filters are the address: "/articles?state=draft&category=<id>&q=vpn".
struct ArticleFilter {
  std::string state, category, text;
  friend bool operator==(const ArticleFilter& a, const ArticleFilter& b) {
    return a.state == b.state && a.category == b.category && a.text == b.text;
  }
};

ArticleFilter read_filter(std::string_view path) {
  const AddressQuery query = parse_address_query(path);
  const auto value = [&](std::string_view name) { return std::string(find_in(query, name)); };
  return {value("state"), value("category"), value("q")};
}

std::string path_of(const ArticleFilter& filter) {
  std::string path = "/articles";
  append_query(&path, "state", filter.state);
  append_query(&path, "category", filter.category);
  append_query(&path, "q", filter.text);
  return path;
}

class ArticlesView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    const ArticleFilter filter = read_filter(path);
    const bool may_write = may_edit_article(model.replica->identity().role, ArticleState::kDraft);
    refresh(model, actions, filter, may_write);
    const std::string count = format_number(static_cast<std::int64_t>(rows_.size()));
    const std::string subtitle = t(model, Message::kArticlesCount, count);
    const ui::PageAction create{.label = ts(model, Message::kArticleNew),
                                .icon = ui::Icon::kPlus,
                                .kind = ui::ButtonKind::kPrimary};
    ScreenOptions options{.subtitle = subtitle};
    if (may_write) options.actions = {&create, 1};
    const Screen screen(model, actions, t(model, Message::kArticlesTitle), options);
    if (screen.action() == 0) actions.open("/a/edit/new");
    ArticleFilter wanted = filter;
    draw_controls(model, may_write, &wanted);
    draw_articles(model, actions, &wanted);
    if (!(wanted == filter)) {
      shown_ = kShownAtOnce;
      actions.replace(path_of(wanted));
    }
  }

 private:
  void refresh(const Model& model, Actions& actions, const ArticleFilter& filter, bool may_write) {
    const State& state = model.state();
    const bool is_same = &state == state_ && version_ == state.version() && found_for_ == filter;
    if (is_same && is_complete_) return;
    state_ = &state;
    version_ = state.version();
    found_for_ = filter;
    FoundRecords found = actions.find(Kind::kArticle, filter.text);
    is_complete_ = found.is_complete;
    RowMask& mask = found.rows;
    const Table& articles = state.table(Kind::kArticle);
    const EntityId category = reference_value(filter.category).reference();
    const Choice* status = find_choice(ChoiceList::kArticleState, std::string_view(filter.state));
    for (Row row = 0; row < articles.size(); ++row) {
      const ArticleState its_state = article_state(state, row);
      if (!may_write && its_state != ArticleState::kPublished) mask[row] = 0;
      if (status && static_cast<std::int64_t>(its_state) != status->number) mask[row] = 0;
      const Handle its_category = articles.column(field::kArticleCategory).reference(row);
      if (!category.is_null() && its_category != state.ids().find(category)) mask[row] = 0;
    }
    Query query{.kind = Kind::kArticle, .sort = *parse_sort_keys(Kind::kArticle, "-updated_at")};
    query.within = &mask;
    rows_ = run_query(state, query, {}).rows;
    figures_ = faq_figures(state, model.now_ms - kFiguresMs, model.now_ms + 1);
  }

  void draw_controls(const Model& model, bool may_write, ArticleFilter* wanted) {
    {
      ui::Grid grid("controls", {.min_cell = 280, .max_columns = 2});
      grid.next();
      ui::search_field("search", t(model, Message::kArticlesSearch), &wanted->text,
                       {.placeholder = t(model, Message::kArticlesSearchHint)});
      grid.next();
      const std::string_view category = find_field(field::kArticleCategory)->label(model.language);
      ui::choice_field("category", category, choices_.categories(model), &wanted->category,
                       {.placeholder = category, .hide_label = true, .allow_empty = true});
    }
    if (may_write) {
      const ui::Row row;
      const auto chip = [&](std::string_view label, const char* code) {
        if (ui::filter_chip(label, wanted->state == code)) wanted->state = code;
      };
      chip(t(model, Message::kArticlesShowAll), "");
      for (const Choice& choice : choices_of(ChoiceList::kArticleState)) {
        chip(choice.label(model.language), choice.code);
      }
    }
    if (may_write && figures_.visits > 0) {
      const auto number = [](std::size_t count) {
        return format_number(static_cast<std::int64_t>(count));
      };
      ui::caption(t(model, Message::kArticlesSelfService, number(figures_.rate()),
                    number(figures_.visits)));
    }
    ui::gap(ui::kSpace12);
  }

  void draw_articles(const Model& model, Actions& actions, ArticleFilter* wanted) {
    if (rows_.empty()) return draw_nothing(model, actions, wanted);
    {
      ui::Grid grid("articles", {.min_cell = 320, .max_columns = 2});
      for (std::size_t i = 0; i < rows_.size() && i < shown_; ++i) {
        grid.next();
        draw_article(model, actions, rows_[i]);
      }
    }
    if (rows_.size() <= shown_) return;
    ui::gap(ui::kSpace16);
    if (ui::button(t(model, Message::kShowAll))) shown_ = rows_.size();
  }

  static void draw_article(const Model& model, Actions& actions, Row row) {
    const State& state = model.state();
    const EntityId id = state.id(Kind::kArticle, row);
    const Table& articles = state.table(Kind::kArticle);
    const std::string title = name_of(model, id), href = href_of(article_path(id));
    const std::string excerpt =
        article_excerpt(help_text(state, Kind::kArticle, row, model.language));
    const bool is_published = article_state(state, row) == ArticleState::kPublished;
    const std::string category =
        name_of(model, articles.column(field::kArticleCategory).reference(row));
    const std::string chip = article_state_label(model, row);
    std::string note =
        format_relative(articles.column(field::kArticleUpdatedAt).integer(row), time_style(model));
    if (!category.empty()) note = category + " · " + note;
    const ui::Card card({.padding = 6});
    const ui::Suggestion item{.title = title,
                              .href = href,
                              .icon = ui::Icon::kBook,
                              .icon_tone = is_published ? ui::Tone::kAccent : ui::Tone::kMuted,
                              .chip = is_published ? std::string_view() : std::string_view(chip),
                              .chip_tone = article_tone(article_state(state, row)),
                              .note = note,
                              .excerpt = excerpt};
    if (ui::suggestion(item)) actions.open(article_path(id));
  }

  void draw_nothing(const Model& model, Actions& actions, ArticleFilter* wanted) const {
    ui::gap(ui::kSpace24);
    if (*wanted == ArticleFilter()) {
      const ui::EmptyStateOptions options{.icon = ui::Icon::kBook,
                                          .text = t(model, Message::kArticlesNoneHint),
                                          .action_label = t(model, Message::kArticleNew)};
      if (ui::empty_state(t(model, Message::kArticlesNone), options)) actions.open("/a/edit/new");
      return;
    }
    const ui::EmptyStateOptions options{.icon = ui::Icon::kSearch,
                                        .text = t(model, Message::kArticlesNoHitsHint),
                                        .action_label = t(model, Message::kListClearFilters)};
    if (ui::empty_state(t(model, Message::kArticlesNoHits), options)) *wanted = {};
  }

  const State* state_ = nullptr;  // what rows_ are of
  bool is_complete_ = false;      // every article was searched
  std::uint64_t version_ = ~std::uint64_t{0};
  ArticleFilter found_for_;
  std::vector<Row> rows_;
  FaqFigures figures_;
  std::size_t shown_ = kShownAtOnce;
  ChoiceCache choices_;
};

}  // namespace

std::unique_ptr<View> make_articles_view() { return std::make_unique<ArticlesView>(); }

}  // namespace genba
