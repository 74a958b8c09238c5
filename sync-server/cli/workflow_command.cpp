// `genba workflow show|allow|forbid|rename|field`: how tickets of a workspace move.
#include <cstdio>

#include "core/process/configuration.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/workspace_folder.h"
#include "sync-server/json_text.h"

namespace genba::cli {
namespace {

struct WorkflowOptions {
  std::string data;
  bool json = false;
  std::string type = "incident";
  std::vector<std::string> steps;  // FROM>TO
  std::string role;
  std::vector<std::string> required;
  std::string state;
  std::string label;
  std::string label_en;
  std::string key;
  std::string field_type;
  std::vector<std::string> choices;
};

using Options = std::shared_ptr<WorkflowOptions>;

const char* code_of(Permission least) {
  switch (least) {
    case Permission::kNone: return "none";
    case Permission::kKiosk: return "kiosk";
    case Permission::kRequester: return "requester";
    case Permission::kAgent: return "agent";
    case Permission::kGroupLead: return "group_lead";
    case Permission::kManager: return "manager";
    case Permission::kAdmin: return "admin";
    case Permission::kAuthority: return "authority";
  }
  return "none";
}

std::vector<std::string> codes_of(ChoiceList list) {
  std::vector<std::string> codes;
  for (const Choice& choice : choices_of(list)) codes.emplace_back(choice.code);
  return codes;
}

template <typename Enum>
Result<Enum> parse_choice(ChoiceList list, std::string_view code, const char* what) {
  const Choice* choice = find_choice(list, code);
  if (choice != nullptr) return static_cast<Enum>(choice->number);
  return make_error(ErrorCode::kInvalidArgument,
                    std::string("there is no ") + what + " " + std::string(code));
}

TicketType type_of(const WorkflowOptions& options) {
  // The grammar has checked it.
  return static_cast<TicketType>(
      find_choice(ChoiceList::kTicketType, std::string_view(options.type))->number);
}

Json step_json(const State& state, const Transition& step) {
  Json required = Json::array();
  for (const FieldId field : step.required) required.push_back(find_field(field)->name);
  for (const EntityId& field : step.required_custom) {
    required.push_back(state.value(field, field::kCustomFieldKey).text());
  }
  Json json = {{"from", genba::code_of(step.from)},
               {"to", genba::code_of(step.to)},
               {"least", code_of(step.least)},
               {"required", std::move(required)}};
  if (step.only) {
    json["only"] =
        find_choice(ChoiceList::kChangeKind, static_cast<std::int64_t>(*step.only))->code;
  }
  return json;
}

int run_show(const WorkflowOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  const WorkflowBook& book = state.configuration().workflow();
  Json steps = Json::array();
  for (const Transition& step : book.transitions(type_of(options))) {
    steps.push_back(step_json(state, step));
  }
  if (options.json) {
    std::printf("%s\n", json_text(steps).c_str());
    return kExitOk;
  }
  for (const Json& step : steps) {
    std::string line = step["from"].get<std::string>() + " > " + step["to"].get<std::string>();
    std::printf("%-34s %-10s", line.c_str(), step["least"].get<std::string>().c_str());
    if (step.contains("only")) std::printf(" (%s)", step["only"].get<std::string>().c_str());
    for (const Json& field : step["required"]) {
      std::printf(" %s", field.get<std::string>().c_str());
    }
    std::printf("\n");
  }
  return kExitOk;
}

int submit(const WorkflowOptions& options, WorkspaceFolder& folder, const Command& command) {
  const auto done = folder.workspace().submit(command, platform::now_ms(), folder.random());
  if (!done) return fail(done.error(), options.json);
  if (const auto saved = folder.save(); !saved) return fail(saved.error(), options.json);
  if (options.json) std::printf("{}\n");
  return kExitOk;
}

// Several at once, since a table between two of them need not hold.
Result<ConfigureTransitions> parse_steps(const WorkflowOptions& options, bool is_enabled) {
  ConfigureTransitions command;
  for (const std::string& text : options.steps) {
    const std::size_t arrow = text.find('>');
    if (arrow == std::string::npos) {
      return make_error(ErrorCode::kInvalidArgument, "expected FROM>TO, not " + text);
    }
    const auto from =
        parse_choice<TicketState>(ChoiceList::kTicketState, text.substr(0, arrow), "state");
    const auto to =
        parse_choice<TicketState>(ChoiceList::kTicketState, text.substr(arrow + 1), "state");
    if (!from) return from.error();
    if (!to) return to.error();
    ConfigureTransitions::Row row;
    row.type = type_of(options);
    row.from = *from;
    row.to = *to;
    row.required = options.required;
    row.is_enabled = is_enabled;
    if (!options.role.empty()) {
      const auto role = parse_choice<Role>(ChoiceList::kRole, options.role, "role");
      if (!role) return role.error();
      row.least = *role;
    }
    command.rows.push_back(std::move(row));
  }
  return command;
}

int run_steps(const WorkflowOptions& options, bool is_enabled) {
  const Result<ConfigureTransitions> command = parse_steps(options, is_enabled);
  if (!command) return fail(command.error(), options.json);
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  return submit(options, **folder, *command);
}

int run_allow(const WorkflowOptions& options) { return run_steps(options, true); }
int run_forbid(const WorkflowOptions& options) { return run_steps(options, false); }

// A record that may be there already: made, or changed.
Command write_record(const State& state, const EntityId& id, Kind kind,
                     std::vector<FieldChange> identity, std::vector<FieldChange> fields) {
  if (state.kind(id) == kind) return EditFields{id, std::move(fields)};
  for (FieldChange& change : identity) fields.push_back(std::move(change));
  return CreateEntity{id, kind, std::move(fields)};
}

Value text_value(const std::string& text) { return text.empty() ? Value{} : Value::of(text); }

int run_rename(const WorkflowOptions& options) {
  const auto state = parse_choice<TicketState>(ChoiceList::kTicketState, options.state, "state");
  if (!state) return fail(state.error(), options.json);
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const TicketType type = type_of(options);
  return submit(
      options, **folder,
      write_record((*folder)->state(), state_label_id(type, *state), Kind::kStateLabel,
                   {{field::kStateLabelType, Value::of(static_cast<std::int64_t>(type))},
                    {field::kStateLabelState, Value::of(static_cast<std::int64_t>(*state))}},
                   {{field::kStateLabelLabel, text_value(options.label)},
                    {field::kStateLabelLabelEn, text_value(options.label_en)}}));
}

int run_field(const WorkflowOptions& options) {
  const auto type = parse_choice<CustomFieldType>(ChoiceList::kCustomFieldType, options.field_type,
                                                  "type of custom fields");
  if (!type) return fail(type.error(), options.json);
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  std::string choices;
  for (const std::string& choice : options.choices) choices += choice + "\n";
  return submit(
      options, **folder,
      write_record((*folder)->state(), custom_field_id(options.key), Kind::kCustomField,
                   {{field::kCustomFieldKey, text_value(options.key)},
                    {field::kCustomFieldType, Value::of(static_cast<std::int64_t>(*type))}},
                   {{field::kCustomFieldName, text_value(options.label)},
                    {field::kCustomFieldNameEn, text_value(options.label_en)},
                    {field::kCustomFieldChoices, text_value(choices)}}));
}

}  // namespace

void add_workflow_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<WorkflowOptions>();
  CliCommand* workflow =
      program.add_subcommand("workflow", "How tickets move: transitions, states, custom fields");
  workflow->require_subcommand();
  const auto add_type = [&](CliCommand* command) {
    command->add_option("--type", options->type, "Of tickets of this type")
        ->one_of(codes_of(ChoiceList::kTicketType))
        ->capture_default_str();
    return command;
  };
  add_type(add_verb(*workflow, "show", "List the transitions", options, selection, run_show));
  CliCommand* allow = add_type(add_verb(*workflow, "allow", "Add transitions, or change them",
                                        options, selection, run_allow));
  allow->add_option("steps", options->steps, "FROM>TO, e.g. 'new>pending'")->required();
  allow->add_option("--role", options->role, "The least role, e.g. group_lead");
  allow->add_option("--require", options->required, "A field that must be filled in");
  CliCommand* forbid = add_type(
      add_verb(*workflow, "forbid", "Take transitions away", options, selection, run_forbid));
  forbid->add_option("steps", options->steps, "FROM>TO")->required();
  CliCommand* rename =
      add_type(add_verb(*workflow, "rename", "Name a state", options, selection, run_rename));
  rename->add_option("state", options->state, "Its code, e.g. in_progress")->required();
  rename->add_option("label", options->label, "What it is called in Japanese")->required();
  rename->add_option("--en", options->label_en, "What it is called in English");
  CliCommand* field = add_verb(*workflow, "field", "Make a custom field, or change it", options,
                               selection, run_field);
  field->add_option("key", options->key, "As the command line and exports name it")->required();
  field->add_option("--type", options->field_type, "text, long_text, integer, choice, instant …")
      ->required();
  field->add_option("--name", options->label, "What it is called in Japanese");
  field->add_option("--en", options->label_en, "What it is called in English");
  field->add_option("--choice", options->choices, "CODE|ラベル|Label, once a choice");
}

}  // namespace genba::cli
