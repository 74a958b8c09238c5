// `genba ticket show|comment`.
#include <cstdio>

#include "core/process/authorise.h"
#include "core/process/configuration.h"
#include "core/process/workflow.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/cli/ticket_records_json.h"
#include "sync-server/cli/ticket_verbs.h"

namespace genba::cli {
namespace {

struct ShowVerb : TicketVerb {
  std::string body;
  bool internal = false;
};

// What the person at this folder may do next.
Json allowed_json(WorkspaceFolder& folder, const EntityId& ticket) {
  const Identity& me = folder.workspace().replica().identity();
  const State& state = folder.state();
  Json list = Json::array();
  for (const TicketState to : allowed_states(
           state, ticket, permission_on(state, ticket, me.user, me.role), platform::now_ms())) {
    list.push_back(code_of(to));
  }
  return list;
}

Json shown_json(WorkspaceFolder& folder, const EntityId& ticket) {
  const State& state = folder.state();
  Json json = ticket_json(folder.workspace().replica(), ticket);
  json["allowed_states"] = allowed_json(folder, ticket);
  const auto add = [&](const char* name, Json part) {
    if (!part.empty()) json[name] = std::move(part);
  };
  add("custom", custom_json(state, ticket));
  add("links", links_json(state, ticket));
  add("approvals", approvals_json(state, ticket));
  add("checklist", checklist_json(state, ticket));
  add("work", work_json(state, ticket));
  add("evidence", evidence_json(state, ticket));
  add("attachments", attachments_json(state, ticket));
  add("disclosure", disclosure_json(state, ticket));
  if (Json trace = trace_json(state, ticket); trace.size() > 1) json["trace"] = std::move(trace);
  json["timeline"] = timeline_json(folder.workspace().replica(), ticket);
  return json;
}

// One line a record, under its heading.
void print_list(const char* heading, const Json& list) {
  std::printf("\n%s\n", heading);
  for (const Json& entry : list) std::printf("  %s\n", json_text(entry).c_str());
}

int run_show(const ShowVerb& verb) {
  auto folder = WorkspaceFolder::open(verb.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), verb.json);
  const Result<EntityId> id = find_ticket((*folder)->state(), verb.ticket);
  if (!id) return fail(id.error(), verb.json);
  const Json json = shown_json(**folder, *id);
  if (verb.json) {
    std::printf("%s\n", json_text(json).c_str());
    return kExitOk;
  }
  const auto is_list = [](const Json& value) {
    return value.is_array() && !value.empty() && value.front().is_object();
  };
  for (const auto& [key, value] : json.items()) {
    if (is_list(value)) continue;
    std::printf("%-24s %s\n", key.c_str(),
                value.is_string() ? value.get<std::string>().c_str() : json_text(value).c_str());
  }
  for (const auto& [key, value] : json.items()) {
    // These two have a form and a place of their own.
    if (is_list(value) && key != "trace" && key != "timeline") print_list(key.c_str(), value);
  }
  if (json.contains("trace")) {
    std::printf("\ntrace\n%s", trace_text((*folder)->state(), *id).c_str());
  }
  print_list("timeline", json["timeline"]);
  return kExitOk;
}

int run_comment(const ShowVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder& folder, const EntityId& id) -> Result<Command> {
    const EntityId comment = folder.random().new_id(platform::now_ms());
    const Facet facet = verb.internal ? Facet::kInternal : Facet::kPublic;
    return Command(AddComment{comment, id, verb.body, facet});
  });
}

}  // namespace

void add_ticket_show_verbs(CliCommand& ticket, Selection& selection) {
  const auto options = std::make_shared<ShowVerb>();
  add_ticket_verb(ticket, "show", "Show a ticket, what stands beside it, and its timeline", options,
                  selection, run_show);
  CliCommand* comment =
      add_ticket_verb(ticket, "comment", "Add a comment", options, selection, run_comment);
  comment->add_option("body", options->body, "The text")->required();
  comment->add_flag("--internal", options->internal, "An internal note, hidden from the requester");
}

}  // namespace genba::cli
