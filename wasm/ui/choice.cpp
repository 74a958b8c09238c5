#include "wasm/ui/choice.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/text/fold.h"
#include "wasm/ui/field.h"
#include "wasm/ui/field_layout.h"
#include "wasm/ui/popup.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

constexpr int kSearchFrom = 9;

// The text typed into the one popup that is open.
std::string& popup_query() {
  static std::string query;
  return query;
}

bool is_found(const Choice& choice, const std::vector<std::string>& words) {
  return has_words(fold_for_search(choice.label + '\n' + choice.detail), words);
}

bool take(std::string* value, const std::string& taken) {
  const bool changed = *value != taken;
  *value = taken;
  close_popup();
  return changed;
}

// What was typed, if it may be taken and is none of the choices; else "".
std::string typed_value(std::span<const Choice> choices, const ChoiceOptions& options) {
  const std::string& typed = popup_query();
  if (!options.allow_typed || folded_words(typed).empty()) return {};
  const bool is_choice = std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
    return choice.value == typed || choice.label == typed;
  });
  return is_choice ? std::string() : typed;
}

bool list_options(std::string_view label, std::span<const Choice> choices, std::string* value,
                  const ChoiceOptions& options) {
  bool changed = false;
  Node list;
  list.id = make_id("list");
  list.role = Role::kListbox;
  list.label = label;
  const NodeScope scope(list);
  bool any = false;
  bool shows_chosen = options.allow_empty && value->empty();
  for (const Choice& choice : choices) shows_chosen |= choice.value == *value;
  const auto offer = [&](const Choice& choice) {
    const bool selected = *value == choice.value;
    if (popup_row({.label = choice.label,
                   .detail = choice.detail,
                   .tone = choice.tone,
                   .dot = choice.tone != Tone::kText,
                   .selected = selected,
                   .tab_stop = shows_chosen && popup_query().empty() ? selected : !any})) {
      changed = take(value, choice.value);
    }
    any = true;
  };
  if (options.allow_empty && popup_query().empty()) offer({"", words().none});
  const std::vector<std::string> words_typed = folded_words(popup_query());
  for (const Choice& choice : choices) {
    const bool is_offered = words_typed.empty() ? !choice.is_retired || choice.value == *value
                                                : is_found(choice, words_typed);
    if (is_offered) offer(choice);
  }
  const std::string typed = typed_value(choices, options);
  if (!typed.empty()) offer({typed, words().use_typed(typed)});
  if (!any) text(words().no_results, {.tone = Tone::kMuted});
  return changed;
}

bool needs_search(std::span<const Choice> choices, const ChoiceOptions& options) {
  return options.allow_typed || static_cast<int>(choices.size()) >= kSearchFrom ||
         std::any_of(choices.begin(), choices.end(),
                     [](const Choice& one) { return one.is_retired; });
}

bool choice_popup(ImGuiID id, std::string_view label, std::span<const Choice> choices,
                  std::string* value, const ImRect& anchor, const ChoiceOptions& options) {
  const bool searchable = needs_search(choices, options);
  const float rows = static_cast<float>(choices.size() + (options.allow_empty ? 1 : 0) +
                                        (options.allow_typed ? 1 : 0));
  const float height = px(kTarget) * rows + (searchable ? px(kTarget + 6) : 0);
  if (!begin_popup(id, label, anchor, px(240), height)) return false;
  bool changed = false;
  if (searchable) {
    const FieldResult search =
        search_field("query", words().search, &popup_query(),
                     {.placeholder = words().search, .autofocus = !is_phone()});
    gap(6);
    ImGui::BeginChild("options", ImVec2(0, 0), 0, ImGuiWindowFlags_NoSavedSettings);
    changed = list_options(label, choices, value, options);
    ImGui::EndChild();
    const std::string typed = typed_value(choices, options);
    if (search.submitted && !typed.empty()) changed = take(value, typed);
  } else {
    changed = list_options(label, choices, value, options);
  }
  end_popup();
  return changed;
}

}  // namespace

bool choice_field(std::string_view id, std::string_view label, std::span<const Choice> choices,
                  std::string* value, const ChoiceOptions& options) {
  const ImGuiID node_id = make_id(id);
  const FieldPlace where = place_field(
      node_id, {label, options.help, options.error, options.required, options.hide_label},
      options.width, px(kTarget));
  const Press state = press(node_id, where.frame, options.disabled);
  const Choice* chosen = nullptr;
  for (const Choice& choice : choices) {
    if (choice.value == *value && !(value->empty())) chosen = &choice;
  }
  const ImGuiID popup_id = node_id + 7;
  Node node;
  node.id = node_id;
  node.role = Role::kCombobox;
  node.label = label;
  node.value = chosen != nullptr ? std::string_view(chosen->label) : std::string_view();
  node.hint = options.placeholder.empty() ? std::string_view(words().choose) : options.placeholder;
  node.flags = kFlagExpandable;
  if (ImGui::IsPopupOpen(popup_id, 0)) node.flags |= kFlagExpanded;
  if (options.disabled) node.flags |= kFlagDisabled;
  if (options.required) node.flags |= kFlagRequired;
  if (!options.error.empty()) node.flags |= kFlagInvalid;
  node.described_by = where.described_by;
  add_node(node, where.frame.Min, where.frame.Max);
  if (state.pressed) {
    popup_query().clear();
    open_popup(popup_id);
  }
  if (state.visible) {
    const bool open = (node.flags & kFlagExpanded) != 0;
    draw_field_frame(where.frame, open, !options.error.empty(), options.disabled, state.hovered);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const FontScope font(TextSize::k16);
    const float middle = ImFloor(where.frame.GetCenter().y);
    float x = where.frame.Min.x + px(12);
    if (chosen != nullptr && chosen->tone != Tone::kText) {
      list->AddCircleFilled(ImVec2(x + px(5), middle), px(4.5F), graphic_color(chosen->tone));
      x += px(20);
    }
    const Color ink = chosen != nullptr && !options.disabled ? colors().text : colors().muted;
    draw_line(list, ImVec2(x, middle - ImFloor(ImGui::GetFontSize() / 2)), ink,
              chosen != nullptr ? std::string_view(chosen->label) : node.hint,
              where.frame.Max.x - px(40) - x);
    draw_icon(list, Icon::kChevronDown, ImVec2(where.frame.Max.x - px(22), middle), 18,
              colors().muted);
  }
  const IdScope scope(id);
  return choice_popup(popup_id, label, choices, value, where.frame, options);
}

}  // namespace genba::ui
