// Any lines: each that is read is printed and read again as the same; a workspace that was made of
// them exports to lines that make the same one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/exchange/jsonl_workspace.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string> exported(const genba::Workspace& workspace) {
  std::vector<std::string> lines;
  const auto done = genba::export_jsonl(workspace, [&](std::string_view line) {
    lines.emplace_back(line);
    return genba::Result<void>();
  });
  require(done.ok());
  return lines;
}

// Whether all lines were taken and made a workspace.
template <typename Lines>
bool import(const Lines& lines, genba::Workspace& workspace) {
  genba::JsonlImport import;
  for (const std::string_view line : lines) {
    if (!import.take(line)) return false;
  }
  return import.check() && import.finish(workspace);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> lines;
  while (!input.empty()) {
    const std::size_t end = std::min(input.find('\n'), input.size());
    lines.push_back(input.substr(0, end));
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  for (const std::string_view line : lines) {
    const genba::Result<genba::JsonlLine> read = genba::parse_jsonl_line(line);
    if (!read) continue;
    const std::string printed = genba::print_jsonl_line(*read);
    const genba::Result<genba::JsonlLine> again = genba::parse_jsonl_line(printed);
    require(again.ok() && *again == *read && genba::print_jsonl_line(*again) == printed);
  }
  genba::Workspace workspace;
  if (!import(lines, workspace)) return 0;
  const std::vector<std::string> first = exported(workspace);
  genba::Workspace copy;
  require(import(first, copy));
  require(exported(copy) == first);
  std::map<std::string, genba::Bytes> files;
  for (auto& [name, content] : copy.take_batch().puts) files[name] = content;
  genba::Workspace stored;
  require(stored.load(files).ok());
  require(exported(stored) == first);
  return 0;
}
