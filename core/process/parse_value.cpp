// What a person typed, as a field's value.
#include <algorithm>
#include <charconv>

#include "core/process/civil_time.h"
#include "core/process/commands.h"

namespace genba {
namespace {

// "VPN, 証明書": what stands between commas, without the space around it.
TextSet parse_items(std::string_view text) {
  TextSet items;
  while (!text.empty()) {
    const std::string_view item = text.substr(0, text.find(','));
    text.remove_prefix(std::min(item.size() + 1, text.size()));
    const std::size_t first = item.find_first_not_of(" \t");
    if (first == std::string_view::npos) continue;
    items.emplace_back(item.substr(first, item.find_last_not_of(" \t") - first + 1));
  }
  return items;
}

}  // namespace

Result<Value> parse_value(const FieldSpec& spec, std::string_view text) {
  if (text.empty()) return Value{};
  const auto misfit = [&](const char* what) {
    return make_error(ErrorCode::kInvalidArgument,
                      std::string(spec.name) + ": " + what + ": " + std::string(text));
  };
  switch (spec.type) {
    case ValueType::kText:
    case ValueType::kLongText: {
      Value value = Value::of(std::string(text));
      if (const auto fits = check_value(spec, value); !fits) return fits.error();
      return value;
    }
    case ValueType::kChoice: {
      if (const Choice* choice = find_choice(spec.choices, text)) return Value::of(choice->number);
      std::string codes;
      for (const Choice& choice : choices_of(spec.choices)) {
        codes += (codes.empty() ? "" : ", ") + std::string(choice.code);
      }
      return misfit(("is one of " + codes + ", not").c_str());
    }
    case ValueType::kInteger: {
      std::int64_t number = 0;
      const auto end = text.data() + text.size();
      const auto parsed = std::from_chars(text.data(), end, number);
      if (parsed.ec != std::errc() || parsed.ptr != end) return misfit("is not a whole number");
      return Value::of(number);
    }
    case ValueType::kInstant: {
      const Result<std::int64_t> at = parse_instant(text);
      if (!at) return misfit("is not an RFC 3339 instant");
      return Value::of(*at);
    }
    case ValueType::kTextSet: {
      Value value = Value::of(parse_items(text));
      if (const auto fits = check_value(spec, value); !fits) return fits.error();
      return value;
    }
    default: return misfit("cannot be given as text");
  }
}

}  // namespace genba
