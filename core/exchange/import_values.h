// What the text of a cell says about a ticket's field, by the mapping's translations, the codes and
// labels of choices in either language, the mapping's forms of dates, and names for references.
#pragma once

#include <map>

#include "core/exchange/import_mapping.h"
#include "core/process/time_zone.h"
#include "core/replica/state.h"

namespace genba {

struct FieldValue {
  const FieldSpec* field = nullptr;
  Value value;  // empty: the cell says that there is none
};

// The people, groups, categories … that a table names and the workspace does not have yet. They get
// ids derived from source and name, so that another import means the same.
class NewNames {
 public:
  explicit NewNames(std::string source) : source_(std::move(source)) {}

  EntityId id_of(Kind kind, const std::string& name);
  void take(const NewNames& other) { ids_.insert(other.ids_.begin(), other.ids_.end()); }
  // The operations that make them, in groups that are small enough to submit.
  std::vector<std::vector<Operation>> operations() const;

 private:
  std::string source_;
  std::map<std::pair<Kind, std::string>, EntityId> ids_;
};

class ValueReader {
 public:
  // All must outlive the reader. `state`: where names are looked up.
  ValueReader(const ImportMapping& mapping, const State& state, const TimeZone& zone);

  // One field, or several where a translation says so; the column's own is the first. Names that
  // nobody has are taken into `names`, or refused when that is null. Errors say what the text is
  // not, for people.
  Result<std::vector<FieldValue>> read(const FieldSpec& field, std::string_view text,
                                       NewNames* names) const;
  Result<Value> read_custom(const CustomField& field, std::string_view text, NewNames* names) const;
  Result<EntityId> read_name(Kind kind, const std::string& name, NewNames* names) const;

 private:
  Result<Value> read_value(const FieldSpec& field, const std::string& text, NewNames* names) const;
  Result<Value> read_date_value(const std::string& text) const;
  const ImportMapping::Translation* translation_of(const FieldSpec& field,
                                                   const std::string& folded) const;

  const ImportMapping& mapping_;
  const State& state_;
  const TimeZone& zone_;
  std::vector<std::string> dates_;
  // Translations by field and folded text; "*" is any other.
  std::map<std::pair<FieldId, std::string>, const ImportMapping::Translation*> translations_;
};

// The items of a set, between commas, semicolons or line ends; and the other way round.
Value read_set(std::string_view text);
std::string set_text(const TextSet& items);

// A cell as it is stored: Normalization Form C, lines ended by LF alone, no space around it.
std::string clean_text(std::string_view text);

}  // namespace genba
