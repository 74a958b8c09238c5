#include "core/reports/clusters.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

struct Incident {
  std::uint64_t key;
  std::int64_t opened_ms;
  Row row;
};

std::vector<Incident> incidents_of(const State& state, const std::vector<std::uint8_t>& mask,
                                   IncidentCluster::By by) {
  const Table& tickets = state.table(Kind::kTicket);
  const CountableIncident counts(tickets);
  const Column& opened = tickets.column(field::kTicketOpenedAt);
  const Column& title = tickets.column(field::kTicketTitle);
  std::vector<std::uint32_t> causes;
  if (by == IncidentCluster::By::kCause) causes = same_cause_groups(state);
  std::vector<Incident> incidents;
  for (Row row = 0; row < mask.size(); ++row) {
    if (mask[row] == 0 || !counts(row)) continue;
    const std::uint64_t key = causes.empty() ? title_key(title.text(row)) : causes[row];
    if (key != 0) incidents.push_back({key, opened.integer(row), row});
  }
  return incidents;
}

// Incidents that share a key with another one; sorting the others would be for nothing.
void drop_single(std::vector<Incident>& incidents) {
  std::size_t slots = 1024;
  while (slots < incidents.size() * 4) slots *= 2;
  std::vector<std::uint8_t> seen(slots, 0);
  for (const Incident& each : incidents) {
    std::uint8_t& count = seen[each.key % slots];
    count = static_cast<std::uint8_t>(std::min(count + 1, 2));
  }
  std::erase_if(incidents, [&](const Incident& each) { return seen[each.key % slots] < 2; });
}

void append_clusters(std::vector<Incident> incidents, IncidentCluster::By by,
                     std::vector<IncidentCluster>& clusters) {
  drop_single(incidents);
  std::sort(incidents.begin(), incidents.end(), [](const Incident& a, const Incident& b) {
    if (a.key != b.key) return a.key < b.key;
    return a.opened_ms != b.opened_ms ? a.opened_ms < b.opened_ms : a.row < b.row;
  });
  for (std::size_t at = 0; at < incidents.size();) {
    std::size_t end = at + 1;
    while (end < incidents.size() && incidents[end].key == incidents[at].key &&
           incidents[end].opened_ms - incidents[end - 1].opened_ms <= kRecurrenceWindowMs) {
      ++end;
    }
    if (end - at >= 2) {
      IncidentCluster& cluster = clusters.emplace_back();
      cluster.by = by;
      for (std::size_t i = at; i < end; ++i) cluster.rows.push_back(incidents[i].row);
    }
    at = end;
  }
}

}  // namespace

std::uint64_t title_key(std::string_view title) {
  constexpr std::uint64_t kPrime = 0x100000001b3ull;  // FNV-1a
  std::uint64_t letters_hash = 0xcbf29ce484222325ull, digits_hash = letters_hash;
  std::size_t letters = 0, digits = 0;
  for (std::size_t at = 0; at < title.size();) {
    char32_t c = static_cast<unsigned char>(title[at]);
    if (c < 0x80) {
      ++at;
    } else if (c >= 0xe1 && c <= 0xec && at + 2 < title.size()) {
      // Kana and kanji without a call for each: any malformed bytes are as good a key.
      const auto second = static_cast<unsigned char>(title[at + 1]);
      const auto third = static_cast<unsigned char>(title[at + 2]);
      c = (c & 0xf) << 12 | (second & 0x3fu) << 6 | (third & 0x3fu);
      at += 3;
    } else {
      c = next_code_point(title, at);
    }
    // The common part of folding, since it is done for every title; the rest is left to the whole.
    if (c >= 0xff61 && c <= 0xff9f) return title_key(fold_for_search(title));
    if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;  // full width
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (c >= 0x30a1 && c <= 0x30f6) c -= 0x60;  // katakana
    if (c >= '0' && c <= '9') {
      ++digits;
      digits_hash = (digits_hash ^ c) * kPrime;
      continue;
    }
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 0xc0 && c < 0x2000) || c == 0x3005 ||
                           (c >= 0x3041 && c < 0xff00) || c >= 0xff66;
    if (!is_letter) continue;
    ++letters;
    letters_hash = (letters_hash ^ c) * kPrime;
  }
  if (letters == 0) return 0;
  const bool is_number = digits > 2 * letters;
  return (is_number ? letters_hash ^ digits_hash * kPrime : letters_hash) | 1;
}

std::vector<IncidentCluster> find_clusters(const State& state,
                                           const std::vector<std::uint8_t>& mask) {
  std::vector<IncidentCluster> clusters;
  append_clusters(incidents_of(state, mask, IncidentCluster::By::kCause),
                  IncidentCluster::By::kCause, clusters);
  const std::size_t causes = clusters.size();
  std::vector<std::uint32_t> cause_of(mask.size(), 0);
  for (std::size_t i = 0; i < causes; ++i) {
    for (const Row row : clusters[i].rows) cause_of[row] = static_cast<std::uint32_t>(i + 1);
  }
  append_clusters(incidents_of(state, mask, IncidentCluster::By::kTitle),
                  IncidentCluster::By::kTitle, clusters);
  const auto is_known = [&](const IncidentCluster& cluster) {
    const std::uint32_t cause = cause_of[cluster.rows.front()];
    return cluster.by == IncidentCluster::By::kTitle && cause != 0 &&
           clusters[cause - 1].rows == cluster.rows;
  };
  clusters.erase(std::remove_if(clusters.begin() + static_cast<std::ptrdiff_t>(causes),
                                clusters.end(), is_known),
                 clusters.end());
  return clusters;
}

}  // namespace genba
