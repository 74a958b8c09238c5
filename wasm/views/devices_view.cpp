// Devices: the kiosks; where people and kiosks are signed in, what waits on each, and what an
// administrator does about one that is lost.
#include <string>
#include <vector>

#include "core/text/format.h"
#include "wasm/ui/ui.h"
#include "wasm/views/kiosk_list.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_text.h"
#include "wasm/views/words.h"

namespace genba {
namespace {

struct Standing {
  Message label;
  ui::Tone tone;
};

Standing standing_of(const DeviceEntry& device) {
  if (device.wiped_ms > 0) return {Message::kDevicesWiped, ui::Tone::kMuted};
  if (device.wipe_ms > 0) return {Message::kDevicesWipeOrdered, ui::Tone::kWarn};
  return {Message::kDevicesActive, ui::Tone::kOk};
}

class DevicesView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    const ui::PageAction refresh{.label = ts(model, Message::kDevicesRefresh),
                                 .icon = ui::Icon::kRefresh};
    const Screen screen(model, actions, t(model, Message::kDevicesTitle),
                        {.has_back = true, .actions = {&refresh, 1}});
    if (!is_open_) actions.manage_kiosk(KioskAction::kForget, {});
    if (!is_open_ || screen.action() == 0) actions.fetch_devices();
    is_open_ = true;
    if (model.devices.kind == DeviceAnswer::Kind::kListed) kiosks_.draw(model, actions);
    ui::gap(ui::kSpace24);
    draw_list(model);
    draw_chosen(model);
    draw_questions(model, actions);
  }

 private:
  void draw_list(const Model& model) {
    using Kind = DeviceAnswer::Kind;
    const auto say_empty = [&](Message message) {
      ui::empty_state(t(model, Message::kDevicesTitle),
                      {.icon = ui::Icon::kDevice, .text = t(model, message)});
    };
    switch (model.devices.kind) {
      case Kind::kNone:
      case Kind::kAsking: return ui::skeleton(4);
      case Kind::kForbidden: return say_empty(Message::kDevicesForbidden);
      case Kind::kFailed: return say_empty(Message::kDevicesFailed);
      case Kind::kListed: break;
    }
    if (model.devices.devices.empty()) return say_empty(Message::kDevicesNone);
    draw_table(model);
  }

  void draw_table(const Model& model) {
    const std::vector<DeviceEntry>& devices = model.devices.devices;
    const ui::TableColumn columns[] = {
        {.title = ts(model, Message::kDevicesUser),
         .weight = 2,
         .sortable = false,
         .slot = ui::CardSlot::kTitle},
        {.title = ts(model, Message::kDevicesDevice),
         .weight = 2,
         .sortable = false,
         .slot = ui::CardSlot::kOverline},
        {.title = ts(model, Message::kDevicesLastContact), .width = 150, .sortable = false},
        {.title = ts(model, Message::kDevicesWaiting), .width = 110, .sortable = false},
        {.title = ts(model, Message::kDevicesState),
         .width = 150,
         .sortable = false,
         .slot = ui::CardSlot::kTrailing}};
    const auto result = ui::table(
        "devices", t(model, Message::kDevicesTitle), columns,
        {.rows = static_cast<int>(devices.size())}, [&](int i, ui::TableRow& row) {
          const DeviceEntry& device = devices[static_cast<std::size_t>(i)];
          row.text(0, device.user);
          row.text(1, label_of(model, device), ui::Tone::kMuted);
          row.text(2, format_relative(device.last_contact_ms, time_style(model)));
          // A card has no heads of columns.
          const std::string waiting = waiting_of(model, device);
          row.text(3,
                   ui::is_wide() ? waiting : ts(model, Message::kDevicesWaiting) + " " + waiting);
          const Standing standing = standing_of(device);
          row.chip(4, ts(model, standing.label), standing.tone);
        });
    if (result.activated < 0) return;
    chosen_ = devices[static_cast<std::size_t>(result.activated)];
    is_shown_ = true;
  }

  static std::string label_of(const Model& model, const DeviceEntry& device) {
    std::string label = device.label.empty() ? ts(model, Message::kDevicesUnknown) : device.label;
    if (device.is_kiosk) {
      label += " · ";
      label +=
          choice_label(ChoiceList::kRole, static_cast<std::int64_t>(Role::kKiosk), model.language);
    }
    if (device.is_this) label += " · " + ts(model, Message::kDevicesThis);
    return label;
  }

  static std::string waiting_of(const Model& model, const DeviceEntry& device) {
    return device.waiting ? format_number(*device.waiting) : ts(model, Message::kDevicesUnknown);
  }

  void draw_chosen(const Model& model) {
    ui::Dialog dialog("device", chosen_.user, &is_shown_);
    if (!dialog) return;
    ui::key_value(t(model, Message::kDevicesDevice), label_of(model, chosen_));
    ui::key_value(t(model, Message::kDevicesLastContact),
                  format_exact(chosen_.last_contact_ms, time_style(model)));
    ui::key_value(t(model, Message::kDevicesWaiting), waiting_of(model, chosen_));
    const Standing standing = standing_of(chosen_);
    ui::key_value(t(model, Message::kDevicesState), t(model, standing.label), standing.tone);
    dialog.actions();
    if (chosen_.wipe_ms == 0) {
      if (ui::button(t(model, Message::kDevicesWipe), {.kind = ui::ButtonKind::kDanger})) {
        is_shown_ = false;
        is_wiping_ = true;
      }
      if (ui::button(t(model, Message::kDevicesRevoke))) {
        is_shown_ = false;
        is_revoking_ = true;
      }
    }
    if (ui::button(t(model, Message::kClose), {.kind = ui::ButtonKind::kGhost})) is_shown_ = false;
  }

  void draw_questions(const Model& model, Actions& actions) {
    const auto ask = [&](const char* id, bool* open, Message title, Message words,
                         Message confirm) {
      return ui::confirm(id, open,
                         {.title = t(model, title),
                          .text = t(model, words),
                          .confirm_label = t(model, confirm),
                          .cancel_label = t(model, Message::kCancel),
                          .danger = true});
    };
    if (ask("revoke", &is_revoking_, Message::kDevicesRevokeTitle, Message::kDevicesRevokeText,
            Message::kDevicesRevoke)) {
      actions.act_on_device(chosen_.id, DeviceAction::kRevoke);
    }
    if (ask("wipe", &is_wiping_, Message::kDevicesWipeTitle, Message::kDevicesWipeText,
            Message::kDevicesWipe)) {
      actions.act_on_device(chosen_.id, DeviceAction::kWipe);
    }
  }

  bool is_open_ = false, is_shown_ = false, is_revoking_ = false, is_wiping_ = false;
  DeviceEntry chosen_;
  KioskListPanel kiosks_;
};

}  // namespace

std::unique_ptr<View> make_devices_view() { return std::make_unique<DevicesView>(); }

}  // namespace genba
