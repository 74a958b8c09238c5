// `genba ticket`: tickets from scripts and kiosks, with the same core and the same rules as a
// screen. Here: new, list, set, comment; the other verbs have files of their own (ticket_verbs.h).
#include <cstdio>
#include <memory>

#include "core/process/configuration.h"
#include "core/process/links.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"
#include "core/replica/query.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/field_change.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/cli/ticket_similar.h"
#include "sync-server/cli/ticket_verbs.h"

namespace genba::cli {
namespace {

struct TicketOptions {
  std::string data;
  bool json = false;
  std::string ticket;
  std::vector<std::string> changes;  // FIELD=VALUE
  std::string type = "incident";
  std::string form;  // a template's name
  std::string title;
  std::string body;
  bool internal = false;
  std::string filter;
  std::string sort = "-updated_at";
  std::size_t limit = 50;
};

using Options = std::shared_ptr<TicketOptions>;

// What `set` means: fields, or the commands that state, group and assignee have of their own.
struct Changes {
  std::vector<FieldChange> fields;
  std::vector<SetCustomValue> custom;
  std::optional<ChangeState> state;
  std::optional<Assign> assign;
};

// KEY=VALUE of a custom field; nullopt when no custom field has that key.
Result<std::optional<SetCustomValue>> parse_custom(const State& state, const EntityId& ticket,
                                                   const std::string& text) {
  const std::size_t equals = text.find('=');
  const CustomField* field =
      state.configuration().workflow().find_custom_field(text.substr(0, equals));
  if (field == nullptr || equals == std::string::npos) return std::optional<SetCustomValue>();
  const std::string value = text.substr(equals + 1);
  SetCustomValue command{ticket, field->id, {}};
  if (field->type == CustomFieldType::kUser && !value.empty()) {
    const Result<EntityId> user = find_by_name(state, Kind::kUser, value);
    if (!user) return user.error();
    command.value = Value::of(*user);
  } else {
    Result<Value> parsed = parse_custom_value(*field, value);
    if (!parsed) return parsed.error();
    command.value = std::move(*parsed);
  }
  return std::optional(std::move(command));
}

Result<Changes> parse_changes(const State& state, const EntityId& ticket,
                              const std::vector<std::string>& texts) {
  Changes changes;
  for (const std::string& text : texts) {
    Result<std::optional<SetCustomValue>> custom = parse_custom(state, ticket, text);
    if (!custom) return custom.error();
    if (*custom) {
      changes.custom.push_back(std::move(**custom));
      continue;
    }
    Result<FieldChange> change = parse_field_change(state, Kind::kTicket, text);
    if (!change) return change.error();
    if (change->field == field::kTicketState) {
      changes.state = ChangeState{};
      changes.state->ticket = ticket;
      changes.state->to = static_cast<TicketState>(change->value.integer());
    } else if (change->field == field::kTicketAssignmentGroup ||
               change->field == field::kTicketAssignedTo) {
      if (!changes.assign) changes.assign = Assign{ticket, std::nullopt, std::nullopt};
      auto& target = change->field == field::kTicketAssignedTo ? changes.assign->assignee
                                                               : changes.assign->group;
      target = change->value.reference();
    } else {
      changes.fields.push_back(std::move(*change));
    }
  }
  return changes;
}

// Closing or resolving a parent while its children are open is allowed; somebody should know.
std::string warning_of(const State& state, const EntityId& ticket, const Changes& changes) {
  if (!changes.state || is_open_state(changes.state->to)) return {};
  std::string list;
  for (const EntityId& child : open_children(state, ticket)) {
    list += (list.empty() ? "" : ", ") + ticket_label(state, child);
  }
  return list.empty() ? list : "open children: " + list;
}

int run_new(const TicketOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
  if (!folder) return fail(folder.error(), options.json);
  Workspace& workspace = (*folder)->workspace();
  const State& state = workspace.state();
  Result<EntityId> form = EntityId();
  if (!options.form.empty()) form = find_by_name(state, Kind::kTemplate, options.form);
  if (!form) return fail(form.error(), options.json);
  const std::int64_t now = platform::now_ms();
  CreateTicket command;
  command.id = (*folder)->random().new_id(now);
  command.offline_label = workspace.replica().next_label();
  command.type = static_cast<TicketType>(
      find_choice(ChoiceList::kTicketType, std::string_view(options.type))->number);
  const std::string title =
      options.title.empty() ? state.value(*form, field::kTemplateTitle).text() : options.title;
  command.fields.push_back({field::kTicketTitle, Value::of(title)});
  Result<Changes> changes = parse_changes(state, command.id, options.changes);
  if (!changes) return fail(changes.error(), options.json);
  if (changes->state) {
    return fail(make_error(ErrorCode::kInvalidArgument, "a ticket begins as new"), options.json);
  }
  for (FieldChange& change : changes->fields) command.fields.push_back(std::move(change));
  std::vector<Command> commands = {command};
  if (!form->is_null()) commands.push_back(ApplyTemplate{command.id, *form});
  for (SetCustomValue& custom : changes->custom) commands.push_back(std::move(custom));
  if (changes->assign) commands.push_back(*changes->assign);
  for (const Command& one : commands) {
    if (const auto done = workspace.submit(one, now, (*folder)->random()); !done) {
      return fail(done.error(), options.json);
    }
  }
  if (const auto done = (*folder)->save(); !done) return fail(done.error(), options.json);
  return print_ticket(**folder, command.id, options.json);
}

int run_set(const TicketOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const Result<EntityId> id = find_ticket((*folder)->state(), options.ticket);
  if (!id) return fail(id.error(), options.json);
  Result<Changes> changes = parse_changes((*folder)->state(), *id, options.changes);
  if (!changes) return fail(changes.error(), options.json);
  const std::string warning = warning_of((*folder)->state(), *id, *changes);
  std::vector<Command> commands;
  for (SetCustomValue& custom : changes->custom) commands.push_back(std::move(custom));
  // What is filled in with a transition travels with it, so that they stand or fall together.
  if (changes->state) {
    changes->state->fields = std::move(changes->fields);
  } else if (!changes->fields.empty()) {
    commands.push_back(EditFields{*id, std::move(changes->fields)});
  }
  if (changes->assign) commands.push_back(*changes->assign);
  if (changes->state) commands.push_back(*changes->state);
  for (const Command& command : commands) {
    // Nothing is saved unless everything could be done.
    const auto done =
        (*folder)->workspace().submit(command, platform::now_ms(), (*folder)->random());
    if (!done) return fail(done.error(), options.json);
  }
  if (const auto done = (*folder)->save(); !done) return fail(done.error(), options.json);
  if (!warning.empty()) std::fprintf(stderr, "genba: warning: %s\n", warning.c_str());
  return print_ticket(**folder, *id, options.json);
}

Result<std::vector<EntityId>> find_tickets(const Replica& replica, const TicketOptions& options) {
  const QuerySchema schema(Kind::kTicket, replica.state());
  Result<Filter> filter = Filter::parse(schema, options.filter);
  if (!filter) return filter.error();
  Result<std::vector<SortKey>> sort = parse_sort_keys(schema, options.sort);
  if (!sort) return sort.error();
  QueryContext context;
  context.now_ms = platform::now_ms();
  context.me = replica.identity().user;
  const Query query{.filter = std::move(*filter), .sort = std::move(*sort), .limit = options.limit};
  std::vector<EntityId> ids;
  for (const Row row : run_query(replica.state(), query, context).rows) {
    ids.push_back(replica.state().id(Kind::kTicket, row));
  }
  return ids;
}

int run_list(const TicketOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const Replica& replica = (*folder)->workspace().replica();
  const Result<std::vector<EntityId>> ids = find_tickets(replica, options);
  if (!ids) return fail(ids.error(), options.json);
  if (options.json) {
    Json list = Json::array();
    for (const EntityId& id : *ids) list.push_back(ticket_json(replica, id));
    std::printf("%s\n", json_text(list).c_str());
    return kExitOk;
  }
  for (const EntityId& id : *ids) {
    const State& state = replica.state();
    const auto code = [&](FieldId field) {
      const FieldSpec& spec = *find_field(field);
      const Json value = value_json(state, spec, state.value(id, field));
      return value.is_string() ? value.get<std::string>() : std::string("-");
    };
    std::printf("%-12s %-3s %-12s %s\n", ticket_label(state, id).c_str(),
                code(field::kTicketPriority).c_str(), code(field::kTicketState).c_str(),
                state.value(id, field::kTicketTitle).text().c_str());
  }
  return kExitOk;
}

}  // namespace

void add_ticket_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<TicketOptions>();
  CliCommand* ticket = program.add_subcommand("ticket", "Create, list, show and change tickets");
  ticket->require_subcommand();
  CliCommand* create = add_verb(*ticket, "new", "Create a ticket", options, selection, run_new);
  create->add_option("--title", options->title, "What happened, in one line");
  std::vector<std::string> types;
  for (const Choice& type : choices_of(ChoiceList::kTicketType)) types.emplace_back(type.code);
  create->add_option("--type", options->type, "What kind of ticket")
      ->one_of(types)
      ->capture_default_str();
  create->add_option("--template", options->form, "The name of a template to start from");
  create->add_option("changes", options->changes, "FIELD=VALUE …, e.g. impact=high urgency=medium");
  CliCommand* list = add_verb(*ticket, "list", "List tickets", options, selection, run_list);
  list->add_option("--filter", options->filter, "e.g. 'open and priority in (P1, P2)'");
  list->add_option("--sort", options->sort, "FIELD or -FIELD for descending")
      ->capture_default_str();
  list->add_option("--limit", options->limit, "At most so many; 0 for all")->capture_default_str();
  const auto add_name = [&](CliCommand* command) {
    command->add_option("ticket", options->ticket, "INC-000123, an offline label, or an id")
        ->required();
  };
  CliCommand* set =
      add_verb(*ticket, "set", "Change fields, state or assignee", options, selection, run_set);
  add_name(set);
  set->add_option("changes", options->changes,
                  "FIELD=VALUE …, e.g. state=pending pending_reason=awaiting_vendor")
      ->required();
  add_ticket_show_verbs(*ticket, selection);
  add_ticket_link_verbs(*ticket, selection);
  add_ticket_approval_verbs(*ticket, selection);
  add_ticket_work_verbs(*ticket, selection);
  add_ticket_receipt_verb(*ticket, selection);
  add_ticket_similar(*ticket, selection);
}

}  // namespace genba::cli
