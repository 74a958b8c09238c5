#include "wasm/views/register_rows.h"

#include <algorithm>
#include <tuple>

#include "core/replica/ticket_label.h"
#include "core/text/fold.h"

namespace genba {

std::vector<const FieldSpec*> register_fields(Kind kind) {
  std::vector<const FieldSpec*> fields;
  for (const FieldSpec& spec : fields_of(kind)) {
    if (spec.least < Permission::kAuthority) fields.push_back(&spec);
  }
  return fields;
}

std::vector<const FieldSpec*> register_columns(Kind kind) {
  std::vector<const FieldSpec*> fields = register_fields(kind);
  std::erase_if(fields, [](const FieldSpec* spec) {
    return spec->type == ValueType::kLongText || std::string_view(spec->name) == "name_en";
  });
  return fields;
}

std::string register_words(const State& state, const EntityId& id, const FieldSpec& spec,
                           Language language) {
  const Value value = state.value(id, spec.id);
  if (spec.type == ValueType::kReference) return name_of(state, value.reference(), language);
  if (spec.type != ValueType::kChoice) return value.text();
  // What is not so needs no words; what is so is called by its name, which says it by itself.
  if (spec.choices == ChoiceList::kBoolean) {
    return value.integer() == 0 ? std::string() : spec.label(language);
  }
  const Choice* choice = find_choice(spec.choices, value.integer());
  return choice ? choice->label(language) : std::string();
}

bool is_retired(const State& state, const EntityId& id) {
  const FieldSpec* retired = find_field(state.kind(id), "retired");
  return retired &&
         state.value(id, retired->id) == Value::of(static_cast<std::int64_t>(Boolean::kYes));
}

std::vector<Row> find_in_register(const State& state, Kind kind, std::string_view typed,
                                  Language language) {
  const std::vector<std::string> words = folded_words(typed);
  const std::vector<const FieldSpec*> fields = register_fields(kind);
  const Table& table = state.table(kind);
  std::vector<std::tuple<bool, std::string, Row>> found;
  for (Row row = 0; row < table.size(); ++row) {
    if (!table.is_live(row)) continue;
    const EntityId id = state.id(kind, row);
    std::string said;
    if (!words.empty()) {
      for (const FieldSpec* spec : fields)
        said += register_words(state, id, *spec, language) + '\n';
    }
    if (has_words(fold_for_search(said), words)) {
      found.emplace_back(is_retired(state, id), fold_for_search(name_of(state, id, language)), row);
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<Row> rows;
  for (const auto& [retired, name, row] : found) rows.push_back(row);
  return rows;
}

TicketFilter tickets_on(const State& state, const EntityId& asset) {
  std::string names;
  for (const FieldId field : {field::kAssetCode, field::kAssetName}) {
    const std::string name = state.value(asset, field).text();
    if (!name.empty()) names += (names.empty() ? "" : ", ") + quoted(name);
  }
  TicketFilter filter;
  filter.show = "all";
  filter.where = "configuration_item in (" + names + ")";
  return filter;
}

}  // namespace genba
