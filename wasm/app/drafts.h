// Drafts: what was typed and not sent, kept on this device. Written a moment after the last key,
// and when the page is left.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "wasm/platform/storage.h"
#include "wasm/platform/timer.h"

namespace genba::app {

class Drafts {
 public:
  // Files of other kinds are passed over. What was typed here and is not written yet stays.
  void load(const platform::StoredFiles& aside);

  std::string get(std::string_view key) const;
  void keep(std::string_view key, std::string_view text);  // "" forgets it
  // Writes what is not written yet, now.
  void flush();

 private:
  std::map<std::string, std::string, std::less<>> texts_;  // by file name
  std::set<std::string> dirty_;
  platform::Timer timer_;
};

}  // namespace genba::app
