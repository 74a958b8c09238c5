// `genba checkpoint`: a signed statement of how far the audit log goes and what it is, to be kept
// where whoever runs the server cannot change it; or the key that such statements are checked with.
#include <cstdio>
#include <memory>

#include "sync-server/audit/checkpoint.h"
#include "sync-server/auth/password.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/data_folder.h"
#include "sync-server/cli/database_option.h"
#include "sync-server/cli/output_file.h"
#include "sync-server/json_text.h"
#include "sync-server/platform/system.h"

namespace genba::cli {
namespace {

struct CheckpointOptions {
  std::string data;
  DatabaseOptions database;
  std::string output;
  bool public_key = false;
  bool json = false;
};

// What does not verify is not signed.
Result<std::string> sign_database(const std::string& address, const audit::SigningKey& key) {
  std::string line;
  const Result<void> done = with_verified_store(address, [&](const stores::ServerStore& store) {
    line = to_line(audit::sign_head(store, platform::now_ms(), key));
    return Result<void>();
  });
  if (!done) return done.error();
  return line;
}

Result<void> write_checkpoint(const CheckpointOptions& options, const audit::SigningKey& key) {
  const Result<std::string> address = database_address(options.data, options.database);
  if (!address) return address.error();
  const Result<std::string> line = sign_database(*address, key);
  if (!line) return line.error();
  OutputFile output;
  if (const auto opened = output.open(options.output); !opened) return opened;
  if (const auto written = output.write(*line); !written) return written;
  return output.finish();
}

int run_checkpoint(const CheckpointOptions& options) {
  if (const auto ready = auth::init_crypto(); !ready) return fail(ready.error(), options.json);
  if (const auto ready = prepare_data_folder(options.data); !ready) {
    return fail(ready.error(), options.json);
  }
  const Result<audit::SigningKey> key = audit::open_signing_key(options.data);
  if (!key) return fail(key.error(), options.json);
  if (options.public_key) {
    const std::string text = audit::to_text(key->public_key);
    std::printf("%s\n", options.json ? json_text({{"public_key", text}}).c_str() : text.c_str());
    return kExitOk;
  }
  const Result<void> written = write_checkpoint(options, *key);
  return written ? kExitOk : fail(written.error(), options.json);
}

}  // namespace

void add_checkpoint_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<CheckpointOptions>();
  CliCommand* command = add_verb(program, "checkpoint",
                                 "Verify the audit log and sign how far it goes, to keep elsewhere",
                                 options, selection, run_checkpoint);
  add_database_options(*command, options->database);
  CliOption* output = command->add_option("-o,--output", options->output,
                                          "File to write; standard output if not given");
  output->type_name("FILE");
  command
      ->add_flag("--public-key", options->public_key,
                 "Print the key that this server's checkpoints are checked with")
      ->excludes(output);
}

}  // namespace genba::cli
