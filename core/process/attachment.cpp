#include "core/process/attachment.h"

#include <algorithm>
#include <iterator>

#include "core/process/authorise.h"
#include "core/process/blank.h"
#include "core/process/commands.h"
#include "core/process/operation_list.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr std::size_t kMaxName_bytes = 200;
constexpr std::size_t kMaxMediaType_bytes = 100;
constexpr const char* kNameless = "attachment";
constexpr const char* kAnyBytes = "application/octet-stream";

// RFC 6838, section 4.2: type/subtype of restricted names.
bool is_media_type(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto is_name = [](std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             std::string_view("!#$&-^_.+").find(c) != std::string_view::npos;
    });
  };
  return text.size() <= kMaxMediaType_bytes && slash != std::string_view::npos &&
         is_name(text.substr(0, slash)) && is_name(text.substr(slash + 1));
}

// Letters that turn the direction of reading would let "gpj.exe" be read as "exe.jpg".
bool is_deceiving(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 ||
         c == 0x2029 || c == kReplacementCharacter;
}

}  // namespace

Result<std::vector<Operation>> plan(const AddAttachment& command, const StateReader& state,
                                    const CommandContext& context) {
  if (state.kind(command.ticket) != Kind::kTicket) {
    return make_error(ErrorCode::kNotFound, "no such ticket");
  }
  if (command.facet == Facet::kInternal &&
      permission_on(state, command.ticket, context.actor, context.role) < Permission::kAgent) {
    return make_error(ErrorCode::kForbidden, "your role may not attach for the desk alone");
  }
  OperationList list(context.seen);
  list.create(command.id, Kind::kAttachment, command.facet);
  list.set(command.id, field::kAttachmentTicket, command.ticket);
  list.set(command.id, field::kAttachmentName, safe_file_name(command.name));
  if (is_media_type(command.media_type)) {
    list.set(command.id, field::kAttachmentMediaType, command.media_type);
  }
  list.set(command.id, field::kAttachmentSize, command.content.size);
  list.set(command.id, field::kAttachmentSha256, command.content.sha256);
  return list.take();
}

Result<std::vector<Operation>> plan(const RemoveAttachment& command, const StateReader& state,
                                    const CommandContext& context) {
  if (state.kind(command.id) != Kind::kAttachment) {
    return make_error(ErrorCode::kNotFound, "no such attachment");
  }
  OperationList list(context.seen);
  if (is_removed_attachment(state, command.id) != command.removed) {
    list.set(command.id, field::kAttachmentRemoved, command.removed ? Boolean::kYes : Boolean::kNo);
  }
  return list.take();
}

Result<void> check_attachment_size(std::int64_t size) {
  if (size > kMaxAttachment_bytes) {
    return make_error(ErrorCode::kTooLarge, "size: a file may have 25 MiB at most");
  }
  if (size <= 0) return make_error(ErrorCode::kInvalidArgument, "size: the file is empty");
  return {};
}

Result<void> check_attachment(const StateReader& state, const EntityId& attachment) {
  const EntityId ticket = state.value(attachment, field::kAttachmentTicket).reference();
  if (state.kind(ticket) != Kind::kTicket) return make_error(ErrorCode::kMissingField, "ticket");
  const std::string name = state.value(attachment, field::kAttachmentName).text();
  if (is_blank(name)) return make_error(ErrorCode::kMissingField, "name");
  if (name != safe_file_name(name)) {
    return make_error(ErrorCode::kInvalidArgument, "name: not the name of a file");
  }
  const Value type = state.value(attachment, field::kAttachmentMediaType);
  if (!type.is_empty() && !is_media_type(type.text())) {
    return make_error(ErrorCode::kInvalidArgument, "media_type: not like image/jpeg");
  }
  if (!is_sha256_text(state.value(attachment, field::kAttachmentSha256).text())) {
    return make_error(ErrorCode::kInvalidArgument, "sha256: 64 hexadecimal digits in lower case");
  }
  return check_attachment_size(state.integer(attachment, field::kAttachmentSize));
}

std::vector<EntityId> attachments_of(const StateReader& state, const EntityId& ticket) {
  std::vector<EntityId> found = state.referring(field::kAttachmentTicket, ticket);
  std::erase_if(found, [&](const EntityId& id) { return is_removed_attachment(state, id); });
  return found;
}

bool is_removed_attachment(const StateReader& state, const EntityId& attachment) {
  return state.is_yes(attachment, field::kAttachmentRemoved);
}

std::string safe_file_name(std::string_view name) {
  const std::size_t folder = name.find_last_of("/\\");
  if (folder != std::string_view::npos) name.remove_prefix(folder + 1);
  std::string safe;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (is_deceiving(c)) continue;
    std::string letter;
    append_utf8(letter, c);
    if (safe.size() + letter.size() > kMaxName_bytes) break;
    safe += letter;
  }
  // What begins with a dot is hidden, and "..": a folder.
  const std::size_t first = safe.find_first_not_of(" .");
  safe.erase(0, first == std::string::npos ? safe.size() : first);
  while (!safe.empty() && (safe.back() == ' ' || safe.back() == '.')) safe.pop_back();
  return safe.empty() ? kNameless : safe;
}

std::string_view safe_media_type(std::string_view media_type) {
  constexpr std::string_view kSafe[] = {
      "image/jpeg", "image/png",       "image/gif",  "image/webp",      "image/avif",
      "image/heic", "image/heif",      "image/bmp",  "application/pdf", "text/plain",
      "video/mp4",  "video/quicktime", "video/webm", "audio/mpeg",      "audio/mp4"};
  const auto found = std::find(std::begin(kSafe), std::end(kSafe), media_type);
  return found != std::end(kSafe) ? *found : kAnyBytes;
}

}  // namespace genba
