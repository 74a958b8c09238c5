#include "core/process/custom_fields.h"

#include <algorithm>
#include <charconv>

#include "core/process/civil_time.h"
#include "core/replica/query_columns.h"

namespace genba {
namespace {

constexpr std::size_t kMaxKeyBytes = 64;
constexpr std::size_t kMaxChoices = kMaxChoiceNumber + 1;
// Words of filter expressions (core/replica/query_filter.h).
constexpr std::string_view kFilterWords[] = {"and", "or", "not", "in", "open"};

bool is_key(std::string_view key) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_rest = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !key.empty() && key.size() <= kMaxKeyBytes && is_letter(key.front()) &&
         std::all_of(key.begin(), key.end(), is_rest);
}

Error unusable(const CustomField& field, const char* why) {
  return make_error(ErrorCode::kInvalidArgument, "custom field " + field.key + ": " + why);
}

Error misfit(const CustomField& field, const char* why) {
  return make_error(ErrorCode::kInvalidArgument, field.key + ": " + why);
}

bool has_choice(const CustomField& field, std::string_view code) {
  return std::any_of(field.choices.begin(), field.choices.end(),
                     [&](const CustomChoice& choice) { return choice.code == code; });
}

std::string_view take_part(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

}  // namespace

std::vector<CustomChoice> parse_custom_choices(std::string_view text) {
  std::vector<CustomChoice> choices;
  while (!text.empty()) {
    std::string_view line = take_part(text, '\n');
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const std::string_view code = take_part(line, '|');
    if (code.empty()) continue;
    const std::string_view label = line.empty() ? code : take_part(line, '|');
    choices.push_back(
        {std::string(code), std::string(label), std::string(line.empty() ? label : line)});
  }
  return choices;
}

Result<CustomField> read_custom_field(const StateReader& state, const EntityId& id) {
  CustomField field;
  field.id = id;
  field.key = state.value(id, field::kCustomFieldKey).text();
  field.name = state.value(id, field::kCustomFieldName).text();
  field.name_en = state.value(id, field::kCustomFieldNameEn).text();
  field.position = state.integer(id, field::kCustomFieldPosition);
  const Value enabled = state.value(id, field::kCustomFieldEnabled);
  field.is_enabled = enabled.is_empty() || enabled.integer() != 0;
  if (!is_key(field.key)) return unusable(field, "its key is a to z, 0 to 9 and _");
  if (find_query_column(Kind::kTicket, field.key) != nullptr) {
    return unusable(field, "tickets have a field of that name");
  }
  if (std::find(std::begin(kFilterWords), std::end(kFilterWords), field.key) !=
      std::end(kFilterWords)) {
    return unusable(field, "its key is a word of filters");
  }
  if (field.name.empty()) field.name = field.key;
  const Value type = state.value(id, field::kCustomFieldType);
  if (type.is_empty()) return unusable(field, "it has no type");
  field.type = static_cast<CustomFieldType>(type.integer());
  if (field.type != CustomFieldType::kChoice) return field;
  field.choices = parse_custom_choices(state.value(id, field::kCustomFieldChoices).text());
  if (field.choices.empty()) return unusable(field, "it has nothing to choose from");
  if (field.choices.size() > kMaxChoices) return unusable(field, "it has more than 256 choices");
  return field;
}

std::vector<CustomField> read_custom_fields(const StateReader& state,
                                            CustomFieldProblems& problems) {
  // In the order of their ids: the same on every device, whatever arrived first.
  std::vector<EntityId> ids = state.entities(Kind::kCustomField);
  std::sort(ids.begin(), ids.end());
  std::vector<CustomField> fields;
  for (const EntityId& id : ids) {
    Result<CustomField> field = read_custom_field(state, id);
    if (!field) {
      problems.push_back({id, field.error()});
    } else if (std::any_of(fields.begin(), fields.end(),
                           [&](const CustomField& other) { return other.key == field->key; })) {
      problems.push_back({id, make_error(ErrorCode::kAlreadyExists,
                                         "there is already a custom field " + field->key)});
    } else if (field->is_enabled) {
      fields.push_back(std::move(*field));
    }
  }
  std::stable_sort(fields.begin(), fields.end(), [](const CustomField& a, const CustomField& b) {
    return a.position < b.position;
  });
  return fields;
}

Result<void> check_custom_value(const CustomField& field, const Value& value,
                                const StateReader& state) {
  if (value.is_empty()) return {};
  switch (field.type) {
    case CustomFieldType::kText:
    case CustomFieldType::kLongText:
      if (!value.is_text()) return misfit(field, "is not text");
      if (value.text().size() > kMaxTextBytes) return misfit(field, "is longer than 256 KiB");
      if (field.type == CustomFieldType::kText && value.text().find('\n') != std::string::npos) {
        return misfit(field, "holds a line break");
      }
      return {};
    case CustomFieldType::kInteger:
      if (!value.is_integer()) return misfit(field, "is not a whole number");
      return {};
    case CustomFieldType::kChoice:
      if (!has_choice(field, value.text())) return misfit(field, "is not one of its choices");
      return {};
    case CustomFieldType::kInstant:
      if (!value.is_integer() || !is_supported_instant(value.integer())) {
        return misfit(field, "is not an instant");
      }
      return {};
    case CustomFieldType::kBoolean:
      if (!value.is_integer() || (value.integer() != 0 && value.integer() != 1)) {
        return misfit(field, "is neither yes nor no");
      }
      return {};
    case CustomFieldType::kUser:
      if (!value.is_reference() || state.kind(value.reference()) != Kind::kUser) {
        return misfit(field, "names nobody known");
      }
      return {};
    case CustomFieldType::kTags:
      if (!value.is_set() || value.set().size() > kMaxSetItems) {
        return misfit(field, "is not a set of at most 256 tags");
      }
      return {};
  }
  return misfit(field, "has an unknown type");
}

Result<Value> parse_custom_value(const CustomField& field, std::string_view text) {
  if (text.empty()) return Value{};
  switch (field.type) {
    case CustomFieldType::kText:
    case CustomFieldType::kLongText: return Value::of(std::string(text));
    case CustomFieldType::kChoice:
      if (!has_choice(field, text)) return misfit(field, "is not one of its choices");
      return Value::of(std::string(text));
    case CustomFieldType::kInteger: {
      std::int64_t number = 0;
      const char* end = text.data() + text.size();
      const auto parsed = std::from_chars(text.data(), end, number);
      if (parsed.ec != std::errc() || parsed.ptr != end) {
        return misfit(field, "is not a whole number");
      }
      return Value::of(number);
    }
    case CustomFieldType::kInstant: {
      const Result<std::int64_t> at_ms = parse_instant(text);
      if (!at_ms) return misfit(field, "is not an RFC 3339 instant");
      return Value::of(*at_ms);
    }
    case CustomFieldType::kBoolean: {
      const Choice* choice = find_choice(ChoiceList::kBoolean, text);
      if (choice == nullptr) return misfit(field, "is neither yes nor no");
      return Value::of(choice->number);
    }
    case CustomFieldType::kTags: {
      TextSet tags;
      while (!text.empty()) {
        if (const std::string_view tag = take_part(text, ','); !tag.empty()) tags.emplace_back(tag);
      }
      return Value::of(std::move(tags));
    }
    case CustomFieldType::kUser: break;
  }
  return misfit(field, "cannot be given as text");
}

EntityId custom_field_id(std::string_view key) { return derive_id("custom_field", key); }

EntityId custom_value_id(const EntityId& ticket, const EntityId& field) {
  return derive_id("custom_value", to_string(ticket) + ":" + to_string(field));
}

Value custom_value(const StateReader& state, const EntityId& ticket, const EntityId& field) {
  return state.value(custom_value_id(ticket, field), field::kCustomValueValue);
}

}  // namespace genba
