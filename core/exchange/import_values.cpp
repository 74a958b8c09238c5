#include "core/exchange/import_values.h"

#include <charconv>

#include "core/exchange/date_form.h"
#include "core/replica/ticket_label.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

std::string quoted(std::string_view text) { return quoted_prefix(text, 60); }

Error not_a(std::string_view text, std::string_view what) {
  return make_error(ErrorCode::kInvalidArgument, quoted(text) + " is " + std::string(what));
}

Result<Value> read_integer(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (c != ',') digits.push_back(c);
  }
  std::int64_t number = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) {
    return not_a(text, "no whole number");
  }
  return Value::of(number);
}

std::string list_of(ChoiceList choices) {
  std::string list;
  for (const Choice& choice : choices_of(choices)) {
    list += (list.empty() ? "" : ", ") + std::string(choice.code) + " (" + choice.label_ja + ")";
  }
  return list;
}

Result<Value> read_choice(ChoiceList choices, const std::string& text) {
  const std::string folded = fold_for_search(text);
  for (const Choice& choice : choices_of(choices)) {
    if (fold_for_search(choice.code) == folded || fold_for_search(choice.label_ja) == folded ||
        fold_for_search(choice.label_en) == folded) {
      return Value::of(choice.number);
    }
  }
  if (choices == ChoiceList::kBoolean) {
    if (folded == "true" || folded == "1") return Value::of(std::int64_t{1});
    if (folded == "false" || folded == "0") return Value::of(std::int64_t{0});
  }
  return not_a(text, "none of " + list_of(choices));
}

Result<Value> read_custom_choice(const CustomField& field, const std::string& text) {
  const std::string folded = fold_for_search(text);
  std::string list;
  for (const CustomChoice& choice : field.choices) {
    if (fold_for_search(choice.code) == folded || fold_for_search(choice.label) == folded ||
        fold_for_search(choice.label_en) == folded) {
      return Value::of(choice.code);
    }
    list += (list.empty() ? "" : ", ") + choice.code + " (" + choice.label + ")";
  }
  return not_a(text, "none of " + list);
}

}  // namespace

std::string clean_text(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!is_crlf) lines.push_back(text[i] == '\r' ? '\n' : text[i]);
  }
  return to_nfc(lines);
}

Value read_set(std::string_view text) {
  TextSet items;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(",;\n", begin), text.size());
    std::string item = clean_text(text.substr(begin, end - begin));
    if (!item.empty()) items.push_back(std::move(item));
    begin = end + 1;
  }
  return items.empty() ? Value{} : Value::of(std::move(items));
}

std::string set_text(const TextSet& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

EntityId NewNames::id_of(Kind kind, const std::string& name) {
  EntityId& id = ids_[{kind, name}];
  if (id.is_null()) id = derive_id(source_ + "/" + find_kind(kind)->name, name);
  return id;
}

std::vector<std::vector<Operation>> NewNames::operations() const {
  constexpr std::size_t kOfOneName = 3;
  std::vector<std::vector<Operation>> groups;
  for (const auto& [key, id] : ids_) {
    const auto& [kind, name] = key;
    if (groups.empty() || groups.back().size() + kOfOneName > kMaxOperationsInGroup) {
      groups.emplace_back();
    }
    std::vector<Operation>& group = groups.back();
    group.push_back({id, creation_of(kind), Action::kCreate,
                     Value::of(static_cast<std::int64_t>(Facet::kPublic)), 0});
    group.push_back({id, find_field(kind, "name")->id, Action::kSet, Value::of(name), 0});
    if (const FieldSpec* source = find_field(kind, "source")) {
      group.push_back({id, source->id, Action::kSet, Value::of(source_ + ":" + name), 0});
    }
  }
  return groups;
}

ValueReader::ValueReader(const ImportMapping& mapping, const State& state, const TimeZone& zone)
    : mapping_(mapping), state_(state), zone_(zone), dates_(mapping.dates) {
  // Year first means the same everywhere, and is what spreadsheets are read as.
  dates_.insert(dates_.end(), common_date_forms().begin(), common_date_forms().end());
  for (const ImportMapping::Translation& translation : mapping_.translations) {
    translations_[{translation.field->id, fold_for_search(translation.from)}] = &translation;
  }
}

const ImportMapping::Translation* ValueReader::translation_of(const FieldSpec& field,
                                                              const std::string& folded) const {
  const auto found = translations_.find({field.id, folded});
  return found == translations_.end() ? nullptr : found->second;
}

Result<std::vector<FieldValue>> ValueReader::read(const FieldSpec& field, std::string_view text,
                                                  NewNames* names) const {
  const std::string clean = clean_text(text);
  if (clean.empty()) return std::vector<FieldValue>{{&field, Value{}}};
  const ImportMapping::Translation* translation = translation_of(field, fold_for_search(clean));
  if (!translation) {
    Result<Value> value = read_value(field, clean, names);
    if (value) return std::vector<FieldValue>{{&field, std::move(*value)}};
    translation = translation_of(field, "*");
    if (!translation) return value.error();
  }
  std::vector<FieldValue> values;
  for (const ImportMapping::FieldText& to : translation->to) {
    Result<Value> value = to.text.empty() ? Value{} : read_value(*to.field, to.text, names);
    if (!value) return value.error();
    values.insert(to.field == &field ? values.begin() : values.end(),
                  FieldValue{to.field, std::move(*value)});
  }
  return values;
}

Result<Value> ValueReader::read_value(const FieldSpec& field, const std::string& text,
                                      NewNames* names) const {
  Result<Value> value = Value{};
  switch (field.type) {
    case ValueType::kChoice: return read_choice(field.choices, text);
    case ValueType::kInteger: value = read_integer(text); break;
    case ValueType::kTextSet: value = read_set(text); break;
    case ValueType::kInstant: return read_date_value(text);
    case ValueType::kReference: {
      const Result<EntityId> id = read_name(field.target, text, names);
      if (!id) return id.error();
      return Value::of(*id);
    }
    default: value = Value::of(text);
  }
  if (!value) return value;
  if (const Result<void> fits = check_value(field, *value); !fits) return fits.error();
  return value;
}

Result<Value> ValueReader::read_date_value(const std::string& text) const {
  const std::optional<std::int64_t> instant_ms = read_date(text, dates_, zone_);
  if (!instant_ms) return not_a(text, "no date of the form " + dates_[0]);
  return Value::of(*instant_ms);
}

Result<Value> ValueReader::read_custom(const CustomField& field, std::string_view text,
                                       NewNames* names) const {
  const std::string clean = clean_text(text);
  if (clean.empty()) return Value{};
  Result<Value> value = Value{};
  switch (field.type) {
    case CustomFieldType::kChoice: return read_custom_choice(field, clean);
    case CustomFieldType::kBoolean: return read_choice(ChoiceList::kBoolean, clean);
    case CustomFieldType::kInstant: value = read_date_value(clean); break;
    case CustomFieldType::kInteger: value = read_integer(clean); break;
    case CustomFieldType::kTags: value = read_set(clean); break;
    case CustomFieldType::kUser: {
      const Result<EntityId> id = read_name(Kind::kUser, clean, names);
      if (!id) return id.error();
      return Value::of(*id);
    }
    default: value = Value::of(clean);
  }
  if (!value) return value;
  if (const Result<void> fits = check_custom_value(field, *value, state_); !fits) {
    return fits.error();
  }
  return value;
}

Result<EntityId> ValueReader::read_name(Kind kind, const std::string& name, NewNames* names) const {
  if (kind == Kind::kTicket) return find_ticket(state_, name);
  const Result<EntityId> known = find_by_name(state_, kind, name);
  if (known || !names || !find_field(kind, "name")) return known;
  if (name.size() > kMaxTextBytes || name.find('\n') != std::string::npos) {
    return not_a(name, "too long for a name");
  }
  return names->id_of(kind, name);
}

}  // namespace genba
