// ImportMapping: what the columns of somebody's table mean for tickets. It is JSON that people
// write, or a preset for a system whose exports are known, or found out from the header alone:
//
//   {"source": "redmine",                     tickets are known again as redmine:<key>
//    "columns": {"#": "key",                  header → what it holds
//                "題名": "title",
//                "終了日": ["closed_at", "resolved_at"],
//                "コメント#": "comment"},       # at the end of a header: any number
//    "values": {"state": {"新規": "new",       text of a cell → code of the field, or several
//                         "フィードバック": {"state": "pending",          fields at once
//                                           "pending_reason": "awaiting_requester"},
//                         "*": "in_progress"}},          any other text
//    "defaults": {"type": "incident"},        of new tickets, where the table says nothing
//    "dates": ["YYYY/MM/DD hh:mm"],           date_form.h; else the common ones
//    "zone": "Asia/Tokyo"}                    of dates that name none
//
// A column holds a field of a ticket by its name, a custom field of the workspace by its key, or:
// `id` (a ticket of this workspace), `key` (what the source calls the record), `author` and
// `updated_by` (people: who made it, who changed it last), `comment` and `note` (public and
// internal text). A custom field whose key is one of those words is written custom:KEY. Headers are
// compared without case, width, kana, spaces and signs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/exchange/sheet.h"
#include "core/replica/query_schema.h"

namespace genba {

enum class ColumnRole : std::uint8_t {
  kField,
  kCustom,
  kId,
  kKey,
  kAuthor,
  kUpdatedBy,
  kComment,
  kNote
};

struct ColumnTarget {
  ColumnRole role = ColumnRole::kField;
  const FieldSpec* field = nullptr;  // of kField
  ColumnRef custom = {};             // of kCustom

  std::string name() const;  // as mappings write it
  friend bool operator==(const ColumnTarget&, const ColumnTarget&) = default;
};

constexpr std::size_t kMaxSourceBytes = 64;

struct ImportMapping {
  struct Column {
    std::string header;
    std::vector<ColumnTarget> targets;
  };
  struct FieldText {
    const FieldSpec* field = nullptr;
    std::string text;  // a code, or a name for a reference
  };
  struct Translation {
    const FieldSpec* field = nullptr;  // of the column
    std::string from;                  // "*": any other
    std::vector<FieldText> to;
  };

  std::string name;    // of the preset; "automatic", or empty
  std::string source;  // 1 to kMaxSourceBytes without a colon
  std::vector<Column> columns;
  std::vector<Translation> translations;
  std::vector<FieldText> defaults;
  std::vector<std::string> dates;
  std::string zone = "Asia/Tokyo";
};

// kMalformed, kInvalidArgument or kTooLarge name the part and what is wrong with it. `schema`: of
// tickets, for the custom fields.
Result<ImportMapping> parse_mapping(std::string_view json,
                                    const QuerySchema& schema = Kind::kTicket);
std::string print_mapping(const ImportMapping& mapping);  // parse_mapping's inverse, indented

// The source that a table without a mapping of its own is, by its file's name or path: "list" of
// "some/folder/list.csv". Two tables are two sources. At most kMaxSourceBytes without a
// colon.
std::string source_of_file(std::string_view path);

std::vector<std::string_view> preset_names();
Result<ImportMapping> preset_mapping(std::string_view name);  // kNotFound lists the presets

// The preset whose export this is, else columns found by the names and labels of the field table
// and of the custom fields, and by usual words for them. kInvalidArgument when no column seems to
// hold a title.
Result<ImportMapping> automatic_mapping(const Sheet& sheet,
                                        const QuerySchema& schema = Kind::kTicket);

// What each column of the table holds; empty where the mapping does not use it. kInvalidArgument,
// with line and column, when two columns claim the same.
struct BoundColumns {
  std::vector<std::vector<ColumnTarget>> targets;  // by column of the sheet
  std::vector<std::string> missing;  // headers of the mapping that the table does not have
};
Result<BoundColumns> bind_columns(const ImportMapping& mapping, const Sheet& sheet);

// nullopt for a name that is neither a role nor a custom field nor a field that is_importable().
std::optional<ColumnTarget> find_target(std::string_view name, const QuerySchema& schema);

// Fields that a table may state: all that people write, and what history says of itself (priority,
// opened, resolved and closed at …).
bool is_importable(const FieldSpec& spec);

}  // namespace genba
