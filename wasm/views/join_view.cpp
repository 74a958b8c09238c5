// Joining a server with what was recorded without one: what goes up and what becomes of it, before;
// how far it is, after.
#include <algorithm>
#include <map>

#include "core/replica/ticket_label.h"
#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr const char* kCreateChoice = "create";
constexpr const char* kLeaveChoice = "leave";
constexpr std::size_t kItemsOnPage = 20;

class JoinView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    const Screen screen(model, actions, t(model, Message::kJoinTitle),
                        {.has_back = true, .max_width = 720});
    if (model.join != nullptr) return draw_preview(model, *model.join, actions);
    if (!model.is_alone) return draw_progress(model, actions);
    if (model.join_problem.code != ErrorCode::kNone) {
      ui::banner(error_text(model.join_problem, model.language),
                 {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
      return;
    }
    if (model.is_joining) {
      ui::text(t(model, Message::kJoinWaitSync), {.tone = ui::Tone::kMuted});
      ui::gap(ui::kSpace12);
      return ui::skeleton(4);
    }
    const ui::EmptyStateOptions options{.icon = ui::Icon::kCloudUp,
                                        .text = t(model, Message::kSettingsJoinHint),
                                        .action_label = t(model, Message::kSignIn)};
    if (ui::empty_state(t(model, Message::kSettingsJoin), options)) actions.open("/welcome");
  }

 private:
  static const char* kind_label(const Model& model, Kind kind) {
    const KindSpec& spec = *find_kind(kind);
    return model.language == Language::kJapanese ? spec.label_ja : spec.label_en;
  }

  static void draw_backup(const Model& model, Actions& actions) {
    if (ui::button(t(model, Message::kBackupDownload), {.icon = ui::Icon::kDownload})) {
      const std::string day = to_local_input(model.now_ms, model.utc_offset_minutes).substr(0, 10);
      actions.download_everything("genba-" + day + ".jsonl");
    }
  }

  void draw_preview(const Model& model, const JoinPreview& join, Actions& actions) {
    draw_counts(model, join);
    ui::gap(ui::kSpace16);
    if (!join.plan.items.empty()) {
      draw_items(model, join, actions);
      ui::gap(ui::kSpace16);
    }
    const ui::Row row({.spacing = ui::kSpace8});
    if (ui::button(t(model, Message::kJoinStart),
                   {.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCloudUp})) {
      actions.join_finish();
    }
    draw_backup(model, actions);
    if (ui::button(t(model, Message::kJoinNotNow), {.kind = ui::ButtonKind::kGhost})) {
      actions.join_give_up();
    }
  }

  static void draw_counts(const Model& model, const JoinPreview& join) {
    const ui::Card card({.title = t(model, Message::kJoinCounts)});
    const Message lead = join.plan.is_import ? Message::kJoinLead : Message::kJoinLeadOwn;
    ui::text(t(model, lead, join.user_name), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
    if (join.counts.empty()) ui::text(t(model, Message::kJoinNothing));
    for (const JoinCount& count : join.counts) {
      ui::key_value(kind_label(model, count.kind),
                    format_number(static_cast<std::int64_t>(count.count)));
    }
    if (!join.numbers.empty()) {
      ui::gap(ui::kSpace12);
      ui::text(join.plan.is_import ? t(model, Message::kJoinNumbers, join.numbers)
                                   : ts(model, Message::kJoinNumbersLabel),
               {.tone = ui::Tone::kMuted});
    }
    if (!join.plan.is_import) {
      ui::gap(ui::kSpace12);
      ui::banner(t(model, Message::kJoinRoleTooLow),
                 {.tone = ui::Tone::kWarn, .icon = ui::Icon::kAlert});
    }
  }

  void draw_items(const Model& model, const JoinPreview& join, Actions& actions) {
    const ui::Card card({.title = t(model, Message::kJoinMapping)});
    ui::text(t(model, Message::kJoinMappingHint), {.tone = ui::Tone::kMuted});
    const std::vector<JoinItem>& items = join.plan.items;
    const std::size_t end = std::min(items.size(), first_ + kItemsOnPage);
    std::map<Kind, std::vector<ui::Choice>> there;
    for (std::size_t index = first_; index < end; ++index) {
      const Kind kind = items[index].kind;
      if (there.count(kind) == 0) there.emplace(kind, choices_at_server(model, join, kind));
      ui::gap(ui::kSpace12);
      draw_item(model, items[index], index, there[kind], actions);
    }
    if (items.size() <= kItemsOnPage) return;
    ui::gap(ui::kSpace12);
    const ui::Row row({.spacing = ui::kSpace8});
    if (ui::button(t(model, Message::kPreviousPage), {.disabled = first_ == 0})) {
      first_ -= kItemsOnPage;
    }
    if (ui::button(t(model, Message::kNextPage), {.disabled = end == items.size()})) first_ = end;
  }

  static std::vector<ui::Choice> choices_at_server(const Model& model, const JoinPreview& join,
                                                   Kind kind) {
    std::vector<ui::Choice> choices;
    for (const EntityId& id : join.server->entities(kind)) {
      const std::string name = name_of(*join.server, id, model.language);
      if (!name.empty()) choices.push_back({to_string(id), t(model, Message::kJoinUse, name)});
    }
    return choices;
  }

  static void draw_item(const Model& model, const JoinItem& item, std::size_t index,
                        const std::vector<ui::Choice>& there, Actions& actions) {
    const std::string label = std::string(kind_label(model, item.kind)) + ": " +
                              name_of(model.state(), item.id, model.language);
    std::vector<ui::Choice> choices;
    if (item.may_create) choices.push_back({kCreateChoice, ts(model, Message::kJoinCreate)});
    choices.push_back({kLeaveChoice, ts(model, Message::kJoinLeave)});
    choices.insert(choices.end(), there.begin(), there.end());
    std::string value = item.way == JoinWay::kUse      ? to_string(item.target)
                        : item.way == JoinWay::kCreate ? kCreateChoice
                                                       : kLeaveChoice;
    const ui::ChoiceOptions options{.help = item.may_create ? std::string_view()
                                                            : t(model, Message::kJoinForbidden)};
    if (!ui::choice_field("join-" + to_string(item.id), label, choices, &value, options)) return;
    if (value == kCreateChoice) return actions.join_choose(index, JoinWay::kCreate, {});
    if (value == kLeaveChoice) return actions.join_choose(index, JoinWay::kLeave, {});
    if (const Result<EntityId> id = parse_id(value)) {
      actions.join_choose(index, JoinWay::kUse, *id);
    }
  }

  static void draw_progress(const Model& model, Actions& actions) {
    const ui::Card card({.title = t(model, Message::kJoinTitle)});
    const std::string count = format_number(static_cast<std::int64_t>(model.waiting));
    ui::text(model.waiting > 0 ? t(model, Message::kJoinSending, count)
                               : ts(model, Message::kJoinSent));
    ui::gap(ui::kSpace12);
    const ui::Row row({.spacing = ui::kSpace8});
    if (ui::button(t(model, Message::kGoHome), {.kind = ui::ButtonKind::kPrimary})) {
      actions.open("/");
    }
    draw_backup(model, actions);
  }

  std::size_t first_ = 0;  // of the items that are shown
};

}  // namespace

std::unique_ptr<View> make_join_view() { return std::make_unique<JoinView>(); }

}  // namespace genba
