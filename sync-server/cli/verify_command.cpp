// `genba verify`: recomputes the audit chain of a server's database, of a backup, or of the
// workspace of a folder that works alone, and checks every stored file on the way.
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "sync-server/audit/checkpoint.h"
#include "sync-server/auth/password.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/database_option.h"
#include "sync-server/cli/workspace_folder.h"
#include "sync-server/json_text.h"
#include "sync-server/platform/files.h"
#include "sync-server/stores/backup.h"

namespace genba::cli {
namespace {

struct VerifyOptions {
  std::string file;
  std::string data;
  DatabaseOptions database;
  std::string against;
  std::string public_key;
  bool json = false;
};

struct Verified {
  const char* what;
  Seq effects = 0;
};

// Checkpoints that were kept elsewhere, and the key that they were signed with.
struct Witness {
  std::vector<audit::Checkpoint> checkpoints;
  audit::PublicKey key{};
};

Result<Witness> read_witness(const VerifyOptions& options) {
  constexpr std::size_t kMaxFile_bytes = 64u << 20;
  if (options.against.empty()) return Witness();
  if (const auto ready = auth::init_crypto(); !ready) return ready.error();
  const Result<audit::PublicKey> key = audit::parse_public_key(options.public_key);
  if (!key) return key.error();
  const Result<Bytes> text = platform::read_file(options.against, kMaxFile_bytes);
  if (!text) return text.error();
  Result<std::vector<audit::Checkpoint>> checkpoints = audit::parse_checkpoints(*text);
  if (!checkpoints) {
    return make_error(checkpoints.error().code,
                      options.against + ": " + checkpoints.error().detail);
  }
  return Witness{std::move(checkpoints).value(), *key};
}

Result<Verified> verify_database(const std::string& address, const Witness& witness) {
  Verified verified{"server"};
  const Result<void> done = with_verified_store(address, [&](const stores::ServerStore& store) {
    verified.effects = store.head().seq;
    return audit::check_against(store, witness.checkpoints, witness.key);
  });
  if (!done) return done.error();
  return verified;
}

Result<Verified> verify_workspace(const std::string& dir) {
  auto folder = WorkspaceFolder::open(dir, OpenMode::kExisting);
  if (!folder) return folder.error();
  const Workspace& workspace = (*folder)->workspace();
  // Opening has checked every file. The chain of a joined workspace is its server's.
  if (!workspace.is_alone()) return Verified{"replica", (*folder)->workspace().replica().head()};
  if (const auto good = workspace.verify(); !good) return good.error();
  return Verified{"workspace", (*folder)->workspace().replica().head()};
}

Result<Verified> verify(const VerifyOptions& options) {
  if (!options.file.empty()) {
    const Result<Head> head = stores::verify_backup(options.file);
    if (!head) return head.error();
    return Verified{"backup", head->seq};
  }
  const Result<std::string> address = database_address(options.data, options.database);
  if (!address) return address.error();
  const bool is_server = stores::is_postgres(*address) || ::access(address->c_str(), F_OK) == 0;
  if (!is_server && options.against.empty()) return verify_workspace(options.data);
  if (!is_server) {
    return make_error(ErrorCode::kNotFound, "there is no server's database in " + options.data);
  }
  const Result<Witness> witness = read_witness(options);
  if (!witness) return witness.error();
  return verify_database(*address, *witness);
}

int run_verify(const VerifyOptions& options) {
  if (options.file.empty() == options.data.empty() ||
      (options.data.empty() && !options.against.empty())) {
    (void)fail(make_error(ErrorCode::kInvalidArgument, "one of --data DIR and a backup FILE"),
               options.json);
    return kExitUsage;
  }
  const Result<Verified> verified = verify(options);
  if (!verified) return fail(verified.error(), options.json);
  if (options.json) {
    const Json result = {{"verified", verified->what}, {"effects", verified->effects}};
    std::printf("%s\n", json_text(result).c_str());
  } else {
    std::printf("%s: %llu effects, nothing is damaged\n", verified->what,
                static_cast<unsigned long long>(verified->effects));
  }
  return kExitOk;
}

}  // namespace

void add_verify_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<VerifyOptions>();
  CliCommand* command =
      program.add_subcommand("verify", "Check stored data and recompute the audit chain");
  command->add_option("file", options->file, "A backup");
  command->add_option("--data", options->data, "Folder that holds the data")->type_name("DIR");
  add_database_options(*command, options->database);
  CliOption* against =
      command->add_option("--against", options->against,
                          "Also hold the log against checkpoints that were kept elsewhere");
  CliOption* key = command->add_option("--public-key", options->public_key,
                                       "The key that they were signed with");
  against->type_name("FILE")->needs(key);
  key->type_name("KEY")->needs(against);
  add_json_option(*command, options->json);
  command->callback(
      [options, &selection] { selection.run = [options] { return run_verify(*options); }; });
}

}  // namespace genba::cli
