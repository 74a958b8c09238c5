#include "core/model/value.h"

#include <algorithm>

namespace genba {
namespace {

enum Tag : std::uint8_t { kEmpty = 0, kInteger = 1, kText = 2, kReference = 3, kSet = 4 };

}  // namespace

Value Value::of(TextSet items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return Value(Data(std::in_place_index<4>, std::move(items)));
}

std::int64_t Value::integer() const {
  const auto* number = std::get_if<1>(&data_);
  return number ? *number : 0;
}

const std::string& Value::text() const& {
  static const std::string kNone;
  const auto* text = std::get_if<2>(&data_);
  return text ? *text : kNone;
}

std::string Value::text() && {
  auto* text = std::get_if<2>(&data_);
  return text ? std::move(*text) : std::string();
}

EntityId Value::reference() const {
  const auto* id = std::get_if<3>(&data_);
  return id ? *id : EntityId{};
}

const TextSet& Value::set() const {
  static const TextSet kNone;
  const auto* items = std::get_if<4>(&data_);
  return items ? *items : kNone;
}

void Value::encode(ByteWriter& out) const {
  out.byte(static_cast<std::uint8_t>(data_.index()));
  switch (data_.index()) {
    case kInteger: out.zigzag(integer()); break;
    case kText: out.text(text()); break;
    case kReference: encode_id(out, reference()); break;
    case kSet:
      out.varint(set().size());
      for (const std::string& item : set()) out.text(item);
      break;
    default: break;
  }
}

Value Value::decode(ByteReader& in) {
  switch (in.byte()) {
    case kEmpty: return {};
    case kInteger: return of(in.zigzag());
    case kText: return of(std::string(in.text(kMaxTextBytes)));
    case kReference: return of(decode_id(in));
    case kSet: {
      const std::size_t size = in.count(1);
      if (size > kMaxSetItems) in.fail();
      TextSet items;
      for (std::size_t i = 0; i < size && !in.failed(); ++i) {
        items.emplace_back(in.text(kMaxTextBytes));
        if (i > 0 && !(items[i - 1] < items[i])) in.fail();
      }
      return of(std::move(items));
    }
    default: in.fail(); return {};
  }
}

void encode_id(ByteWriter& out, const EntityId& id) {
  out.fixed64(id.high);
  out.fixed64(id.low);
}

EntityId decode_id(ByteReader& in) {
  EntityId id;
  id.high = in.fixed64();
  id.low = in.fixed64();
  return id;
}

}  // namespace genba
