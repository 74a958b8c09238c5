// Every screen's maker; views.cpp lists them with their addresses.
#pragma once

#include <memory>

#include "wasm/views/view.h"

namespace genba {

std::unique_ptr<View> make_welcome_view();
std::unique_ptr<View> make_home_view();
std::unique_ptr<View> make_ticket_list_view();
std::unique_ptr<View> make_server_search_view();
std::unique_ptr<View> make_ticket_view();
std::unique_ptr<View> make_new_ticket_view();
std::unique_ptr<View> make_articles_view();
std::unique_ptr<View> make_article_view();
std::unique_ptr<View> make_article_editor_view();
std::unique_ptr<View> make_attention_view();
std::unique_ptr<View> make_change_calendar_view();
std::unique_ptr<View> make_registers_view();
std::unique_ptr<View> make_reports_view();
std::unique_ptr<View> make_inbox_view();
std::unique_ptr<View> make_rules_view();
std::unique_ptr<View> make_data_view();
std::unique_ptr<View> make_join_view();
std::unique_ptr<View> make_protection_view();
std::unique_ptr<View> make_settings_view();
std::unique_ptr<View> make_devices_view();
std::unique_ptr<View> make_receipt_view();
std::unique_ptr<View> make_kiosk_view();

}  // namespace genba
