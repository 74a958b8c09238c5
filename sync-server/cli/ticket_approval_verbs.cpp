// `genba ticket request-approval|approve|reject`.
#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_verbs.h"

namespace genba::cli {
namespace {

struct ApprovalVerb : TicketVerb {
  std::vector<std::string> approvers;
  std::string remark;
};

int run_request(const ApprovalVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder& folder, const EntityId& id) -> Result<Command> {
    RequestApproval command{id, {}};
    for (const std::string& name : verb.approvers) {
      const Result<EntityId> user = find_by_name(folder.state(), Kind::kUser, name);
      if (!user) return user.error();
      command.approvers.push_back(*user);
    }
    return Command(std::move(command));
  });
}

int run_approve(const ApprovalVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder&, const EntityId& id) -> Result<Command> {
    return Command(DecideApproval{id, true, verb.remark});
  });
}

int run_reject(const ApprovalVerb& verb) {
  return run_on_ticket(verb, [&](WorkspaceFolder&, const EntityId& id) -> Result<Command> {
    return Command(DecideApproval{id, false, verb.remark});
  });
}

}  // namespace

void add_ticket_approval_verbs(CliCommand& ticket, Selection& selection) {
  const auto options = std::make_shared<ApprovalVerb>();
  CliCommand* request = add_ticket_verb(ticket, "request-approval", "Ask people to approve it",
                                        options, selection, run_request);
  request->add_option("approvers", options->approvers, "Their names")->required();
  CliCommand* approve =
      add_ticket_verb(ticket, "approve", "Give your approval", options, selection, run_approve);
  approve->add_option("--remark", options->remark, "What there is to say");
  CliCommand* reject =
      add_ticket_verb(ticket, "reject", "Refuse your approval", options, selection, run_reject);
  reject->add_option("--remark", options->remark, "Why")->required();
}

}  // namespace genba::cli
