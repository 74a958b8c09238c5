// `genba evidence add|item|record|list|verify`: what was taken as evidence, and in whose hands it
// has been. Copies of files are kept in DIR/evidence, named by their SHA-256.
#include <cstdio>

#include "core/model/bytes.h"
#include "core/process/evidence.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/ticket_records_json.h"
#include "sync-server/cli/ticket_verbs.h"
#include "sync-server/platform/files.h"

namespace genba::cli {
namespace {

struct EvidenceVerb : TicketVerb {
  std::string file;
  std::string name;
  std::string origin;
  std::string holder;
  std::string text;
  std::string action;
  std::size_t number = 0;
};

std::string kept_in(const EvidenceVerb& verb) { return verb.data + "/evidence"; }

struct Opened {
  std::unique_ptr<WorkspaceFolder> folder;
  EntityId ticket;
};

Result<Opened> open(const EvidenceVerb& verb) {
  auto folder = WorkspaceFolder::open(verb.data, OpenMode::kExisting);
  if (!folder) return folder.error();
  const Result<EntityId> ticket = find_ticket((*folder)->state(), verb.ticket);
  if (!ticket) return ticket.error();
  return Opened{std::move(*folder), *ticket};
}

int print(const Opened& opened, bool json) {
  const Json list = evidence_json(opened.folder->state(), opened.ticket);
  if (json) {
    std::printf("%s\n", json_text(list).c_str());
    return kExitOk;
  }
  const auto word = [](const Json& value) {
    return value.is_string() ? value.get<std::string>() : std::string("?");
  };
  for (const Json& each : list) {
    std::printf("%s  %s  %s\n", json_text(each["number"]).c_str(), word(each["name"]).c_str(),
                word(each["sha256"]).c_str());
    for (const Json& record : each["custody"]) {
      std::printf("   %s  %s  %s  %s  %s\n", word(record["at"]).c_str(),
                  word(record["action"]).c_str(), word(record["author"]).c_str(),
                  word(record["holder"]).c_str(), word(record["note"]).c_str());
    }
  }
  return kExitOk;
}

int submit(Opened& opened, const Command& command, bool json) {
  WorkspaceFolder& folder = *opened.folder;
  const auto done = folder.workspace().submit(command, platform::now_ms(), folder.random());
  if (!done) return fail(done.error(), json);
  if (const auto saved = folder.save(); !saved) return fail(saved.error(), json);
  return print(opened, json);
}

AddEvidence addition(Opened& opened, const EvidenceVerb& verb) {
  WorkspaceFolder& folder = *opened.folder;
  AddEvidence command;
  command.id = folder.random().new_id(platform::now_ms());
  command.custody = folder.random().new_id(platform::now_ms());
  command.ticket = opened.ticket;
  command.name = verb.name;
  command.origin = verb.origin;
  command.holder = verb.holder;
  command.description = verb.text;
  return command;
}

int run_add(const EvidenceVerb& verb) {
  Result<Opened> opened = open(verb);
  if (!opened) return fail(opened.error(), verb.json);
  // The copy first: a record without its copy could never be held against anything.
  const auto digest = platform::copy_by_digest(verb.file, kept_in(verb));
  if (!digest) return fail(digest.error(), verb.json);
  AddEvidence command = addition(*opened, verb);
  if (command.name.empty()) command.name = verb.file.substr(verb.file.rfind('/') + 1);
  command.content = Fingerprint{to_hex(view_of(digest->sha256)), digest->size};
  return submit(*opened, command, verb.json);
}

int run_item(const EvidenceVerb& verb) {
  Result<Opened> opened = open(verb);
  if (!opened) return fail(opened.error(), verb.json);
  return submit(*opened, addition(*opened, verb), verb.json);
}

int run_record(const EvidenceVerb& verb) {
  Result<Opened> opened = open(verb);
  if (!opened) return fail(opened.error(), verb.json);
  const std::vector<EntityId> evidence = evidence_of(opened->folder->state(), opened->ticket);
  if (verb.number < 1 || verb.number > evidence.size()) {
    return fail(make_error(ErrorCode::kNotFound,
                           "this ticket has no evidence " + std::to_string(verb.number)),
                verb.json);
  }
  const Choice* action = find_choice(ChoiceList::kCustodyAction, std::string_view(verb.action));
  if (action == nullptr) {
    return fail(make_error(ErrorCode::kInvalidArgument,
                           "action: handed_over, stored, examined, copied or returned"),
                verb.json);
  }
  return submit(
      *opened,
      RecordCustody{opened->folder->random().new_id(platform::now_ms()), evidence[verb.number - 1],
                    static_cast<CustodyAction>(action->number), verb.holder, verb.text},
      verb.json);
}

int run_list(const EvidenceVerb& verb) {
  const Result<Opened> opened = open(verb);
  return opened ? print(*opened, verb.json) : fail(opened.error(), verb.json);
}

// The SHA-256 of a file as it is now; empty when it cannot be read.
std::string hash_of(const std::string& path) {
  const auto digest = platform::digest_file(path);
  return digest ? to_hex(view_of(digest->sha256)) : std::string();
}

// What one piece is, held against a hash: unchanged, changed, missing; no_content for a thing.
const char* verdict(const std::string& sha256, const std::string& now) {
  if (sha256.empty()) return "no_content";
  if (now.empty()) return "missing";
  return now == sha256 ? "unchanged" : "changed";
}

int run_verify(const EvidenceVerb& verb) {
  const Result<Opened> opened = open(verb);
  if (!opened) return fail(opened.error(), verb.json);
  const State& state = opened->folder->state();
  const std::string given = verb.file.empty() ? std::string() : hash_of(verb.file);
  Json list = Json::array();
  bool is_whole = true, is_found = verb.file.empty();
  for (const EntityId& id : evidence_of(state, opened->ticket)) {
    const std::string sha256 = state.value(id, field::kEvidenceSha256).text();
    const bool is_kept = verb.file.empty() && !sha256.empty();
    const std::string now = is_kept ? hash_of(kept_in(verb) + "/" + sha256) : given;
    const std::string result = verdict(sha256, now);
    list.push_back({{"name", state.value(id, field::kEvidenceName).text()},
                    {"sha256", sha256},
                    {"result", result}});
    is_whole = is_whole && (result == "unchanged" || result == "no_content");
    is_found = is_found || result == "unchanged";
  }
  if (verb.json) {
    std::printf("%s\n", json_text(list).c_str());
  } else {
    for (const Json& each : list) {
      std::printf("%s  %s\n", each["result"].get<std::string>().c_str(),
                  each["name"].get<std::string>().c_str());
    }
  }
  // A given file is to be one of them; without one, every copy is to be as it was taken.
  return (verb.file.empty() ? is_whole : is_found) ? kExitOk : kExitCorrupt;
}

}  // namespace

void add_evidence_command(CliCommand& program, Selection& selection) {
  CliCommand* evidence = program.add_subcommand("evidence", "Evidence and its chain of custody");
  evidence->require_subcommand();
  const auto options = std::make_shared<EvidenceVerb>();
  const auto add = [&](const char* name, const char* help, int (*run)(const EvidenceVerb&)) {
    return add_ticket_verb(*evidence, name, help, options, selection, run);
  };
  const auto describe = [&](CliCommand* command) {
    command->add_option("--origin", options->origin, "The device or account it was taken from");
    command->add_option("--holder", options->holder, "Who keeps it, or where");
    command->add_option("--description", options->text, "What it shows");
  };
  CliCommand* file = add("add", "Hash a file, keep a copy, and record it as evidence", run_add);
  file->add_option("file", options->file, "The file")->required();
  file->add_option("--name", options->name, "What it is called; its file name if not given");
  describe(file);
  CliCommand* item = add("item", "Record a thing as evidence: a disk, a notebook", run_item);
  item->add_option("name", options->name, "What it is")->required();
  describe(item);
  CliCommand* record = add("record", "Record what was done with it", run_record);
  record->add_option("number", options->number, "Its number in `list`")->required();
  record->add_option("action", options->action, "handed_over, stored, examined, copied, returned")
      ->required();
  record->add_option("--holder", options->holder, "To whom, or where");
  record->add_option("--note", options->text, "What there is to say");
  add("list", "List it with its custody", run_list);
  add("verify", "Hold copies, or a file, against what was hashed", run_verify)
      ->add_option("file", options->file, "A file that claims to be one of them");
}

}  // namespace genba::cli
