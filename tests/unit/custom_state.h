// A replica's state with custom fields, their values and people, put in without rules.
#pragma once

#include "core/process/custom_fields.h"
#include "core/replica/state.h"

namespace genba::test {

struct CustomState {
  CustomState() {
    taro = add_user("taro");
    hanako = add_user("花子");
  }

  EntityId add_user(const std::string& name) {
    const EntityId id = derive_id("user", name);
    state.create(Kind::kUser, id, Facet::kPublic);
    state.set(id, field::kUserName, Value::of(name));
    return id;
  }
  EntityId add_field(const std::string& key, CustomFieldType type, const char* choices = "") {
    const EntityId id = field(key);
    state.create(Kind::kCustomField, id, Facet::kPublic);
    state.set(id, field::kCustomFieldKey, Value::of(key));
    state.set(id, field::kCustomFieldName, Value::of("項目" + key));
    state.set(id, field::kCustomFieldType, Value::of(static_cast<std::int64_t>(type)));
    if (*choices != '\0') state.set(id, field::kCustomFieldChoices, Value::of(choices));
    return id;
  }
  EntityId add_ticket(const std::string& title) {
    const EntityId id = derive_id("ticket", title);
    state.create(Kind::kTicket, id, Facet::kPublic);
    state.set(id, field::kTicketTitle, Value::of(title));
    return id;
  }
  static EntityId field(const std::string& key) { return custom_field_id(key); }
  void put(const EntityId& ticket, const std::string& key, const Value& value) {
    const EntityId id = custom_value_id(ticket, field(key));
    state.create(Kind::kCustomValue, id, Facet::kInternal);
    state.set(id, field::kCustomValueTicket, Value::of(ticket));
    state.set(id, field::kCustomValueField, Value::of(field(key)));
    state.set(id, field::kCustomValueValue, value);
  }

  State state;
  EntityId taro;
  EntityId hanako;
};

}  // namespace genba::test
