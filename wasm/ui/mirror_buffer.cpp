#include "wasm/ui/mirror_buffer.h"

#include <unordered_map>

#include "wasm/ui/internal.h"
#include "wasm/ui/semantics_store.h"

namespace genba::ui {

namespace {

struct Sent {
  std::uint32_t hash = 0;
  std::uint32_t frame = 0;
};

struct MirrorState {
  std::unordered_map<std::int32_t, Sent> sent;
  std::uint32_t frame = 0;
  std::uint32_t order = 0;
  int nodes = 0;
  std::vector<std::int32_t> buffer, scrolls;
  // The strings of this frame; the next frame collects into the other arena.
  SemanticsStore delivered;
};

MirrorState& state() {
  static MirrorState instance;
  return instance;
}

std::int32_t address(const std::vector<char>& arena, int offset) {
  return static_cast<std::int32_t>(reinterpret_cast<std::uintptr_t>(arena.data() + offset));
}

void append_changed(MirrorState* mirror, const SemanticsStore& store) {
  int changed = 0;
  for (const NodeRecord& record : store.records) {
    const auto [entry, is_new] = mirror->sent.try_emplace(record.words[0]);
    Sent& sent = entry->second;
    const bool differs = is_new || sent.hash != record.hash;
    sent.hash = record.hash;
    sent.frame = mirror->frame;
    if (!differs) continue;
    changed++;
    mirror->buffer.insert(mirror->buffer.end(), record.words, record.words + kFixedWords);
    for (int i = 0; i < 3; i++) {
      mirror->buffer.push_back(address(store.arena, record.offsets[i]));
      mirror->buffer.push_back(record.lengths[i]);
    }
  }
  mirror->buffer[0] = changed;
}

// Returns whether the order (or the set) of nodes changed.
bool append_order(MirrorState* mirror, const SemanticsStore& store) {
  std::uint32_t order = 1;
  for (const NodeRecord& record : store.records) {
    order = ImHashData(record.words, 2 * sizeof(std::int32_t), order);
  }
  if (order == mirror->order) {
    mirror->buffer.push_back(-1);
    return false;
  }
  mirror->order = order;
  mirror->buffer.push_back(static_cast<std::int32_t>(store.records.size()));
  for (const NodeRecord& record : store.records) {
    mirror->buffer.push_back(record.words[0]);
    mirror->buffer.push_back(record.words[1]);
  }
  for (auto it = mirror->sent.begin(); it != mirror->sent.end();) {
    it = it->second.frame != mirror->frame ? mirror->sent.erase(it) : std::next(it);
  }
  return true;
}

bool append_scrolls(MirrorState* mirror, const SemanticsStore& store) {
  std::vector<std::int32_t> scrolls;
  for (const ImGuiID id : store.windows) {
    const ImGuiWindow* window = ImGui::FindWindowByID(id);
    if (window == nullptr || window->ScrollMax.y <= 0) continue;
    scrolls.push_back(static_cast<std::int32_t>(id));
    scrolls.push_back(static_cast<std::int32_t>(window->Scroll.y));
  }
  mirror->buffer.push_back(static_cast<std::int32_t>(scrolls.size() / 2));
  mirror->buffer.insert(mirror->buffer.end(), scrolls.begin(), scrolls.end());
  const bool differs = scrolls != mirror->scrolls;
  mirror->scrolls = std::move(scrolls);
  return differs;
}

}  // namespace

const std::vector<std::int32_t>& mirror_changes() {
  MirrorState& mirror = state();
  SemanticsStore& collected = semantics_store();
  std::swap(mirror.delivered.records, collected.records);
  std::swap(mirror.delivered.arena, collected.arena);
  std::swap(mirror.delivered.windows, collected.windows);
  collected.clear();
  mirror.frame++;
  mirror.nodes = static_cast<int>(mirror.delivered.records.size());
  mirror.buffer.assign(1, 0);
  append_changed(&mirror, mirror.delivered);
  const bool reordered = append_order(&mirror, mirror.delivered);
  const bool scrolled = append_scrolls(&mirror, mirror.delivered);
  if (mirror.buffer[0] == 0 && !reordered && !scrolled) mirror.buffer.clear();
  return mirror.buffer;
}

int mirror_node_count() { return state().nodes; }

void mirror_reset() {
  state().sent.clear();
  state().order = 0;
}

void draw_focus_ring() {
  Context& c = context();
  if (c.focus == 0 || !c.ring_visible) return;
  for (const NodeRecord& record : semantics_store().records) {
    if (static_cast<ImGuiID>(record.words[0]) != c.focus) continue;
    const auto role = static_cast<Role>(record.words[2]);
    if (role == Role::kTextbox || (record.words[3] & kFlagClipped) != 0) return;
    ImGuiWindow* window = nullptr;
    ImGuiID parent = static_cast<ImGuiID>(record.words[1]);
    // The parent may be a scope; its own parent chain ends at a window.
    while (window == nullptr && parent != 0) {
      window = ImGui::FindWindowByID(parent);
      ImGuiID above = 0;
      for (const NodeRecord& other : semantics_store().records) {
        if (static_cast<ImGuiID>(other.words[0]) == parent) {
          above = static_cast<ImGuiID>(other.words[1]);
        }
      }
      parent = above;
    }
    if (window == nullptr) return;
    const ImVec2 origin = window->InnerRect.Min - window->Scroll;
    const ImVec2 min =
        origin + ImVec2(static_cast<float>(record.words[8]), static_cast<float>(record.words[9]));
    const ImVec2 max =
        min + ImVec2(static_cast<float>(record.words[10]), static_cast<float>(record.words[11]));
    const float out = px(2);
    ImDrawList* list = ImGui::GetForegroundDrawList();
    list->PushClipRect(window->InnerRect.Min - ImVec2(out * 2, out * 2),
                       window->InnerRect.Max + ImVec2(out * 2, out * 2));
    list->AddRect(min - ImVec2(out, out), max + ImVec2(out, out), colors().accent,
                  px(kRadiusButton) + out, 0, px(2));
    list->PopClipRect();
    return;
  }
}

}  // namespace genba::ui
