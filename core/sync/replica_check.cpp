#include "core/sync/replica_check.h"

#include <algorithm>

namespace genba {
namespace {

// Effects of one question.
constexpr Seq kRange = 200'000;
// From so many bad buckets on it is less work to pull everything.
constexpr std::size_t kTooManyBad = kDigestBuckets / 4;

}  // namespace

void ReplicaCheck::begin(const Replica& replica) {
  under_way_ = true;
  compared_ = 0;
  repaired_ = 0;
  bad_ = contradictions(replica);
}

std::size_t ReplicaCheck::next_bad() const {
  std::size_t bucket = 0;
  while (bucket < kDigestBuckets && !bad_[bucket]) ++bucket;
  return bucket;
}

ReplicaCheck::Request ReplicaCheck::next(const Replica& replica) const {
  const std::uint64_t epoch = replica.identity().epoch;
  if (compared_ < replica.head() || bad_.none()) {
    const Seq until = std::min(replica.head(), compared_ + kRange);
    return {false, encode(CheckRequest{epoch, replica.cursor(), compared_, until})};
  }
  return {true,
          encode(RepairRequest{epoch, replica.cursor(), static_cast<std::uint8_t>(next_bad())})};
}

Result<void> ReplicaCheck::take_check(std::string_view body, Replica& replica) {
  const Result<CheckResponse> check = decode_check_response(body);
  if (!check) return check.error();
  if (check->error != ErrorCode::kNone) return make_error(check->error, "check");
  const bool goes_on = check->until > compared_ || compared_ == replica.head();
  if (!goes_on || check->until > replica.head()) {
    return make_error(ErrorCode::kMalformed, "check response: it compares nothing");
  }
  bad_ |= digest_of(replica, compared_, check->until).differing(check->digest);
  compared_ = check->until;
  end_if_done(replica);
  if (under_way_ || !result_->began_anew) return {};
  replica.reset_confirmed(replica.identity().epoch);
  return {};
}

Result<void> ReplicaCheck::take_repair(std::string_view body, Replica& replica) {
  Result<RepairResponse> repair = decode_repair_response(body);
  if (!repair) return repair.error();
  if (repair->error != ErrorCode::kNone && repair->error != ErrorCode::kTooLarge) {
    return make_error(repair->error, "repair");
  }
  if (repair->error == ErrorCode::kTooLarge) {
    under_way_ = false;
    result_ = {compared_, repaired_, true};
    replica.reset_confirmed(replica.identity().epoch);
    return {};
  }
  const std::size_t bucket = next_bad();
  replica.repair(bucket, std::move(repair->effects));
  bad_[bucket] = false;
  ++repaired_;
  end_if_done(replica);
  return {};
}

void ReplicaCheck::end_if_done(const Replica& replica) {
  if (compared_ < replica.head()) return;
  const bool begins_anew = bad_.count() >= kTooManyBad;
  if (bad_.any() && !begins_anew) return;
  under_way_ = false;
  result_ = {compared_, repaired_, begins_anew};
}

}  // namespace genba
