#include "core/replica/digest.h"

#include <map>

#include "core/model/sha256.h"
#include "core/replica/replica.h"

namespace genba {

void Digest::add(const Effect& effect) {
  ByteWriter out;
  Effect nothing_before;
  encode(out, effect, nothing_before);
  const Hash256 hash = sha256(out.bytes());
  std::uint64_t part = 0;
  for (std::size_t i = 0; i < sizeof part; ++i) part = part << 8 | hash[i];
  sums_[bucket_of(effect.entity)] += part;
}

BucketSet Digest::differing(const Digest& other) const {
  BucketSet buckets;
  for (std::size_t i = 0; i < kDigestBuckets; ++i) buckets[i] = sums_[i] != other.sums_[i];
  return buckets;
}

Digest digest_of(const Replica& replica, Seq after, Seq until) {
  Digest digest;
  for (const EntityId& id : replica.timeline().entities()) {
    for (const Effect& effect : replica.timeline().of(id)) {
      if (effect.seq > after && effect.seq <= until) digest.add(effect);
    }
  }
  return digest;
}

BucketSet contradictions(const Replica& replica) {
  BucketSet buckets;
  const Replica::Confirmed confirmed(replica);
  for (const EntityId& id : replica.timeline().entities()) {
    std::map<FieldId, Value> last;
    for (const Effect& effect : replica.timeline().of(id)) {
      if (!effect.create) last[effect.field] = effect.value;
    }
    for (const auto& [field, value] : last) {
      if (confirmed.value(id, field) != value) buckets[bucket_of(id)] = true;
    }
  }
  return buckets;
}

}  // namespace genba
