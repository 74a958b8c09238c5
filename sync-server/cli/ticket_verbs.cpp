#include "sync-server/cli/ticket_verbs.h"

#include <cstdio>

#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_json.h"

namespace genba::cli {

int print_ticket(WorkspaceFolder& folder, const EntityId& id, bool json) {
  if (json) {
    std::printf("%s\n", json_text(ticket_json(folder.workspace().replica(), id)).c_str());
  } else {
    std::printf("%s  %s\n", ticket_label(folder.state(), id).c_str(),
                folder.state().value(id, field::kTicketTitle).text().c_str());
  }
  return kExitOk;
}

int run_on_ticket(const TicketVerb& verb, const MakeCommand& make) {
  auto folder = WorkspaceFolder::open(verb.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), verb.json);
  const Result<EntityId> id = find_ticket((*folder)->state(), verb.ticket);
  if (!id) return fail(id.error(), verb.json);
  const Result<Command> command = make(**folder, *id);
  if (!command) return fail(command.error(), verb.json);
  const auto done =
      (*folder)->workspace().submit(*command, platform::now_ms(), (*folder)->random());
  if (!done) return fail(done.error(), verb.json);
  if (const auto saved = (*folder)->save(); !saved) return fail(saved.error(), verb.json);
  return print_ticket(**folder, *id, verb.json);
}

}  // namespace genba::cli
