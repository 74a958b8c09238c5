// Settings of this device: what a person chose here, whoever signs in.
#pragma once

#include "core/model/language.h"
#include "wasm/platform/storage.h"

namespace genba::app {

// What the browser asks for.
Language home_language();

class Settings {
 public:
  // The browser's language until somebody chooses: Japanese for "ja…", else English.
  Settings();
  // Of the device; empty, before there were several stores, of the one that there was.
  void load(std::string_view device, const platform::StoredFiles& aside);

  Language language() const { return language_; }
  void set_language(Language language);  // stored at once

 private:
  Language language_;
};

}  // namespace genba::app
