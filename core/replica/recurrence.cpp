#include "core/replica/recurrence.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/replica/ticket_label.h"
#include "core/replica/ticket_links.h"

namespace genba {
namespace {

constexpr auto kYes = static_cast<std::int64_t>(Boolean::kYes);
constexpr auto kNo = static_cast<std::int64_t>(Boolean::kNo);

bool was_resolved_before(const Table& tickets, Row problem, Row incident) {
  const std::int64_t resolved = tickets.column(field::kTicketResolvedAt).integer(problem);
  return resolved != kNoInteger &&
         resolved <= tickets.column(field::kTicketOpenedAt).integer(incident);
}

// Incidents that name their problem by a link.
void find_linked(const State& state, std::span<std::int64_t> out) {
  const Table& tickets = state.table(Kind::kTicket);
  for (const auto& [incident, problem] : links_of(state, LinkType::kHasProblem)) {
    if (out[incident] == kNoInteger) continue;
    if (was_resolved_before(tickets, problem, incident)) out[incident] = kYes;
  }
}

// Incidents that name their problem in writing: by its label or its number in another system.
void find_named(const State& state, std::span<std::int64_t> out) {
  const Table& tickets = state.table(Kind::kTicket);
  std::unordered_map<std::string, Row> problems;
  for (Row row = 0; row < tickets.size(); ++row) {
    if (!tickets.is_live(row) || !is(tickets, row, field::kTicketType, TicketType::kProblem))
      continue;
    problems.emplace(ticket_label(state, state.id(Kind::kTicket, row)), row);
    problems.emplace(tickets.column(field::kTicketOfflineLabel).text(row), row);
    const std::string_view source = tickets.column(field::kTicketSource).text(row);
    problems.emplace(source.substr(source.find(':') + 1), row);
  }
  problems.erase(std::string());
  if (problems.empty()) return;
  const Column& named = tickets.column(field::kTicketProblemNumber);
  for (Row row = 0; row < out.size(); ++row) {
    if (out[row] == kNoInteger || named.text(row).empty()) continue;
    const auto problem = problems.find(std::string(named.text(row)));
    if (problem != problems.end() && was_resolved_before(tickets, problem->second, row)) {
      out[row] = kYes;
    }
  }
}

void find_repeated(const State& state, std::span<std::int64_t> out) {
  const std::vector<std::uint32_t> groups = same_cause_groups(state);
  const auto opened = state.table(Kind::kTicket).column(field::kTicketOpenedAt).integers();
  struct Occurrence {
    std::uint32_t group;
    std::int64_t at_ms;
    Row row;
  };
  std::vector<Occurrence> occurrences;
  for (Row row = 0; row < out.size(); ++row) {
    if (groups[row] != 0) occurrences.push_back({groups[row], opened[row], row});
  }
  std::sort(occurrences.begin(), occurrences.end(), [](const Occurrence& a, const Occurrence& b) {
    return a.group != b.group ? a.group < b.group : a.at_ms < b.at_ms;
  });
  // Of incidents of the same instant all are later than what came before; none than each other.
  const Occurrence* earlier = nullptr;
  for (std::size_t i = 1; i < occurrences.size(); ++i) {
    const Occurrence& each = occurrences[i];
    const Occurrence& before = occurrences[i - 1];
    if (before.group != each.group) {
      earlier = nullptr;
      continue;
    }
    if (before.at_ms < each.at_ms) earlier = &before;
    if (earlier != nullptr && each.at_ms - earlier->at_ms <= kRecurrenceWindowMs) {
      out[each.row] = kYes;
    }
  }
}

}  // namespace

CountableIncident::CountableIncident(const Table& tickets)
    : tickets_(tickets),
      type_(tickets.column(field::kTicketType)),
      state_(tickets.column(field::kTicketState)),
      merged_into_(tickets.column(field::kTicketMergedInto)),
      opened_(tickets.column(field::kTicketOpenedAt)) {}

std::vector<std::uint32_t> same_cause_groups(const State& state) {
  const Table& tickets = state.table(Kind::kTicket);
  const CountableIncident counts(tickets);
  const Column& category = tickets.column(field::kTicketCategory);
  const Column& item = tickets.column(field::kTicketConfigurationItem);
  std::unordered_map<std::string_view, std::uint32_t> items;
  std::unordered_map<std::uint64_t, std::uint32_t> pairs;
  std::vector<std::uint32_t> groups(tickets.size(), 0);
  for (Row row = 0; row < tickets.size(); ++row) {
    const std::string_view name = item.text(row);
    const Handle of = category.reference(row);
    if (name.empty() || of == kNoHandle || !counts(row)) continue;
    const auto number = items.emplace(name, static_cast<std::uint32_t>(items.size())).first->second;
    const std::uint64_t pair = std::uint64_t{of} << 32 | number;
    groups[row] = pairs.emplace(pair, static_cast<std::uint32_t>(pairs.size() + 1)).first->second;
  }
  return groups;
}

void find_recurrences(const State& state, std::span<std::int64_t> out) {
  const CountableIncident counts(state.table(Kind::kTicket));
  for (Row row = 0; row < out.size(); ++row) {
    if (counts(row)) out[row] = kNo;
  }
  find_repeated(state, out);
  find_linked(state, out);
  find_named(state, out);
}

}  // namespace genba
