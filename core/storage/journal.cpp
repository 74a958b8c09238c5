#include "core/storage/journal.h"

#include <algorithm>

#include "core/storage/crc32c.h"

namespace genba {
namespace {

constexpr std::uint8_t kFormatVersion = 1;
constexpr std::string_view kManifestName = "manifest";
constexpr std::string_view kManifestMagic = "GBM";
constexpr std::string_view kRecordsMagic = "GBR";
constexpr std::size_t kSumBytes = 4;
constexpr std::size_t kSnapshotFileBytes = 4 << 20;

std::string log_name(std::uint64_t number) { return "log-" + std::to_string(number); }

std::string snapshot_name(std::uint64_t generation, std::uint64_t index) {
  return "snapshot-" + std::to_string(generation) + "-" + std::to_string(index);
}

// Of two names of log files.
bool comes_before(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

Bytes seal(ByteWriter body) {
  const std::uint32_t sum = crc32c(body.bytes());
  body.fixed32(sum);
  return body.take();
}

Error damaged(const std::string& name, const char* what) {
  return make_error(ErrorCode::kCorrupt, name + ": " + what);
}

// The content behind magic and version, without the checksum.
Result<std::string_view> unseal(const std::string& name, std::string_view bytes,
                                std::string_view magic) {
  if (bytes.size() < magic.size() + 1 + kSumBytes) return damaged(name, "cut short");
  const std::string_view body = bytes.substr(0, bytes.size() - kSumBytes);
  ByteReader sum(bytes.substr(bytes.size() - kSumBytes));
  if (crc32c(body) != sum.fixed32()) return damaged(name, "its checksum does not match");
  if (body.substr(0, magic.size()) != magic) return damaged(name, "not a file of this kind");
  if (static_cast<std::uint8_t>(body[magic.size()]) > kFormatVersion) {
    return make_error(ErrorCode::kUnsupported, name + ": written by a newer version of Genba");
  }
  return body.substr(magic.size() + 1);
}

ByteWriter begin(std::string_view magic) {
  ByteWriter out;
  out.raw(magic);
  out.byte(kFormatVersion);
  return out;
}

// Of a file that unseal() has checked.
Result<void> give_records(const std::string& name, std::string_view bytes,
                          const Journal::TakeRecord& take) {
  const std::size_t head = kRecordsMagic.size() + 1;
  ByteReader in(bytes.substr(head, bytes.size() - head - kSumBytes));
  while (!in.at_end()) {
    const std::string_view record = in.text(in.remaining());
    if (in.failed()) break;
    if (const auto done = take(record); !done) return done;
  }
  return in.finish(name.c_str());
}

}  // namespace

Bytes Journal::manifest() const {
  ByteWriter out = begin(kManifestMagic);
  out.varint(generation_);
  out.varint(snapshot_files_);
  out.varint(first_log_);
  return seal(std::move(out));
}

Result<void> Journal::load_manifest(std::string_view bytes) {
  const Result<std::string_view> body = unseal(std::string(kManifestName), bytes, kManifestMagic);
  if (!body) return body.error();
  ByteReader in(*body);
  generation_ = in.varint();
  snapshot_files_ = in.varint();
  first_log_ = in.varint();
  return in.finish("manifest");
}

// The names of the files that hold records, oldest first; all are whole.
Result<std::vector<std::string>> Journal::find_generation(
    const std::map<std::string, Bytes>& files) {
  std::vector<std::string> names;
  const auto look_at = [&](const std::string& name, const Bytes& bytes) -> Result<void> {
    const auto whole = unseal(name, bytes, kRecordsMagic);
    if (!whole) return whole.error();
    names.push_back(name);
    return {};
  };
  for (std::uint64_t index = 0; index < snapshot_files_; ++index) {
    const std::string name = snapshot_name(generation_, index);
    const auto file = files.find(name);
    if (file == files.end()) return damaged(name, "is missing");
    if (const auto done = look_at(name, file->second); !done) return done.error();
    snapshot_bytes_ += file->second.size();
  }
  next_log_ = first_log_;
  for (auto file = files.find(log_name(next_log_)); file != files.end();
       file = files.find(log_name(next_log_))) {
    if (const auto done = look_at(file->first, file->second); !done) return done.error();
    log_bytes_ += file->second.size();
    ++next_log_;
  }
  return names;
}

Result<void> Journal::load(std::map<std::string, Bytes> files, const TakeRecord& take) {
  *this = Journal(limits_);
  const auto manifest = files.find(std::string(kManifestName));
  if (manifest == files.end()) {
    // It is the first file that is ever written.
    const auto is_ours = [](const auto& file) {
      return file.first.rfind("log-", 0) == 0 || file.first.rfind("snapshot-", 0) == 0;
    };
    if (std::any_of(files.begin(), files.end(), is_ours)) {
      return damaged(std::string(kManifestName), "is missing");
    }
    for (const auto& [name, bytes] : files) stale_.push_back(name);
    return {};
  }
  if (const auto done = load_manifest(manifest->second); !done) return done.error();
  has_manifest_ = true;
  const Result<std::vector<std::string>> names = find_generation(files);
  if (!names) return names.error();
  std::vector<std::string> used = *names;
  used.emplace_back(kManifestName);
  std::sort(used.begin(), used.end());
  for (const auto& [name, bytes] : files) {
    if (std::binary_search(used.begin(), used.end(), name)) continue;
    const bool is_log = name.rfind("log-", 0) == 0;
    // A log file past the end means that one between was lost; one before the snapshot is only old.
    if (is_log && comes_before(log_name(next_log_), name)) {
      return damaged(log_name(next_log_), "is missing");
    }
    stale_.push_back(name);
  }
  for (const std::string& name : *names) {
    const auto file = files.extract(name);
    if (const auto done = give_records(name, file.mapped(), take); !done) return done;
  }
  return {};
}

Result<bool> Journal::follow(const FileBatch& batch, const TakeRecord& take) {
  if (!has_manifest_ || batch.puts.size() != 1) return false;
  const auto& [name, bytes] = batch.puts.front();
  if (name.rfind("log-", 0) != 0) return false;
  if (comes_before(name, log_name(next_log_))) return true;
  if (name != log_name(next_log_)) return false;
  if (const auto whole = unseal(name, bytes, kRecordsMagic); !whole) return whole.error();
  if (const auto done = give_records(name, bytes, take); !done) return done.error();
  log_bytes_ += bytes.size();
  ++next_log_;
  return true;
}

bool Journal::is_current(const std::vector<std::string>& names) const {
  const auto begins = [](const char* prefix) {
    return [prefix](const std::string& name) { return name.rfind(prefix, 0) == 0; };
  };
  const auto has = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const auto snapshots =
      static_cast<std::uint64_t>(std::count_if(names.begin(), names.end(), begins("snapshot-")));
  if (has(std::string(kManifestName)) != has_manifest_ || snapshots != snapshot_files_)
    return false;
  if (snapshots > 0 && !has(snapshot_name(generation_, 0))) return false;
  const bool has_last = next_log_ == first_log_ || has(log_name(next_log_ - 1));
  return has_last && !has(log_name(next_log_));
}

FileBatch Journal::append(const std::vector<Bytes>& records) {
  FileBatch batch;
  if (records.empty()) return batch;
  ByteWriter out = begin(kRecordsMagic);
  for (const Bytes& record : records) out.text(record);
  if (!has_manifest_) {
    batch.puts.emplace_back(kManifestName, manifest());
    has_manifest_ = true;
  }
  Bytes bytes = seal(std::move(out));
  log_bytes_ += bytes.size();
  batch.puts.emplace_back(log_name(next_log_++), std::move(bytes));
  return batch;
}

void Journal::count_as_snapshot(std::size_t bytes) {
  log_bytes_ -= std::min(bytes, log_bytes_);
  snapshot_bytes_ += bytes;
}

bool Journal::wants_checkpoint() const {
  return next_log_ - first_log_ >= limits_.log_files ||
         log_bytes_ > std::max(limits_.log_bytes, snapshot_bytes_);
}

FileBatch Journal::checkpoint(const std::vector<Bytes>& snapshot) {
  FileBatch batch;
  if (!has_manifest_) batch.puts.emplace_back(kManifestName, manifest());
  for (std::uint64_t index = 0; index < snapshot_files_; ++index) {
    batch.deletes.push_back(snapshot_name(generation_, index));
  }
  for (std::uint64_t number = first_log_; number < next_log_; ++number) {
    batch.deletes.push_back(log_name(number));
  }
  ++generation_;
  snapshot_files_ = 0;
  snapshot_bytes_ = 0;
  ByteWriter out = begin(kRecordsMagic);
  const auto flush = [&] {
    Bytes bytes = seal(std::move(out));
    snapshot_bytes_ += bytes.size();
    batch.puts.emplace_back(snapshot_name(generation_, snapshot_files_++), std::move(bytes));
    out = begin(kRecordsMagic);
  };
  for (const Bytes& record : snapshot) {
    out.text(record);
    if (out.size() >= kSnapshotFileBytes) flush();
  }
  flush();
  first_log_ = next_log_;
  log_bytes_ = 0;
  batch.puts.emplace_back(kManifestName, manifest());
  has_manifest_ = true;
  return batch;
}

}  // namespace genba
