#include "core/replica/workspace.h"

#include <cassert>

#include "core/process/defaults.h"
#include "core/replica/history.h"

namespace genba {
namespace {

constexpr std::uint8_t kRecordStart = 48;  // beyond the replica's and the authority's types
constexpr std::size_t kSliceBytes = 256 << 10;

// Of entities that a first load brought, as they are in a snapshot.
std::size_t bytes_of_part(std::string_view record) {
  return !record.empty() && record[0] == Replica::kRecordFirstPart ? record.size() : 0;
}

}  // namespace

Bytes Workspace::start_record() const {
  ByteWriter out;
  out.byte(kRecordStart);
  encode_id(out, device_);
  out.byte(is_alone() ? 1 : 0);
  return out.take();
}

Result<void> Workspace::restore(std::string_view record) {
  if (!record.empty() && static_cast<std::uint8_t>(record[0]) == kRecordStart) {
    ByteReader in(record.substr(1));
    device_ = decode_id(in);
    local_.reset();
    if (in.byte() == 1) local_ = std::make_unique<LocalAuthority>(replica_);
    return in.finish("start record");
  }
  if (LocalAuthority::is_record(record)) {
    if (!local_) return make_error(ErrorCode::kCorrupt, "an audit record without its authority");
    return local_->restore_record(record);
  }
  return replica_.restore_record(record);
}

Result<void> Workspace::load(std::map<std::string, Bytes> files) {
  std::size_t bytes_of_parts = 0;
  replica_.begin_restore();
  const Result<void> done = journal_.load(std::move(files), restoring(bytes_of_parts));
  replica_.end_restore();
  if (done) journal_.count_as_snapshot(bytes_of_parts);
  return done;
}

Journal::TakeRecord Workspace::restoring(std::size_t& bytes_of_parts) {
  return [this, &bytes_of_parts](std::string_view record) {
    bytes_of_parts += bytes_of_part(record);
    return restore(record);
  };
}

Result<bool> Workspace::follow(const FileBatch& batch) {
  if (has_unsaved()) return false;
  std::size_t bytes_of_parts = 0;
  const Result<bool> done = journal_.follow(batch, restoring(bytes_of_parts));
  if (done) journal_.count_as_snapshot(bytes_of_parts);
  return done;
}

Result<void> Workspace::start_alone(const std::string& user_name, std::int64_t now_ms,
                                    RandomSource& random) {
  assert(!is_started());
  device_ = random.new_id(now_ms);
  local_ = std::make_unique<LocalAuthority>(replica_);
  records_.push_back(start_record());
  Identity identity;
  identity.workspace = random.new_id(now_ms);
  identity.epoch = 1;
  identity.lane = 1;
  identity.user = random.new_id(now_ms);
  // Whoever works alone sets up his workspace as well.
  identity.role = Role::kAdmin;
  replica_.join(identity);
  for (std::vector<Operation>& group : default_configuration()) {
    const auto done = replica_.submit_group(std::move(group), now_ms, std::nullopt);
    if (!done) return done;
  }
  CreateEntity user{identity.user, Kind::kUser, {}};
  user.fields = {{field::kUserName, Value::of(user_name)},
                 {field::kUserRole, Value::of(static_cast<std::int64_t>(identity.role))}};
  return submit(user, now_ms, random);
}

Result<void> Workspace::start_joined(RandomSource& random, std::int64_t now_ms) {
  std::vector<OperationGroup> history;
  if (is_alone()) history = history_of(replica_, replica_.identity().user);
  return start_joined(std::move(history), random, now_ms);
}

Result<void> Workspace::start_joined(std::vector<OperationGroup> history, RandomSource& random,
                                     std::int64_t now_ms) {
  replica_ = Replica();
  local_.reset();
  records_.clear();
  device_ = random.new_id(now_ms);
  for (OperationGroup& group : history) {
    const auto done =
        replica_.submit_group(std::move(group.operations), group.wall_ms, group.imported);
    if (!done) return done;
  }
  rewrite_ = true;
  return {};
}

WorkspaceCopy Workspace::copy() const {
  WorkspaceCopy copy;
  copy.device = device_;
  copy.device.low ^= replica_.parting();
  copy.is_alone = is_alone();
  copy.position = replica_.position();
  // Of a first load that is under way nothing is confirmed yet: the copy begins it anew.
  if (!replica_.first_load()) copy.history = replica_.history();
  if (local_) {
    copy.link = local_->head().link;
    copy.salts = local_->salts();
  }
  copy.outbox.assign(replica_.outbox().begin(), replica_.outbox().end());
  copy.attention = replica_.attention();
  return copy;
}

Result<void> Workspace::start_copy(WorkspaceCopy copy) {
  assert(!is_started());
  device_ = copy.device;
  if (copy.is_alone) local_ = std::make_unique<LocalAuthority>(replica_);
  replica_.restore_copy(copy.position, copy.history, std::move(copy.outbox),
                        std::move(copy.attention));
  rewrite_ = true;
  if (!local_) return {};
  local_->restore_copy({copy.position.head, copy.link}, copy.position.acked, std::move(copy.salts));
  return local_->verify();
}

Result<void> Workspace::submit(const Command& command, std::int64_t now_ms, RandomSource& random,
                               Seq seen) {
  CommandContext context;
  context.actor = replica_.identity().user;
  context.role = replica_.identity().role;
  context.now_ms = now_ms;
  context.seen = seen != 0 ? seen : replica_.head();
  if (const auto done = replica_.submit(command, context); !done) return done;
  return decide(now_ms, random);
}

Result<void> Workspace::submit_group(std::vector<Operation> operations, std::int64_t wall_ms,
                                     std::int64_t now_ms,
                                     const std::optional<ImportedOrigin>& origin,
                                     RandomSource& random) {
  const auto done = replica_.submit_group(std::move(operations), wall_ms, origin);
  if (!done) return done;
  return decide(now_ms, random);
}

Result<void> Workspace::decide(std::int64_t now_ms, RandomSource& random) {
  if (!local_) return {};
  const std::size_t rejected = replica_.attention().size();
  if (const auto done = local_->decide_waiting(now_ms, random); !done) return done;
  if (replica_.attention().size() == rejected) return {};
  // With one authority in process a rejection is an answer to the gesture itself.
  const Attention refused = replica_.attention().back();
  replica_.discard_attention(refused.group.first_dseq);
  return make_error(refused.outcome.code, refused.outcome.detail);
}

Result<void> Workspace::verify() const {
  if (!local_) {
    return make_error(ErrorCode::kUnsupported,
                      "the audit chain of this workspace is kept by its server");
  }
  return local_->verify();
}

bool Workspace::has_unsaved() const {
  return rewrite_ || !records_.empty() || replica_.has_records();
}

std::vector<Bytes> Workspace::take_records() {
  std::vector<Bytes> records = std::move(records_);
  records_.clear();
  const auto append = [&](std::vector<Bytes> more) {
    for (Bytes& record : more) records.push_back(std::move(record));
  };
  append(replica_.take_records());
  if (local_) append(local_->take_records());
  return records;
}

std::vector<Bytes> Workspace::snapshot() {
  std::vector<Bytes> records = {start_record()};
  const auto append = [&](std::vector<Bytes> more) {
    for (Bytes& record : more) records.push_back(std::move(record));
  };
  append(replica_.snapshot(kSliceBytes));
  if (local_) append(local_->snapshot(kSliceBytes));
  return records;
}

FileBatch Workspace::take_batch() {
  std::vector<Bytes> records = take_records();
  rewrite_ = replica_.take_replaced() || rewrite_;
  std::size_t bytes = 0;
  for (const Bytes& record : records) bytes += bytes_of_part(record);
  if (!rewrite_ && (bytes > 0 || !journal_.wants_checkpoint())) {
    FileBatch batch = journal_.append(records);
    journal_.count_as_snapshot(bytes);
    return batch;
  }
  if (!rewrite_ && records.empty()) return {};
  rewrite_ = false;
  return journal_.checkpoint(snapshot());
}

}  // namespace genba
