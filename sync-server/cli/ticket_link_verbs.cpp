// `genba ticket link|unlink|merge|unmerge|split|follow-up|trace`.
#include <cstdio>

#include "core/process/trace.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_records_json.h"
#include "sync-server/cli/ticket_verbs.h"

namespace genba::cli {
namespace {

struct LinkVerb : TicketVerb {
  std::string relation;
  std::string other;
  std::string title;
  std::string body;
};

// "parent_of" is "child_of" from the other end.
Result<AddLink> parse_link(const State& state, const LinkVerb& verb, const EntityId& ticket) {
  const Result<EntityId> other = find_ticket(state, verb.other);
  if (!other) return other.error();
  AddLink link;
  if (const Choice* type = find_choice(ChoiceList::kLinkType, std::string_view(verb.relation))) {
    link.type = static_cast<LinkType>(type->number);
    link.origin = ticket;
    link.target = *other;
    return link;
  }
  if (const Choice* type = find_choice(ChoiceList::kLinkInverse, std::string_view(verb.relation))) {
    link.type = static_cast<LinkType>(type->number);
    link.origin = *other;
    link.target = ticket;
    return link;
  }
  std::string codes;
  for (const ChoiceList list : {ChoiceList::kLinkType, ChoiceList::kLinkInverse}) {
    for (const Choice& choice : choices_of(list)) {
      codes += (codes.empty() ? "" : ", ") + std::string(choice.code);
    }
  }
  return make_error(ErrorCode::kInvalidArgument,
                    "the relation is one of " + codes + ", not " + verb.relation);
}

int run_link(const LinkVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder& folder, const EntityId& id) -> Result<Command> {
    Result<AddLink> link = parse_link(folder.state(), verb, id);
    if (!link) return link.error();
    link->id = folder.random().new_id(platform::now_ms());
    return Command(*link);
  });
}

int run_unlink(const LinkVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder& folder, const EntityId& id) -> Result<Command> {
    const Result<AddLink> link = parse_link(folder.state(), verb, id);
    if (!link) return link.error();
    return Command(RemoveLink{link->origin, link->type, link->target});
  });
}

int run_merge(const LinkVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder& folder, const EntityId& id) -> Result<Command> {
    const Result<EntityId> into = find_ticket(folder.state(), verb.other);
    if (!into) return into.error();
    return Command(MergeTicket{id, *into});
  });
}

int run_unmerge(const LinkVerb& verb) {
  return run_on_ticket(verb, [](WorkspaceFolder&, const EntityId& id) -> Result<Command> {
    return Command(UnmergeTicket{id});
  });
}

// Prints the new ticket, not the one that it was made from.
int run_spin_off(const LinkVerb& verb, LinkType relation) {
  auto folder = WorkspaceFolder::open(verb.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), verb.json);
  const Result<EntityId> from = find_ticket((*folder)->state(), verb.ticket);
  if (!from) return fail(from.error(), verb.json);
  const std::int64_t now = platform::now_ms();
  SpinOff command;
  command.id = (*folder)->random().new_id(now);
  command.link = (*folder)->random().new_id(now);
  command.from = *from;
  command.relation = relation;
  command.title = verb.title;
  command.description = verb.body;
  command.offline_label = (*folder)->workspace().replica().next_label();
  const auto done = (*folder)->workspace().submit(command, now, (*folder)->random());
  if (!done) return fail(done.error(), verb.json);
  if (const auto saved = (*folder)->save(); !saved) return fail(saved.error(), verb.json);
  return print_ticket(**folder, command.id, verb.json);
}

int run_split(const LinkVerb& verb) { return run_spin_off(verb, LinkType::kSplitFrom); }
int run_follow_up(const LinkVerb& verb) { return run_spin_off(verb, LinkType::kFollowUpOf); }

int run_trace(const LinkVerb& verb) {
  auto folder = WorkspaceFolder::open(verb.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), verb.json);
  const State& state = (*folder)->state();
  const Result<EntityId> id = find_ticket(state, verb.ticket);
  if (!id) return fail(id.error(), verb.json);
  if (verb.json) {
    std::printf("%s\n", json_text(trace_json(state, *id)).c_str());
  } else {
    std::printf("%s", trace_text(state, *id).c_str());
  }
  return kExitOk;
}

}  // namespace

void add_ticket_link_verbs(CliCommand& ticket, Selection& selection) {
  const auto options = std::make_shared<LinkVerb>();
  const auto add = [&](const char* name, const char* help, int (*run)(const LinkVerb&)) {
    return add_ticket_verb(ticket, name, help, options, selection, run);
  };
  const auto add_other = [&](CliCommand* command, const char* help) {
    command->add_option("other", options->other, help)->required();
  };
  const std::pair<const char*, int (*)(const LinkVerb&)> links[] = {{"link", run_link},
                                                                    {"unlink", run_unlink}};
  for (const auto& [name, run] : links) {
    CliCommand* command = add(name, "Relate two tickets, or take that back", run);
    command
        ->add_option("relation", options->relation,
                     "has_problem, fixed_by, released_in, child_of, duplicate_of, relates_to, "
                     "caused_by, or from the other end: problem_of, fixes, parent_of …")
        ->required();
    add_other(command, "The other ticket");
  }
  add_other(add("merge", "Close it as the same matter as another one", run_merge),
            "The ticket that stands for both");
  add("unmerge", "Take a merge back", run_unmerge);
  const std::pair<const char*, int (*)(const LinkVerb&)> made[] = {{"split", run_split},
                                                                   {"follow-up", run_follow_up}};
  for (const auto& [name, run] : made) {
    CliCommand* command = add(name, "Open a linked ticket with the same classification", run);
    command->add_option("--title", options->title, "What it is about, in one line")->required();
    command->add_option("--body", options->body, "Its description");
  }
  add("trace", "Show incident, problem, change and release that belong together", run_trace);
}

}  // namespace genba::cli
