// SourceRecord: what the source said of an imported ticket when it was last imported, as hashes of
// the fields' values (the ticket's field `source_record`). A repeated import tells by it what the
// source has changed since then, so that what people changed here meanwhile stays.
//
// Bytes: for each field, ascending: varint field, the first 8 bytes of the SHA-256 of its encoded
// value. A custom field stands there as the low half of its definition's id, with the highest bit
// set.
#pragma once

#include <array>
#include <map>

#include "core/model/fields.h"

namespace genba {

class SourceRecord {
 public:
  SourceRecord() = default;
  explicit SourceRecord(std::string_view bytes);  // damaged bytes are no record

  bool has(FieldId field, const Value& value) const { return has(key_of(field), value); }
  bool has(const EntityId& custom, const Value& value) const { return has(key_of(custom), value); }
  void put(FieldId field, const Value& value) { put(key_of(field), value); }
  void put(const EntityId& custom, const Value& value) { put(key_of(custom), value); }
  Bytes bytes() const;

 private:
  static std::uint64_t key_of(FieldId field) { return static_cast<std::uint64_t>(field); }
  static std::uint64_t key_of(const EntityId& custom);
  bool has(std::uint64_t key, const Value& value) const;
  void put(std::uint64_t key, const Value& value);

  std::map<std::uint64_t, std::array<std::uint8_t, 8>> hashes_;
};

}  // namespace genba
