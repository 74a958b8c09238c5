#include "sync-server/cli/ticket_json.h"

#include <algorithm>

#include "core/process/civil_time.h"
#include "core/replica/ticket_label.h"

namespace genba::cli {
namespace {

Json effect_json(const Replica& replica, const Effect& effect, bool is_predicted) {
  const State& state = replica.state();
  Json json;
  json["at"] = format_instant(effect.effective_ms);
  if (!is_predicted) {
    json["seq"] = effect.seq;
    json["received_at"] = format_instant(effect.received_ms);
  }
  const std::string actor = name_of(state, effect.actor, Language::kEnglish);
  json["actor"] = actor.empty() ? Json(nullptr) : Json(actor);
  if (effect.create) {
    json["created"] = find_kind(kind_of(effect.field))->name;
  } else if (const FieldSpec* spec = find_field(effect.field)) {
    if (spec->kind != Kind::kTicket) json["of"] = find_kind(spec->kind)->name;
    json["field"] = spec->name;
    json["value"] = value_json(state, *spec, effect.value);
  }
  const std::pair<std::uint8_t, const char*> flags[] = {
      {kEffectImported, "imported"},
      {kEffectClockSuspect, "clock_suspect"},
      {kEffectDerived, "derived"},
      {kEffectMerged, "merged"},
  };
  for (const auto& [flag, name] : flags) {
    if ((effect.flags & flag) != 0) json[name] = true;
  }
  if (is_predicted) json["pending"] = true;
  return json;
}

bool is_shown(const Effect& effect) {
  const FieldSpec* spec = find_field(effect.field);
  return effect.create || (spec && spec->type != ValueType::kBytes);
}

}  // namespace

Json value_json(const State& state, const FieldSpec& spec, const Value& value) {
  if (value.is_empty()) return nullptr;
  switch (spec.type) {
    case ValueType::kChoice: {
      const Choice* choice = find_choice(spec.choices, value.integer());
      return choice ? Json(choice->code) : Json(value.integer());
    }
    case ValueType::kInstant: return format_instant(value.integer());
    case ValueType::kInteger: return value.integer();
    case ValueType::kReference: {
      std::string name = name_of(state, value.reference(), Language::kEnglish);
      return name.empty() ? to_string(value.reference()) : name;
    }
    case ValueType::kTextSet: return value.set();
    case ValueType::kAny:
      if (value.is_integer()) return value.integer();
      if (value.is_reference()) return to_string(value.reference());
      if (value.is_set()) return value.set();
      return value.text();
    case ValueType::kBytes: return to_hex(value.text());
    case ValueType::kText:
    case ValueType::kLongText: return value.text();
  }
  return nullptr;
}

Json ticket_json(const Replica& replica, const EntityId& id) {
  const State& state = replica.state();
  Json json;
  json["id"] = to_string(id);
  json["label"] = ticket_label(state, id);
  json["pending"] = replica.is_pending(id);
  for (const FieldSpec& spec : fields_of(Kind::kTicket)) {
    const Value value = state.value(id, spec.id);
    if (value.is_empty() || spec.type == ValueType::kBytes) continue;
    json[spec.name] = value_json(state, spec, value);
  }
  Json conflicts = Json::array();
  for (const Row row : state.rows_referring(field::kConflictTicket, id)) {
    const EntityId conflict = state.id(Kind::kConflict, row);
    const auto field = static_cast<FieldId>(state.integer(conflict, field::kConflictField));
    const FieldSpec* spec = find_field(field);
    if (!spec) continue;
    const std::int64_t status = state.integer(conflict, field::kConflictStatus);
    const Choice* choice = find_choice(ChoiceList::kConflictStatus, status);
    conflicts.push_back(
        {{"id", to_string(conflict)},
         {"field", spec->name},
         {"losing_value",
          value_json(state, *spec, state.value(conflict, field::kConflictLosingValue))},
         {"status", choice ? Json(choice->code) : Json(nullptr)}});
  }
  if (!conflicts.empty()) json["conflicts"] = std::move(conflicts);
  return json;
}

Json timeline_json(const Replica& replica, const EntityId& ticket) {
  std::vector<Effect> effects = replica.timeline().of(ticket);
  std::vector<EntityId> parts = {ticket};
  for (const Row row : replica.state().rows_referring(field::kCommentTicket, ticket)) {
    parts.push_back(replica.state().id(Kind::kComment, row));
    for (Effect& effect : replica.timeline().of(parts.back())) {
      effects.push_back(std::move(effect));
    }
  }
  std::sort(effects.begin(), effects.end(),
            [](const Effect& a, const Effect& b) { return a.seq < b.seq; });
  Json json = Json::array();
  for (const Effect& effect : effects) {
    if (is_shown(effect)) json.push_back(effect_json(replica, effect, false));
  }
  for (const Effect& effect : replica.predicted()) {
    const bool belongs = std::find(parts.begin(), parts.end(), effect.entity) != parts.end();
    if (belongs && is_shown(effect)) json.push_back(effect_json(replica, effect, true));
  }
  return json;
}

}  // namespace genba::cli
