// The journal's files with any content: they load or are refused, and what loaded goes on. The
// input is a list of files: which one (manifest, snapshot or log), whether its checksum is made to
// fit, its length and bytes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/storage/crc32c.h"
#include "core/storage/journal.h"

namespace {

using namespace genba;
using Files = std::map<std::string, Bytes>;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string file_name(std::uint8_t which) {
  const int number = which % 4;
  if (which < 64) return "manifest";
  if (which < 128) return "snapshot-1-" + std::to_string(number);
  return "log-" + std::to_string(1 + number);
}

Files files_of(std::string_view input) {
  Files files;
  ByteReader in(input);
  while (!in.at_end() && !in.failed()) {
    const std::string name = file_name(in.byte());
    const bool is_sealed = in.byte() % 2 == 0;
    ByteWriter content;
    content.raw(in.text(in.remaining()));
    if (is_sealed) content.fixed32(crc32c(content.bytes()));
    files[name] = content.take();
  }
  return files;
}

void write_batch(Files& files, const FileBatch& batch) {
  for (const auto& [name, content] : batch.puts) files[name] = content;
  for (const std::string& name : batch.deletes) files.erase(name);
}

Result<std::vector<Bytes>> load(Journal& journal, const Files& files) {
  std::vector<Bytes> records;
  const auto done = journal.load(files, [&](std::string_view record) {
    records.emplace_back(record);
    return Result<void>();
  });
  if (!done) return done.error();
  return records;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Files files = files_of({reinterpret_cast<const char*>(data), size});
  Journal journal;
  const Result<std::vector<Bytes>> loaded = load(journal, files);
  if (!loaded) {
    require(!loaded.error().detail.empty());
    return 0;
  }
  for (const std::string& name : journal.stale()) files.erase(name);
  std::vector<Bytes> records = *loaded;
  records.push_back("next");
  write_batch(files, journal.append({"next"}));
  Journal again;
  const Result<std::vector<Bytes>> appended = load(again, files);
  require(appended.ok() && *appended == records);
  write_batch(files, again.checkpoint(records));
  Journal compact;
  const Result<std::vector<Bytes>> whole = load(compact, files);
  require(whole.ok() && *whole == records);
  return 0;
}
