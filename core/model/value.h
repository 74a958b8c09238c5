// Value: what a cell holds. Five shapes carry every field type; the field table says how to read
// one (a choice, an instant and a boolean are all integers).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/model/bytes.h"
#include "core/model/ids.h"

namespace genba {

// Sorted, without repeats.
using TextSet = std::vector<std::string>;

// Limits of one value, in bytes; a longer text is refused with kTooLarge before it is recorded.
constexpr std::size_t kMaxTextBytes = 256 * 1024;
constexpr std::size_t kMaxSetItems = 256;

class Value {
 public:
  Value() = default;  // empty: the field has no value
  static Value of(std::int64_t number) { return Value(Data(std::in_place_index<1>, number)); }
  static Value of(std::string text) { return Value(Data(std::in_place_index<2>, std::move(text))); }
  static Value of(EntityId id) { return Value(Data(std::in_place_index<3>, id)); }
  static Value of(TextSet items);  // sorts and removes repeats

  bool is_empty() const { return data_.index() == 0; }
  bool is_integer() const { return data_.index() == 1; }
  bool is_text() const { return data_.index() == 2; }
  bool is_reference() const { return data_.index() == 3; }
  bool is_set() const { return data_.index() == 4; }

  // The content, or the neutral one (0, "", null id, {}) when the value has another shape.
  std::int64_t integer() const;
  const std::string& text() const&;
  std::string text() &&;
  EntityId reference() const;
  const TextSet& set() const;

  friend bool operator==(const Value& a, const Value& b) { return a.data_ == b.data_; }
  friend bool operator!=(const Value& a, const Value& b) { return !(a == b); }

  void encode(ByteWriter& out) const;
  // Fails the reader on an unknown tag, a limit, or a set that is not sorted.
  static Value decode(ByteReader& in);

 private:
  using Data = std::variant<std::monostate, std::int64_t, std::string, EntityId, TextSet>;
  explicit Value(Data data) : data_(std::move(data)) {}

  Data data_;
};

void encode_id(ByteWriter& out, const EntityId& id);  // 16 bytes
EntityId decode_id(ByteReader& in);

}  // namespace genba
