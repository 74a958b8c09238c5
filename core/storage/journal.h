// Journal: how a replica's records become files, and come back after a crash at any moment.
//
// Files (described byte by byte in core/storage/FORMAT.md):
//   manifest        names one generation: its snapshot files and the first log file after them
//   snapshot-G-I    slice I of the snapshot of generation G
//   log-N           the records of one commit
// Each ends with a checksum. A commit is one new log file. A checkpoint writes a new generation,
// and the manifest that names it last; what it replaces is deleted after that. So the files always
// hold exactly one generation, and loading yields it or says what is damaged.
//
// The journal does no I/O: it says what to write (FileBatch) and is given what was read. A batch is
// to be applied in order and durably; in a transactional store in one transaction.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/bytes.h"

namespace genba {

struct FileBatch {
  std::vector<std::pair<std::string, Bytes>> puts;  // name → whole content, in this order
  std::vector<std::string> deletes;                 // after all puts

  bool empty() const { return puts.empty() && deletes.empty(); }
};

class Journal {
 public:
  // When the log is long enough to be worth a checkpoint: either is reached.
  struct Limits {
    std::size_t log_files = 256;
    std::size_t log_bytes = 1 << 20;  // or the size of the snapshot, if that is more
  };

  Journal() = default;
  explicit Journal(const Limits& limits) : limits_(limits) {}

  using TakeRecord = std::function<Result<void>(std::string_view record)>;
  // Gives the records of the stored generation, oldest first; none when there are no files yet.
  // kCorrupt names the file that is damaged or missing: all are looked at before the first record
  // is given, and each is freed when its records were taken, so that a large store is in memory
  // once. On success the journal continues where these files end; files of another, abandoned
  // generation are in stale(). An error of `take` ends it; then the journal is to be dropped.
  Result<void> load(std::map<std::string, Bytes> files, const TakeRecord& take);
  const std::vector<std::string>& stale() const { return stale_; }

  // What another writer of the same files has stored since: the records of the log file that comes
  // next are given; one that is known already gives none. False: it does not go on from here (one
  // was missed, or everything was written anew), and the files are to be read again.
  Result<bool> follow(const FileBatch& batch, const TakeRecord& take);
  // Whether nothing was stored since, going by the names of all files that there are.
  bool is_current(const std::vector<std::string>& names) const;

  FileBatch append(const std::vector<Bytes>& records);
  // So many bytes of the log are as short as a snapshot's, and nothing is gained by writing them
  // anew.
  void count_as_snapshot(std::size_t bytes);
  // Worth a checkpoint: the log has grown past what is cheap to read again.
  bool wants_checkpoint() const;
  FileBatch checkpoint(const std::vector<Bytes>& snapshot);

 private:
  Bytes manifest() const;
  Result<void> load_manifest(std::string_view bytes);
  Result<std::vector<std::string>> find_generation(const std::map<std::string, Bytes>& files);

  Limits limits_;
  std::uint64_t generation_ = 0;
  std::uint64_t snapshot_files_ = 0;
  std::uint64_t first_log_ = 1;
  std::uint64_t next_log_ = 1;
  std::size_t log_bytes_ = 0;
  std::size_t snapshot_bytes_ = 0;
  bool has_manifest_ = false;
  std::vector<std::string> stale_;
};

}  // namespace genba
