// The message catalogue: everything that the interface says, in Japanese and English. The rows are
// in messages.def; adding a message is one row there. Pure.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/model/language.h"
#include "core/text/messages.def"

namespace genba {

enum class Message : std::uint16_t {
#define GENBA_MESSAGE(Name, ja, en) k##Name,
  GENBA_MESSAGES(GENBA_MESSAGE)
#undef GENBA_MESSAGE
};

// The message as it is written, place holders included. Lives for ever.
std::string_view text(Message message, Language language);

// All messages, each ended by a NUL: what there is to be drawn in a language.
std::string_view all_texts(Language language);

// The message with {0}, {1} … replaced by the arguments, and {0|one|many} by the word that goes
// with argument 0 as a count; a place holder without an argument stays.
std::string fill(Message message, Language language, std::initializer_list<std::string_view> args);

template <typename... Args>
std::string text(Message message, Language language, const std::string_view& first,
                 const Args&... rest) {
  return fill(message, language, {first, std::string_view(rest)...});
}

}  // namespace genba
