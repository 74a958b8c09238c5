#include "core/process/workflow_book.h"

#include <algorithm>

#include "core/process/authorise.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

Error unusable(std::string what) {
  return make_error(ErrorCode::kInvalidArgument, std::move(what));
}

// In the order of their ids: the same on every device, whatever arrived first.
std::vector<EntityId> sorted_entities(const StateReader& state, Kind kind) {
  std::vector<EntityId> ids = state.entities(kind);
  std::sort(ids.begin(), ids.end());
  return ids;
}

// A field that people fill in.
bool can_be_required(const FieldSpec& spec) {
  return spec.least <= Permission::kAdmin && spec.merge != MergeRule::kImmutable &&
         spec.merge != MergeRule::kTransition && spec.merge != MergeRule::kDerived;
}

template <typename Item>
void add_once(std::vector<Item>& list, const Item& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

}  // namespace

WorkflowBook::WorkflowBook() {
  for (const Choice& type : choices_of(ChoiceList::kTicketType)) {
    const auto of = static_cast<TicketType>(type.number);
    tables_[of] = standard_transitions(of);
  }
}

WorkflowBook WorkflowBook::compile(const StateReader& state, Problems& problems) {
  WorkflowBook book;
  book.custom_fields_ = read_custom_fields(state, problems);
  book.add_transitions(state, problems);
  book.add_labels(state);
  return book;
}

void WorkflowBook::add_transitions(const StateReader& state, Problems& problems) {
  for (const EntityId& id : sorted_entities(state, Kind::kTransition)) {
    if (Result<void> added = add_transition(state, id); !added) {
      problems.push_back({id, added.error()});
    }
  }
}

// One with new ends is added; one with the ends of another changes that one, or, switched off,
// takes it away.
Result<void> WorkflowBook::add_transition(const StateReader& state, const EntityId& id) {
  const Value type_value = state.value(id, field::kTransitionType);
  const Value from = state.value(id, field::kTransitionFrom);
  const Value to = state.value(id, field::kTransitionTo);
  if (type_value.is_empty() || from.is_empty() || to.is_empty()) {
    return make_error(ErrorCode::kMissingField, "a transition needs type, from and to");
  }
  const auto type = static_cast<TicketType>(type_value.integer());
  Transition step;
  step.from = static_cast<TicketState>(from.integer());
  step.to = static_cast<TicketState>(to.integer());
  if (step.from == step.to) return unusable("to: a transition leads to another state");
  const Value least = state.value(id, field::kTransitionLeast);
  if (!least.is_empty()) {
    step.least = permission_over(static_cast<Role>(least.integer()), type);
    if (step.least <= Permission::kKiosk) return unusable("least: that role changes nothing");
  }
  if (auto known = require(state.value(id, field::kTransitionRequired).set(), step); !known) {
    return known;
  }
  std::vector<Transition>& table = tables_[type];
  const auto is_same = [&](const Transition& other) {
    return other.from == step.from && other.to == step.to;
  };
  const Value enabled = state.value(id, field::kTransitionEnabled);
  if (!enabled.is_empty() && enabled.integer() == 0) {
    std::erase_if(table, is_same);
    return {};
  }
  bool is_known = false;
  for (Transition& other : table) {
    if (!is_same(other)) continue;
    is_known = true;
    if (!least.is_empty() && !other.only) other.least = step.least;
    for (const FieldId field : step.required) add_once(other.required, field);
    for (const EntityId& field : step.required_custom) add_once(other.required_custom, field);
  }
  if (!is_known) {
    for (const FieldId field : standard_requirements(type, step.to)) add_once(step.required, field);
    table.push_back(std::move(step));
  }
  return {};
}

Result<void> WorkflowBook::require(const TextSet& names, Transition& step) const {
  for (const std::string& name : names) {
    const FieldSpec* spec = find_field(Kind::kTicket, name);
    if (spec != nullptr && can_be_required(*spec)) {
      step.required.push_back(spec->id);
    } else if (const CustomField* field = find_custom_field(name)) {
      step.required_custom.push_back(field->id);
    } else {
      return unusable("required: no field " + name + " that people fill in");
    }
  }
  return {};
}

void WorkflowBook::add_labels(const StateReader& state) {
  for (const EntityId& id : sorted_entities(state, Kind::kStateLabel)) {
    const Value type = state.value(id, field::kStateLabelType);
    const Value of = state.value(id, field::kStateLabelState);
    if (type.is_empty() || of.is_empty()) continue;
    labels_[{static_cast<TicketType>(type.integer()), static_cast<TicketState>(of.integer())}] = {
        state.value(id, field::kStateLabelLabel).text(),
        state.value(id, field::kStateLabelLabelEn).text()};
  }
}

std::span<const Transition> WorkflowBook::transitions(TicketType type) const {
  const auto table = tables_.find(type);
  return table == tables_.end() ? std::span<const Transition>() : table->second;
}

bool WorkflowBook::has(TicketType type, TicketState from, TicketState to) const {
  const auto table = transitions(type);
  return std::any_of(table.begin(), table.end(),
                     [&](const Transition& step) { return step.from == from && step.to == to; });
}

std::optional<TicketState> WorkflowBook::resumed(TicketType type) const {
  for (const Transition& step : transitions(type)) {
    if (step.from == TicketState::kPending && is_open_state(step.to)) return step.to;
  }
  return std::nullopt;
}

std::string WorkflowBook::label(TicketType type, TicketState state, Language language) const {
  const auto own = labels_.find({type, state});
  if (own != labels_.end()) {
    const auto& [japanese, english] = own->second;
    const std::string& wanted = language == Language::kEnglish ? english : japanese;
    if (!wanted.empty()) return wanted;
    if (!japanese.empty()) return japanese;
  }
  const Choice* choice = find_choice(ChoiceList::kTicketState, static_cast<std::int64_t>(state));
  return choice != nullptr ? choice->label(language) : std::string();
}

EntityId transition_id(TicketType type, TicketState from, TicketState to) {
  return derive_id("transition", std::to_string(static_cast<int>(type)) + ":" +
                                     std::to_string(static_cast<int>(from)) + ":" +
                                     std::to_string(static_cast<int>(to)));
}

EntityId state_label_id(TicketType type, TicketState state) {
  return derive_id("state_label", std::to_string(static_cast<int>(type)) + ":" +
                                      std::to_string(static_cast<int>(state)));
}

const CustomField* WorkflowBook::find_custom_field(const EntityId& id) const {
  const auto found = std::find_if(custom_fields_.begin(), custom_fields_.end(),
                                  [&](const CustomField& field) { return field.id == id; });
  return found == custom_fields_.end() ? nullptr : &*found;
}

const CustomField* WorkflowBook::find_custom_field(std::string_view key) const {
  const auto found = std::find_if(custom_fields_.begin(), custom_fields_.end(),
                                  [&](const CustomField& field) { return field.key == key; });
  return found == custom_fields_.end() ? nullptr : &*found;
}

}  // namespace genba
