#include "sync-server/bench/device.h"

#include <utility>

#include "core/process/defaults.h"
#include "sync-server/bench/child_server.h"
#include "sync-server/json_text.h"
#include "sync-server/platform/system.h"

namespace genba::bench {
namespace {

constexpr const char* kTitles[] = {"3階の複合機から印刷できない", "VPN drops every few minutes",
                                   "共有フォルダが開けない", "Cannot sign in to the timesheet",
                                   "勤怠システムの画面が固まる"};
constexpr const char* kDescription =
    "今朝から発生し、同じ部署の数名も同じ状況です。再起動しても改善しませんでした。\n"
    "It began after the latest update; a wired connection helps for some minutes.";

template <typename Enum>
Value choice(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}

ChangeState to_state(const EntityId& ticket, TicketState state) {
  ChangeState change;
  change.ticket = ticket;
  change.to = state;
  return change;
}

}  // namespace

Result<std::unique_ptr<Device>> Device::sign_in(const std::string& url) {
  sync::SystemRandom random;
  const std::int64_t now_ms = platform::now_ms();
  std::unique_ptr<Device> device(new Device(url, random.new_id(now_ms)));
  if (Result<void> begun = device->workspace_.start_joined(random, now_ms); !begun) {
    return begun.error();
  }
  const Json body = {{"name", ChildServer::kUser}, {"password", ChildServer::kPassword}};
  const Result<cli::HttpAnswer> answer =
      device->client_.post("/api/session", "application/json", json_text(body));
  if (!answer) return answer.error();
  if (answer->status / 100 != 2) {
    return make_error(ErrorCode::kUnauthenticated,
                      "sign-in was answered with " + std::to_string(answer->status));
  }
  return device;
}

Result<Bytes> Device::exchange(const char* path, const Bytes& body) {
  Result<cli::HttpAnswer> answer = client_.post(path, "application/octet-stream", body);
  if (!answer) return answer.error();
  if (answer->status == 200) return std::move(answer->body);
  return make_error(ErrorCode::kUnavailable,
                    std::string(path) + " was answered with " + std::to_string(answer->status));
}

Result<PullTotal> Device::take_all() {
  PullTotal total;
  session_.poll();
  while (const auto request = session_.next_request(platform::now_ms())) {
    const Result<Bytes> answer = exchange(path_of(request->route), request->body);
    if (!answer) return answer.error();
    session_.receive(200, *answer, std::nullopt, platform::now_ms(), 0);
    if (session_.status() == SyncStatus::kRefused) return session_.last_error();
    if (request->route == SyncRoute::kPull) ++total.answers;
  }
  total.effects = workspace_.replica().head();
  return total;
}

Result<void> Device::submit(const Command& command) {
  const std::size_t before = workspace_.replica().outbox().size();
  Result<void> done = workspace_.submit(command, platform::now_ms(), random_);
  const auto& outbox = workspace_.replica().outbox();
  for (std::size_t i = before; i < outbox.size(); ++i) {
    recorded_operations_ += outbox[i].group.operations.size();
  }
  return done;
}

Result<void> Device::tell_story() {
  const std::int64_t now_ms = platform::now_ms();
  ticket_ = random_.new_id(now_ms);
  CreateTicket create;
  create.id = ticket_;
  create.offline_label = workspace_.replica().next_label();
  create.fields = {{field::kTicketTitle, Value::of(std::string(kTitles[stories_++ % 5]))},
                   {field::kTicketDescription, Value::of(std::string(kDescription))},
                   {field::kTicketImpact, choice(Level::kMedium)},
                   {field::kTicketUrgency, choice(Level::kLow)},
                   {field::kTicketChannel, choice(Channel::kPhone)}};
  ChangeState resolve = to_state(ticket_, TicketState::kResolved);
  resolve.resolution = "再起動で復旧。原因は更新プログラムの不具合。";
  resolve.cause_code = "software";
  const Command story[] = {
      create,
      Assign{ticket_, service_desk_group_id(), workspace_.replica().identity().user},
      AddComment{random_.new_id(now_ms), ticket_, "確認します。10分ほどお待ちください。"},
      to_state(ticket_, TicketState::kInProgress),
      EditFields{ticket_, {{field::kTicketUrgency, choice(Level::kHigh)}}},
      AddComment{random_.new_id(now_ms), ticket_, "Rolled back the update; asked to try again.",
                 Facet::kInternal},
      EditFields{ticket_, {{field::kTicketImpact, choice(Level::kLow)}}},
      resolve,
      to_state(ticket_, TicketState::kClosed),
  };
  for (const Command& gesture : story) {
    if (Result<void> done = submit(gesture); !done) return done;
  }
  return {};
}

Result<void> Device::record(std::size_t operations) {
  const std::size_t enough = recorded_operations_ + operations;
  while (recorded_operations_ < enough) {
    if (Result<void> told = tell_story(); !told) return told;
  }
  return {};
}

Result<void> Device::record_edit() {
  const std::string title = "計測 " + std::to_string(stories_++);
  return submit(EditFields{ticket_, {{field::kTicketTitle, Value::of(title)}}});
}

std::vector<PushBody> Device::cut(std::size_t groups_in_body) {
  const Replica& replica = workspace_.replica();
  std::vector<PushBody> bodies;
  while (cut_groups_ < replica.outbox().size()) {
    PushRequest push;
    push.epoch = replica.identity().epoch;
    push.sent_ms = platform::now_ms();
    push.cursor = replica.cursor();
    PushBody body;
    while (push.groups.size() < groups_in_body && cut_groups_ < replica.outbox().size()) {
      push.groups.push_back(replica.outbox()[cut_groups_++].group);
      body.operations += push.groups.back().operations.size();
    }
    body.groups = push.groups.size();
    body.bytes = encode(push);
    bodies.push_back(std::move(body));
  }
  return bodies;
}

Result<void> Device::push(const PushBody& body) {
  const Result<Bytes> answer = exchange(path_of(SyncRoute::kPush), body.bytes);
  if (!answer) return answer.error();
  const Result<PushResponse> response = decode_push_response(*answer);
  if (!response) return response.error();
  if (response->error != ErrorCode::kNone || response->outcomes.size() != body.groups) {
    return make_error(ErrorCode::kInternal, "the server took only a part of a push");
  }
  for (const GroupOutcome& outcome : response->outcomes) {
    if (outcome.outcome != Outcome::kApplied) {
      return make_error(ErrorCode::kInternal, "the server did not apply: " + outcome.detail);
    }
  }
  return {};
}

}  // namespace genba::bench
