// genba kiosk add|renew|list|revoke: browsers that report without anybody signing in.
//
// A kiosk is an account whose password is an enrolment code: it opens one session, once. Works on
// the server's database directly, also while servers run on it.
#include <cstdio>
#include <memory>

#include "sync-server/auth/accounts.h"
#include "sync-server/auth/device_store.h"
#include "sync-server/auth/password.h"
#include "sync-server/cli/account_verb.h"
#include "sync-server/cli/commands.h"
#include "sync-server/json_text.h"

namespace genba::cli {
namespace {

struct KioskOptions : AccountOptions {
  std::string name;
  std::string origin;
};

// RFC 3986, section 2.3: everything else is escaped.
std::string escaped(const std::string& text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain) {
      out += c;
    } else {
      out.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return out;
}

void print_code(const KioskOptions& options, const char* what, const std::string& code) {
  // Behind "#": no server and no proxy on the way is sent it.
  const std::string link =
      options.origin + "/#/kiosk?name=" + escaped(options.name) + "&code=" + code;
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

Result<auth::Account> find_kiosk(auth::AccountStore& store, const std::string& name) {
  Result<auth::Account> account = store.find(name);
  if (!account || account->role == Role::kKiosk) return account;
  return make_error(ErrorCode::kInvalidArgument, name + " is a person, not a kiosk");
}

int add_kiosk(const KioskOptions& options) {
  Result<auth::AccountStore> store = open_accounts(options);
  if (!store) return fail(store.error(), options.json);
  const std::string code = auth::make_one_time_password();
  const Result<auth::Account> made =
      auth::create_account(*store, options.name, Role::kKiosk, code, false, auth::system_now_ms());
  if (!made) return fail(made.error(), options.json);
  print_code(options, "added", code);
  return kExitOk;
}

Result<std::string> renew(const KioskOptions& options) {
  Result<auth::AccountStore> store = open_accounts(options);
  if (!store) return store.error();
  const Result<auth::Account> kiosk = find_kiosk(*store, options.name);
  if (!kiosk) return kiosk.error();
  std::string code = auth::make_one_time_password();
  Result<void> done = auth::reset_password(*store, options.name, code, false);
  if (done && kiosk->disabled) done = store->set_disabled(kiosk->id, false);
  if (!done) return done.error();
  return code;
}

int renew_kiosk(const KioskOptions& options) {
  const Result<std::string> code = renew(options);
  if (!code) return fail(code.error(), options.json);
  print_code(options, "renewed", *code);
  return kExitOk;
}

int revoke_kiosk(const KioskOptions& options) {
  Result<auth::AccountStore> store = open_accounts(options);
  if (!store) return fail(store.error(), options.json);
  const Result<auth::Account> kiosk = find_kiosk(*store, options.name);
  if (!kiosk) return fail(kiosk.error(), options.json);
  const Result<void> done = store->set_disabled(kiosk->id, true);
  if (!done) return fail(done.error(), options.json);
  if (options.json) {
    const Json out = {{"kiosk", kiosk->name}, {"result", "revoked"}};
    std::printf("%s\n", json_text(out).c_str());
  } else {
    std::printf("revoked: %s\n", kiosk->name.c_str());
  }
  return kExitOk;
}

int list_kiosks(const KioskOptions& options) {
  const Result<std::string> address = account_address(options);
  if (!address) return fail(address.error(), options.json);
  Result<auth::AccountStore> store = auth::AccountStore::open(*address);
  if (!store) return fail(store.error(), options.json);
  const Result<std::vector<auth::Account>> accounts = store->list();
  if (!accounts) return fail(accounts.error(), options.json);
  Result<auth::DeviceStore> device_store = auth::DeviceStore::open(*address);
  if (!device_store) return fail(device_store.error(), options.json);
  const Result<std::vector<auth::Device>> devices = device_store->list(auth::system_now_ms());
  if (!devices) return fail(devices.error(), options.json);
  Json out = Json::array();
  for (const auth::Account& account : *accounts) {
    if (account.role != Role::kKiosk) continue;
    bool is_enrolled = false;
    for (const auth::Device& device : *devices) {
      is_enrolled |= device.user_name == account.name && device.may_push;
    }
    const char* state = account.disabled ? "revoked" : is_enrolled ? "enrolled" : "not enrolled";
    if (options.json) {
      out.push_back({{"kiosk", account.name}, {"id", to_string(account.id)}, {"state", state}});
    } else {
      std::printf("%-24s %s\n", account.name.c_str(), state);
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
