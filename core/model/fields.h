// The field table as C++: entity kinds, field ids, and what the product knows of each field.
// The rows are in fields.def; see there how to add one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/model/choices.h"
#include "core/model/fields.def"
#include "core/model/result.h"
#include "core/model/value.h"

namespace genba {

enum class Kind : std::uint8_t {
  kNone = 0,
#define GENBA_KIND(Name, number, name, ja, en) k##Name = number,
  GENBA_KINDS(GENBA_KIND)
#undef GENBA_KIND
};

enum class ValueType : std::uint8_t {
  kText,      // one line
  kLongText,  // several lines
  kInteger,
  kChoice,     // integer: number of a Choice of the field's list
  kInstant,    // integer: Unix time in milliseconds
  kReference,  // id of an entity of the target kind
  kTextSet,
  kBytes,  // text holding a binary record
  kAny,
};

enum class MergeRule : std::uint8_t {
  kImmutable,  // set with the creation of its entity, never again
  // Concurrent: a value before none, else the greater (effective time, lane) wins; the loser
  // becomes a Conflict.
  kLastWriter,
  kThreeWayText,   // merged by line; overlapping edits as kLastWriter
  kTransition,     // run through the workflow table in server order
  kCompareAndSet,  // refused when another value was set that the writer had not seen
  kAddWins,        // a remove cancels only what it saw
  kEarliest,       // concurrent: the earlier instant stands, and nothing is lost by it
  kDerived,        // written by the authority as a consequence of other operations
};

// Who may see it: Internal is hidden from requesters.
enum class Facet : std::uint8_t { kPublic = 0, kInternal = 1 };

// kind << 8 | number, e.g. 0x0104 for a ticket's title. Field number 0 of a kind stands for the
// entity itself: its creation.
enum class FieldId : std::uint16_t {};

constexpr FieldId field_id(Kind kind, std::uint8_t number) {
  return static_cast<FieldId>(static_cast<unsigned>(kind) << 8 | number);
}
constexpr Kind kind_of(FieldId id) { return static_cast<Kind>(static_cast<unsigned>(id) >> 8); }
constexpr std::uint8_t number_of(FieldId id) { return static_cast<std::uint8_t>(id); }
constexpr FieldId creation_of(Kind kind) { return field_id(kind, 0); }
constexpr bool is_creation(FieldId id) { return number_of(id) == 0; }

// Ids by name: field::kTicketTitle, field::kCommentBody …
namespace field {
#define GENBA_FIELD(Kind_, Name, number, ...) \
  constexpr FieldId k##Kind_##Name = field_id(Kind::k##Kind_, number);
GENBA_FIELDS(GENBA_FIELD)
#undef GENBA_FIELD
}  // namespace field

// What a role may do, from nothing (0) up; the least level that may write a field is in the table.
enum class Permission : std::uint8_t {
  kNone = 0,
  kKiosk = 1,  // what a new ticket says, and nothing once it is there
  kRequester = 2,
  kAgent = 3,
  kGroupLead = 4,
  kManager = 5,
  kAdmin = 6,
  kAuthority = 7,  // the authority alone
};
Permission permission_of(Role role);

struct FieldSpec {
  FieldId id;
  Kind kind;
  const char* name;  // snake_case; unique within its kind
  ValueType type;
  MergeRule merge;
  Facet facet;
  Permission least;  // to write
  ChoiceList choices;
  Kind target;
  const char* label_ja;
  const char* label_en;

  const char* label(Language language) const {
    return language == Language::kJapanese ? label_ja : label_en;
  }
};

struct KindSpec {
  Kind kind;
  const char* name;
  const char* label_ja;
  const char* label_en;
};

std::span<const FieldSpec> all_fields();          // by id
std::span<const FieldSpec> fields_of(Kind kind);  // by number; empty for an unknown kind
std::span<const KindSpec> all_kinds();
const FieldSpec* find_field(FieldId id);                        // nullptr when unknown
const FieldSpec* find_field(Kind kind, std::string_view name);  // nullptr when unknown
const KindSpec* find_kind(Kind kind);
const KindSpec* find_kind(std::string_view name);
// Whether holders keep an index from the field's value back to its entity: references that are set
// with the creation of their entity (comment.ticket, link.origin …).
bool is_indexed_reference(FieldId id);

// Whether the field says who a person is, or how to reach him: personal data that goes when he asks
// for erasure (core/sync/erase_person.h).
bool is_personal(FieldId id);
// Whether people write there in their own words: goes as well when they ask for that too. What
// evidence, its custody, articles and configuration say is the organisation's.
bool is_own_words(FieldId id);

// Whether the value has the field's shape, range and size; an empty value always has.
// kInvalidArgument or kTooLarge name the field.
Result<void> check_value(const FieldSpec& spec, const Value& value);

}  // namespace genba
