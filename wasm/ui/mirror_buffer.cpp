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

}  // namespace genba::ui
