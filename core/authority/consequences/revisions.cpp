#include <algorithm>

#include "core/authority/consequences.h"
#include "core/authority/notify.h"
#include "core/process/sla_terms.h"

namespace genba {
namespace {

// Makes a revision of what the entity's fields say now. Fields that make no sense, or the same as
// before, make none: the newest revision goes on ruling.
bool revise(Draft& draft, const EntityId& entity) {
  const Result<std::string> definition = definition_of(draft, entity);
  if (!definition) return false;
  const EntityId newest = current_revision(draft, entity);
  if (!newest.is_null() && draft.value(newest, field::kRevisionDefinition).text() == *definition) {
    return false;
  }
  const FieldId version = version_field(draft.kind(entity))->id;
  const std::int64_t number = draft.integer(entity, version) + 1;
  const EntityId revision = revision_id(entity, number);
  draft.create(revision, Kind::kRevision, Facet::kInternal, 0, kEffectDerived);
  draft.derive(revision, field::kRevisionEntity, Value::of(entity));
  draft.derive(revision, field::kRevisionNumber, Value::of(number));
  draft.derive(revision, field::kRevisionDefinition, Value::of(*definition));
  draft.derive(revision, field::kRevisionAt, Value::of(draft.context().effective_ms));
  draft.derive(entity, version, Value::of(number));
  return true;
}

void remember(std::vector<EntityId>& list, const EntityId& id) {
  if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

// What a rule of time or an escalation says from now on, so that open tickets are looked at anew.
void note_edit(Draft& draft, const EntityId& entity) {
  const bool is_rule = draft.kind(entity) == Kind::kRule;
  const auto trigger = static_cast<RuleTrigger>(draft.integer(entity, field::kRuleTrigger));
  if (is_rule && trigger != RuleTrigger::kTime) return;
  std::string definition;
  for (const FieldSpec& spec : fields_of(draft.kind(entity))) {
    const Value value = draft.value(entity, spec.id);
    if (value.is_text()) definition += std::string(spec.name) + ": " + value.text() + '\n';
  }
  const EntityId revision = derive_id("revision", to_string(entity) + ' ' + cause_of(draft));
  if (draft.kind(revision) != Kind::kNone) return;
  draft.create(revision, Kind::kRevision, Facet::kInternal, 0, kEffectDerived);
  draft.derive(revision, field::kRevisionEntity, Value::of(entity));
  draft.derive(revision, field::kRevisionDefinition, Value::of(std::move(definition)));
  draft.derive(revision, field::kRevisionAt, Value::of(draft.context().effective_ms));
}

}  // namespace

void derive_revisions(Draft& draft) {
  std::vector<EntityId> calendars, users, scheduled;
  for (const Effect& effect : draft.effects()) {
    switch (kind_of(effect.field)) {
      case Kind::kCalendar: remember(calendars, effect.entity); break;
      case Kind::kSlaPolicy:
      case Kind::kGroup: remember(users, effect.entity); break;
      case Kind::kRule:
      case Kind::kEscalationPolicy: remember(scheduled, effect.entity); break;
      default: break;
    }
  }
  for (const EntityId& entity : scheduled) note_edit(draft, entity);
  // A policy's revision names its calendar's, so one follows the other.
  for (const EntityId& calendar : calendars) {
    if (!revise(draft, calendar)) continue;
    for (const auto& [kind, field] : {std::pair(Kind::kSlaPolicy, field::kSlaPolicyCalendar),
                                      std::pair(Kind::kGroup, field::kGroupCalendar)}) {
      for (const EntityId& user : draft.entities(kind)) {
        if (draft.value(user, field).reference() == calendar) remember(users, user);
      }
    }
  }
  for (const EntityId& user : users) {
    const bool has_none = draft.kind(user) == Kind::kGroup &&
                          draft.value(user, field::kGroupOla).is_empty() &&
                          draft.value(user, field::kGroupVersion).is_empty();
    if (!has_none) revise(draft, user);
  }
}

}  // namespace genba
