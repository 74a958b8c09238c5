#include "core/replica/query_names.h"

#include <algorithm>
#include <cassert>

#include "core/replica/ticket_label.h"
#include "core/text/fold.h"

namespace genba {
namespace {

// What an entity may be called by, the printed one first.
constexpr std::string_view kNameFields[] = {"code", "name", "name_en", "sign_in_name"};

std::vector<const Column*> name_columns(const State& state, Kind kind) {
  std::vector<const Column*> columns;
  for (const std::string_view name : kNameFields) {
    const FieldSpec* field = find_field(kind, name);
    if (field != nullptr) columns.push_back(&state.table(kind).column(field->id));
  }
  return columns;
}

template <typename Match>
std::vector<std::uint8_t> matching(const State& state, Kind target, Match match) {
  std::vector<std::uint8_t> found(state.ids().size(), 0);
  const Table& table = state.table(target);
  const std::vector<const Column*> columns = name_columns(state, target);
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

std::string reference_name(const State& state, Handle handle) {
  assert(handle != kNoHandle);
  const IdTable& ids = state.ids();
  const Kind kind = ids.kind(handle);
  const Row row = ids.row(handle);
  std::string name;
  if (row != kNoRow && state.table(kind).is_live(row)) {
    for (const Column* column : name_columns(state, kind)) {
      name = column->text(row);
      if (!name.empty()) return name;
    }
    if (kind == Kind::kTicket) name = ticket_label(state, ids.id(handle));
  }
  return name.empty() ? to_string(ids.id(handle)) : name;
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
    std::string name;
    Handle handle;
  };
  std::vector<Named> named;
  for (Handle handle = 1; handle < used.size(); ++handle) {
    if (used[handle] != 0) named.push_back({reference_name(state, handle), handle});
  }
  std::sort(named.begin(), named.end(),
            [](const Named& a, const Named& b) { return a.name < b.name; });
  NameRanks ranks;
  ranks.rank_of.assign(used.size(), 0);
  for (Named& each : named) {
    if (ranks.names.empty() || ranks.names.back() != each.name) {
      ranks.names.push_back(std::move(each.name));
    }
    ranks.rank_of[each.handle] = static_cast<std::uint32_t>(ranks.names.size() - 1);
  }
  return ranks;
}

}  // namespace genba
