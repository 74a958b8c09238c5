#include "wasm/views/command_palette.h"

#include <algorithm>

#include "wasm/views/address.h"
#include "wasm/views/language_switch.h"
#include "wasm/views/offers.h"
#include "wasm/views/preferences.h"
#include "wasm/views/scope_card.h"

namespace genba {
namespace {

constexpr std::size_t kRecent = 8, kTickets = 12, kArticles = 6;

std::vector<std::string> recent_keys(const Actions& actions) {
  std::vector<std::string> keys;
  const std::string kept = actions.preference(preference::kRecent);
  std::string_view rest = kept;
  while (!rest.empty()) {
    const std::string_view key = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), key.size() + 1));
    if (!key.empty()) keys.emplace_back(key);
  }
  return keys;
}

void remember(Actions& actions, const PaletteEntry& entry) {
  const std::string key = entry.key();
  if (key.empty()) return;
  std::vector<std::string> keys = recent_keys(actions);
  std::erase(keys, key);
  keys.insert(keys.begin(), key);
  if (keys.size() > kRecent) keys.resize(kRecent);
  std::string kept;
  for (const std::string& each : keys) kept.append(kept.empty() ? "" : " ").append(each);
  actions.set_preference(preference::kRecent, kept);
}

// What was used last comes before everything else, once.
std::vector<PaletteEntry> with_recent_first(const Model& model, const Actions& actions,
                                            std::vector<PaletteEntry> entries) {
  std::vector<PaletteEntry> ordered;
  for (const std::string& key : recent_keys(actions)) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const PaletteEntry& each) { return each.key() == key; });
    if (found != entries.end()) {
      ordered.push_back(std::move(*found));
      entries.erase(found);
      continue;
    }
    for (PaletteEntry& record : palette_record_of(model, key)) ordered.push_back(std::move(record));
  }
  for (PaletteEntry& each : ordered) each.note = ts(model, Message::kPaletteRecent);
  std::move(entries.begin(), entries.end(), std::back_inserter(ordered));
  return ordered;
}

PaletteEntry search_elsewhere(const Model& model, std::string_view query) {
  PaletteEntry entry;
  entry.deed = PaletteDeed::kOpen;
  entry.argument = server_search_path(query);
  entry.label = t(model, Message::kServerSearchFor, query);
  entry.note = ts(model, Message::kNavTickets);
  entry.icon = ui::Icon::kSearch;
  return entry;
}

std::vector<PaletteEntry> entries_for(const Model& model, Actions& actions,
                                      std::string_view query) {
  std::vector<PaletteEntry> entries = palette_commands(model);
  if (query.find_first_not_of(' ') == std::string_view::npos) {
    return with_recent_first(model, actions, std::move(entries));
  }
  entries = fitting(std::move(entries), query);
  const auto append = [&](std::vector<PaletteEntry> more) {
    std::move(more.begin(), more.end(), std::back_inserter(entries));
  };
  append(palette_records(model, actions, Kind::kTicket, query, kTickets));
  append(palette_records(model, actions, Kind::kArticle, query, kArticles));
  if (keeps_a_part(model, actions)) append({search_elsewhere(model, query)});
  return entries;
}

void carry_out(const Model& model, const PaletteEntry& entry, Actions& actions) {
  switch (entry.deed) {
    case PaletteDeed::kOpen: actions.open(entry.argument); break;
    case PaletteDeed::kOffer: ui::take_offer(entry.argument); break;
    case PaletteDeed::kPreference: {
      const std::size_t equals = entry.argument.find('=');
      actions.set_preference(entry.argument.substr(0, equals), entry.argument.substr(equals + 1));
      break;
    }
    case PaletteDeed::kLanguage: switch_language(model, actions); break;
    case PaletteDeed::kSync: actions.sync_now(); break;
    case PaletteDeed::kCheck: actions.check_with_server(); break;
    case PaletteDeed::kBackup:
      actions.download_everything(
          "genba-" + to_local_input(model.now_ms, model.utc_offset_minutes).substr(0, 10) +
          ".jsonl");
      break;
    case PaletteDeed::kReload: actions.reload(); break;
    default: break;
  }
}

}  // namespace

PaletteDeed CommandPalette::draw(const Model& model, Actions& actions) {
  if (!picker_.is_open()) return PaletteDeed::kNothing;
  const std::vector<PaletteEntry> entries = entries_for(model, actions, picker_.query());
  std::vector<ui::PickerItem> items;
  items.reserve(entries.size());
  for (const PaletteEntry& entry : entries) items.push_back({entry.label, entry.note, entry.icon});
  const std::string count = t(model, Message::kPaletteCount, std::to_string(entries.size()));
  const int taken = picker_.draw("palette",
                                 {.title = t(model, Message::kPaletteTitle),
                                  .placeholder = t(model, Message::kPaletteHint),
                                  .nothing = t(model, Message::kPaletteNothing),
                                  .count = count,
                                  .keys = t(model, Message::kPaletteKeys)},
                                 items);
  if (taken < 0) return PaletteDeed::kNothing;
  const PaletteEntry& entry = entries[static_cast<std::size_t>(taken)];
  remember(actions, entry);
  carry_out(model, entry, actions);
  return entry.deed;
}

}  // namespace genba
