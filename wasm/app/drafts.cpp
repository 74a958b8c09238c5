#include "wasm/app/drafts.h"

#include "wasm/app/aside.h"

namespace genba::app {
namespace {

constexpr double kDelayMs = 250;

// A key may hold any character; a file name may not.
std::string file_name(std::string_view key) { return std::string(kDraftPrefix) + to_hex(key); }

}  // namespace

void Drafts::load(const platform::StoredFiles& aside) {
  for (auto text = texts_.begin(); text != texts_.end();) {
    text = dirty_.count(text->first) > 0 ? std::next(text) : texts_.erase(text);
  }
  for (const auto& [name, bytes] : aside) {
    const bool is_draft = std::string_view(name).substr(0, kDraftPrefix.size()) == kDraftPrefix;
    if (is_draft && dirty_.count(name) == 0) texts_.emplace(name, bytes);
  }
}

std::string Drafts::get(std::string_view key) const {
  const auto found = texts_.find(file_name(key));
  return found == texts_.end() ? std::string() : found->second;
}

void Drafts::keep(std::string_view key, std::string_view text) {
  std::string name = file_name(key);
  if (text.empty() && texts_.count(name) == 0) return;
  texts_[name] = std::string(text);
  dirty_.insert(std::move(name));
  if (!timer_.is_set()) timer_.set(kDelayMs, [this] { flush(); });
}

void Drafts::flush() {
  timer_.cancel();
  for (const std::string& name : dirty_) {
    const auto text = texts_.find(name);
    if (text->second.empty()) {
      platform::put_aside(name, std::nullopt);
      texts_.erase(text);
    } else {
      platform::put_aside(name, text->second);
    }
  }
  dirty_.clear();
}

}  // namespace genba::app
