#include "core/authority/erasure.h"

#include <string>

namespace genba {

EntityId erasure_id(const CellKey& cell) {
  return derive_id("erasure",
                   to_string(cell.entity) + ":" + std::to_string(static_cast<int>(cell.field)));
}

Value encode_erased(std::span<const Seq> effects) {
  ByteWriter out;
  Seq last = 0;
  for (const Seq seq : effects) {
    out.varint(seq - last);
    last = seq;
  }
  return Value::of(out.take());
}

Result<std::vector<Seq>> decode_erased(const Value& value) {
  ByteReader in(value.text());
  std::vector<Seq> effects;
  Seq last = 0;
  while (!in.at_end() && !in.failed()) effects.push_back(last += in.varint());
  if (const auto whole = in.finish("erased effects"); !whole) return whole.error();
  return effects;
}

}  // namespace genba
