#include "core/replica/entity_record.h"

#include <algorithm>
#include <map>

#include "core/replica/timeline_store.h"

namespace genba {

void encode(ByteWriter& out, const EntityRecord& record) {
  encode_id(out, record.id);
  out.byte(static_cast<std::uint8_t>(record.kind));
  out.byte(static_cast<std::uint8_t>(record.facet));
  out.varint(record.cells.size());
  for (const auto& [field, value] : record.cells) {
    out.byte(number_of(field));
    value.encode(out);
  }
  out.text(record.timeline);
}

EntityRecord decode_entity_record(ByteReader& in) {
  EntityRecord record;
  record.id = decode_id(in);
  record.kind = static_cast<Kind>(in.byte());
  const std::uint8_t facet = in.byte();
  if (facet > 1 || record.id.is_null()) in.fail();
  record.facet = static_cast<Facet>(facet);
  const std::size_t count = in.count(2);
  record.cells.reserve(std::min<std::size_t>(count, 64));
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    const FieldId field = field_id(record.kind, in.byte());
    record.cells.emplace_back(field, Value::decode(in));
  }
  record.timeline = in.text(in.remaining());
  return record;
}

EntityRecord record_of(const std::vector<Effect>& effects, Bytes& timeline) {
  EntityRecord record;
  record.id = effects.front().entity;
  std::map<FieldId, const Value*> cells;
  for (const Effect& effect : effects) {
    if (effect.create) {
      record.kind = kind_of(effect.field);
      record.facet = effect.facet;
    } else {
      cells[effect.field] = &effect.value;
    }
  }
  for (const auto& [field, value] : cells) {
    if (!value->is_empty()) record.cells.emplace_back(field, *value);
  }
  timeline = encode_timeline(effects, [](const Effect&) { return true; });
  record.timeline = timeline;
  return record;
}

}  // namespace genba
