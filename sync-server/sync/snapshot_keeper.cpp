#include "sync-server/sync/snapshot_keeper.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>

#include "sync-server/http/compression.h"
#include "sync-server/platform/system.h"

namespace genba::sync {
namespace {

// A device takes that many effects from the log in the time of a few answers.
constexpr Seq kWorthwhile = 5000;
// Of the time that a snapshot takes: so long none is made for a few people.
constexpr int kRest = 20;

std::vector<Viewer> readers_of(const SyncStore& store) {
  const ReadCell now = read_now(store);
  std::vector<Viewer> readers;
  for (const EntityId& user : store.entities(Kind::kUser)) {
    const auto role = static_cast<Role>(store.integer(user, field::kUserRole));
    if (sees_internal(role)) readers.push_back(viewer_of(user, role, store, now));
  }
  return readers;
}

}  // namespace

std::shared_ptr<const StoredSnapshot> StoredSnapshot::make(const SyncStore& store,
                                                           const std::function<bool()>& is_wanted) {
  auto stored = std::make_shared<StoredSnapshot>();
  stored->file_.reset(std::tmpfile());
  if (stored->file_ == nullptr) return nullptr;
  stored->snapshot_.seq = store.head().seq;
  const auto keep = [&](Bytes entities) { stored->keep(std::move(entities)); };
  std::optional<Snapshot> made = make_snapshot(store, keep, is_wanted);
  if (!made || stored->places_.size() != made->parts.size()) return nullptr;
  stored->snapshot_ = std::move(*made);
  stored->readers_ = readers_of(store);
  return stored;
}

// A part that was not written leaves the snapshot without a place for it, and so unmade.
void StoredSnapshot::keep(Bytes entities) {
  const Bytes packed = http::gzip(encode_part(snapshot_, entities));
  const auto size = static_cast<ssize_t>(packed.size());
  if (packed.empty() ||
      ::pwrite(::fileno(file_.get()), packed.data(), packed.size(), size_) != size)
    return;
  places_.push_back({size_, packed.size()});
  size_ += size;
}

Bytes StoredSnapshot::packed(std::size_t part) const {
  const Place& place = places_[part];
  Bytes bytes(place.size, '\0');
  const ssize_t size = ::pread(::fileno(file_.get()), bytes.data(), bytes.size(), place.offset);
  if (size != static_cast<ssize_t>(bytes.size())) bytes.clear();
  return bytes;
}

Bytes StoredSnapshot::entities(std::size_t part) const {
  Result<SnapshotResponse> whole =
      decode_snapshot_response(http::gunzip(packed(part), kMaxMessageBytes));
  return whole ? std::move(whole->entities) : Bytes();
}

SnapshotKeeper::SnapshotKeeper(std::unique_ptr<stores::ServerStore> store)
    : store_(std::move(store)), thread_([this] { run(); }) {}

SnapshotKeeper::~SnapshotKeeper() {
  {
    const std::lock_guard lock(mutex_);
    is_closing_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void SnapshotKeeper::notice(Seq head) {
  {
    const std::lock_guard lock(mutex_);
    head_ = head;
    is_noticed_ = true;
  }
  changed_.notify_one();
}

std::shared_ptr<const StoredSnapshot> SnapshotKeeper::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

Result<Bytes> SnapshotKeeper::answer(std::string_view request, const SessionUser& user,
                                     const SyncStore& store, bool& is_gzip) const {
  const std::shared_ptr<const StoredSnapshot> kept = current();
  const auto read = [&](std::size_t part) { return kept->entities(part); };
  Result<SnapshotAnswer> answer =
      handle_snapshot(request, user, store, kept == nullptr ? nullptr : &kept->snapshot(), read);
  if (!answer) return answer.error();
  if (!answer->whole_part) return std::move(answer->body);
  Bytes packed = kept->packed(*answer->whole_part);
  if (packed.empty()) return make_error(ErrorCode::kIo, "a part of the snapshot cannot be read");
  is_gzip = true;
  return packed;
}

void SnapshotKeeper::run() {
  Seq before = 0;
  while (true) {
    Seq head = 0;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return is_closing_ || is_noticed_; });
      if (is_closing_) return;
      is_noticed_ = false;
      head = head_;
    }
    const bool is_quiet = head == before;
    if (is_due(head, before) || (is_quiet ? has_other_readers(head) : was_erased_since(before))) {
      renew();
      // Much was written, and read again.
      platform::release_free_memory();
    }
    before = head;
  }
}

// While much is being written it waits, unless most of the log is new.
bool SnapshotKeeper::is_due(Seq head, Seq before) const {
  const std::shared_ptr<const StoredSnapshot> kept = current();
  const Seq seq = kept == nullptr ? 0 : kept->snapshot().seq;
  if (head < seq) return true;  // restored
  const Seq newer = head - seq;
  return newer >= std::max(kWorthwhile, seq / 10) && (head == before || newer > head / 2);
}

bool SnapshotKeeper::was_erased_since(Seq seq) {
  if (current() == nullptr) return false;
  if (!store_->begin(stores::Transaction::kRead)) return false;
  const std::vector<SightChange> changes = store_->sight_changes(seq, store_->head().seq);
  (void)store_->commit();
  return std::any_of(changes.begin(), changes.end(),
                     [](const SightChange& change) { return change.is_erasure; });
}

bool SnapshotKeeper::has_other_readers(Seq head) {
  const std::shared_ptr<const StoredSnapshot> kept = current();
  if (kept == nullptr || head == looked_at_ || std::chrono::steady_clock::now() < rests_until_ ||
      !store_->begin(stores::Transaction::kRead)) {
    return false;
  }
  const std::vector<Viewer> readers = readers_of(*store_);
  if (!store_->commit()) return false;
  looked_at_ = head;
  return readers != kept->readers();
}

void SnapshotKeeper::renew() {
  const auto begun_at = std::chrono::steady_clock::now();
  if (const Result<void> begun = store_->begin(stores::Transaction::kRead); !begun) return;
  std::shared_ptr<const StoredSnapshot> made = StoredSnapshot::make(*store_, [this] {
    const std::lock_guard lock(mutex_);
    return !is_closing_;
  });
  if (const Result<void> read = store_->commit(); !read) made = nullptr;
  const auto now = std::chrono::steady_clock::now();
  rests_until_ = now + kRest * (now - begun_at);
  const std::lock_guard lock(mutex_);
  if (is_closing_) return;
  if (made == nullptr) {
    spdlog::warn("the snapshot for new devices could not be made; they load from the log");
    return;
  }
  spdlog::info("snapshot for new devices as of effect {}, {} parts", made->snapshot().seq,
               made->snapshot().parts.size());
  current_ = std::move(made);
}

}  // namespace genba::sync
