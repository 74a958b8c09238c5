// Writing an article. What is typed is kept as a draft on this device until it is saved.
#include "core/process/article.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/article_text.h"
#include "wasm/views/choices.h"
#include "wasm/views/draft_form.h"
#include "wasm/views/error_text.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"

namespace genba {
namespace {

std::string joined(const TextSet& items) {
  std::string all;
  for (const std::string& item : items) all += (all.empty() ? "" : ", ") + item;
  return all;
}

class ArticleEditorView final : public View {
 public:
  // "<id>", or "new" with "?ticket=<id>" for what a ticket taught.
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    if (path != path_) open(model, path, actions);
    const Message heading = id_.is_null() ? Message::kArticleNew : Message::kArticleEditTitle;
    const Screen screen(model, actions, t(model, heading), {.has_back = true, .max_width = 880});
    bool save_wanted = false;
    {
      const ui::Card card;
      const std::vector<std::string> modes = {ts(model, Message::kArticleWrite),
                                              ts(model, Message::kArticlePreview)};
      ui::segmented(t(model, heading), modes, &mode_);
      ui::gap(ui::kSpace12);
      if (mode_ == 0) {
        draw_form(model, heading);
      } else {
        draw_preview(model);
      }
      draw_end(model, &save_wanted);
    }
    keep_draft(actions);
    if (save_wanted) save(model, actions);
  }

 private:
  DraftFields draft_fields() {
    return {{"title", &title_},       {"body", &body_},         {"category", &category_},
            {"keywords", &keywords_}, {"title_en", &title_en_}, {"body_en", &body_en_}};
  }

  std::string draft_key() const { return "article-" + path_; }

  void open(const Model& model, std::string_view path, Actions& actions) {
    path_ = path;
    seen_ = model.replica->head();
    id_ = source_ = {};
    const std::string_view name = path.substr(0, path.find('?'));
    if (const Result<EntityId> id = parse_id(name);
        id && model.state().kind(*id) == Kind::kArticle) {
      id_ = *id;
      for (const FieldSpec& spec : fields_of(Kind::kArticle)) {
        fill({spec.id, model.state().value(id_, spec.id)});
      }
    } else if (const Result<EntityId> ticket =
                   parse_id(find_in(parse_address_query(path), "ticket"));
               ticket && model.state().kind(*ticket) == Kind::kTicket) {
      for (const FieldChange& change :
           article_from_ticket(model.state(), *ticket, model.language)) {
        fill(change);
      }
    }
    saved_ = write_draft(draft_fields());
    kept_ = actions.draft(draft_key());
    read_draft(kept_, draft_fields());
    has_english_ = !title_en_.empty() || !body_en_.empty();
  }

  void fill(const FieldChange& change) {
    const Value& value = change.value;
    if (change.field == field::kArticleTitle) title_ = value.text();
    if (change.field == field::kArticleBody) body_ = value.text();
    if (change.field == field::kArticleTitleEn) title_en_ = value.text();
    if (change.field == field::kArticleBodyEn) body_en_ = value.text();
    if (change.field == field::kArticleKeywords) keywords_ = joined(value.set());
    if (change.field == field::kArticleSource) source_ = value.reference();
    if (change.field == field::kArticleCategory && !value.is_empty()) {
      category_ = to_string(value.reference());
    }
  }

  void keep_draft(Actions& actions) {
    std::string draft = write_draft(draft_fields());
    if (draft == saved_) draft.clear();
    if (draft == kept_) return;
    kept_ = std::move(draft);
    actions.keep_draft(draft_key(), kept_);
  }

  static std::string_view label(const Model& model, FieldId field) {
    return find_field(field)->label(model.language);
  }

  void draw_form(const Model& model, Message heading) {
    const ui::Form form(t(model, heading), 840);
    const bool misses_title = tried_ && title_.find_first_not_of(" \t") == std::string::npos;
    ui::text_field(
        "title", label(model, field::kArticleTitle), &title_,
        {.placeholder = t(model, Message::kArticleTitleHint),
         .error = misses_title ? t(model, Message::kArticleTitleMissing) : std::string_view(),
         .required = true});
    {
      ui::Grid grid("pair", {.min_cell = 240, .max_columns = 2});
      grid.next();
      ui::choice_field("category", label(model, field::kArticleCategory),
                       choices_.categories(model), &category_, {.allow_empty = true});
      grid.next();
      ui::text_field("keywords", label(model, field::kArticleKeywords), &keywords_,
                     {.help = t(model, Message::kArticleKeywordsHint), .icon = ui::Icon::kTag});
    }
    ui::text_area("body", label(model, field::kArticleBody), &body_,
                  {.help = t(model, Message::kArticleBodyHint), .min_lines = 14});
    ui::switch_toggle(t(model, Message::kArticleAddEnglish), &has_english_);
    if (!has_english_) return;
    ui::text_field("title-en", label(model, field::kArticleTitleEn), &title_en_);
    ui::text_area("body-en", label(model, field::kArticleBodyEn), &body_en_, {.min_lines = 14});
  }

  void draw_preview(const Model& model) const {
    const auto show = [&](const std::string& title, const std::string& body) {
      ui::text(title, {.size = ui::TextSize::k28, .weight = ui::Weight::kBold});
      ui::gap(ui::kSpace16);
      if (body.empty()) ui::text(t(model, Message::kArticleNoBody), {.tone = ui::Tone::kMuted});
      draw_article_body(body);
    };
    show(title_, body_);
    if (title_en_.empty() && body_en_.empty()) return;
    ui::gap(ui::kSpace24);
    ui::divider();
    ui::gap(ui::kSpace24);
    show(title_en_, body_en_);
  }

  void draw_end(const Model& model, bool* save_wanted) const {
    if (!problem_.empty()) {
      ui::gap(ui::kSpace8);
      ui::banner(problem_, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
    }
    ui::gap(ui::kSpace16);
    const ui::ButtonOptions save{
        .kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCheck, .full_width = ui::is_phone()};
    *save_wanted =
        ui::button(t(model, id_.is_null() ? Message::kArticleSaveDraft : Message::kSave), save);
    *save_wanted |= ui::shortcut("ctrl+Enter", t(model, Message::kSave));
  }

  std::vector<FieldChange> changes(const Model& model) const {
    const auto text = [](const std::string& typed) {
      return typed.empty() ? Value{} : Value::of(typed);
    };
    std::vector<FieldChange> changes = {{field::kArticleTitle, text(title_)},
                                        {field::kArticleBody, text(body_)},
                                        {field::kArticleTitleEn, text(title_en_)},
                                        {field::kArticleBodyEn, text(body_en_)},
                                        {field::kArticleCategory, reference_value(category_)}};
    const Result<Value> keywords = parse_value(*find_field(field::kArticleKeywords), keywords_);
    if (keywords) changes.push_back({field::kArticleKeywords, *keywords});
    if (id_.is_null() && !source_.is_null()) {
      changes.push_back({field::kArticleSource, Value::of(source_)});
    }
    std::erase_if(changes, [&](const FieldChange& change) {
      return id_.is_null() ? change.value.is_empty()
                           : model.state().value(id_, change.field) == change.value;
    });
    return changes;
  }

  void save(const Model& model, Actions& actions) {
    tried_ = true;
    problem_.clear();
    const EntityId id = id_.is_null() ? actions.new_id() : id_;
    const Command command = id_.is_null()
                                ? Command(CreateEntity{id, Kind::kArticle, changes(model)})
                                : Command(EditFields{id, changes(model)});
    if (const Result<void> done = actions.submit(command, seen_); !done) {
      problem_ = error_text(done.error(), model.language);
      mode_ = 0;
      return;
    }
    for (const auto& [name, value] : draft_fields()) value->clear();
    keep_draft(actions);
    ui::toast(ts(model, Message::kArticleSaved));
    // Back leads to where the writing began, not into the form again.
    actions.replace(article_path(id));
  }

  std::string path_ = "?";  // never what an address has at first
  EntityId id_, source_;
  Seq seen_ = 0;
  int mode_ = 0;
  bool tried_ = false, has_english_ = false;
  std::string title_, body_, category_, keywords_, title_en_, body_en_, problem_;
  std::string saved_;  // the form as it was opened
  std::string kept_;   // what of it is kept as a draft
  ChoiceCache choices_;
};

}  // namespace

std::unique_ptr<View> make_article_editor_view() { return std::make_unique<ArticleEditorView>(); }

}  // namespace genba
