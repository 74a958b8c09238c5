// Digest: a history in 256 sums, for finding where two copies of it differ without sending it.
//
// Each effect's SHA-256 is added to the sum of its entity's bucket, modulo 2^64, so that the order
// in which effects came does not matter, and a range of sequence numbers can be summed by itself.
// Equal effects give equal sums on every build; different ones give different sums but for a chance
// of 1 in 2^64 a bucket. Not against forgers: a server that lies is believed anyway.
//
// Pure. One thread.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>

#include "core/model/effect.h"

namespace genba {

class Replica;

constexpr std::size_t kDigestBuckets = 256;
using BucketSet = std::bitset<kDigestBuckets>;

// Ids are random or hashed in their low half.
constexpr std::size_t bucket_of(const EntityId& id) { return id.low & (kDigestBuckets - 1); }

class Digest {
 public:
  void add(const Effect& effect);
  std::uint64_t sum(std::size_t bucket) const { return sums_[bucket]; }
  void set_sum(std::size_t bucket, std::uint64_t sum) { sums_[bucket] = sum; }
  // The buckets in which the two differ.
  BucketSet differing(const Digest& other) const;

  friend bool operator==(const Digest&, const Digest&) = default;

 private:
  std::array<std::uint64_t, kDigestBuckets> sums_{};
};

// Of what the authority has told the replica: the effects after `after` and up to `until`.
Digest digest_of(const Replica& replica, Seq after, Seq until);

// The buckets with an entity of which the confirmed cells are not what its effects lead to.
BucketSet contradictions(const Replica& replica);

}  // namespace genba
