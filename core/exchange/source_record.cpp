#include "core/exchange/source_record.h"

#include <algorithm>

#include "core/model/sha256.h"

namespace genba {
namespace {

using Short = std::array<std::uint8_t, 8>;

Short short_hash(const Value& value) {
  ByteWriter out;
  value.encode(out);
  const Hash256 hash = sha256(out.bytes());
  Short cut;
  std::copy_n(hash.begin(), cut.size(), cut.begin());
  return cut;
}

}  // namespace

SourceRecord::SourceRecord(std::string_view bytes) {
  ByteReader in(bytes);
  while (!in.at_end() && !in.failed()) {
    const std::uint64_t field = in.varint();
    const std::string_view hash = in.raw(sizeof(Short));
    if (in.failed()) break;
    std::copy(hash.begin(), hash.end(), hashes_[field].begin());
  }
  if (in.failed()) hashes_.clear();
}

std::uint64_t SourceRecord::key_of(const EntityId& custom) {
  return custom.low | std::uint64_t{1} << 63;
}

bool SourceRecord::has(std::uint64_t key, const Value& value) const {
  const auto found = hashes_.find(key);
  return found != hashes_.end() && found->second == short_hash(value);
}

void SourceRecord::put(std::uint64_t key, const Value& value) { hashes_[key] = short_hash(value); }

Bytes SourceRecord::bytes() const {
  ByteWriter out;
  for (const auto& [field, hash] : hashes_) {
    out.varint(field);
    out.raw({reinterpret_cast<const char*>(hash.data()), hash.size()});
  }
  return out.take();
}

}  // namespace genba
