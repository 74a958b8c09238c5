// `genba ticket log|acknowledge|check|item|apply|resolve-waiting`.
#include <algorithm>

#include "core/process/security.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_verbs.h"

namespace genba::cli {
namespace {

struct WorkVerb : TicketVerb {
  int minutes = 0;
  std::string text;
  std::string item;
  std::string note;
  bool undo = false;
  bool required = false;
  std::string step;
  std::string name;
  std::string cause;
};

int run_log(const WorkVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder& folder, const EntityId& id) -> Result<Command> {
    const EntityId entry = folder.random().new_id(platform::now_ms());
    return Command(LogWork{entry, id, verb.minutes, verb.text, std::nullopt});
  });
}

int run_acknowledge(const WorkVerb& verb) {
  return run_on_ticket(verb, [](WorkspaceFolder&, const EntityId& id) -> Result<Command> {
    return Command(Acknowledge{id});
  });
}

// By its place on the list as `show` numbers it, or by its text in either language.
Result<EntityId> find_item(const State& state, const EntityId& ticket, const std::string& name) {
  const std::vector<EntityId> items = checklist_of(state, ticket);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool is_named = name == std::to_string(i + 1) || name == to_string(items[i]) ||
                          state.value(items[i], field::kChecklistItemText).text() == name ||
                          state.value(items[i], field::kChecklistItemTextEn).text() == name;
    if (is_named) return items[i];
  }
  return make_error(ErrorCode::kNotFound, "the checklist has no item " + name);
}

int run_check(const WorkVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder& folder, const EntityId& id) -> Result<Command> {
    const Result<EntityId> item = find_item(folder.state(), id, verb.item);
    if (!item) return item.error();
    CheckItem command{*item, !verb.undo, std::nullopt};
    if (!verb.note.empty()) command.note = verb.note;
    return Command(std::move(command));
  });
}

int run_item(const WorkVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder& folder, const EntityId& id) -> Result<Command> {
    AddChecklistItem command;
    command.id = folder.random().new_id(platform::now_ms());
    command.ticket = id;
    command.text = verb.text;
    command.is_required = verb.required;
    if (!verb.step.empty()) {
      const Choice* step = find_choice(ChoiceList::kSecurityStep, std::string_view(verb.step));
      if (!step) return make_error(ErrorCode::kInvalidArgument, "no step " + verb.step);
      command.step = static_cast<SecurityStep>(step->number);
    }
    return Command(std::move(command));
  });
}

int run_apply(const WorkVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder& folder, const EntityId& id) -> Result<Command> {
    const Result<EntityId> chosen = find_by_name(folder.state(), Kind::kTemplate, verb.name);
    if (chosen) return Command(ApplyTemplate{id, *chosen});
    const Result<EntityId> playbook = find_by_name(folder.state(), Kind::kPlaybook, verb.name);
    if (playbook) return Command(ApplyPlaybook{id, *playbook});
    return make_error(ErrorCode::kNotFound, "there is no template or playbook named " + verb.name);
  });
}

int run_resolve_waiting(const WorkVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder&, const EntityId& id) -> Result<Command> {
    return Command(ResolveWaiting{id, verb.text, verb.cause});
  });
}

}  // namespace

void add_ticket_work_verbs(CliCommand& ticket, Selection& selection) {
  const auto options = std::make_shared<WorkVerb>();
  const auto add = [&](const char* name, const char* help, int (*run)(const WorkVerb&)) {
    return add_ticket_verb(ticket, name, help, options, selection, run);
  };
  CliCommand* log = add("log", "Record time that was worked", run_log);
  log->add_option("minutes", options->minutes, "How long")->required();
  log->add_option("text", options->text, "What was done");
  add("acknowledge", "Say that somebody has seen it", run_acknowledge);
  CliCommand* check = add("check", "Tick an item of the checklist", run_check);
  check->add_option("item", options->item, "Its number in `show`, or its text")->required();
  check->add_option("--note", options->note, "What there is to write down");
  check->add_flag("--undo", options->undo, "Not done after all");
  CliCommand* item = add("item", "Add an item to the checklist", run_item);
  item->add_option("text", options->text, "What is to be done")->required();
  item->add_flag("--required", options->required, "Its step cannot be passed without it");
  item->add_option("--step", options->step, "The step of a security incident");
  CliCommand* apply = add("apply", "Apply a template or a playbook", run_apply);
  apply->add_option("name", options->name, "Its name")->required();
  CliCommand* waiting =
      add("resolve-waiting", "Resolve the incidents that wait for a problem", run_resolve_waiting);
  waiting->add_option("--resolution", options->text, "What helped them")->required();
  waiting->add_option("--cause-code", options->cause, "Their cause code")->required();
}

}  // namespace genba::cli
