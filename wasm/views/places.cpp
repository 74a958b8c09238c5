#include "wasm/views/places.h"

namespace genba {

std::span<const Place> all_places() {
  static constexpr Place kPlaces[] = {
      {"/", Message::kNavHome, ui::Icon::kHome, true, true},
      {"/tickets", Message::kNavTickets, ui::Icon::kList, true, true},
      {"/new", Message::kNavNew, ui::Icon::kPlus, true, true},
      {"/inbox", Message::kInboxTitle, ui::Icon::kInbox, true, true},
      {"/articles", Message::kNavKnowledge, ui::Icon::kBook, true, false},
      {"/changes/calendar", Message::kChangeCalendarTitle, ui::Icon::kCalendar, true, false,
       Permission::kAgent},
      {"/registers/asset", Message::kRegisterAssets, ui::Icon::kDevice, true, false,
       Permission::kAgent},
      {"/reports", Message::kNavReports, ui::Icon::kChart, true, false},
      {"/attention", Message::kNavAttention, ui::Icon::kAlert, true, true},
      {"/settings", Message::kNavSettings, ui::Icon::kSettings, true, false},
      {"/rules", Message::kRulesTitle, ui::Icon::kFilter, false, false, Permission::kManager},
      {"/data", Message::kDataTitle, ui::Icon::kDownload, false, false},
      {"/registers/category", Message::kRegisterCategories, ui::Icon::kTag, false, false,
       Permission::kAgent},
      {"/registers/service", Message::kRegisterServices, ui::Icon::kCloudCheck, false, false,
       Permission::kAgent},
      {"/registers/site", Message::kRegisterSites, ui::Icon::kHome, false, false,
       Permission::kAgent},
      {"/registers/group", Message::kRegisterGroups, ui::Icon::kUsers, false, false,
       Permission::kAgent},
  };
  return kPlaces;
}

bool is_register(const Place& place) {
  return std::string_view(place.path).substr(0, kRegisters.size()) == kRegisters;
}

bool is_for(const Place& place, Role role) {
  const Permission permission = permission_of(role);
  return (permission == Permission::kNone ? Permission::kAgent : permission) >= place.least;
}

std::vector<const Place*> navigation_places(Role role) {
  std::vector<const Place*> shown;
  for (const Place& place : all_places()) {
    if (place.in_navigation && is_for(place, role)) shown.push_back(&place);
  }
  return shown;
}

}  // namespace genba
