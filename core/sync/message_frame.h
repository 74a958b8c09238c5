// What every message of the protocol has around its body: the version that it needs, and, of a
// request about a part of the tickets, the scope behind it. For those who encode messages.
#pragma once

#include <string>

#include "core/sync/messages.h"

namespace genba {

constexpr std::uint8_t kFirstVersion = 1, kScopeVersion = 2;

inline ByteWriter begin_message(std::uint8_t version = kFirstVersion) {
  ByteWriter out;
  out.byte(version);
  return out;
}

inline std::uint8_t version_for(const Scope& scope) {
  return scope == Scope() ? kFirstVersion : kScopeVersion;
}

// At the end of a message that was begun with version_for(scope).
inline void end_message(ByteWriter& out, const Scope& scope) {
  if (scope != Scope()) encode(out, scope);
}

// Yes or no in a byte; anything else fails the reader.
inline bool decode_flag(ByteReader& in) {
  const std::uint8_t flag = in.byte();
  if (flag > 1) in.fail();
  return flag == 1;
}

// Reads the version, then the body by `read`, a scope where the message can say one, and insists on
// the end.
template <typename Message, typename Read>
Result<Message> decode_message(std::string_view bytes, const char* what, Read read) {
  constexpr bool kHasScope = requires(Message message) { message.scope; };
  if (bytes.size() > kMaxMessageBytes) {
    return make_error(ErrorCode::kTooLarge, std::string(what) + ": over 8 MiB");
  }
  ByteReader in(bytes);
  const std::uint8_t version = in.byte();
  const bool is_known = version == kFirstVersion || (kHasScope && version == kScopeVersion);
  if (!in.failed() && !is_known) {
    return make_error(ErrorCode::kUnsupported, std::string(what) + ": protocol version " +
                                                   std::to_string(version) + " is not known here");
  }
  Message message;
  read(in, message);
  if constexpr (kHasScope) {
    if (version == kScopeVersion) message.scope = decode_scope(in);
  }
  if (const auto done = in.finish(what); !done) return done.error();
  return message;
}

}  // namespace genba
