// Settings of this device: what a person chose here, whoever signs in. By name
// (wasm/views/preferences.h); stored as lines of name=value.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/model/language.h"
#include "wasm/app/frame_loop.h"
#include "wasm/platform/storage.h"

namespace genba::app {

class Settings {
 public:
  Settings();
  // Of the device; empty, before there were several stores, of the one that there was.
  void load(std::string_view device, const platform::StoredFiles& aside);

  std::string get(std::string_view name) const;  // "": not chosen
  // Stored at once; a line break cannot be in it.
  void set(std::string_view name, std::string_view value);

  // The browser's language until somebody chooses: Japanese for "ja…", else English.
  Language language() const;
  Appearance appearance() const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::string browser_locale_;
};

}  // namespace genba::app
