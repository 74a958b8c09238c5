// Short ways to the catalogue for views.
#pragma once

#include <string>
#include <string_view>

#include "core/text/catalogue.h"
#include "core/text/format.h"
#include "wasm/views/view.h"

namespace genba {

inline std::string_view t(const Model& model, Message message) {
  return text(message, model.language);
}
template <typename... Args>
std::string t(const Model& model, Message message, const std::string_view& first,
              const Args&... rest) {
  return text(message, model.language, first, rest...);
}
// An owned copy, for structures that keep their text.
inline std::string ts(const Model& model, Message message) {
  return std::string(t(model, message));
}

inline Language other_language(const Model& model) {
  return model.language == Language::kJapanese ? Language::kEnglish : Language::kJapanese;
}

inline TimeStyle time_style(const Model& model) {
  return {model.language, model.now_ms, model.utc_offset_minutes};
}

}  // namespace genba
