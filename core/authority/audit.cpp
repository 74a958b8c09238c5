#include "core/authority/audit.h"

#include <string>

namespace genba {

bool is_erased(const AuditRecord& record) {
  return record.salt == Salt{} && record.effect.value.is_empty();
}

Hash256 hash_value(const Salt& salt, const Value& value) {
  ByteWriter out;
  out.raw({reinterpret_cast<const char*>(salt.data()), salt.size()});
  value.encode(out);
  return sha256(out.bytes());
}

Hash256 next_link(const Hash256& previous, const Effect& effect, const Hash256& value_hash) {
  Effect header = effect;
  header.value = {};
  Effect none;
  ByteWriter out;
  out.raw(view_of(previous));
  encode(out, header, none);
  out.raw(view_of(value_hash));
  return sha256(out.bytes());
}

Result<void> verify_link(const Hash256& previous, const AuditRecord& record) {
  if (!is_erased(record) && hash_value(record.salt, record.effect.value) != record.value_hash) {
    return make_error(ErrorCode::kCorrupt, "the value of effect " +
                                               std::to_string(record.effect.seq) +
                                               " is not the one that was recorded");
  }
  if (next_link(previous, record.effect, record.value_hash) != record.link) {
    return make_error(ErrorCode::kCorrupt,
                      "the audit chain breaks at effect " + std::to_string(record.effect.seq));
  }
  return {};
}

}  // namespace genba
