// The causes that a resolution chooses from. A code is stored; another one (imported, from a
// colleague's own list) is shown as it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/language.h"
#include "wasm/ui/choice.h"

namespace genba {

std::vector<ui::Choice> cause_choices(Language language);
std::string cause_label(std::string_view code, Language language);

}  // namespace genba
