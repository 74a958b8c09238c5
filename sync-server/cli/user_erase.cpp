#include "sync-server/cli/user_erase.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "core/sync/erase_person.h"
#include "sync-server/auth/accounts.h"
#include "sync-server/auth/password.h"
#include "sync-server/cli/data_folder.h"
#include "sync-server/cli/database_option.h"
#include "sync-server/json_text.h"
#include "sync-server/platform/system.h"
#include "sync-server/stores/server_store.h"
#include "sync-server/sync/system_random.h"

namespace genba::cli {
namespace {

struct EraseOptions {
  std::string data;
  DatabaseOptions database;
  std::string name;
  std::string by;
  std::string language = "ja";
  bool texts = false;
  bool yes = false;
  bool json = false;
};

Result<void> check_not_last_admin(auth::AccountStore& accounts, const auth::Account& person) {
  if (person.role != Role::kAdmin) return {};
  const Result<std::vector<auth::Account>> all = accounts.list();
  if (!all) return all.error();
  const bool has_other = std::any_of(all->begin(), all->end(), [&](const auth::Account& each) {
    return each.role == Role::kAdmin && !each.disabled && each.id != person.id;
  });
  if (has_other) return {};
  return make_error(ErrorCode::kForbidden,
                    person.name + " is the last administrator; make another one first");
}

// Plans, and carries out when that was asked for.
Result<ErasurePlan> erase_from_log(stores::ServerStore& store, const ErasureRequest& request,
                                   bool is_real) {
  const auto kind = is_real ? stores::Transaction::kWrite : stores::Transaction::kRead;
  if (const auto begun = store.begin(kind); !begun) return begun.error();
  ErasurePlan plan = plan_erasure(store, request);
  sync::SystemRandom random;
  if (is_real) erase_person(store, plan, request, random);
  if (const auto done = store.commit(); !done) return done.error();
  return plan;
}

void print_plan(const EraseOptions& options, const ErasurePlan& plan) {
  if (options.json) {
    const Json out = {
        {"user", options.name},           {"result", options.yes ? "erased" : "planned"},
        {"texts", options.texts},         {"values", plan.effects()},
        {"tickets", plan.tickets.size()}, {"on_legal_hold", plan.held.size()}};
    std::printf("%s\n", json_text(out).c_str());
    return;
  }
  const char* will = options.yes ? "" : "would be ";
  std::printf("%s: the account and its sessions %s%s\n", options.name.c_str(), will,
              options.yes ? "are deleted" : "deleted");
  std::printf("%zu values %serased, with all their history: %s\n", plan.effects(), will,
              options.texts ? "name, sign-in name, e-mail, skills, source, and his own texts"
                            : "name, sign-in name, e-mail, skills, source");
  if (options.texts) {
    std::printf("texts of %zu tickets are concerned; %zu tickets on legal hold keep theirs\n",
                plan.tickets.size(), plan.held.size());
  }
  std::printf("tickets, states, times, reports, evidence and its custody stay as they are\n");
  std::printf("backups that were made before still hold everything\n");
  if (!options.yes) std::printf("nothing was changed; this cannot be undone: --yes does it\n");
}

// Contents of attachments that nothing names any more.
Result<void> delete_contents(stores::ServerStore& store) {
  for (bool is_more = true; is_more;) {
    if (const auto begun = store.begin(stores::Transaction::kWrite); !begun) return begun;
    is_more = store.contents().collect(0);
    if (const auto done = store.commit(); !done) return done;
  }
  return {};
}

// The account goes last: until then the command can be given again after a failure.
Result<ErasurePlan> erase(const EraseOptions& options, const std::string& address) {
  Result<auth::AccountStore> accounts = auth::AccountStore::open(address);
  if (!accounts) return accounts.error();
  const Result<auth::Account> person = accounts->find(options.name);
  if (!person) return person.error();
  if (const auto may = check_not_last_admin(*accounts, *person); !may) return may.error();
  sync::SystemRandom random;
  auto store = stores::open_store(address, random);
  if (!store) return store.error();
  ErasureRequest request;
  request.person = person->id;
  request.texts = options.texts;
  request.operator_name = options.by.empty() ? platform::login_name() : options.by;
  request.language = options.language == "ja" ? Language::kJapanese : Language::kEnglish;
  request.now_ms = platform::now_ms();
  if (options.yes) {
    if (const auto done = accounts->set_disabled(person->id, true); !done) return done.error();
  }
  const Result<ErasurePlan> plan = erase_from_log(**store, request, options.yes);
  if (!plan || !options.yes) return plan;
  if (const auto done = accounts->remove(person->id); !done) return done.error();
  Result<void> scrubbed = delete_contents(**store);
  if (scrubbed) scrubbed = (*store)->scrub();
  if (!scrubbed) {
    std::fprintf(stderr, "genba: erased, but the database's files may hold it for a while: %s\n",
                 scrubbed.error().detail.c_str());
  }
  return plan;
}

int run_erase(const EraseOptions& options) {
  if (const auto ready = auth::init_crypto(); !ready) return fail(ready.error(), options.json);
  if (const auto ready = prepare_data_folder(options.data); !ready) {
    return fail(ready.error(), options.json);
  }
  const Result<std::string> address = database_address(options.data, options.database);
  if (!address) return fail(address.error(), options.json);
  const Result<ErasurePlan> plan = erase(options, *address);
  if (!plan) return fail(plan.error(), options.json);
  print_plan(options, *plan);
  return kExitOk;
}

}  // namespace

void add_user_erase(CliCommand& user, Selection& selection) {
  const auto options = std::make_shared<EraseOptions>();
  CliCommand* command =
      add_verb(user, "erase", "Erase a person's data and keep the tickets (GDPR article 17)",
               options, selection, run_erase);
  add_database_options(*command, options->database);
  command->add_option("name", options->name, "Name to sign in with")->required();
  command->add_flag("--texts", options->texts,
                    "Also what the person wrote and attached: titles, comments, work notes, files");
  command->add_flag("--yes", options->yes, "Do it; without it the command says what it would do");
  command
      ->add_option("--by", options->by,
                   "Who carries it out, for the audit log; the system's user if not given")
      ->type_name("NAME");
  command->add_option("--language", options->language, "Of the words left in their place, ja or en")
      ->one_of({"ja", "en"})
      ->capture_default_str();
}

}  // namespace genba::cli
