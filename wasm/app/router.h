// Router: the address in the browser and the view that draws it. An address is asked for at any
// time and becomes the screen's after the frame, because the view that asks is still drawing.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/views/view.h"

namespace genba::app {

class Router {
 public:
  void start();  // from the browser's address

  const std::string& path() const { return path_; }
  // The browser's own Back, Forward, or a link.
  void arrived(std::string_view path);
  void open(std::string_view path);  // an address of its own for Back
  void replace(std::string_view path);
  void back();  // to where one came from in here, else home
  // Takes what was asked for; true when the screen is another one now.
  bool settle();

  // Draws the view of `path`: its own, or another one in its place (the welcome). False: none has
  // this address.
  bool draw(std::string_view path, const Model& model, Actions& actions);

 private:
  struct Wish {
    std::string path;
    bool replaces;
  };

  void visit(std::string path);

  std::string path_ = "/";
  std::vector<std::string> visited_;  // in here, oldest first; path_ is the last
  std::optional<Wish> wish_;
  std::string drawn_;  // address of view_, without its query
  std::unique_ptr<View> view_;
};

// The longest prefix that is the address itself, or ends with '/' and begins it; null: none.
const ViewEntry* find_view(std::string_view path);

}  // namespace genba::app
