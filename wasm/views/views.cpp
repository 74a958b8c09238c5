#include <span>

#include "wasm/views/screens.h"

namespace genba {

std::span<const ViewEntry> all_views() {
  static constexpr ViewEntry kViews[] = {
      {"/", make_home_view},
      {"/welcome", make_welcome_view},
      {"/tickets", make_ticket_list_view},
      {"/find", make_server_search_view},
      {"/t/", make_ticket_view},
      {"/new", make_new_ticket_view},
      {"/articles", make_articles_view},
      {"/a/", make_article_view},
      {"/a/edit/", make_article_editor_view},
      {"/attention", make_attention_view},
      {"/changes/calendar", make_change_calendar_view},
      {"/registers/", make_registers_view},
      {"/reports", make_reports_view},
      {"/inbox", make_inbox_view},
      {"/rules", make_rules_view},
      {"/data", make_data_view},
      {"/join", make_join_view},
      {"/protection", make_protection_view},
      {"/settings", make_settings_view},
      {"/devices", make_devices_view},
      {"/receipt", make_receipt_view},
      {"/kiosk", make_kiosk_view},
  };
  return kViews;
}

bool is_open_to_all(std::string_view path) {
  const std::string_view place = path.substr(0, path.find('?'));
  return place == "/welcome" || place == "/receipt" || place == "/kiosk";
}

}  // namespace genba
