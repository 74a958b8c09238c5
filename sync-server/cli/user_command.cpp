// genba user add|reset|list|enable|disable|erase: accounts of the sync server.
//
// Works on the server's database directly, also while servers run on it; they see the change at the
// next request.
#include <cstdio>
#include <memory>

#include "sync-server/auth/accounts.h"
#include "sync-server/auth/password.h"
#include "sync-server/cli/account_verb.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/user_erase.h"
#include "sync-server/json_text.h"

namespace genba::cli {
namespace {

struct UserOptions : AccountOptions {
  std::string name;
  std::string role = "agent";
  std::string password_file;
};

std::string role_code(Role role) {
  const Choice* choice = find_choice(ChoiceList::kRole, static_cast<std::int64_t>(role));
  return choice != nullptr ? choice->code : std::to_string(static_cast<std::int64_t>(role));
}

Result<Role> parse_role(const std::string& code) {
  const Choice* choice = find_choice(ChoiceList::kRole, std::string_view(code));
  if (choice != nullptr) return static_cast<Role>(choice->number);
  std::string known;
  for (const Choice& each : choices_of(ChoiceList::kRole)) {
    known.append(known.empty() ? "" : ", ").append(each.code);
  }
  return make_error(ErrorCode::kInvalidArgument,
                    "unknown role " + code + "; the roles are " + known);
}

struct NewPassword {
  std::string text;
  bool made_up = false;  // printed once, must be changed at the first sign-in
};

// The first line of the file, or of standard input for "-"; without a file one is made up.
Result<NewPassword> read_password(const std::string& file) {
  if (file.empty()) return NewPassword{auth::make_one_time_password(), true};
  Result<std::string> line = read_first_line(file);
  if (!line) return line.error();
  return NewPassword{std::move(line).value(), false};
}

void print_account(const UserOptions& options, const char* what, const std::string& name,
                   const NewPassword* password) {
  if (options.json) {
    Json out = {{"user", name}, {"result", what}};
    if (password != nullptr && password->made_up) out["one_time_password"] = password->text;
    std::printf("%s\n", json_text(out).c_str());
    return;
  }
  std::printf("%s: %s\n", what, name.c_str());
  if (password != nullptr && password->made_up) {
    std::printf("one-time password: %s\n", password->text.c_str());
  }
}

int add_user(const UserOptions& options) {
  Result<Role> role = parse_role(options.role);
  if (!role) return fail(role.error(), options.json);
  Result<auth::AccountStore> store = open_accounts(options);
  if (!store) return fail(store.error(), options.json);
  Result<NewPassword> password = read_password(options.password_file);
  if (!password) return fail(password.error(), options.json);
  Result<auth::Account> made = auth::create_account(*store, options.name, *role, password->text,
                                                    password->made_up, auth::system_now_ms());
  if (!made) return fail(made.error(), options.json);
  print_account(options, "added", made->name, &*password);
  return kExitOk;
}

int reset_user(const UserOptions& options) {
  Result<auth::AccountStore> store = open_accounts(options);
  if (!store) return fail(store.error(), options.json);
  Result<NewPassword> password = read_password(options.password_file);
  if (!password) return fail(password.error(), options.json);
  Result<void> done = auth::reset_password(*store, options.name, password->text, password->made_up);
  if (!done) return fail(done.error(), options.json);
  print_account(options, "reset", options.name, &*password);
  return kExitOk;
}

int switch_user(const UserOptions& options, bool disabled) {
  Result<auth::AccountStore> store = open_accounts(options);
  if (!store) return fail(store.error(), options.json);
  Result<auth::Account> account = store->find(options.name);
  if (!account) return fail(account.error(), options.json);
  Result<void> done = store->set_disabled(account->id, disabled);
  if (!done) return fail(done.error(), options.json);
  print_account(options, disabled ? "disabled" : "enabled", account->name, nullptr);
  return kExitOk;
}

int list_users(const UserOptions& options) {
  Result<auth::AccountStore> store = open_accounts(options);
  if (!store) return fail(store.error(), options.json);
  Result<std::vector<auth::Account>> accounts = store->list();
  if (!accounts) return fail(accounts.error(), options.json);
  Json out = Json::array();
  for (const auth::Account& account : *accounts) {
    if (options.json) {
      out.push_back({{"user", account.name},
                     {"id", to_string(account.id)},
                     {"role", role_code(account.role)},
                     {"disabled", account.disabled},
                     {"must_change", account.must_change}});
      continue;
    }
    std::printf("%-24s %-18s%s%s\n", account.name.c_str(), role_code(account.role).c_str(),
                account.disabled ? " disabled" : "",
                account.must_change ? " must change password" : "");
  }
  if (options.json) std::printf("%s\n", json_text(out, 2).c_str());
  return kExitOk;
}

using Options = std::shared_ptr<UserOptions>;

void add_name(CliCommand& command, const Options& options) {
  command.add_option("name", options->name, "Name to sign in with")->required();
}

void add_password(CliCommand& command, const Options& options) {
  command
      .add_option("--password-file", options->password_file,
                  "Read the password from the first line of FILE (- is standard input); without "
                  "it a one-time password is made up and printed")
      ->type_name("FILE");
}

}  // namespace

void add_user_command(CliCommand& program, Selection& selection) {
  auto options = std::make_shared<UserOptions>();
  CliCommand* user = program.add_subcommand("user", "Manage who may sign in");
  user->require_subcommand();

  CliCommand* add =
      add_account_verb<UserOptions>(*user, selection, options, "add", "Add a user", add_user);
  add_name(*add, options);
  add_password(*add, options);
  add->add_option("--role", options->role, "Role code, e.g. agent, manager, requester")
      ->capture_default_str()
      ->type_name("ROLE");

  CliCommand* reset = add_account_verb<UserOptions>(
      *user, selection, options, "reset", "Set a new password and sign the user out", reset_user);
  add_name(*reset, options);
  add_password(*reset, options);

  add_account_verb<UserOptions>(*user, selection, options, "list", "List the users", list_users);
  CliCommand* disable = add_account_verb<UserOptions>(
      *user, selection, options, "disable", "Stop a user from signing in, and sign him out",
      [](const UserOptions& o) { return switch_user(o, true); });
  add_name(*disable, options);
  CliCommand* enable =
      add_account_verb<UserOptions>(*user, selection, options, "enable", "Let a user sign in again",
                                    [](const UserOptions& o) { return switch_user(o, false); });
  add_name(*enable, options);
  add_user_erase(*user, selection);
}

}  // namespace genba::cli
