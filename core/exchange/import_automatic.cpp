// Which mapping a table has when nobody says: a preset's, or one found out from the header.
#include <algorithm>

#include "core/exchange/header_name.h"
#include "core/exchange/import_mapping.h"
#include "core/exchange/import_presets.h"

namespace genba {
namespace {

// The presets are part of the program: that they can be read is tested.
ImportMapping parsed(std::string_view name, const char* json) {
  Result<ImportMapping> mapping = parse_mapping(json);
  assert(mapping.ok());
  mapping->name = name;
  return std::move(*mapping);
}

bool has_column(const std::vector<std::string>& names, std::string_view header) {
  return std::find(names.begin(), names.end(), folded_header(header)) != names.end();
}

bool holds_ids(const Sheet& sheet, std::size_t column) {
  for (const SheetRow& row : sheet.rows) {
    if (!row[column].text.empty()) return parse_id(row[column].text).ok();
  }
  return false;
}

// The field that a column is named after; its role is kField and its field null when it is one that
// no table can state.
std::optional<ColumnTarget> target_of_field(const std::string& name, const QuerySchema& schema) {
  for (const FieldSpec& spec : fields_of(Kind::kTicket)) {
    if (spec.id == field::kTicketNumber) continue;  // the source's key
    if (folded_header(spec.name) != name && folded_header(spec.label_ja) != name &&
        folded_header(spec.label_en) != name) {
      continue;
    }
    return ColumnTarget{ColumnRole::kField, is_importable(spec) ? &spec : nullptr};
  }
  for (const ColumnRef& column : schema.columns()) {
    const bool is_named = folded_header(column->name) == name ||
                          folded_header(column->label_ja) == name ||
                          folded_header(column->label_en) == name;
    if (column->custom != nullptr && is_named) {
      return ColumnTarget{ColumnRole::kCustom, nullptr, column};
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string_view> preset_names() {
  std::vector<std::string_view> names;
  for (const ImportPreset& preset : import_presets()) names.push_back(preset.name);
  return names;
}

Result<ImportMapping> preset_mapping(std::string_view name) {
  std::string known;
  for (const ImportPreset& preset : import_presets()) {
    if (preset.name == name) return parsed(preset.name, preset.json);
    known += (known.empty() ? "" : ", ") + std::string(preset.name);
  }
  return make_error(ErrorCode::kNotFound,
                    "there is no preset " + std::string(name) + "; there are " + known);
}

Result<ImportMapping> automatic_mapping(const Sheet& sheet, const QuerySchema& schema) {
  std::vector<std::string> names;
  for (const SheetCell& cell : sheet.header) names.push_back(folded_header(cell.text));
  for (const ImportPreset& preset : import_presets()) {
    for (const auto& signature : preset.signatures) {
      if (std::all_of(signature.begin(), signature.end(),
                      [&](std::string_view header) { return has_column(names, header); })) {
        return parsed(preset.name, preset.json);
      }
    }
  }
  ImportMapping mapping = parsed("automatic", automatic_words());
  const std::vector<ImportMapping::Column> words = std::move(mapping.columns);
  mapping.columns.clear();
  std::vector<ColumnTarget> taken;
  const auto take = [&](std::size_t at, const ColumnTarget& target) {
    const bool repeats = target.role == ColumnRole::kComment || target.role == ColumnRole::kNote;
    if (!repeats && std::find(taken.begin(), taken.end(), target) != taken.end()) return;
    taken.push_back(target);
    mapping.columns.push_back({sheet.header[at].text, {target}});
  };
  // A field's own name goes before a usual word for it, wherever they stand.
  std::vector<bool> settled(names.size(), false);
  for (std::size_t at = 0; at < names.size(); ++at) {
    const bool is_id = names[at] == "id" && holds_ids(sheet, at);
    const std::optional<ColumnTarget> target =
        is_id ? ColumnTarget{ColumnRole::kId} : target_of_field(names[at], schema);
    settled[at] = target.has_value();
    const bool is_stated = target && (target->role != ColumnRole::kField || target->field);
    if (is_stated) take(at, *target);
  }
  const bool has_id =
      std::find(taken.begin(), taken.end(), ColumnTarget{ColumnRole::kId}) != taken.end();
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (settled[at]) continue;
    if (names[at] == "id") take(at, ColumnTarget{ColumnRole::kKey});
    for (const ImportMapping::Column& word : words) {
      if (!header_fits(word.header, names[at])) continue;
      // Our own numbers are dealt anew where the ticket is not known by its id.
      if (!has_id || word.targets[0].role != ColumnRole::kKey) take(at, word.targets[0]);
      break;
    }
  }
  const bool has_title = std::any_of(taken.begin(), taken.end(), [](const ColumnTarget& target) {
    return target.field && target.field->id == field::kTicketTitle;
  });
  if (has_title) return mapping;
  return make_error(ErrorCode::kInvalidArgument,
                    "no column looks like a title; say with a mapping what the columns hold");
}

}  // namespace genba
