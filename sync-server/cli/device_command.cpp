// genba device list|revoke|wipe: where people and kiosks are signed in. Works on the server's
// database directly, also while servers run on it; they see the change at the next request.
#include <cstdio>
#include <memory>

#include "core/process/civil_time.h"
#include "sync-server/auth/accounts.h"
#include "sync-server/auth/device_store.h"
#include "sync-server/auth/password.h"
#include "sync-server/cli/account_verb.h"
#include "sync-server/cli/commands.h"
#include "sync-server/json_text.h"

namespace genba::cli {
namespace {

struct DeviceOptions : AccountOptions {
  std::string id;
  bool yes = false;
};

const char* state_of(const auth::Device& device) {
  if (device.wiped_ms > 0) return "wiped";
  if (device.wipe_ms > 0) return "to be wiped";
  return "active";
}

Json device_json(const auth::Device& device) {
  const Choice* role = find_choice(ChoiceList::kRole, static_cast<std::int64_t>(device.role));
  Json json = {{"id", device.id},
               {"user", device.user_name},
               {"role", role != nullptr ? role->code : ""},
               {"label", device.label},
               {"last_contact", format_instant(device.last_contact_ms)},
               {"state", state_of(device)},
               {"may_push", device.may_push}};
  if (device.waiting) json["waiting"] = *device.waiting;
  return json;
}

void print_device(const auth::Device& device) {
  const std::string waiting = device.waiting ? std::to_string(*device.waiting) : "?";
  std::printf("%s  %-20s %-22s %s  waiting %-4s %s\n", device.id.c_str(), device.user_name.c_str(),
              device.label.c_str(), format_instant(device.last_contact_ms).c_str(), waiting.c_str(),
              state_of(device));
}

int list_devices(const DeviceOptions& options) {
  const Result<std::string> address = account_address(options);
  if (!address) return fail(address.error(), options.json);
  Result<auth::DeviceStore> store = auth::DeviceStore::open(*address);
  if (!store) return fail(store.error(), options.json);
  const Result<std::vector<auth::Device>> devices = store->list(auth::system_now_ms());
  if (!devices) return fail(devices.error(), options.json);
  Json out = Json::array();
  for (const auth::Device& device : *devices) {
    if (options.json) {
      out.push_back(device_json(device));
    } else {
      print_device(device);
    }
  }
  if (options.json) std::printf("%s\n", json_text(out, 2).c_str());
  return kExitOk;
}

void print_result(const DeviceOptions& options, const char* result) {
  if (options.json) {
    const Json out = {{"device", options.id}, {"result", result}};
    std::printf("%s\n", json_text(out).c_str());
  } else {
    std::printf("%s: %s\n", result, options.id.c_str());
  }
}

int revoke_device(const DeviceOptions& options) {
  const Result<std::string> address = account_address(options);
  if (!address) return fail(address.error(), options.json);
  Result<auth::DeviceStore> store = auth::DeviceStore::open(*address);
  if (!store) return fail(store.error(), options.json);
  const Result<auth::Device> device = store->find(options.id, auth::system_now_ms());
  if (!device) return fail(device.error(), options.json);
  Result<auth::AccountStore> accounts = auth::AccountStore::open(*address);
  if (!accounts) return fail(accounts.error(), options.json);
  const Result<void> done = accounts->end_session(device->token_hash);
  if (!done) return fail(done.error(), options.json);
  print_result(options, "revoked");
  return kExitOk;
}

// What becomes of what the device has not sent, before it is too late.
std::string warning_of(const auth::Device& device) {
  const std::string waiting =
      device.waiting ? std::to_string(*device.waiting) + " when it last told" : "unknown";
  const std::string unsent = "unsent changes (" + waiting + ")";
  if (device.may_push) {
    return "at its next contact the device sends its " + unsent +
           " and then erases everything that it keeps of this server";
  }
  return "its session is over: at its next contact the device erases everything that it keeps of "
         "this server, and its " +
         unsent + " are lost";
}

int wipe_device(const DeviceOptions& options) {
  const Result<std::string> address = account_address(options);
  if (!address) return fail(address.error(), options.json);
  Result<auth::DeviceStore> store = auth::DeviceStore::open(*address);
  if (!store) return fail(store.error(), options.json);
  const std::int64_t now_ms = auth::system_now_ms();
  const Result<auth::Device> device = store->find(options.id, now_ms);
  if (!device) return fail(device.error(), options.json);
  if (!options.yes) {
    if (options.json) {
      const Json out = {{"device", options.id}, {"would", warning_of(*device)}};
      std::printf("%s\n", json_text(out).c_str());
    } else {
      std::printf("%s; --yes orders it\n", warning_of(*device).c_str());
    }
    return kExitOk;
  }
  const Result<void> done = store->order_wipe(device->token_hash, now_ms);
  if (!done) return fail(done.error(), options.json);
  print_result(options, "wipe ordered");
  return kExitOk;
}

using Options = std::shared_ptr<DeviceOptions>;

void add_id(CliCommand& command, const Options& options) {
  command.add_option("id", options->id, "The device, as genba device list calls it")->required();
}

}  // namespace

void add_device_command(CliCommand& program, Selection& selection) {
  auto options = std::make_shared<DeviceOptions>();
  CliCommand* device = program.add_subcommand("device", "Manage where people are signed in");
  device->require_subcommand();
  add_account_verb<DeviceOptions>(*device, selection, options, "list", "List the devices",
                                  list_devices);
  CliCommand* revoke = add_account_verb<DeviceOptions>(
      *device, selection, options, "revoke", "Sign a device out; what it keeps stays on it",
      revoke_device);
  add_id(*revoke, options);
  CliCommand* wipe = add_account_verb<DeviceOptions>(
      *device, selection, options, "wipe", "Have a device erase what it keeps at its next contact",
      wipe_device);
  add_id(*wipe, options);
  wipe->add_flag("--yes", options->yes, "Do it; without it the command says what would happen");
}

}  // namespace genba::cli
