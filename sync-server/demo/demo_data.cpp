#include "sync-server/demo/demo_data.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>

#include "core/model/bytes.h"
#include "core/model/sha256.h"
#include "core/process/defaults.h"
#include "core/process/security.h"
#include "sync-server/auth/accounts.h"
#include "sync-server/demo/demo_assets.h"
#include "sync-server/demo/demo_changes.h"
#include "sync-server/demo/demo_knowledge.h"
#include "sync-server/demo/demo_scenes.h"

namespace genba::demo {
namespace {

constexpr std::int64_t kMinute_ms = 60'000;
constexpr std::int64_t kHour_ms = 60 * kMinute_ms;
constexpr std::int64_t kDay_ms = 24 * kHour_ms;
constexpr std::int64_t kTokyoOffset_ms = 9 * kHour_ms;
constexpr int kTickets = 160;
constexpr int kDays = 60;
constexpr std::string_view kSecurityCategory = "security";

Value text(const char* content) { return Value::of(std::string(content)); }
template <typename Enum>
Value choice(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}

// Writes the stories of all tickets as gestures; seeded, so that they are the same each time.
class Writer {
 public:
  Writer(std::vector<Actor> staff, std::vector<Actor> requesters, std::int64_t now_ms,
         RandomSource& ids)
      : staff_(std::move(staff)), requesters_(std::move(requesters)), now_ms_(now_ms), ids_(ids) {}

  std::vector<Gesture> write() {
    for (int i = 0; i < kTickets; ++i) tell(scenes()[below(scenes().size())]);
    return std::move(gestures_);
  }

 private:
  std::size_t below(std::size_t limit) { return generator_() % limit; }
  bool chance(unsigned percent) { return below(100) < percent; }
  std::int64_t minutes(int least, int most) {
    return (least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least)))) *
           kMinute_ms;
  }

  // More tickets lately, most of them in office hours, few at weekends.
  std::int64_t opening_time() {
    while (true) {
      const std::int64_t age_days = static_cast<std::int64_t>(std::min(below(kDays), below(kDays)));
      const std::int64_t today_ms = (now_ms_ + kTokyoOffset_ms) / kDay_ms * kDay_ms;
      const std::int64_t local_ms = today_ms - age_days * kDay_ms + minutes(8 * 60, 18 * 60);
      const auto weekday = (local_ms / kDay_ms + 4) % 7;  // 1970-01-01 was a Thursday
      const bool is_weekend = weekday == 0 || weekday == 6;
      const std::int64_t at_ms = local_ms - kTokyoOffset_ms;
      if (at_ms < now_ms_ - 5 * kMinute_ms && (!is_weekend || chance(10))) return at_ms;
    }
  }

  // False when that would be in the future: the story stops there and the ticket stays open.
  bool add(std::int64_t at_ms, const Actor& by, Command command) {
    if (at_ms >= now_ms_) return false;
    gestures_.push_back({at_ms, by, std::move(command)});
    return true;
  }

  void tell(const Scene& scene) {
    const EntityId ticket = ids_.new_id(now_ms_);
    const Actor requester = requesters_[below(requesters_.size())];
    const Actor agent = staff_[below(staff_.size())];
    std::int64_t at_ms = opening_time();
    add(at_ms, staff_[0], open(scene, ticket, requester));
    const bool is_slow = chance(18);
    at_ms += is_slow ? minutes(90, 700) : minutes(2, 40);
    if (!add(at_ms, agent, Assign{ticket, service_desk_group_id(), agent.id})) return;
    at_ms += minutes(1, 12);
    if (!add(at_ms, agent, AddComment{ids_.new_id(now_ms_), ticket, scene.reply})) return;
    if (!add(at_ms + kMinute_ms, agent, to_state(ticket, TicketState::kInProgress))) return;
    at_ms = ask(scene, ticket, requester, agent, at_ms);
    if (at_ms >= now_ms_ || chance(4)) return;
    at_ms += is_slow ? minutes(1200, 9000) : minutes(20, 300);
    at_ms = go_through_checklist(scene, ticket, agent, at_ms);
    if (!add(at_ms, agent, resolved(scene, ticket))) return;
    if (chance(6)) {
      if (!add(at_ms + 2 * kHour_ms, agent, to_state(ticket, TicketState::kInProgress))) return;
      at_ms += minutes(200, 900);
      if (!add(at_ms, agent, resolved(scene, ticket))) return;
    }
    add(at_ms + kDay_ms + minutes(10, 400), agent, to_state(ticket, TicketState::kClosed));
  }

  Command open(const Scene& scene, const EntityId& ticket, const Actor& requester) {
    constexpr Channel kChannels[] = {Channel::kPhone, Channel::kMail, Channel::kPortal,
                                     Channel::kWalkIn, Channel::kChat};
    CreateTicket command;
    command.id = ticket;
    command.fields = {{field::kTicketTitle, text(scene.title)},
                      {field::kTicketDescription, text(scene.description)},
                      {field::kTicketCategory, Value::of(default_category_id(scene.category))},
                      {field::kTicketImpact, choice(scene.impact)},
                      {field::kTicketUrgency, choice(scene.urgency)},
                      {field::kTicketRequester, Value::of(requester.id)},
                      {field::kTicketChannel, choice(kChannels[below(std::size(kChannels))])}};
    return command;
  }

  // A question and its answer; returns when work goes on.
  std::int64_t ask(const Scene& scene, const EntityId& ticket, const Actor& requester,
                   const Actor& agent, std::int64_t at_ms) {
    if (scene.question[0] == '\0') return at_ms + 2 * kMinute_ms;
    at_ms += minutes(10, 60);
    add(at_ms, agent, AddComment{ids_.new_id(now_ms_), ticket, scene.question});
    ChangeState wait = to_state(ticket, TicketState::kPending);
    wait.pending_reason = PendingReason::kAwaitingRequester;
    add(at_ms + kMinute_ms, agent, wait);
    at_ms += chance(20) ? minutes(1500, 4000) : minutes(30, 240);
    const bool is_answered =
        add(at_ms, requester, AddComment{ids_.new_id(now_ms_), ticket, scene.answer});
    return is_answered ? at_ms : now_ms_;
  }

  AddEvidence evidence_of_mail(const EntityId& ticket) {
    AddEvidence mail;
    mail.id = ids_.new_id(now_ms_);
    mail.custody = ids_.new_id(now_ms_);
    mail.ticket = ticket;
    mail.name = "不審なメール.eml";
    mail.origin = "利用者のメールボックス";
    mail.holder = "情報システム室の金庫";
    mail.content = Fingerprint{to_hex(view_of(sha256(to_string(ticket)))), 18'432};
    return mail;
  }

  // A security incident is resolved when its steps are done; returns when they are.
  std::int64_t go_through_checklist(const Scene& scene, const EntityId& ticket, const Actor& agent,
                                    std::int64_t at_ms) {
    if (std::string_view(scene.category) != kSecurityCategory) return at_ms;
    add(at_ms, agent, evidence_of_mail(ticket));
    for (const SecurityItem& item : security_items()) {
      add(at_ms, agent, CheckItem{security_item_id(ticket, item), true, "確認し、記録しました。"});
      at_ms += minutes(1, 10);
    }
    return at_ms;
  }

  static ChangeState to_state(const EntityId& ticket, TicketState state) {
    ChangeState change;
    change.ticket = ticket;
    change.to = state;
    return change;
  }
  static ChangeState resolved(const Scene& scene, const EntityId& ticket) {
    ChangeState change = to_state(ticket, TicketState::kResolved);
    change.resolution = scene.resolution;
    change.cause_code = scene.cause_code;
    return change;
  }

  const std::vector<Actor> staff_;
  const std::vector<Actor> requesters_;
  const std::int64_t now_ms_;
  RandomSource& ids_;
  std::mt19937 generator_{20261124};
  std::vector<Gesture> gestures_;
};

Result<void> perform(const Gesture& gesture, stores::ServerStore& store, RandomSource& random) {
  const CommandContext context{gesture.by.id, gesture.by.role, gesture.at_ms, store.head().seq};
  Result<std::vector<Operation>> operations = plan_operations(gesture.command, store, context);
  if (!operations) return operations.error();
  OperationGroup group;
  group.lane = store.lane_of(derive_id("demo.device", to_string(gesture.by.id)), gesture.by.id);
  group.first_dseq = store.acked(group.lane) + 1;
  group.wall_ms = gesture.at_ms;
  group.operations = std::move(operations).value();
  PushContext push;
  push.user = gesture.by.id;
  push.role = gesture.by.role;
  // As if the server had been there at the time.
  push.received_ms = push.sent_ms = push.seen_ms = gesture.at_ms;
  const Result<GroupOutcome> outcome = accept(group, store, push, random);
  if (!outcome) return outcome.error();
  if (outcome->outcome != Outcome::kRejected) return {};
  return make_error(outcome->code, "demo data: " + outcome->detail);
}

EntityId person_id(const Person& person, auth::AccountStore& accounts) {
  const Result<auth::Account> account = accounts.find(person.sign_in_name);
  return account ? account->id : derive_id("demo.person", person.name);
}

Command introduce(const EntityId& id, const Person& person) {
  CreateEntity command;
  command.id = id;
  command.kind = Kind::kUser;
  command.fields = {{field::kUserName, text(person.name)}, {field::kUserRole, choice(person.role)}};
  if (person.sign_in_name[0] != '\0') {
    command.fields.push_back({field::kUserSignInName, text(person.sign_in_name)});
  }
  return command;
}

}  // namespace

Result<void> make_accounts(auth::AccountStore& accounts, std::int64_t now_ms) {
  for (const Person& person : people()) {
    if (person.sign_in_name[0] == '\0' || accounts.find(person.sign_in_name)) continue;
    Result<auth::Account> made = auth::create_account(accounts, person.sign_in_name, person.role,
                                                      kDemoPassword, false, now_ms);
    if (!made) return made.error();
  }
  return {};
}

Result<void> fill(stores::ServerStore& store, auth::AccountStore& accounts, std::int64_t now_ms,
                  RandomSource& random) {
  if (store.next_number(TicketType::kIncident) != 1) return {};
  const std::int64_t begin_ms = now_ms - (kDays + 2) * kDay_ms;
  const Actor admin{derive_id("demo.person", "set-up"), Role::kAdmin};
  std::vector<Actor> staff;
  std::vector<Actor> requesters;
  for (const Person& person : people()) {
    const Actor actor{person_id(person, accounts), person.role};
    (person.role == Role::kRequester ? requesters : staff).push_back(actor);
    Result<void> done = perform({begin_ms, admin, introduce(actor.id, person)}, store, random);
    if (!done) return done;
  }
  std::vector<Gesture> gestures = Writer(staff, requesters, now_ms, random).write();
  const std::vector<Gesture> knowledge =
      knowledge_gestures(staff, requesters, begin_ms + kHour_ms, now_ms, random);
  gestures.insert(gestures.end(), knowledge.begin(), knowledge.end());
  const std::vector<Gesture> changes = change_gestures(staff[0], now_ms, random);
  gestures.insert(gestures.end(), changes.begin(), changes.end());
  const std::vector<Gesture> assets = asset_gestures(staff[0], begin_ms + kHour_ms);
  gestures.insert(gestures.end(), assets.begin(), assets.end());
  std::stable_sort(gestures.begin(), gestures.end(),
                   [](const Gesture& a, const Gesture& b) { return a.at_ms < b.at_ms; });
  for (const Gesture& gesture : gestures) {
    if (Result<void> done = perform(gesture, store, random); !done) return done;
  }
  return {};
}

}  // namespace genba::demo
