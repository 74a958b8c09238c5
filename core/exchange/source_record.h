// SourceRecord: what the source said of an imported ticket when it was last imported, as hashes of
// the fields' values (the ticket's field `source_record`). A repeated import tells by it what the
// source has changed since then, so that what people changed here meanwhile stays.
//
// Bytes: for each field, ascending: varint field, the first 8 bytes of the SHA-256 of its encoded
// value.
#pragma once

#include <array>
#include <map>

#include "core/model/fields.h"

namespace genba {

class SourceRecord {
 public:
  SourceRecord() = default;
  explicit SourceRecord(std::string_view bytes);  // damaged bytes are no record

  bool has(FieldId field, const Value& value) const;
  void put(FieldId field, const Value& value);
  Bytes bytes() const;

 private:
  std::map<FieldId, std::array<std::uint8_t, 8>> hashes_;
};

}  // namespace genba
