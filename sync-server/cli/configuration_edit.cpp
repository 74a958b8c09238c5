#include "sync-server/cli/configuration_edit.h"

#include <algorithm>

#include "core/process/configuration.h"
#include "core/process/sla_terms.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/platform/files.h"

namespace genba::cli {
namespace {

Result<std::string> text_of(const FieldSpec& spec, const std::string& value) {
  if (spec.type != ValueType::kLongText) return value;
  if (!value.empty() && value.front() == '@') {
    return platform::read_file(value.substr(1), kMaxTextBytes);
  }
  std::string lines = value;
  std::replace(lines.begin(), lines.end(), ';', '\n');
  return lines;
}

Result<FieldChange> parse_change(const State& state, Kind kind, const std::string& text) {
  const std::size_t equals = text.find('=');
  const FieldSpec* spec = find_field(kind, text.substr(0, equals));
  if (equals == std::string::npos || spec == nullptr || spec->merge == MergeRule::kDerived) {
    return make_error(ErrorCode::kInvalidArgument, std::string("expected FIELD=VALUE with a field "
                                                               "of a ") +
                                                       find_kind(kind)->name + ", not " + text);
  }
  Result<std::string> given = text_of(*spec, text.substr(equals + 1));
  if (!given) return given.error();
  if (spec->type == ValueType::kReference && !given->empty()) {
    const Result<EntityId> id = find_by_name(state, spec->target, *given);
    if (!id) return id.error();
    return FieldChange{spec->id, Value::of(*id)};
  }
  Result<Value> value = parse_value(*spec, *given);
  if (!value) return value.error();
  return FieldChange{spec->id, std::move(*value)};
}

// Why the entity cannot rule as it is; nothing when it can.
std::string problem_of(const State& state, const EntityId& entity) {
  if (version_field(state.kind(entity)) != nullptr) {
    const Result<std::string> definition = definition_of(state, entity);
    return definition ? std::string() : definition.error().detail;
  }
  for (const Configuration::Problem& problem : state.configuration().problems()) {
    if (problem.entity == entity) return problem.text;
  }
  return {};
}

}  // namespace

Result<EntityId> change_configuration(WorkspaceFolder& folder, Kind kind, const std::string& name,
                                      std::vector<FieldChange> changes) {
  const std::int64_t now = platform::now_ms();
  Result<EntityId> id = find_by_name(folder.state(), kind, name);
  Command command;
  if (id) {
    command = EditFields{*id, std::move(changes)};
  } else {
    id = folder.random().new_id(now);
    changes.push_back({find_field(kind, "name")->id, Value::of(name)});
    command = CreateEntity{*id, kind, std::move(changes)};
  }
  if (const auto done = folder.workspace().submit(command, now, folder.random()); !done) {
    return done.error();
  }
  if (const std::string problem = problem_of(folder.state(), *id); !problem.empty()) {
    return make_error(ErrorCode::kInvalidArgument, problem);
  }
  if (const auto saved = folder.save(); !saved) return saved.error();
  return id;
}

Result<EntityId> set_configuration(WorkspaceFolder& folder, Kind kind, const std::string& name,
                                   const std::vector<std::string>& changes) {
  std::vector<FieldChange> parsed;
  for (const std::string& text : changes) {
    Result<FieldChange> change = parse_change(folder.state(), kind, text);
    if (!change) return change.error();
    parsed.push_back(std::move(*change));
  }
  return change_configuration(folder, kind, name, std::move(parsed));
}

std::string configuration_text(const State& state, const EntityId& entity) {
  std::string text;
  for (const FieldSpec& spec : fields_of(state.kind(entity))) {
    const Value value = state.value(entity, spec.id);
    if (value.is_empty()) continue;
    const Json json = value_json(state, spec, value);
    std::string shown = json.is_string() ? json.get<std::string>() : json_text(json);
    // Several lines stand below their field.
    const bool is_long = spec.type == ValueType::kLongText;
    if (is_long && !shown.empty() && shown.back() == '\n') shown.pop_back();
    text.append(spec.name).append(is_long ? "\n" : " ").append(shown).push_back('\n');
  }
  if (const std::string problem = problem_of(state, entity); !problem.empty()) {
    text.append("problem ").append(problem).push_back('\n');
  }
  return text;
}

Json configuration_json(const State& state, const EntityId& entity) {
  Json json;
  for (const FieldSpec& spec : fields_of(state.kind(entity))) {
    const Value value = state.value(entity, spec.id);
    if (!value.is_empty()) json[spec.name] = value_json(state, spec, value);
  }
  return json;
}

}  // namespace genba::cli
