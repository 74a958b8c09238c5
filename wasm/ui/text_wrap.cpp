// Line breaking. Source: JIS X 4051 / W3C "Requirements for Japanese Text Layout" 3.1.7-3.1.8,
// strict; agrees with the browser's `line-break: strict; overflow-wrap: anywhere`.
#include "wasm/ui/internal.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

bool contains(std::string_view set, unsigned int code) {
  const char* at = set.data();
  const char* end = at + set.size();
  while (at < end) {
    unsigned int candidate = 0;
    at += ImTextCharFromUtf8(&candidate, at, end);
    if (candidate == code) return true;
  }
  return false;
}

bool is_wide_script(unsigned int c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
         (c >= 0xFF01 && c <= 0xFFEF) || (c >= 0x2460 && c <= 0x27BF) || c >= 0x20000;
}

bool forbidden_at_start(unsigned int c) {
  return contains(
      "、。，．・：；？！）〕］｝〉》」』】〙〗々ー゛゜ヽヾゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュ"
      "ョヮヵヶ"
      "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡､･ｰ｣…‥,.:;!?)]}%’”〜‰℃°",
      c);
}

bool forbidden_at_end(unsigned int c) {
  return contains("（〔［｛〈《「『【〘〖｢([{‘“￥＄$¥№#", c);
}

bool is_letter(unsigned int c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(unsigned int c) { return c >= '0' && c <= '9'; }

// May a line break stand between `left` (preceded by `before_left`) and `right`?
bool may_break(unsigned int before_left, unsigned int left, unsigned int right) {
  if (left == 0 || right == ' ') return false;
  if (left == ' ') return true;
  if (left == 0x3000) return !forbidden_at_start(right);
  if (is_wide_script(left) || is_wide_script(right)) {
    return !forbidden_at_start(right) && !forbidden_at_end(left);
  }
  return left == '-' && (is_letter(before_left) || !is_digit(right)) && before_left != 0;
}

}  // namespace

void wrap_lines(std::string_view text, float width, std::vector<int>* starts) {
  starts->clear();
  ImFontBaked* font = ImGui::GetFontBaked();
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const char* line = begin;
  const char* possible = nullptr;
  const char* at = begin;
  float x = 0;
  unsigned int left = 0, before_left = 0;
  const auto begin_line = [&](const char* start) {
    line = at = start;
    possible = nullptr;
    x = 0;
    left = before_left = 0;
  };
  while (at < end) {
    unsigned int code = 0;
    const int length = ImTextCharFromUtf8(&code, at, end);
    if (code == '\n') {
      starts->push_back(static_cast<int>(line - begin));
      begin_line(at + length);
      continue;
    }
    if (may_break(before_left, left, code)) possible = at;
    const float advance = font->GetCharAdvance(static_cast<ImWchar>(code));
    if (code != ' ' && x + advance > width + 0.01F && at > line) {
      starts->push_back(static_cast<int>(line - begin));
      begin_line(possible != nullptr && possible > line ? possible : at);
      continue;
    }
    x += advance;
    before_left = left;
    left = code;
    at += length;
  }
  starts->push_back(static_cast<int>(line - begin));
}

float draw_line(ImDrawList* list, ImVec2 position, Color color, std::string_view text,
                float width) {
  const char* begin = text_begin(text);
  const char* end = text_end(text);
  ImFontBaked* font = ImGui::GetFontBaked();
  const float dots = font->GetCharAdvance(0x2026);
  float x = 0;
  const char* cut = begin;
  float cut_x = 0;
  for (const char* at = begin; at < end;) {
    unsigned int code = 0;
    const int length = ImTextCharFromUtf8(&code, at, end);
    if (code == '\n') end = at;
    if (at >= end) break;
    x += font->GetCharAdvance(static_cast<ImWchar>(code));
    if (x + dots <= width) {
      cut = at + length;
      cut_x = x;
    }
    at += length;
  }
  position = ImFloor(position);
  if (x <= width + 0.5F) {
    list->AddText(position, color, begin, end);
    return x;
  }
  context().cut.append(text).push_back('\n');
  list->AddText(position, color, begin, cut);
  list->AddText(ImVec2(position.x + cut_x, position.y), color, "…");
  return cut_x + dots;
}

float draw_wrapped(ImDrawList* list, ImVec2 position, Color color, std::string_view text,
                   float width, int max_lines) {
  std::vector<int> starts;
  wrap_lines(text, width, &starts);
  const float line_height = ImGui::GetFontSize();
  const int count = static_cast<int>(starts.size());
  const int shown = max_lines > 0 ? ImMin(max_lines, count) : count;
  for (int i = 0; i < shown; i++) {
    const std::size_t from = static_cast<std::size_t>(starts[static_cast<std::size_t>(i)]);
    const ImVec2 at(position.x, position.y + line_height * static_cast<float>(i));
    if (i + 1 == shown && shown < count) {
      context().cut.append(text).push_back('\n');
      const std::string_view rest = text.substr(from);
      draw_line(list, at, color, rest, width - ImGui::GetFontBaked()->GetCharAdvance(0x2026));
      break;
    }
    const std::size_t to = i + 1 < count
                               ? static_cast<std::size_t>(starts[static_cast<std::size_t>(i) + 1])
                               : text.size();
    std::string_view line = text.substr(from, to - from);
    while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.remove_suffix(1);
    if (!line.empty()) draw_text(list, at, color, line);
  }
  return line_height * static_cast<float>(shown);
}

}  // namespace genba::ui
