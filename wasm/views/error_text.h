// Errors in words: what an ErrorCode and its detail mean to the person at the screen, in both
// languages, with fields and states by the names that the screen uses.
#pragma once

#include <string>

#include "core/model/language.h"
#include "core/model/result.h"

namespace genba {

std::string error_text(const Error& error, Language language);

}  // namespace genba
