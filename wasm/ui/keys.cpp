#include "wasm/ui/keys.h"

#include <algorithm>

#include "wasm/ui/internal.h"

namespace genba::ui {

namespace {

// The dialog or menu on top of everything; null: none is open.
const ImGuiWindow* top_popup() {
  const ImGuiContext& imgui = *ImGui::GetCurrentContext();
  for (int i = imgui.OpenPopupStack.Size - 1; i >= 0; i--) {
    const ImGuiWindow* window = imgui.OpenPopupStack[i].Window;
    if (window != nullptr && (window->Active || window->WasActive)) return window;
  }
  return nullptr;
}

bool is_chord(std::string_view key) { return key.size() > 5 && key.substr(0, 5) == "ctrl+"; }

// Keys that a field passes on, since it does nothing with them itself.
bool works_in_field(std::string_view key) {
  return is_chord(key) || key == "Escape" || key.substr(0, 5) == "Arrow" ||
         key.substr(0, 4) == "Page";
}

}  // namespace

bool shortcut(std::string_view key, std::string_view label) {
  Context& c = context();
  const ImGuiWindow* root = ImGui::GetCurrentWindow()->RootWindow;
  const bool in_dialog = (root->Flags & ImGuiWindowFlags_Popup) != 0;
  const KeyPlace place = in_dialog   ? KeyPlace::kDialog
                         : c.in_page ? KeyPlace::kPage
                                     : KeyPlace::kEverywhere;
  c.shortcuts_next.push_back({std::string(key), std::string(label), place});
  const ImGuiWindow* top = top_popup();
  if (top != nullptr && top != root) return false;
  for (auto it = c.keys.begin(); it != c.keys.end(); ++it) {
    if (it->key != key || (it->in_field && !works_in_field(key))) continue;
    c.keys.erase(it);
    return true;
  }
  return false;
}

void press_key(std::string_view key) {
  on_key(key, false);
  wake_in();
}

std::span<const Shortcut> shortcuts() { return context().shortcuts; }

std::string key_name(std::string_view key) {
  const bool chord = is_chord(key);
  std::string name(chord ? key.substr(5) : key);
  if (name == "Escape") name = "Esc";
  if (!chord) return name;
  if (name.size() == 1) name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return "Ctrl/⌘ + " + name;
}

bool offer(std::string_view label, const OfferOptions& options) {
  Context& c = context();
  const auto is_same = [&](const Offer& each) { return each.label == label; };
  if (std::none_of(c.offers_next.begin(), c.offers_next.end(), is_same)) {
    c.offers_next.push_back({std::string(label), std::string(options.also), options.icon});
  }
  if (c.taken_offer.empty() || c.taken_offer != label) return false;
  c.taken_offer.clear();
  return true;
}

std::span<const Offer> offers() { return context().offers; }

void take_offer(std::string_view label) {
  context().taken_next = std::string(label);
  wake_in();
}

void want_search() {
  context().wants_search = true;
  wake_in();
}

}  // namespace genba::ui
