// A State filled by hand, for tests of queries and reports.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "core/replica/state.h"

namespace genba::test {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
// 2016-03-01T00:00:00Z
constexpr std::int64_t kMarch = 1'456'790'400'000;

class Tickets {
 public:
  using Cells = std::initializer_list<std::pair<FieldId, Value>>;

  State state;

  EntityId add(const Cells& cells = {}) {
    const EntityId id = derive_id("ticket", std::to_string(++count_));
    state.create(Kind::kTicket, id, Facet::kPublic);
    state.set(id, field::kTicketNumber, Value::of(count_));
    for (const auto& [field, value] : cells) state.set(id, field, value);
    return id;
  }

  Value group(const std::string& name) { return named(field::kGroupName, name); }
  Value user(const std::string& name) { return named(field::kUserName, name); }
  Value category(const std::string& name, const std::string& code = {}) {
    const Value value = named(field::kCategoryName, name);
    if (!code.empty()) state.set(value.reference(), field::kCategoryCode, Value::of(code));
    return value;
  }

 private:
  Value named(FieldId name_field, const std::string& name) {
    const EntityId id = derive_id("named", std::to_string(static_cast<int>(name_field)) + name);
    state.create(kind_of(name_field), id, Facet::kPublic);
    state.set(id, name_field, Value::of(name));
    return Value::of(id);
  }

  std::int64_t count_ = 0;
};

template <typename Enum>
Value choice(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}
inline Value number(std::int64_t value) { return Value::of(value); }
inline Value text(const char* value) { return Value::of(std::string(value)); }

}  // namespace genba::test
