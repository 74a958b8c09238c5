// Attachments of a ticket: photos and files. The record (name, type, size, SHA-256) is synchronised
// like everything else; the content goes a way of its own, by the record's id
// (core/sync/PROTOCOL.md, "Attachments"). What was attached never changes; a removal is a mark, and
// can be undone.
//
// Visibility: that of the ticket; an internal attachment is hidden as an internal note is.
//
// Pure. The commands are planned as commands.h says.
#pragma once

#include <string>
#include <vector>

#include "core/model/cell.h"
#include "core/model/operation.h"
#include "core/process/evidence.h"

namespace genba {

inline constexpr std::int64_t kMaxAttachment_bytes = 25 * 1024 * 1024;

struct AddAttachment {
  EntityId id;
  EntityId ticket;
  std::string name;        // of the file, without a folder
  std::string media_type;  // "image/jpeg"; empty when nobody knows
  Fingerprint content;
  Facet facet = Facet::kPublic;  // whoever only reports attaches in public
};

struct RemoveAttachment {
  EntityId id;
  bool removed = true;  // false: puts it back
};

Result<std::vector<Operation>> plan(const AddAttachment& command, const StateReader& state,
                                    const CommandContext& context);
Result<std::vector<Operation>> plan(const RemoveAttachment& command, const StateReader& state,
                                    const CommandContext& context);

// What every attachment must say, whoever wrote it. kMissingField, kInvalidArgument or kTooLarge
// name the field.
Result<void> check_attachment(const StateReader& state, const EntityId& attachment);
// kTooLarge or kInvalidArgument (an empty file) in words.
Result<void> check_attachment_size(std::int64_t size);

// Of a ticket, as they were added, without those that were removed.
std::vector<EntityId> attachments_of(const StateReader& state, const EntityId& ticket);
bool is_removed_attachment(const StateReader& state, const EntityId& attachment);

// A file's name as it may be shown and saved: no folder, no control characters, at most 200 bytes;
// "attachment" when nothing is left.
std::string safe_file_name(std::string_view name);
// The media type under which content may be handed to a browser: types that it can only show, or
// "application/octet-stream". Nothing that can hold a script is among them.
std::string_view safe_media_type(std::string_view media_type);

}  // namespace genba
