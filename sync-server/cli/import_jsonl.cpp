#include "sync-server/cli/import_jsonl.h"

#include <unistd.h>

#include <cstdio>
#include <memory>

#include "core/exchange/jsonl_workspace.h"
#include "sync-server/cli/data_folder.h"
#include "sync-server/cli/line_reader.h"
#include "sync-server/cli/workspace_folder.h"
#include "sync-server/json_text.h"

namespace genba::cli {
namespace {

struct JsonlOptions {
  std::string file;
  std::string data;
  bool json = false;
};

Result<void> read_lines(const std::string& path, JsonlImport& import) {
  LineReader lines(kMaxJsonlLineBytes);
  if (const auto opened = lines.open(path); !opened) return opened;
  std::string line;
  while (true) {
    const Result<bool> more = lines.next(line);
    if (!more) return more.error();
    if (!*more) return {};
    if (const auto taken = import.take(line); !taken) {
      return make_error(taken.error().code, path + ": " + taken.error().detail);
    }
  }
}

Result<Seq> run_import(const JsonlOptions& options) {
  if (::access(database_path(options.data).c_str(), F_OK) == 0) {
    return make_error(ErrorCode::kAlreadyExists, options.data + " holds a server's data");
  }
  JsonlImport import;
  // Before the folder is touched: what is wrong with the file leaves everything as it was.
  if (const auto read = read_lines(options.file, import); !read) return read.error();
  if (const auto whole = import.check(); !whole) {
    return make_error(whole.error().code, options.file + ": " + whole.error().detail);
  }
  const auto folder = WorkspaceFolder::open_empty(options.data);
  if (!folder) return folder.error();
  Workspace& workspace = (*folder)->workspace();
  if (const auto done = import.finish(workspace); !done) return done.error();
  if (const auto saved = (*folder)->save(); !saved) return saved.error();
  return workspace.replica().head();
}

int run(const JsonlOptions& options) {
  const Result<Seq> head = run_import(options);
  if (!head) return fail(head.error(), options.json);
  if (options.json) {
    std::printf("%s\n", json_text({{"effects", *head}}).c_str());
  } else {
    std::printf("%llu effects\n", static_cast<unsigned long long>(*head));
  }
  return kExitOk;
}

}  // namespace

void add_jsonl_import(CliCommand& import, Selection& selection) {
  const auto options = std::make_shared<JsonlOptions>();
  CliCommand* jsonl =
      import.add_subcommand("jsonl", "Everything that `genba export jsonl` wrote, in a new folder");
  jsonl->add_option("file", options->file, "The export")->required()->type_name("FILE.jsonl");
  add_data_option(*jsonl, options->data);
  add_json_option(*jsonl, options->json);
  jsonl->callback([options, &selection] { selection.run = [options] { return run(*options); }; });
}

}  // namespace genba::cli
