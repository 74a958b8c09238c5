#include "core/model/operation.h"

namespace genba {
namespace {

// Of an operation within a group: the entity is that of the one before (most are).
constexpr std::uint8_t kSameAsBefore = 0x10;
constexpr std::uint8_t kActionMask = 0x0f;

}  // namespace

void encode(ByteWriter& out, const OperationGroup& group) {
  out.varint(group.lane);
  out.varint(group.first_dseq);
  out.zigzag(group.wall_ms);
  out.byte(group.imported ? 1 : 0);
  if (group.imported) encode_id(out, group.imported->actor);
  out.varint(group.operations.size());
  EntityId previous;
  Seq base = 0;
  for (const Operation& operation : group.operations) {
    const bool same = operation.entity == previous;
    out.byte(static_cast<std::uint8_t>(static_cast<std::uint8_t>(operation.action) |
                                       (same ? kSameAsBefore : 0)));
    if (!same) encode_id(out, operation.entity);
    out.varint(static_cast<std::uint64_t>(operation.field));
    out.zigzag(static_cast<std::int64_t>(operation.base - base));
    operation.value.encode(out);
    previous = operation.entity;
    base = operation.base;
  }
}

OperationGroup decode_group(ByteReader& in) {
  OperationGroup group;
  const std::uint64_t lane = in.varint();
  if (lane > 0xffffffffu) in.fail();
  group.lane = static_cast<Lane>(lane);
  group.first_dseq = in.varint();
  group.wall_ms = in.zigzag();
  const std::uint8_t imported = in.byte();
  if (imported > 1) in.fail();
  if (imported == 1) group.imported = ImportedOrigin{decode_id(in)};
  const std::size_t size = in.count(4);
  if (size == 0 || size > kMaxOperationsInGroup || group.first_dseq > UINT64_MAX - size) in.fail();
  EntityId previous;
  Seq base = 0;
  for (std::size_t i = 0; i < size && !in.failed(); ++i) {
    Operation operation;
    const std::uint8_t head = in.byte();
    if ((head & kActionMask) > 3 || (head & ~(kActionMask | kSameAsBefore)) != 0) in.fail();
    operation.action = static_cast<Action>(head & kActionMask);
    operation.entity = (head & kSameAsBefore) != 0 ? previous : decode_id(in);
    if ((head & kSameAsBefore) == 0 && operation.entity == previous) in.fail();
    const std::uint64_t field = in.varint();
    if (field > 0xffff) in.fail();
    operation.field = static_cast<FieldId>(field);
    operation.base = base + static_cast<Seq>(in.zigzag());
    operation.value = Value::decode(in);
    previous = operation.entity;
    base = operation.base;
    group.operations.push_back(std::move(operation));
  }
  return group;
}

}  // namespace genba
