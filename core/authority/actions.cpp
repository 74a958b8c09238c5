#include "core/authority/actions.h"

#include <algorithm>

#include "core/authority/assignment.h"
#include "core/authority/consequences.h"
#include "core/authority/notify.h"
#include "core/process/civil_time.h"
#include "core/process/configuration.h"
#include "core/process/overrides.h"
#include "core/process/rota.h"
#include "core/process/rule_book.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

using Type = RuleAction::Type;
using Shape = RuleAction::ValueShape;

constexpr std::size_t kPrintedBytes = 80;

class Runner {
 public:
  Runner(TicketChange& change, const ActionContext& context, ActionLog& log)
      : change_(change), draft_(change.draft()), context_(context), log_(log) {}

  void run(const RuleAction& action) {
    const Result<void> done = take(action);
    if (done) return;
    log_.outcome = RuleOutcome::kRefused;
    say(action.source + " — " + done.error().detail);
  }

 private:
  Result<void> take(const RuleAction& action) {
    switch (action.type) {
      case Type::kSet: return set(action);
      case Type::kAssign:
      case Type::kAssignGroup:
      case Type::kAssignUser: return assign(action);
      case Type::kNotify: return notify_audience(action);
      case Type::kNotifyUser: return notify_user(action);
      case Type::kEscalate: return escalate();
      case Type::kAddTask: return add_task(action);
      case Type::kApplyTemplate: return apply_template(action);
      case Type::kApplyPlaybook: return apply_playbook(find(Kind::kPlaybook, action.name));
      case Type::kAddTags:
      case Type::kRemoveTags: return change_tags(action);
    }
    return {};
  }

  void say(const std::string& line) { log_.detail += (log_.detail.empty() ? "" : "\n") + line; }
  void applied(const std::string& line) {
    if (log_.outcome == RuleOutcome::kNothingToDo) log_.outcome = RuleOutcome::kApplied;
    say(line);
  }

  std::string printed(const Value& value, ChoiceList choices, bool is_instant) const {
    if (value.is_empty()) return "?";
    if (value.is_reference()) return called(draft_, value.reference());
    if (value.is_text()) {
      return value.text().size() > kPrintedBytes ? std::to_string(value.text().size()) + " bytes"
                                                 : value.text();
    }
    if (value.is_set()) {
      std::string text;
      for (const std::string& item : value.set()) text += (text.empty() ? "" : ", ") + item;
      return text;
    }
    if (const Choice* choice = find_choice(choices, value.integer())) return choice->code;
    return is_instant ? format_instant(value.integer()) : std::to_string(value.integer());
  }

  void put(FieldId field, const Value& value) {
    const Value before = change_.value(field);
    if (before == value) return;
    change_.derive(field, value);
    const FieldSpec& spec = *find_field(field);
    const bool is_instant = spec.type == ValueType::kInstant;
    applied(std::string(spec.name) + ": " + printed(before, spec.choices, is_instant) + " → " +
            printed(value, spec.choices, is_instant));
  }

  void put_custom(const CustomField& field, const Value& value) {
    const EntityId id = custom_value_id(change_.id(), field.id);
    const Value before = draft_.value(id, field::kCustomValueValue);
    if (before == value) return;
    if (draft_.kind(id) == Kind::kNone) {
      draft_.create(id, Kind::kCustomValue, Facet::kInternal, 0, kEffectDerived);
      draft_.derive(id, field::kCustomValueTicket, Value::of(change_.id()));
      draft_.derive(id, field::kCustomValueField, Value::of(field.id));
    }
    draft_.derive(id, field::kCustomValueValue, value);
    const ChoiceList choices =
        field.type == CustomFieldType::kBoolean ? ChoiceList::kBoolean : ChoiceList::kNone;
    const bool is_instant = field.type == CustomFieldType::kInstant;
    applied(field.key + ": " + printed(before, choices, is_instant) + " → " +
            printed(value, choices, is_instant));
  }

  Result<EntityId> find(Kind kind, const std::string& name) const {
    const EntityId id = find_called(draft_, kind, name);
    if (!id.is_null()) return id;
    return make_error(ErrorCode::kNotFound,
                      std::string("there is no ") + find_kind(kind)->name + " named " + name);
  }

  Result<void> set(const RuleAction& action) {
    Value value = action.value;
    if (action.shape == Shape::kNow) value = Value::of(change_.now() + action.offset_ms);
    if (action.shape == Shape::kName) {
      const Kind target = action.custom ? Kind::kUser : find_field(action.field)->target;
      const Result<EntityId> id = find(target, action.name);
      if (!id) return id.error();
      value = Value::of(*id);
    }
    if (action.custom != nullptr) {
      put_custom(action.custom->field, value);
      return {};
    }
    if (action.field == field::kTicketState) return move_to(value);
    put(action.field, value);
    if (action.reason.empty()) return {};
    put(override_by(action.field)->reason, Value::of(action.reason));
    return {};
  }

  // Rules make the transitions that a service-desk manager may make, and no other.
  Result<void> move_to(const Value& state) {
    if (change_.value(field::kTicketState) == state) return {};
    if (const Result<void> allowed = may_become(change_, state); !allowed) return allowed;
    put(field::kTicketState, state);
    return {};
  }

  Result<void> assign(const RuleAction& action) {
    const Result<Assignment> found = find_assignment(change_, action);
    if (!found) return found.error();
    if (!found->group.is_null()) put(field::kTicketAssignmentGroup, Value::of(found->group));
    const Value assignee = found->assignee.is_null() ? Value{} : Value::of(found->assignee);
    put(field::kTicketAssignedTo, assignee);
    if (found->in_turn) {
      draft_.derive(found->turn_of, field::kGroupLastAssigned, Value::of(found->assignee));
    }
    const Value assigned = Value::of(static_cast<std::int64_t>(TicketState::kAssigned));
    const bool begins = !assignee.is_empty() && change_.state() == TicketState::kNew;
    if (begins && may_become(change_, assigned)) put(field::kTicketState, assigned);
    return {};
  }

  void tell(const std::vector<EntityId>& people, NoticeReason reason, const std::string& text) {
    std::string names;
    for (const EntityId& person : people) {
      const std::size_t before = draft_.effects().size();
      notify(draft_, person, {change_.id(), reason, text, context_.cause});
      if (draft_.effects().size() == before) continue;
      names += (names.empty() ? "" : ", ") + called(draft_, person);
    }
    if (!names.empty()) applied("notify: " + names);
  }
  std::string text_of(const RuleAction& action) const {
    return action.text.empty() ? context_.name : action.text;
  }

  Result<void> notify_audience(const RuleAction& action) {
    const std::vector<EntityId> people =
        audience_of(action.audience, draft_, change_.id(), change_.now(), action.level);
    if (people.empty()) return make_error(ErrorCode::kNotFound, "there is nobody to tell");
    tell(people, context_.reason, text_of(action));
    return {};
  }

  Result<void> notify_user(const RuleAction& action) {
    const Result<EntityId> user = find(Kind::kUser, action.name);
    if (!user) return user.error();
    tell({*user}, context_.reason, text_of(action));
    return {};
  }

  // First to the group's lead, then to the manager.
  Result<void> escalate() {
    const std::int64_t level = change_.integer(field::kTicketEscalationLevel) + 1;
    put(field::kTicketEscalationLevel, Value::of(level));
    change_.derive(field::kTicketEscalatedAt, change_.now());
    const Audience audience = level == 1 ? Audience::kLead : Audience::kManager;
    tell(audience_of(audience, draft_, change_.id(), change_.now()), NoticeReason::kEscalated,
         context_.name);
    return {};
  }

  // A ticket of its own below this one, so that it has a state, an assignee and clocks.
  Result<void> add_task(const RuleAction& action) {
    const std::string key = to_string(change_.id()) + ' ' + context_.cause + ' ' + action.text;
    const EntityId task = derive_id("rule_task", key);
    if (draft_.kind(task) != Kind::kNone) return {};
    draft_.create(task, Kind::kTicket, draft_.facet(change_.id()), 0, kEffectDerived);
    draft_.derive(task, field::kTicketType,
                  Value::of(static_cast<std::int64_t>(TicketType::kTask)));
    draft_.derive(task, field::kTicketTitle, Value::of(action.text));
    draft_.derive(task, field::kTicketAssignmentGroup,
                  Value::of(owning_group(draft_, change_.id())));
    const EntityId link = derive_id("rule_task_link", key);
    draft_.create(link, Kind::kLink, Facet::kPublic, 0, kEffectDerived);
    draft_.derive(link, field::kLinkOrigin, Value::of(task));
    draft_.derive(link, field::kLinkTarget, Value::of(change_.id()));
    draft_.derive(link, field::kLinkType, Value::of(static_cast<std::int64_t>(LinkType::kChildOf)));
    draft_.derive(link, field::kLinkStatus,
                  Value::of(static_cast<std::int64_t>(LinkStatus::kActive)));
    applied("task: " + action.text);
    return {};
  }

  // A template fills in what is empty; what somebody has entered stays.
  Result<void> apply_template(const RuleAction& action) {
    const Result<EntityId> id = find(Kind::kTemplate, action.name);
    if (!id) return id.error();
    static constexpr std::pair<FieldId, FieldId> kFilled[] = {
        {field::kTemplateDescription, field::kTicketDescription},
        {field::kTemplateCategory, field::kTicketCategory},
        {field::kTemplateImpact, field::kTicketImpact},
        {field::kTemplateUrgency, field::kTicketUrgency},
        {field::kTemplateAssignmentGroup, field::kTicketAssignmentGroup},
    };
    for (const auto& [from, to] : kFilled) {
      const Value value = draft_.value(*id, from);
      if (!value.is_empty() && change_.value(to).is_empty()) put(to, value);
    }
    const EntityId playbook = draft_.value(*id, field::kTemplatePlaybook).reference();
    return playbook.is_null() ? Result<void>() : apply_playbook(playbook);
  }

  // A step a line; one that is there already is not added again.
  Result<void> apply_playbook(const Result<EntityId>& playbook) {
    if (!playbook) return playbook.error();
    const Value steps = draft_.value(*playbook, field::kPlaybookSteps);
    std::string_view rest = steps.text();
    std::int64_t position = 0, added = 0;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string step(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (step.find_first_not_of(" \t\r") == std::string::npos) continue;
      added += add_step(*playbook, step, ++position) ? 1 : 0;
    }
    if (added > 0) applied("playbook: " + called(draft_, *playbook));
    return {};
  }

  bool add_step(const EntityId& playbook, const std::string& text, std::int64_t position) {
    const EntityId id =
        derive_id("playbook_step", to_string(change_.id()) + ' ' + to_string(playbook) + ' ' +
                                       std::to_string(position));
    if (draft_.kind(id) != Kind::kNone) return false;
    draft_.create(id, Kind::kChecklistItem, Facet::kInternal, 0, kEffectDerived);
    draft_.derive(id, field::kChecklistItemTicket, Value::of(change_.id()));
    draft_.derive(id, field::kChecklistItemText, Value::of(text));
    draft_.derive(id, field::kChecklistItemPosition, Value::of(position));
    return true;
  }

  Result<void> change_tags(const RuleAction& action) {
    TextSet tags = change_.value(field::kTicketTags).set();
    const std::size_t before = tags.size();
    if (action.type == Type::kAddTags) {
      tags.insert(tags.end(), action.tags.begin(), action.tags.end());
    } else {
      std::erase_if(tags, [&](const std::string& tag) {
        return std::binary_search(action.tags.begin(), action.tags.end(), tag);
      });
    }
    Value changed = tags.empty() ? Value{} : Value::of(std::move(tags));
    if (changed.set().size() > kMaxSetItems) {
      return make_error(ErrorCode::kTooLarge, "a ticket has at most 256 tags");
    }
    if (changed.set().size() == before) return {};
    change_.derive(field::kTicketTags, std::move(changed));
    applied(action.source);
    return {};
  }

  TicketChange& change_;
  Draft& draft_;
  const ActionContext& context_;
  ActionLog& log_;
};

}  // namespace

ActionLog run_actions(TicketChange& change, std::span<const RuleAction> actions,
                      const ActionContext& context) {
  ActionLog log;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    ActionContext each = context;
    each.cause += ':' + std::to_string(i);
    Runner(change, each, log).run(actions[i]);
  }
  return log;
}

}  // namespace genba
