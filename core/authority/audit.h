// The audit chain: every effect in order, each link covering the one before it, so that any changed
// bit is found.
//
//   link(n) = SHA-256( link(n−1) ‖ header(n) ‖ SHA-256( salt(n) ‖ value(n) ) )
//
// header: the effect without its value. The chain covers the salted hash, never the value, so that
// erasing a person deletes value and salt and leaves the chain whole; with 128 random bits of salt
// the hash that stays tells nothing about a short value. What was erased is itself recorded in the
// log (erasure.h). link(0) is 32 zero bytes.
#pragma once

#include <array>
#include <cstdint>

#include "core/model/effect.h"
#include "core/model/sha256.h"

namespace genba {

using Salt = std::array<std::uint8_t, 16>;

struct AuditRecord {
  Effect effect;
  Salt salt{};
  Hash256 value_hash{};  // SHA-256(salt ‖ encoded value); kept when value and salt are erased
  Hash256 link{};
};

// Whether value and salt are gone.
bool is_erased(const AuditRecord& record);
Hash256 hash_value(const Salt& salt, const Value& value);
Hash256 next_link(const Hash256& previous, const Effect& effect, const Hash256& value_hash);
// Whether the record follows `previous`, and its value (unless erased: zero salt, empty value) is
// the one that was hashed. kCorrupt names the seq.
Result<void> verify_link(const Hash256& previous, const AuditRecord& record);

}  // namespace genba
