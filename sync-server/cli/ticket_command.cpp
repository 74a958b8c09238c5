// `genba ticket new|list|show|set|comment`: tickets from scripts and kiosks, with the same core and
// the same rules as a screen.
#include <cstdio>
#include <memory>

#include "core/replica/query.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {
namespace {

struct TicketOptions {
  std::string data;
  bool json = false;
  std::string ticket;
  std::vector<std::string> changes;  // FIELD=VALUE
  std::string title;
  std::string body;
  bool internal = false;
  std::string filter;
  std::string sort = "-updated_at";
  std::size_t limit = 50;
};

using Options = std::shared_ptr<TicketOptions>;

// "priority_override=P1" as a change; references by name.
Result<FieldChange> parse_change(const State& state, const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::string name = text.substr(0, equals);
  const FieldSpec* spec = find_field(Kind::kTicket, name);
  if (equals == std::string::npos || !spec) {
    return make_error(ErrorCode::kInvalidArgument,
                      "expected FIELD=VALUE with a field of a ticket, not " + text);
  }
  const std::string value = text.substr(equals + 1);
  if (spec->type != ValueType::kReference || value.empty()) {
    Result<Value> parsed = parse_value(*spec, value);
    if (!parsed) return parsed.error();
    return FieldChange{spec->id, std::move(*parsed)};
  }
  const Result<EntityId> id = find_by_name(state, spec->target, value);
  if (!id) return id.error();
  return FieldChange{spec->id, Value::of(*id)};
}

// What `set` means: fields, or the commands that state, group and assignee have of their own.
struct Changes {
  std::vector<FieldChange> fields;
  std::optional<ChangeState> state;
  std::optional<Assign> assign;
};

Result<Changes> parse_changes(const State& state, const EntityId& ticket,
                              const std::vector<std::string>& texts) {
  Changes changes;
  for (const std::string& text : texts) {
    Result<FieldChange> change = parse_change(state, text);
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

// A transition's own fields travel with it, so that they stand or fall together.
void move_into_transition(Changes& changes) {
  if (!changes.state) return;
  std::erase_if(changes.fields, [&](const FieldChange& change) {
    ChangeState& state = *changes.state;
    if (change.field == field::kTicketPendingReason) {
      state.pending_reason = static_cast<PendingReason>(change.value.integer());
    } else if (change.field == field::kTicketWakeAt) {
      state.wake_at_ms = change.value.integer();
    } else if (change.field == field::kTicketResolution) {
      state.resolution = change.value.text();
    } else if (change.field == field::kTicketCauseCode) {
      state.cause_code = change.value.text();
    } else {
      return false;
    }
    return true;
  });
}

int print_ticket(WorkspaceFolder& folder, const EntityId& id, bool json) {
  if (json) {
    std::printf("%s\n", json_text(ticket_json(folder.workspace().replica(), id)).c_str());
  } else {
    std::printf("%s  %s\n", ticket_label(folder.state(), id).c_str(),
                folder.state().value(id, field::kTicketTitle).text().c_str());
  }
  return kExitOk;
}

int run_new(const TicketOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
  if (!folder) return fail(folder.error(), options.json);
  Workspace& workspace = (*folder)->workspace();
  const std::int64_t now = platform::now_ms();
  CreateTicket command;
  command.id = (*folder)->random().new_id(now);
  command.offline_label = workspace.replica().next_label();
  command.fields.push_back({field::kTicketTitle, Value::of(options.title)});
  for (const std::string& text : options.changes) {
    Result<FieldChange> change = parse_change((*folder)->state(), text);
    if (!change) return fail(change.error(), options.json);
    command.fields.push_back(std::move(*change));
  }
  if (const auto done = workspace.submit(command, now, (*folder)->random()); !done) {
    return fail(done.error(), options.json);
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
  move_into_transition(*changes);
  std::vector<Command> commands;
  if (!changes->fields.empty()) commands.push_back(EditFields{*id, std::move(changes->fields)});
  if (changes->assign) commands.push_back(*changes->assign);
  if (changes->state) commands.push_back(*changes->state);
  for (const Command& command : commands) {
    // Nothing is saved unless everything could be done.
    const auto done =
        (*folder)->workspace().submit(command, platform::now_ms(), (*folder)->random());
    if (!done) return fail(done.error(), options.json);
  }
  if (const auto done = (*folder)->save(); !done) return fail(done.error(), options.json);
  return print_ticket(**folder, *id, options.json);
}

int run_comment(const TicketOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const Result<EntityId> id = find_ticket((*folder)->state(), options.ticket);
  if (!id) return fail(id.error(), options.json);
  const std::int64_t now = platform::now_ms();
  const AddComment command{(*folder)->random().new_id(now), *id, options.body,
                           options.internal ? Facet::kInternal : Facet::kPublic};
  const auto done = (*folder)->workspace().submit(command, now, (*folder)->random());
  if (!done) return fail(done.error(), options.json);
  if (const auto saved = (*folder)->save(); !saved) return fail(saved.error(), options.json);
  return print_ticket(**folder, *id, options.json);
}

int run_show(const TicketOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const Result<EntityId> id = find_ticket((*folder)->state(), options.ticket);
  if (!id) return fail(id.error(), options.json);
  const Replica& replica = (*folder)->workspace().replica();
  Json json = ticket_json(replica, *id);
  json["timeline"] = timeline_json(replica, *id);
  if (options.json) {
    std::printf("%s\n", json_text(json).c_str());
    return kExitOk;
  }
  for (const auto& [key, value] : json.items()) {
    if (key == "timeline") continue;
    std::printf("%-24s %s\n", key.c_str(),
                value.is_string() ? value.get<std::string>().c_str() : json_text(value).c_str());
  }
  std::printf("\n");
  for (const Json& entry : json["timeline"]) std::printf("%s\n", json_text(entry).c_str());
  return kExitOk;
}

Result<std::vector<EntityId>> find_tickets(const Replica& replica, const TicketOptions& options) {
  Result<Filter> filter = Filter::parse(Kind::kTicket, options.filter);
  if (!filter) return filter.error();
  Result<std::vector<SortKey>> sort = parse_sort_keys(Kind::kTicket, options.sort);
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

CliCommand* add(CliCommand& parent, const char* name, const char* help, const Options& options,
                Selection& selection, int (*run)(const TicketOptions&)) {
  CliCommand* command = parent.add_subcommand(name, help);
  add_data_option(*command, options->data);
  add_json_option(*command, options->json);
  command->callback(
      [options, &selection, run] { selection.run = [options, run] { return run(*options); }; });
  return command;
}

}  // namespace

void add_ticket_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<TicketOptions>();
  CliCommand* ticket = program.add_subcommand("ticket", "Create, list, show and change tickets");
  ticket->require_subcommand();
  CliCommand* create = add(*ticket, "new", "Create an incident", options, selection, run_new);
  create->add_option("--title", options->title, "What happened, in one line")->required();
  create->add_option("changes", options->changes, "FIELD=VALUE …, e.g. impact=high urgency=medium");
  CliCommand* list = add(*ticket, "list", "List tickets", options, selection, run_list);
  list->add_option("--filter", options->filter, "e.g. 'open and priority in (P1, P2)'");
  list->add_option("--sort", options->sort, "FIELD or -FIELD for descending")
      ->capture_default_str();
  list->add_option("--limit", options->limit, "At most so many; 0 for all")->capture_default_str();
  const auto add_name = [&](CliCommand* command) {
    command->add_option("ticket", options->ticket, "INC-000123, an offline label, or an id")
        ->required();
  };
  add_name(add(*ticket, "show", "Show a ticket with its timeline", options, selection, run_show));
  CliCommand* set =
      add(*ticket, "set", "Change fields, state or assignee", options, selection, run_set);
  add_name(set);
  set->add_option("changes", options->changes,
                  "FIELD=VALUE …, e.g. state=pending pending_reason=awaiting_vendor")
      ->required();
  CliCommand* comment = add(*ticket, "comment", "Add a comment", options, selection, run_comment);
  add_name(comment);
  comment->add_option("body", options->body, "The text")->required();
  comment->add_flag("--internal", options->internal, "An internal note, hidden from the requester");
}

}  // namespace genba::cli
