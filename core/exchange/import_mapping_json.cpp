#include <nlohmann/json.hpp>

#include "core/exchange/date_form.h"
#include "core/exchange/import_mapping.h"

namespace genba {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxMappingBytes = 1 << 20;

Error wrong(const std::string& part, const std::string& what) {
  return make_error(ErrorCode::kInvalidArgument, "mapping, " + part + ": " + what);
}

class MappingReader {
 public:
  explicit MappingReader(const QuerySchema& schema) : schema_(schema) {}

  Result<ImportMapping> read(const Json& json) {
    struct Part {
      const char* key;
      Result<void> (MappingReader::*read)(const Json&);
    };
    constexpr Part kParts[] = {
        {"source", &MappingReader::read_source}, {"columns", &MappingReader::read_columns},
        {"values", &MappingReader::read_values}, {"defaults", &MappingReader::read_defaults},
        {"dates", &MappingReader::read_dates},   {"zone", &MappingReader::read_zone}};
    for (const auto& [key, value] : json.items()) {
      const Part* part = nullptr;
      for (const Part& each : kParts) {
        if (key == each.key) part = &each;
      }
      if (!part) {
        return wrong(key, "there are source, columns, values, defaults, dates and zone");
      }
      if (const Result<void> done = (this->*part->read)(value); !done) return done.error();
    }
    if (mapping_.columns.empty()) return wrong("columns", "there are none");
    if (mapping_.source.empty()) mapping_.source = "table";
    return std::move(mapping_);
  }

 private:
  static Result<std::string> text_of(const Json& json, const std::string& part) {
    if (!json.is_string()) return wrong(part, "is not a text");
    return json.get<std::string>();
  }

  Result<void> read_source(const Json& json) {
    Result<std::string> text = text_of(json, "source");
    if (!text) return text.error();
    if (text->empty() || text->size() > kMaxSourceBytes || text->find(':') != std::string::npos) {
      return wrong("source", "is a name of 1 to 64 bytes without a colon");
    }
    mapping_.source = *text;
    return {};
  }

  Result<void> read_columns(const Json& json) {
    if (!json.is_object()) return wrong("columns", "is not an object of header → field");
    for (const auto& [header, value] : json.items()) {
      ImportMapping::Column column{header, {}};
      const Json names = value.is_array() ? value : Json::array({value});
      for (const Json& each : names) {
        const Result<std::string> name = text_of(each, "columns, " + header);
        if (!name) return name.error();
        const std::optional<ColumnTarget> target = find_target(*name, schema_);
        if (!target) return wrong("columns, " + header, "there is no field " + *name);
        column.targets.push_back(*target);
      }
      mapping_.columns.push_back(std::move(column));
    }
    return {};
  }

  Result<ImportMapping::FieldText> field_text(const std::string& name, const Json& json,
                                              const std::string& part) const {
    const std::optional<ColumnTarget> target = find_target(name, schema_);
    if (!target || target->role != ColumnRole::kField) {
      return wrong(part, "there is no field " + name);
    }
    Result<std::string> text = text_of(json, part + ", " + name);
    if (!text) return text.error();
    return ImportMapping::FieldText{target->field, std::move(*text)};
  }

  Result<std::vector<ImportMapping::FieldText>> field_texts(const Json& json,
                                                            const std::string& part) const {
    std::vector<ImportMapping::FieldText> texts;
    for (const auto& [name, value] : json.items()) {
      Result<ImportMapping::FieldText> text = field_text(name, value, part);
      if (!text) return text.error();
      texts.push_back(std::move(*text));
    }
    return texts;
  }

  Result<void> read_values(const Json& json) {
    if (!json.is_object()) return wrong("values", "is not an object of field → values");
    for (const auto& [name, values] : json.items()) {
      const std::string part = "values, " + name;
      const std::optional<ColumnTarget> target = find_target(name, schema_);
      if (!target || target->role != ColumnRole::kField)
        return wrong(part, "there is no such field");
      if (!values.is_object()) return wrong(part, "is not an object of text → code");
      for (const auto& [from, to] : values.items()) {
        ImportMapping::Translation translation{target->field, from, {}};
        Json plain = Json::object();
        plain[name] = to;
        Result<std::vector<ImportMapping::FieldText>> texts =
            field_texts(to.is_object() ? to : plain, part + ", " + from);
        if (!texts) return texts.error();
        translation.to = std::move(*texts);
        mapping_.translations.push_back(std::move(translation));
      }
    }
    return {};
  }

  Result<void> read_defaults(const Json& json) {
    if (!json.is_object()) return wrong("defaults", "is not an object of field → value");
    Result<std::vector<ImportMapping::FieldText>> texts = field_texts(json, "defaults");
    if (!texts) return texts.error();
    mapping_.defaults = std::move(*texts);
    return {};
  }

  Result<void> read_dates(const Json& json) {
    if (!json.is_array()) return wrong("dates", "is not a list such as [\"YYYY/MM/DD hh:mm\"]");
    for (const Json& each : json) {
      Result<std::string> form = text_of(each, "dates");
      if (!form) return form.error();
      if (!is_date_form(*form)) {
        return wrong("dates", "\"" + *form + "\" does not say YYYY, MM and DD once each");
      }
      mapping_.dates.push_back(std::move(*form));
    }
    return {};
  }

  Result<void> read_zone(const Json& json) {
    Result<std::string> zone = text_of(json, "zone");
    if (!zone) return zone.error();
    if (!is_time_zone_name(*zone)) return wrong("zone", "is not a name such as Asia/Tokyo");
    mapping_.zone = *zone;
    return {};
  }

  const QuerySchema& schema_;
  ImportMapping mapping_;
};

Json print_texts(const std::vector<ImportMapping::FieldText>& texts) {
  Json json = Json::object();
  for (const ImportMapping::FieldText& text : texts) json[text.field->name] = text.text;
  return json;
}

}  // namespace

Result<ImportMapping> parse_mapping(std::string_view json, const QuerySchema& schema) {
  if (json.size() > kMaxMappingBytes) {
    return make_error(ErrorCode::kTooLarge, "the mapping has more than 1 MiB");
  }
  const Json document = Json::parse(json, nullptr, false);
  if (!document.is_object()) {
    return make_error(ErrorCode::kMalformed, "the mapping is not a JSON object");
  }
  return MappingReader(schema).read(document);
}

std::string print_mapping(const ImportMapping& mapping) {
  Json json;
  json["source"] = mapping.source;
  Json& columns = json["columns"] = Json::object();
  for (const ImportMapping::Column& column : mapping.columns) {
    Json targets = Json::array();
    for (const ColumnTarget& target : column.targets) targets.push_back(target.name());
    columns[column.header] = targets.size() == 1 ? targets[0] : targets;
  }
  Json& values = json["values"] = Json::object();
  for (const ImportMapping::Translation& translation : mapping.translations) {
    const std::string name = translation.field->name;
    const bool plain = translation.to.size() == 1 && translation.to[0].field == translation.field;
    values[name][translation.from] =
        plain ? Json(translation.to[0].text) : print_texts(translation.to);
  }
  json["defaults"] = print_texts(mapping.defaults);
  json["dates"] = mapping.dates;
  json["zone"] = mapping.zone;
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace genba
