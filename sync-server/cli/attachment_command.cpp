// `genba attachment add|list|save|remove`: photos and files of a ticket. Their contents are kept in
// DIR/attachments, named by their SHA-256; `genba sync` sends and fetches them.
#include <cstdio>

#include "core/process/attachment.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/attachment_folder.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/media_type.h"
#include "sync-server/cli/ticket_records_json.h"
#include "sync-server/cli/ticket_verbs.h"
#include "sync-server/platform/files.h"

namespace genba::cli {
namespace {

struct AttachmentVerb : TicketVerb {
  std::string id;
  std::string file;
  std::string name;
  bool internal = false;
  bool undo = false;
};

int print(const AttachmentVerb& verb, WorkspaceFolder& folder, const EntityId& ticket) {
  const AttachmentFolder files(verb.data);
  Json list = attachments_json(folder.state(), ticket);
  for (Json& each : list) each["here"] = files.has(each["sha256"].get<std::string>());
  if (verb.json) {
    std::printf("%s\n", json_text(list).c_str());
    return kExitOk;
  }
  for (const Json& each : list) {
    std::printf("%s  %s  %lld bytes  %s\n", each["id"].get<std::string>().c_str(),
                each["name"].get<std::string>().c_str(),
                static_cast<long long>(each["size"].get<std::int64_t>()),
                each["here"].get<bool>() ? "here" : "not here");
  }
  return kExitOk;
}

Result<std::unique_ptr<WorkspaceFolder>> open(const AttachmentVerb& verb) {
  return WorkspaceFolder::open(verb.data, OpenMode::kExisting);
}

int submit(const AttachmentVerb& verb, WorkspaceFolder& folder, const EntityId& ticket,
           const Command& command) {
  const auto done = folder.workspace().submit(command, platform::now_ms(), folder.random());
  if (!done) return fail(done.error(), verb.json);
  if (const auto saved = folder.save(); !saved) return fail(saved.error(), verb.json);
  return print(verb, folder, ticket);
}

int run_add(const AttachmentVerb& verb) {
  auto folder = open(verb);
  if (!folder) return fail(folder.error(), verb.json);
  const Result<EntityId> ticket = find_ticket((*folder)->state(), verb.ticket);
  if (!ticket) return fail(ticket.error(), verb.json);
  // The content first: a record without it could never be sent.
  Result<Fingerprint> content = AttachmentFolder(verb.data).keep(verb.file);
  if (!content) return fail(content.error(), verb.json);
  AddAttachment command;
  command.id = (*folder)->random().new_id(platform::now_ms());
  command.ticket = *ticket;
  command.name = verb.name.empty() ? verb.file : verb.name;
  command.media_type = media_type_of(command.name);
  command.content = std::move(*content);
  command.facet = verb.internal ? Facet::kInternal : Facet::kPublic;
  return submit(verb, **folder, *ticket, command);
}

int run_list(const AttachmentVerb& verb) {
  auto folder = open(verb);
  if (!folder) return fail(folder.error(), verb.json);
  const Result<EntityId> ticket = find_ticket((*folder)->state(), verb.ticket);
  return ticket ? print(verb, **folder, *ticket) : fail(ticket.error(), verb.json);
}

Result<EntityId> find(const State& state, const std::string& text) {
  const Result<EntityId> id = parse_id(text);
  if (id && state.kind(*id) == Kind::kAttachment) return id;
  return make_error(ErrorCode::kNotFound, "there is no attachment " + text);
}

int run_save(const AttachmentVerb& verb) {
  auto folder = open(verb);
  if (!folder) return fail(folder.error(), verb.json);
  const Result<EntityId> id = find((*folder)->state(), verb.id);
  if (!id) return fail(id.error(), verb.json);
  const AttachmentFolder files(verb.data);
  const std::string sha256 = (*folder)->state().value(*id, field::kAttachmentSha256).text();
  if (!files.has(sha256)) {
    return fail(make_error(ErrorCode::kNotFound,
                           "its content is not in this folder: `genba sync --attachments`"),
                verb.json);
  }
  const auto saved = files.save(sha256, verb.file);
  return saved ? kExitOk : fail(saved.error(), verb.json);
}

int run_remove(const AttachmentVerb& verb) {
  auto folder = open(verb);
  if (!folder) return fail(folder.error(), verb.json);
  const State& state = (*folder)->state();
  const Result<EntityId> id = find(state, verb.id);
  if (!id) return fail(id.error(), verb.json);
  const EntityId ticket = state.value(*id, field::kAttachmentTicket).reference();
  return submit(verb, **folder, ticket, RemoveAttachment{*id, !verb.undo});
}

}  // namespace

void add_attachment_command(CliCommand& program, Selection& selection) {
  CliCommand* attachment =
      program.add_subcommand("attachment", "Photos and files of a ticket, 25 MiB each at most");
  attachment->require_subcommand();
  const auto options = std::make_shared<AttachmentVerb>();
  CliCommand* add =
      add_ticket_verb(*attachment, "add", "Attach a file", options, selection, run_add);
  add->add_option("file", options->file, "The file")->required();
  add->add_option("--name", options->name, "What it is called; its file name if not given");
  add->add_flag("--internal", options->internal, "Hidden from the requester");
  add_ticket_verb(*attachment, "list", "List what is attached", options, selection, run_list);
  CliCommand* save =
      add_verb(*attachment, "save", "Write the content to a file", options, selection, run_save);
  save->add_option("id", options->id, "Its id in `list`")->required();
  save->add_option("file", options->file, "The file, which must not be there yet")->required();
  CliCommand* remove = add_verb(*attachment, "remove", "Take it away; the record stays", options,
                                selection, run_remove);
  remove->add_option("id", options->id, "Its id in `list`")->required();
  remove->add_flag("--undo", options->undo, "Put it back");
}

}  // namespace genba::cli
