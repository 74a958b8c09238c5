#include "wasm/app/router.h"

#include <span>
#include <utility>

#include "wasm/platform/history.h"
#include "wasm/platform/page.h"
#include "wasm/ui/layout.h"

namespace genba::app {
namespace {

std::string_view without_query(std::string_view path) { return path.substr(0, path.find('?')); }

bool is_address_of(std::string_view prefix, std::string_view path) {
  const std::string_view place = without_query(path);
  if (prefix.size() > 1 && prefix.back() == '/') {
    return place.size() > prefix.size() && place.substr(0, prefix.size()) == prefix;
  }
  return place == prefix;
}

}  // namespace

const ViewEntry* find_view(std::string_view path) {
  const ViewEntry* best = nullptr;
  for (const ViewEntry& entry : all_views()) {
    const std::string_view prefix = entry.prefix;
    const bool is_better = best == nullptr || prefix.size() > std::string_view(best->prefix).size();
    if (is_better && is_address_of(prefix, path)) best = &entry;
  }
  return best;
}

void Router::start() { visit(platform::current_path()); }

void Router::visit(std::string path) {
  const bool is_step_back = visited_.size() > 1 && visited_[visited_.size() - 2] == path;
  if (is_step_back) {
    visited_.pop_back();
  } else if (visited_.empty() || visited_.back() != path) {
    visited_.push_back(path);
  }
  path_ = std::move(path);
}

void Router::arrived(std::string_view path) {
  wish_.reset();
  visit(std::string(path));
}

void Router::open(std::string_view path) { wish_ = Wish{std::string(path), false}; }

void Router::replace(std::string_view path) { wish_ = Wish{std::string(path), true}; }

void Router::back() {
  if (visited_.size() > 1) {
    platform::go_back();
  } else {
    replace("/");
  }
}

bool Router::settle() {
  if (!wish_) return false;
  const Wish wish = *std::exchange(wish_, std::nullopt);
  if (wish.path == path_) return false;
  if (wish.replaces) {
    platform::replace_path(wish.path);
    visited_.pop_back();
  } else {
    platform::push_path(wish.path);
  }
  visited_.push_back(wish.path);
  path_ = wish.path;
  return true;
}

bool Router::draw(std::string_view path, const Model& model, Actions& actions) {
  const ViewEntry* entry = find_view(path);
  if (entry == nullptr) return false;
  if (!view_ || drawn_ != without_query(path)) {
    view_ = entry->make();
    drawn_ = std::string(without_query(path));
  }
  const ui::IdScope scope(drawn_);
  view_->draw(model, path.substr(std::string_view(entry->prefix).size()), actions);
  return true;
}

}  // namespace genba::app
