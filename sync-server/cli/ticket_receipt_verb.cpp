// `genba ticket receipt TICKET`: a receipt code for whoever reported in person. Printed once; it
// can be read nowhere afterwards.
#include <cstdio>

#include "core/process/receipt.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_verbs.h"
#include "sync-server/json_text.h"

namespace genba::cli {
namespace {

int run_receipt(const TicketVerb& verb) {
  auto folder = WorkspaceFolder::open(verb.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), verb.json);
  const Result<EntityId> id = find_ticket((*folder)->state(), verb.ticket);
  if (!id) return fail(id.error(), verb.json);
  const std::string code = make_receipt_code((*folder)->random());
  const CreateEntity command{
      receipt_id(code), Kind::kReceipt, {{field::kReceiptTicket, Value::of(*id)}}};
  Result<void> done =
      (*folder)->workspace().submit(command, platform::now_ms(), (*folder)->random());
  if (done) done = (*folder)->save();
  if (!done) return fail(done.error(), verb.json);
  if (verb.json) {
    std::printf("%s\n", json_text(Json{{"receipt_code", code}}).c_str());
  } else {
    std::printf("%s\n", code.c_str());
  }
  return kExitOk;
}

}  // namespace

void add_ticket_receipt_verb(CliCommand& ticket, Selection& selection) {
  const auto options = std::make_shared<TicketVerb>();
  add_ticket_verb(ticket, "receipt", "Print a code that tells how far it has come, and no more",
                  options, selection, run_receipt);
}

}  // namespace genba::cli
