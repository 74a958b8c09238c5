// The verbs of `genba ticket` that have files of their own.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sync-server/cli/cli.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {

void add_ticket_show_verbs(CliCommand& ticket, Selection& selection);
void add_ticket_link_verbs(CliCommand& ticket, Selection& selection);  // link, merge, split, trace
void add_ticket_approval_verbs(CliCommand& ticket, Selection& selection);
void add_ticket_work_verbs(CliCommand& ticket, Selection& selection);  // log, check, apply …
void add_ticket_receipt_verb(CliCommand& ticket, Selection& selection);

// What every verb on one ticket is given.
struct TicketVerb {
  std::string data;
  bool json = false;
  std::string ticket;
};

// What a verb does: the command to submit, made with the folder open.
using MakeCommand = std::function<Result<Command>(WorkspaceFolder& folder, const EntityId& ticket)>;
// Submits it, saves, and prints the ticket as it is now. Returns the exit code.
int run_on_ticket(const TicketVerb& verb, const MakeCommand& make);

// The ticket as `show` begins with it: all of its fields as JSON, or one line.
int print_ticket(WorkspaceFolder& folder, const EntityId& id, bool json);

// Adds a subcommand with --data, --json and the ticket's name; `options` derives from TicketVerb.
template <typename Options>
CliCommand* add_ticket_verb(CliCommand& parent, const char* name, const char* help,
                            const std::shared_ptr<Options>& options, Selection& selection,
                            int (*run)(const Options&)) {
  CliCommand* command = add_verb(parent, name, help, options, selection, run);
  command->add_option("ticket", options->ticket, "INC-000123, an offline label, or an id")
      ->required();
  return command;
}

}  // namespace genba::cli
