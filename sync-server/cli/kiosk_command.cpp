// genba kiosk add|renew|list|revoke: browsers that report without anybody signing in
// (auth/kiosks.h). Works on the server's database directly, also while servers run on it.
#include <cstdio>
#include <memory>

#include "sync-server/auth/accounts.h"
#include "sync-server/auth/kiosks.h"
#include "sync-server/cli/account_verb.h"
#include "sync-server/cli/commands.h"
#include "sync-server/json_text.h"

namespace genba::cli {
namespace {

struct KioskOptions : AccountOptions {
  std::string name;
  std::string origin;
};

void print_code(const KioskOptions& options, const char* what, const std::string& code) {
  const std::string link = options.origin + "/#" + auth::enrolment_path(options.name, code);
  if (options.json) {
    const Json out = {
        {"kiosk", options.name}, {"result", what}, {"enrolment_code", code}, {"link", link}};
    std::printf("%s\n", json_text(out).c_str());
    return;
  }
  std::printf("%s: %s\n", what, options.name.c_str());
  std::printf("enrolment code: %s\n", code.c_str());
  std::printf("open on the kiosk: %s\n", link.c_str());
  std::printf("it is shown only now, and works once\n");
}

// What a verb on one kiosk does, and prints when it is done.
int on_kiosks(const KioskOptions& options,
              Result<void> (*act)(const KioskOptions&, auth::Kiosks&)) {
  Result<auth::AccountStore> store = open_accounts(options);
  if (!store) return fail(store.error(), options.json);
  auth::Kiosks kiosks(std::move(*store));
  const Result<void> done = act(options, kiosks);
  return done ? kExitOk : fail(done.error(), options.json);
}

int add_kiosk(const KioskOptions& options) {
  return on_kiosks(options, [](const KioskOptions& of, auth::Kiosks& kiosks) -> Result<void> {
    const Result<std::string> code = kiosks.add(of.name, auth::system_now_ms());
    if (!code) return code.error();
    print_code(of, "added", *code);
    return {};
  });
}

int renew_kiosk(const KioskOptions& options) {
  return on_kiosks(options, [](const KioskOptions& of, auth::Kiosks& kiosks) -> Result<void> {
    const Result<auth::Account> kiosk = kiosks.find(of.name);
    if (!kiosk) return kiosk.error();
    const Result<std::string> code = kiosks.renew(*kiosk, auth::system_now_ms());
    if (!code) return code.error();
    print_code(of, "renewed", *code);
    return {};
  });
}

int revoke_kiosk(const KioskOptions& options) {
  return on_kiosks(options, [](const KioskOptions& of, auth::Kiosks& kiosks) -> Result<void> {
    const Result<auth::Account> kiosk = kiosks.find(of.name);
    if (!kiosk) return kiosk.error();
    if (Result<void> done = kiosks.revoke(*kiosk); !done) return done;
    if (of.json) {
      const Json out = {{"kiosk", kiosk->name}, {"result", "revoked"}};
      std::printf("%s\n", json_text(out).c_str());
    } else {
      std::printf("revoked: %s\n", kiosk->name.c_str());
    }
    return {};
  });
}

int list_kiosks(const KioskOptions& options) {
  const Result<std::string> address = account_address(options);
  if (!address) return fail(address.error(), options.json);
  Result<auth::AccountStore> store = auth::AccountStore::open(*address);
  if (!store) return fail(store.error(), options.json);
  Result<auth::DeviceStore> device_store = auth::DeviceStore::open(*address);
  if (!device_store) return fail(device_store.error(), options.json);
  const Result<std::vector<auth::Device>> devices = device_store->list(auth::system_now_ms());
  if (!devices) return fail(devices.error(), options.json);
  const Result<std::vector<auth::Kiosk>> kiosks = auth::Kiosks(std::move(*store)).list(*devices);
  if (!kiosks) return fail(kiosks.error(), options.json);
  Json out = Json::array();
  for (const auth::Kiosk& kiosk : *kiosks) {
    const std::string state(auth::state_name(kiosk.state));
    if (options.json) {
      out.push_back({{"kiosk", kiosk.name}, {"id", to_string(kiosk.id)}, {"state", state}});
    } else {
      std::printf("%-24s %s\n", kiosk.name.c_str(), state.c_str());
    }
  }
  if (options.json) std::printf("%s\n", json_text(out, 2).c_str());
  return kExitOk;
}

using Options = std::shared_ptr<KioskOptions>;

void add_name(CliCommand& command, const Options& options) {
  command.add_option("name", options->name, "Name of the kiosk")->required();
}

void add_origin(CliCommand& command, const Options& options) {
  command
      .add_option("--origin", options->origin,
                  "Where the kiosk opens the site, for the link: https://genba.example")
      ->type_name("URL");
}

}  // namespace

void add_kiosk_command(CliCommand& program, Selection& selection) {
  auto options = std::make_shared<KioskOptions>();
  CliCommand* kiosk = program.add_subcommand("kiosk", "Manage kiosks");
  kiosk->require_subcommand();
  CliCommand* add =
      add_account_verb<KioskOptions>(*kiosk, selection, options, "add",
                                     "Add a kiosk, and print its enrolment link once", add_kiosk);
  add_name(*add, options);
  add_origin(*add, options);
  CliCommand* again = add_account_verb<KioskOptions>(
      *kiosk, selection, options, "renew",
      "Print another enrolment link; the device enrolled before is out", renew_kiosk);
  add_name(*again, options);
  add_origin(*again, options);
  add_account_verb<KioskOptions>(*kiosk, selection, options, "list", "List the kiosks",
                                 list_kiosks);
  CliCommand* revoke = add_account_verb<KioskOptions>(
      *kiosk, selection, options, "revoke",
      "Take the enrolment away; what it keeps stays on the device", revoke_kiosk);
  add_name(*revoke, options);
}

}  // namespace genba::cli
