#include "core/replica/query_names.h"

#include <algorithm>
#include <cassert>
#include <deque>

#include "core/replica/ticket_label.h"
#include "core/text/fold.h"

namespace genba {
namespace {

// What an entity may be called by, the printed one first.
constexpr std::string_view kNameFields[] = {"code", "name", "name_en", "sign_in_name"};

// The name as the entity's cells hold it; empty when it must be made up.
std::string_view stored_name(const State& state, Handle handle) {
  const Kind kind = state.ids().kind(handle);
  const Row row = state.ids().row(handle);
  if (row == kNoRow || !state.table(kind).is_live(row)) return {};
  for (const FieldId field : name_fields(kind)) {
    const std::string_view name = state.table(kind).column(field).text(row);
    if (!name.empty()) return name;
  }
  return {};
}

std::string made_up_name(const State& state, Handle handle) {
  const EntityId& id = state.ids().id(handle);
  std::string name;
  if (state.kind(id) == Kind::kTicket) name = ticket_label(state, id);
  return name.empty() ? to_string(id) : name;
}

template <typename Match>
std::vector<std::uint8_t> matching(const State& state, Kind target, Match match) {
  std::vector<std::uint8_t> found(state.ids().size(), 0);
  const Table& table = state.table(target);
  std::vector<const Column*> columns;
  for (const FieldId field : name_fields(target)) columns.push_back(&table.column(field));
  for (Row row = 0; row < table.size(); ++row) {
    if (!table.is_live(row)) continue;
    for (const Column* column : columns) {
      if (!match(column->text(row))) continue;
      found[table.handle(row)] = 1;
      break;
    }
  }
  return found;
}

}  // namespace

const std::vector<FieldId>& name_fields(Kind kind) {
  static const std::vector<std::vector<FieldId>> by_kind = [] {
    std::vector<std::vector<FieldId>> all(256);
    for (const KindSpec& spec : all_kinds()) {
      for (const std::string_view name : kNameFields) {
        const FieldSpec* field = find_field(spec.kind, name);
        if (field != nullptr) all[static_cast<std::size_t>(spec.kind)].push_back(field->id);
      }
    }
    return all;
  }();
  return by_kind[static_cast<std::size_t>(kind)];
}

std::string reference_name(const State& state, Handle handle) {
  assert(handle != kNoHandle);
  const std::string_view stored = stored_name(state, handle);
  return stored.empty() ? made_up_name(state, handle) : std::string(stored);
}

std::vector<std::uint8_t> handles_named(const State& state, Kind target, std::string_view name) {
  std::vector<std::uint8_t> found =
      matching(state, target, [&](std::string_view text) { return text == name; });
  if (const Result<EntityId> id = parse_id(name)) {
    if (const Handle handle = state.ids().find(*id)) found[handle] = 1;
  }
  return found;
}

std::vector<std::uint8_t> handles_containing(const State& state, Kind target,
                                             std::string_view part) {
  const std::string folded_part = fold_for_search(part);
  std::string folded;
  return matching(state, target, [&](std::string_view text) {
    if (text.empty()) return false;
    folded.clear();
    append_folded(folded, text);
    return folded.find(folded_part) != std::string::npos;
  });
}

NameRanks rank_names(const State& state, const std::vector<std::uint8_t>& used) {
  struct Named {
    std::uint64_t prefix;
    std::string_view name;
    Handle handle;
  };
  std::vector<Named> named;
  std::deque<std::string> made_up;  // a deque, since the names point into it
  for (Handle handle = 1; handle < used.size(); ++handle) {
    if (used[handle] == 0) continue;
    std::string_view name = stored_name(state, handle);
    if (name.empty()) name = made_up.emplace_back(made_up_name(state, handle));
    named.push_back({text_prefix(name), name, handle});
  }
  std::sort(named.begin(), named.end(), [](const Named& a, const Named& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : a.name < b.name;
  });
  NameRanks ranks;
  ranks.rank_of.assign(used.size(), 0);
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (i == 0 || named[i].name != named[i - 1].name) ++ranks.count;
    ranks.rank_of[named[i].handle] = ranks.count - 1;
  }
  return ranks;
}

std::uint64_t text_prefix(std::string_view text) {
  std::uint64_t prefix = 0;
  const std::size_t count = std::min<std::size_t>(text.size(), 8);
  for (std::size_t i = 0; i < count; ++i) {
    prefix |= std::uint64_t{static_cast<unsigned char>(text[i])} << (56 - 8 * i);
  }
  return prefix;
}

}  // namespace genba
