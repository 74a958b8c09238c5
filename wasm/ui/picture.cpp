#include "wasm/ui/picture.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>

#include "wasm/ui/card.h"
#include "wasm/ui/internal.h"
#include "wasm/ui/text.h"

namespace genba::ui {
namespace {

constexpr std::size_t kMaxPictures = 24;
constexpr float kTileEdge = 64;

struct Picture {
  ImTextureData* texture = nullptr;  // null: there is no picture, or it has not come yet
  int width = 0, height = 0;
  double drawn_ms = 0;
};

struct Pictures {
  std::map<std::string, Picture, std::less<>> by_key;
  std::vector<ImTextureData*> free;
  std::size_t made = 0;
  std::vector<std::string> requests;
};

Pictures& pictures() {
  static Pictures instance;
  return instance;
}

// Textures live as long as the page: the backend never has to destroy one.
ImTextureData* take_texture() {
  Pictures& all = pictures();
  if (!all.free.empty()) {
    ImTextureData* texture = all.free.back();
    all.free.pop_back();
    return texture;
  }
  if (all.made < kMaxPictures) {
    ++all.made;
    auto* texture = IM_NEW(ImTextureData)();
    texture->Create(ImTextureFormat_RGBA32, kPictureEdge, kPictureEdge);
    texture->UseColors = true;
    ImGui::RegisterUserTexture(texture);
    return texture;
  }
  auto oldest = all.by_key.end();
  for (auto each = all.by_key.begin(); each != all.by_key.end(); ++each) {
    const bool is_older =
        oldest == all.by_key.end() || each->second.drawn_ms < oldest->second.drawn_ms;
    if (each->second.texture != nullptr && is_older) oldest = each;
  }
  ImTextureData* texture = oldest->second.texture;
  all.by_key.erase(oldest);
  return texture;
}

void fill(ImTextureData* texture, int width, int height, std::string_view rgba) {
  const auto row = static_cast<std::size_t>(width) * 4;
  for (int y = 0; y < height; ++y) {
    std::memcpy(texture->GetPixelsAt(0, y), rgba.data() + static_cast<std::size_t>(y) * row, row);
  }
  // One that was not made yet, or lost with its context, is made of its pixels.
  if (texture->Status != ImTextureStatus_OK) return;
  texture->Updates.clear();
  texture->Updates.push_back(
      {0, 0, static_cast<unsigned short>(width), static_cast<unsigned short>(height)});
  texture->SetStatus(ImTextureStatus_WantUpdates);
}

// False when it is not there.
bool draw_picture(ImDrawList* list, const ImRect& box, std::string_view key) {
  if (key.empty()) return false;
  Pictures& all = pictures();
  const auto found = all.by_key.find(key);
  if (found == all.by_key.end()) {
    all.by_key.emplace(std::string(key), Picture{});
    all.requests.emplace_back(key);
    return false;
  }
  Picture& picture = found->second;
  picture.drawn_ms = context().now_ms;
  if (picture.texture == nullptr) return false;
  // Cut to the box, from its middle.
  const auto width = static_cast<float>(picture.width), height = static_cast<float>(picture.height);
  const float edge = ImMin(width, height);
  const ImVec2 from((width - edge) / 2, (height - edge) / 2);
  const ImVec2 scale(1.0F / kPictureEdge, 1.0F / kPictureEdge);
  list->AddImageRounded(picture.texture->GetTexRef(), box.Min, box.Max, from * scale,
                        (from + ImVec2(edge, edge)) * scale, rgb(0xFFFFFF), px(kRadiusFrame));
  return true;
}

void add_words(ImGuiID id, Role role, std::string_view label, const ImRect& rect) {
  if (label.empty()) return;
  Node node;
  node.id = id;
  node.role = role;
  node.label = label;
  add_node(node, rect.Min, rect.Max);
}

}  // namespace

std::vector<std::string> take_picture_requests() { return std::exchange(pictures().requests, {}); }

void set_picture(std::string_view key, int width, std::string_view rgba) {
  Pictures& all = pictures();
  const auto row = static_cast<std::size_t>(ImMax(width, 0)) * 4;
  const std::size_t height = row > 0 ? rgba.size() / row : 0;
  const bool fits = width <= kPictureEdge && height > 0 && height <= kPictureEdge;
  if (!fits || all.by_key.find(key) == all.by_key.end()) return;
  ImTextureData* texture = take_texture();
  Picture& picture = all.by_key[std::string(key)];
  if (picture.texture != nullptr) all.free.push_back(picture.texture);
  picture = {texture, width, static_cast<int>(height), context().now_ms};
  fill(texture, picture.width, picture.height, rgba);
}

bool media_tile(const MediaTile& tile) {
  const float padding = px(8), box = px(kTileEdge);
  const std::string_view lines[] = {tile.name, tile.detail, tile.state, tile.note};
  const int count = tile.note.empty() ? 3 : 4;
  const float line = px(20);
  const float height = ImMax(box, line * static_cast<float>(count));
  const ImRect rect = place(ImVec2(column_width() - px(tile.reserve), height + padding * 2));
  const ImGuiID id = make_id(tile.action);
  const Press state = press(id, rect);
  add_words(id, Role::kButton, tile.action, rect);
  const ImRect face(rect.Min + ImVec2(padding, padding),
                    rect.Min + ImVec2(padding + box, padding + box));
  const float x = face.Max.x + px(kSpace12), width = rect.Max.x - padding - x;
  const float top = ImFloor(rect.GetCenter().y - line * static_cast<float>(count) / 2);
  for (int i = 0; i < count; ++i) {
    const ImVec2 at(x, top + line * static_cast<float>(i));
    add_words(id + 1 + static_cast<ImGuiID>(i), Role::kText, lines[i],
              ImRect(at, at + ImVec2(width, line)));
  }
  if (!state.visible) return state.pressed;

  ImDrawList* list = ImGui::GetWindowDrawList();
  if (state.hovered || state.held) {
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(colors().muted, 22), px(kRadiusButton));
  }
  if (draw_picture(list, face, tile.picture)) {
    add_words(id + 9, Role::kImage, tile.described, face);
  } else {
    list->AddRectFilled(face.Min, face.Max, colors().surface2, px(kRadiusFrame));
    draw_icon(list, tile.icon, ImFloor(face.GetCenter()), 24, colors().muted);
  }
  list->AddRect(face.Min, face.Max, quiet_border(), px(kRadiusFrame), 0, hairline());
  for (int i = 0; i < count; ++i) {
    const FontScope font(i == 0 ? TextSize::k15 : TextSize::k13,
                         i == 0 ? Weight::kBold : Weight::kRegular);
    const Tone tone = i == 0 ? Tone::kText : i == 2 ? tile.state_tone : Tone::kMuted;
    const Color color = tone_color(colors(), tone);
    draw_line(list, ImVec2(x, top + line * static_cast<float>(i)), color, lines[i], width);
  }
  return state.pressed;
}

}  // namespace genba::ui
