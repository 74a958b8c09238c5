#include "wasm/ui/field.h"

#include <utility>

#include "wasm/ui/button.h"
#include "wasm/ui/field_layout.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

constexpr float kFieldPadding = 12;

// Node::b of a text box: what the page's editor needs beside font and rectangle.
int pack_layout(const FieldOptions& options, float padding_left, float padding_right) {
  return static_cast<int>(padding_left) | (static_cast<int>(padding_right) << 10) |
         (static_cast<int>(options.type) << 20) | (static_cast<int>(options.autocomplete) << 24);
}

bool take_edit(ImGuiID id, std::string* value) {
  auto& edits = context().edits;
  const auto found = edits.find(id);
  if (found == edits.end()) return false;
  const bool changed = *value != found->second;
  if (changed) *value = std::move(found->second);
  edits.erase(found);
  return changed;
}

struct EditorLook {
  bool multiline = false;
  float left = 0, right = 0, top = 0;  // padding, device pixels
};

void add_field_node(ImGuiID id, std::string_view label, const std::string& value,
                    const FieldOptions& options, const EditorLook& look, const FieldPlace& where) {
  Node node;
  node.id = id;
  node.role = Role::kTextbox;
  node.label = label;
  node.value = value;
  node.hint = options.placeholder;
  node.a = static_cast<int>(ImGui::GetFontSize());
  node.b = pack_layout(options, look.left, look.right);
  const float ratio = look.multiline ? kBodyLine : kInterfaceLine;
  node.c = static_cast<int>(ImGui::GetFontSize() / ratio * 64.0F);
  node.described_by = where.described_by;
  if (options.combobox) {
    node.flags |= kFlagCombobox;
    node.described_by = options.active_option;
  }
  if (look.multiline) node.flags |= kFlagMultiline;
  if (options.required) node.flags |= kFlagRequired;
  if (options.disabled) node.flags |= kFlagDisabled;
  if (!options.error.empty()) node.flags |= kFlagInvalid;
  if (options.autofocus) node.flags |= kFlagAutofocus;
  add_node(node, where.frame.Min, where.frame.Max);
}

std::string shown_value(const std::string& value, FieldType type) {
  if (type == FieldType::kPassword) {
    std::string dots;
    for (const char byte : value) {
      if ((static_cast<unsigned char>(byte) & 0xC0u) != 0x80u) dots += "•";
    }
    return dots;
  }
  std::string text = value;
  if (type == FieldType::kDate || type == FieldType::kDateTime) {
    for (char& c : text) {
      if (c == '-') c = '/';
      if (c == 'T') c = ' ';
    }
  }
  return text;
}

void draw_value(const std::string& value, const FieldOptions& options, const EditorLook& look,
                const ImRect& frame) {
  const bool empty = value.empty();
  const std::string text =
      empty ? std::string(options.placeholder) : shown_value(value, options.type);
  const Color color = empty || options.disabled ? colors().muted : colors().text;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float width = frame.GetWidth() - look.left - look.right;
  // A hint that has no room is no label that has none.
  const std::size_t cut = context().cut.size();
  list->PushClipRect(frame.Min, frame.Max, true);
  if (look.multiline) {
    draw_wrapped(list, frame.Min + ImVec2(look.left, look.top), color, text, width);
  } else {
    const float y = frame.Min.y + ImFloor((frame.GetHeight() - ImGui::GetFontSize()) / 2);
    draw_line(list, ImVec2(frame.Min.x + look.left, y), color, text, width);
  }
  list->PopClipRect();
  context().cut.resize(cut);
}

FieldResult finish_field(ImGuiID id, std::string* value) {
  FieldResult result;
  result.changed = take_edit(id, value);
  result.submitted = context().submitted == id;
  if (result.changed) {
    // What was drawn before it in this frame did not know yet: Enter in the same frame means the
    // next one, which does.
    if (std::exchange(result.submitted, false)) context().submit_next = id;
    wake_in();
  }
  result.focused = has_focus(id);
  result.left = context().blurred == id;
  return result;
}

float area_height(const std::string& value, const FieldOptions& options, const EditorLook& look) {
  const float width = options.width > 0 ? ImMin(px(options.width), column_width()) : column_width();
  std::vector<int> starts;
  wrap_lines(value, width - look.left - look.right, &starts);
  const int lines = ImMax(options.min_lines, static_cast<int>(starts.size()));
  return ImGui::GetFontSize() * static_cast<float>(lines) + look.top * 2;
}

FieldResult edit(std::string_view key, std::string_view label, std::string* value,
                 const FieldOptions& options, EditorLook look, float height) {
  const ImGuiID id = make_id(key);
  const FieldResult result = finish_field(id, value);
  const FieldPlace where =
      place_field(id, {label, options.help, options.error, options.required, options.hide_label},
                  options.width, height);
  const bool visible = ImGui::ItemAdd(where.frame, id, nullptr, ImGuiItemFlags_Inputable);
  add_field_node(id, label, *value, options, look, where);
  if (options.focus) request_focus(id);
  if (!visible) return result;
  const bool focused = has_focus(id);
  ImRect target = where.frame;
  // A search field's cross lies in it, and would never be under the pointer.
  if (options.type == FieldType::kSearch) target.Max.x -= look.right;
  const bool hovered = !options.disabled && ImGui::ItemHoverable(target, id, 0);
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  draw_field_frame(where.frame, focused, !options.error.empty(), options.disabled, hovered);
  if (options.icon != Icon::kNone) {
    draw_icon(ImGui::GetWindowDrawList(), options.icon,
              ImVec2(where.frame.Min.x + px(21), ImFloor(where.frame.GetCenter().y)), 20,
              colors().muted);
  }
  if (!focused) draw_value(*value, options, look, where.frame);
  return result;
}

EditorLook line_look(const FieldOptions& options) {
  EditorLook look;
  look.left = px(options.icon == Icon::kNone ? kFieldPadding : 38);
  look.right = px(kFieldPadding);
  return look;
}

}  // namespace

FieldResult text_field(std::string_view id, std::string_view label, std::string* value,
                       const FieldOptions& options) {
  const FontScope font(TextSize::k16);
  return edit(id, label, value, options, line_look(options), px(kTarget));
}

FieldResult text_area(std::string_view id, std::string_view label, std::string* value,
                      const FieldOptions& options) {
  const FontScope font = FontScope::body(TextSize::k16);
  EditorLook look = line_look(options);
  look.multiline = true;
  look.top = px(9);
  return edit(id, label, value, options, look, area_height(*value, options, look));
}

FieldResult search_field(std::string_view id, std::string_view label, std::string* value,
                         const FieldOptions& options) {
  FieldOptions search = options;
  const bool wanted = context().in_page && std::exchange(context().wants_search, false);
  if (shortcut("/", words().go_to_search) || wanted) search.focus = true;
  search.type = FieldType::kSearch;
  search.icon = Icon::kSearch;
  search.hide_label = true;
  const FontScope font(TextSize::k16);
  EditorLook look = line_look(search);
  look.right = px(kTarget);
  const float width = options.width > 0 ? ImMin(px(options.width), column_width()) : column_width();
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const bool in_row = !context().rows.empty() && context().rows.back() != nullptr;
  FieldResult result = edit(id, label, value, search, look, px(kTarget));
  if (value->empty() || in_row) return result;
  const IdScope scope(id);
  const ImVec2 after = ImGui::GetCursorScreenPos();
  {
    Column corner(origin + ImVec2(width - px(kTarget), 0), px(kTarget));
    if (icon_button(words().clear, Icon::kClose)) {
      value->clear();
      result.changed = true;
    }
  }
  ImGui::GetCurrentWindow()->DC.CursorPos = after;
  return result;
}

FieldResult date_field(std::string_view id, std::string_view label, std::string* value,
                       const FieldOptions& options) {
  FieldOptions date = options;
  date.type = FieldType::kDate;
  date.icon = Icon::kCalendar;
  return text_field(id, label, value, date);
}

FieldResult date_time_field(std::string_view id, std::string_view label, std::string* value,
                            const FieldOptions& options) {
  FieldOptions date = options;
  date.type = FieldType::kDateTime;
  date.icon = Icon::kCalendar;
  return text_field(id, label, value, date);
}

static void draw_file_button(ImGuiID file_id, std::string_view label, std::string_view accept,
                             std::string_view target, Icon icon) {
  const FontScope font(TextSize::k15, Weight::kBold);
  const ImRect rect =
      place(ImVec2(ImMin(measure(label).x + px(36 + 22), column_width()), px(kTarget)));
  const bool visible = ImGui::ItemAdd(rect, file_id);
  Node node;
  node.id = file_id;
  node.role = Role::kFile;
  node.label = label;
  node.hint = accept;
  node.value = target;
  add_node(node, rect.Min, rect.Max);
  if (visible) {
    const bool hovered = ImGui::ItemHoverable(rect, file_id, 0);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float radius = px(kRadiusButton);
    list->AddRectFilled(rect.Min, rect.Max, hovered ? colors().surface2 : colors().surface, radius);
    list->AddRect(rect.Min, rect.Max, quiet_border(), radius, 0, hairline());
    draw_icon(list, icon, ImVec2(rect.Min.x + px(25), ImFloor(rect.GetCenter().y)), 20,
              colors().text);
    const float y = rect.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2);
    draw_line(list, ImVec2(rect.Min.x + px(40), y), colors().text, label, rect.GetWidth() - px(46));
  }
}

FileResult file_button(std::string_view id, std::string_view label, std::string_view accept,
                       Icon icon) {
  const ImGuiID file_id = make_id(id);
  draw_file_button(file_id, label, accept, "", icon);
  FileResult result;
  for (PickedFile& file : context().files) {
    if (file.id != file_id) continue;
    result = {true, std::move(file.name), std::move(file.media_type), std::move(file.bytes),
              file.size};
  }
  return result;
}

void kept_file_button(std::string_view id, std::string_view label, std::string_view accept,
                      std::string_view target, Icon icon, bool open_now) {
  if (open_now) request_focus(make_id(id));
  draw_file_button(make_id(id), label, accept, target, icon);
}

}  // namespace genba::ui
