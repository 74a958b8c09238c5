#include "wasm/views/palette_entries.h"

#include <algorithm>
#include <utility>

#include "core/replica/ticket_label.h"
#include "core/reports/saved_reports.h"
#include "core/text/fold.h"
#include "wasm/views/address.h"
#include "wasm/views/choices.h"
#include "wasm/views/offers.h"
#include "wasm/views/places.h"
#include "wasm/views/preferences.h"
#include "wasm/views/report_address.h"
#include "wasm/views/report_catalogue.h"
#include "wasm/views/ticket_filter.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

class Commands {
 public:
  explicit Commands(const Model& model) : model_(model), other_(other_language(model)) {}

  void add(PaletteDeed deed, std::string argument, Message label, Message note, ui::Icon icon) {
    entries_.push_back({deed, std::move(argument), ts(model_, label),
                        std::string(text(label, other_)), ts(model_, note), icon});
  }
  void add(PaletteDeed deed, std::string argument, std::string label, std::string also,
           Message note, ui::Icon icon) {
    entries_.push_back(
        {deed, std::move(argument), std::move(label), std::move(also), ts(model_, note), icon});
  }

  void add_places();
  void add_offers();
  void add_new();
  void add_reports();
  void add_saved_views();
  void add_device();
  void add_account();

  std::vector<PaletteEntry> take() { return std::move(entries_); }

 private:
  Permission permission() const { return permission_of(model_.replica->identity().role); }

  const Model& model_;
  Language other_;
  std::vector<PaletteEntry> entries_;
};

void Commands::add_offers() {
  for (const ui::Offer& offer : ui::offers()) {
    add(PaletteDeed::kOffer, offer.label, offer.label, offer.also, Message::kPaletteHere,
        offer.icon);
  }
}

void Commands::add_places() {
  for (const Place& place : all_places()) {
    if (!is_for(place, model_.replica->identity().role)) continue;
    add(PaletteDeed::kOpen, place.path, place.label, Message::kPaletteGo, place.icon);
  }
}

void Commands::add_new() {
  if (permission() < Permission::kAgent) return;
  const auto named = [&](const std::string& name, Language language) {
    return text(Message::kPaletteNewOf, language, name);
  };
  for (const Choice& type : choices_of(ChoiceList::kTicketType)) {
    add(PaletteDeed::kOpen, std::string("/new?type=") + type.code,
        named(type.label(model_.language), model_.language), named(type.label(other_), other_),
        Message::kNavNew, ui::Icon::kPlus);
  }
  const State& state = model_.state();
  const Table& forms = state.table(Kind::kTemplate);
  const Column& enabled = forms.column(field::kTemplateEnabled);
  for (Row row = 0; row < forms.size(); ++row) {
    if (!forms.is_live(row) || enabled.integer(row) == static_cast<std::int64_t>(Boolean::kNo)) {
      continue;
    }
    const EntityId id = state.id(Kind::kTemplate, row);
    add(PaletteDeed::kOpen, "/new?template=" + to_string(id),
        named(name_of(state, id, model_.language), model_.language),
        named(name_of(state, id, other_), other_), Message::kNavNew, ui::Icon::kPlus);
  }
}

void Commands::add_reports() {
  for (const ReportEntry& entry : report_entries()) {
    const Result<const Report*> report = find_report(entry.name);
    if (!report) continue;
    add(PaletteDeed::kOpen, report_path(fresh_report(entry.name)),
        std::string((*report)->title(model_.language)), std::string((*report)->title(other_)),
        Message::kNavReports, ui::Icon::kChart);
  }
  for (const SavedReport& saved : saved_reports(model_.state(), model_.replica->identity().user)) {
    add(PaletteDeed::kOpen, saved_report_path(saved), saved.name, "", Message::kNavReports,
        ui::Icon::kStar);
  }
}

// Views of the ticket list that everybody has, and those that were kept by name.
void Commands::add_saved_views() {
  const auto view = [&](Message label, const TicketFilter& filter) {
    add(PaletteDeed::kOpen, ticket_filter_path(filter), label, Message::kNavTickets,
        ui::Icon::kFilter);
  };
  view(Message::kListMine, {.mine = true});
  view(Message::kListUnassigned, {.unassigned = true});
  view(Message::kListViolating, {.violating = true});
  view(Message::kListDueToday, {.due_today = true});
  const State& state = model_.state();
  const Table& views = state.table(Kind::kSavedView);
  for (Row row = 0; row < views.size(); ++row) {
    const auto value = [&](FieldId field) { return state.get(Kind::kSavedView, row, field); };
    if (!views.is_live(row) ||
        value(field::kSavedViewRemoved).integer() == static_cast<std::int64_t>(Boolean::kYes)) {
      continue;
    }
    TicketFilter filter{.show = "all", .where = std::string(value(field::kSavedViewFilter).text())};
    if (const Value sort = value(field::kSavedViewSort); !sort.is_empty())
      filter.sort = sort.text();
    add(PaletteDeed::kOpen, ticket_filter_path(filter),
        std::string(value(field::kSavedViewName).text()), "", Message::kNavTickets,
        ui::Icon::kStar);
  }
}

void Commands::add_device() {
  add(PaletteDeed::kLanguage, "language", Message::kSwitchLanguage, Message::kSettingsLanguage,
      ui::Icon::kLanguage);
  constexpr Message kThemes[] = {Message::kThemeSystem, Message::kThemeLight, Message::kThemeDark};
  constexpr ui::Icon kThemeIcons[] = {ui::Icon::kContrast, ui::Icon::kSun, ui::Icon::kMoon};
  const auto preference = [](std::string_view name, std::string_view value) {
    return std::string(name).append("=").append(value);
  };
  for (std::size_t i = 0; i < std::size(kThemes); ++i) {
    add(PaletteDeed::kPreference, preference(preference::kTheme, preference::kThemes[i]),
        ts(model_, Message::kThemeTitle) + ": " + ts(model_, kThemes[i]),
        std::string(text(Message::kThemeTitle, other_)) + ": " +
            std::string(text(kThemes[i], other_)),
        Message::kNavSettings, kThemeIcons[i]);
  }
  for (const std::string_view size : preference::kTextSizes) {
    const std::string percent = ": " + std::string(size.empty() ? "100" : size) + "%";
    add(PaletteDeed::kPreference, preference(preference::kTextSize, size),
        ts(model_, Message::kTextSizeTitle) + percent,
        std::string(text(Message::kTextSizeTitle, other_)) + percent, Message::kNavSettings,
        ui::Icon::kContrast);
  }
  add(PaletteDeed::kBackup, "backup", Message::kBackupDownload, Message::kNavSettings,
      ui::Icon::kDownload);
  add(PaletteDeed::kShortcuts, "shortcuts", Message::kShortcutsTitle, Message::kNavSettings,
      ui::Icon::kInfo);
}

void Commands::add_account() {
  if (model_.update_available) {
    add(PaletteDeed::kReload, "reload", Message::kUpdateNow, Message::kNavSettings,
        ui::Icon::kRefresh);
  }
  if (model_.is_alone) return;
  add(PaletteDeed::kSync, "sync", Message::kPaletteSyncNow, Message::kSettingsSync,
      ui::Icon::kCloudUp);
  add(PaletteDeed::kCheck, "check", Message::kCheckStart, Message::kSettingsSync,
      ui::Icon::kCloudCheck);
  if (model_.badge == BadgeState::kSignInNeeded) {
    add(PaletteDeed::kOpen, "/welcome", Message::kSignIn, Message::kSettingsAccount,
        ui::Icon::kUser);
  } else {
    add(PaletteDeed::kSignOut, "sign-out", Message::kSignOut, Message::kSettingsAccount,
        ui::Icon::kLock);
  }
}

}  // namespace

std::string PaletteEntry::key() const {
  if (deed == PaletteDeed::kOffer) return {};
  std::string key;
  for (const char c : argument) key += c == ' ' ? "%20" : std::string(1, c);
  return key;
}

// A button that leads to a place is that place.
static std::vector<PaletteEntry> without_doubles(std::vector<PaletteEntry> entries) {
  std::vector<PaletteEntry> kept;
  for (PaletteEntry& entry : entries) {
    const bool is_double =
        entry.deed == PaletteDeed::kOffer &&
        std::any_of(entries.begin(), entries.end(), [&](const PaletteEntry& other) {
          return other.deed != PaletteDeed::kOffer && other.label == entry.label;
        });
    if (!is_double) kept.push_back(entry);
  }
  return kept;
}

std::vector<PaletteEntry> palette_commands(const Model& model) {
  Commands commands(model);
  commands.add_offers();
  commands.add_places();
  commands.add_new();
  commands.add_saved_views();
  commands.add_reports();
  commands.add_account();
  commands.add_device();
  return without_doubles(commands.take());
}

std::vector<PaletteEntry> fitting(std::vector<PaletteEntry> entries, std::string_view words) {
  const std::vector<std::string> wanted = folded_words(words);
  if (wanted.empty()) return entries;
  std::vector<PaletteEntry> begin, others;
  for (PaletteEntry& entry : entries) {
    const std::string label = fold_for_search(entry.label), also = fold_for_search(entry.also);
    if (!has_words(label, wanted) && !has_words(also, wanted)) continue;
    const bool begins = label.rfind(wanted[0], 0) == 0 || also.rfind(wanted[0], 0) == 0;
    (begins ? begin : others).push_back(std::move(entry));
  }
  std::move(others.begin(), others.end(), std::back_inserter(begin));
  return begin;
}

}  // namespace genba
