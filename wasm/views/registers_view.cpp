// Registers: the assets, categories, services, sites and groups that tickets refer to. One screen
// for all of them, made from the field table: "/registers/asset?q=switch" is the list,
// "/registers/asset/<id>" a record, "/registers/asset/new" a new one.
#include <algorithm>
#include <string>
#include <vector>

#include "core/process/authorise.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/places.h"
#include "wasm/views/register_form.h"
#include "wasm/views/register_rows.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr std::size_t kShownTickets = 8;

const Place* find_place(std::string_view kind, Role role) {
  for (const Place& place : all_places()) {
    const bool is_it =
        is_register(place) && std::string_view(place.path).substr(kRegisters.size()) == kind;
    if (is_it && is_for(place, role)) return &place;
  }
  return nullptr;
}

class RegistersView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    const Role role = model.replica->identity().role;
    const std::string_view place = path.substr(0, path.find('?'));
    const std::size_t slash = place.find('/');
    place_ = find_place(place.substr(0, slash), role);
    if (!place_) return draw_missing(model, actions, "/", Message::kGoHome);
    spec_ = find_kind(place.substr(0, slash));
    may_add_ = may_create(role, spec_->kind);
    if (slash == std::string_view::npos) return draw_list(model, path, actions);
    const std::string_view name = place.substr(slash + 1);
    const Result<EntityId> id = parse_id(name);
    const bool is_new = name == "new" && may_add_;
    if (!is_new && !(id && model.state().kind(*id) == spec_->kind)) {
      return draw_missing(model, actions, place_->path, place_->label);
    }
    draw_record(model, actions, is_new ? EntityId{} : *id);
  }

 private:
  static void draw_missing(const Model& model, Actions& actions, const char* path, Message label) {
    const std::string_view title = t(model, Message::kPageNotFound);
    const Screen screen(model, actions, title, {.has_back = true});
    if (ui::empty_state(title, {.icon = ui::Icon::kSearch,
                                .text = t(model, Message::kPageNotFoundHint),
                                .action_label = t(model, label)})) {
      actions.open(path);
    }
  }

  std::string new_label(const Model& model) const {
    const bool is_english = model.language == Language::kEnglish;
    return t(model, Message::kPaletteNewOf, is_english ? spec_->label_en : spec_->label_ja);
  }
  std::string new_path() const { return std::string(place_->path) + "/new"; }

  // ---- list

  void draw_list(const Model& model, std::string_view path, Actions& actions) {
    const std::string query(find_in(parse_address_query(path), "q"));
    refresh(model, query);
    const std::string count =
        t(model, Message::kRegisterCount, format_number(static_cast<std::int64_t>(rows_.size())));
    const ui::PageAction create{
        .label = new_label(model), .icon = ui::Icon::kPlus, .kind = ui::ButtonKind::kPrimary};
    ScreenOptions options{
        .subtitle = count, .has_back = !place_->in_navigation, .max_width = 0, .scrolls = false};
    if (may_add_) options.actions = {&create, 1};
    const Screen screen(model, actions, t(model, place_->label), options);
    if (screen.action() == 0) actions.open(new_path());
    std::string wanted = query;
    const std::string_view search = t(model, Message::kRegisterSearch);
    ui::search_field("search", search, &wanted, {.placeholder = search});
    ui::gap(ui::kSpace12);
    if (rows_.empty()) {
      draw_nothing(model, actions, &wanted);
    } else {
      draw_table(model, actions);
    }
    if (wanted == query) return;
    std::string next = place_->path;
    append_query(&next, "q", wanted);
    actions.replace(next);
  }

  void refresh(const Model& model, const std::string& query) {
    const State& state = model.state();
    const bool is_same = state_ == &state && version_ == state.version() && found_for_ == query &&
                         language_ == model.language;
    if (is_same) return;
    state_ = &state;
    version_ = state.version();
    found_for_ = query;
    language_ = model.language;
    rows_ = find_in_register(state, spec_->kind, query, language_);
  }

  void draw_nothing(const Model& model, Actions& actions, std::string* wanted) const {
    ui::gap(ui::kSpace24);
    if (!wanted->empty()) {
      if (ui::empty_state(t(model, Message::kNoResults),
                          {.icon = ui::Icon::kSearch,
                           .text = t(model, Message::kListEmptyHint),
                           .action_label = t(model, Message::kClear)})) {
        wanted->clear();
      }
      return;
    }
    const std::string create = may_add_ ? new_label(model) : std::string();
    const Message hint = may_add_ ? Message::kRegisterEmptyHint : Message::kRegisterManagersOnly;
    if (ui::empty_state(t(model, Message::kRegisterEmpty),
                        {.icon = place_->icon, .text = t(model, hint), .action_label = create})) {
      actions.open(new_path());
    }
  }

  void draw_table(const Model& model, Actions& actions) const {
    const std::vector<const FieldSpec*> fields = register_columns(spec_->kind);
    std::vector<ui::TableColumn> columns;
    for (const FieldSpec* field : fields) {
      ui::TableColumn column{.title = field->label(model.language), .sortable = false};
      if (columns.empty()) {
        column.weight = 2;
        column.slot = ui::CardSlot::kTitle;
      }
      if (columns.size() == 1) column.slot = ui::CardSlot::kOverline;
      if (columns.size() > 3) column.hide_below = 840;
      columns.push_back(std::move(column));
    }
    const State& state = model.state();
    const auto id_of = [&](int index) {
      return state.id(spec_->kind, rows_[static_cast<std::size_t>(index)]);
    };
    const auto path_of = [&](int index) {
      return std::string(place_->path) + "/" + to_string(id_of(index));
    };
    const auto result = ui::table(
        "register", t(model, place_->label), columns, {.rows = static_cast<int>(rows_.size())},
        [&](int index, ui::TableRow& row) {
          const EntityId id = id_of(index);
          row.text(0, name_of(model, id),
                   is_retired(state, id) ? ui::Tone::kMuted : ui::Tone::kText);
          for (std::size_t i = 1; i < fields.size(); ++i) {
            const std::string words = register_words(state, id, *fields[i], model.language);
            if (!words.empty()) row.text(static_cast<int>(i), words, ui::Tone::kMuted);
          }
          row.href(href_of(path_of(index)));
        });
    if (result.activated >= 0) actions.open(path_of(result.activated));
  }

  // ---- record

  void draw_record(const Model& model, Actions& actions, const EntityId& id) {
    if (!is_open_) form_.open(model, actions, spec_->kind, id);
    is_open_ = true;
    const std::string title = id.is_null() ? new_label(model) : name_of(model, id);
    const bool has_tickets = spec_->kind == Kind::kAsset && !id.is_null();
    const Screen screen(model, actions, title,
                        {.has_back = true, .max_width = has_tickets ? 1120.0F : 880.0F});
    draw_title_that_was_cut(title);
    if (!has_tickets) return form_.draw(model, actions, title);
    ui::Split split(380);
    form_.draw(model, actions, title);
    split.aside();
    draw_tickets(model, id);
  }

  void draw_tickets(const Model& model, const EntityId& asset) {
    const State& state = model.state();
    const TicketFilter filter = tickets_on(state, asset);
    if (state_ != &state || version_ != state.version()) {
      state_ = &state;
      version_ = state.version();
      const Result<QueryResult> found = find_tickets(state, filter, {}, nullptr);
      rows_ = found ? found->rows : std::vector<Row>();
    }
    const std::string count =
        t(model, Message::kListCount, format_number(static_cast<std::int64_t>(rows_.size())));
    const ui::Card card({.title = t(model, Message::kRegisterTickets), .subtitle = count});
    if (rows_.empty()) {
      ui::text(t(model, Message::kRegisterNoTickets), {.tone = ui::Tone::kMuted});
      return;
    }
    for (std::size_t i = 0; i < std::min(kShownTickets, rows_.size()); ++i) {
      const EntityId id = state.id(Kind::kTicket, rows_[i]);
      const std::string ticket_state = state_label(model, id);
      const std::string title = ticket_title(state, rows_[i]);
      const std::string note = ticket_label(model, rows_[i]);
      const std::string href = href_of(ticket_path(id));
      ui::suggestion({.title = title,
                      .href = href,
                      .chip = ticket_state,
                      .chip_tone = state_tone(ticket_integer(state, rows_[i], field::kTicketState)),
                      .note = note});
    }
    ui::gap(ui::kSpace8);
    ui::link(t(model, Message::kShowAll), href_of(ticket_filter_path(filter)));
  }

  const Place* place_ = nullptr;
  const KindSpec* spec_ = nullptr;
  bool may_add_ = false, is_open_ = false;
  const State* state_ = nullptr;  // what rows_ are of
  std::uint64_t version_ = 0;
  std::string found_for_;
  Language language_ = Language::kJapanese;
  std::vector<Row> rows_;  // of the list, or the tickets of an asset
  RegisterForm form_;
};

}  // namespace

std::unique_ptr<View> make_registers_view() { return std::make_unique<RegistersView>(); }

}  // namespace genba
