// Evidence of an incident and its chain of custody: what was taken, from where, when and by whom,
// its SHA-256 at that moment, and in whose hands it has been since. None of it can be changed or
// taken away: every field is immutable, and there is no operation that removes an entity. A mistake
// is answered by a further record.
//
// Sources: ISO/IEC 27037:2012 (identification, collection, acquisition, preservation), RFC 3227
// section 4.1; IPA's guide to information security incidents (証拠保全).
//
// Pure. The commands are planned as commands.h says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/cell.h"
#include "core/model/operation.h"

namespace genba {

struct CommandContext;

// The content of a file as it was when it was taken.
struct Fingerprint {
  std::string sha256;     // 64 hexadecimal digits, lower case (to_hex)
  std::int64_t size = 0;  // bytes
};

// 64 hexadecimal digits in lower case.
bool is_sha256_text(std::string_view text);

// Something that was taken as evidence, and the first record of its custody (collected).
struct AddEvidence {
  EntityId id;
  EntityId custody;  // id of that record
  EntityId ticket;
  std::string name;
  std::string origin;                  // the device, account or place that it was taken from
  std::string holder;                  // who keeps it, or where
  std::string description;             // may be empty
  std::optional<Fingerprint> content;  // none: a thing, such as a disk in a bag
};

// What was done with it next. Whoever hands over, stores or returns it says to whom or where.
struct RecordCustody {
  EntityId id;
  EntityId evidence;
  CustodyAction action{};
  std::string holder;
  std::string note;
};

Result<std::vector<Operation>> plan(const AddEvidence& command, const StateReader& state,
                                    const CommandContext& context);
Result<std::vector<Operation>> plan(const RecordCustody& command, const StateReader& state,
                                    const CommandContext& context);

// What every piece of evidence and every record of custody must say, whoever wrote it.
// kMissingField, kInvalidArgument or kNotFound name the field.
Result<void> check_evidence(const StateReader& state, const EntityId& evidence);
Result<void> check_custody(const StateReader& state, const EntityId& custody);

// Of a ticket, as it was taken; of one piece of evidence, the oldest record first.
std::vector<EntityId> evidence_of(const StateReader& state, const EntityId& ticket);
std::vector<EntityId> custody_of(const StateReader& state, const EntityId& evidence);
// Who has it now, or where it is: as the last record that says so; empty when none does.
std::string holder_of(const StateReader& state, const EntityId& evidence);

}  // namespace genba
