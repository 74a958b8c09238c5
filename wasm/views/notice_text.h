// A notice in words.
#pragma once

#include <string>

#include "wasm/ui/icons.h"
#include "wasm/views/words.h"

namespace genba {

struct NoticeWords {
  std::string reason;
  std::string detail;  // the beginning of a comment, the new state …; may be empty
  ui::Tone tone = ui::Tone::kText;
};
NoticeWords notice_words(const Model& model, const EntityId& notice);

}  // namespace genba
