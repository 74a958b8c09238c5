// SLA questions and answers as JSON: the form that people write by hand and programs read.
#include "core/exchange/sla_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/process/sla_text.h"
#include "core/process/time_zone_table.h"

using namespace genba;
using Json = nlohmann::json;

namespace {

constexpr const char* kCalendar = R"({"zone": "Asia/Tokyo",
  "weekly": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "tue": [["09:00", "18:00"]],
             "wed": [["09:00", "18:00"]], "thu": [["09:00", "18:00"]], "fri": [["09:00", "18:00"]]},
  "holidays": ["2026-11-23"], "open_dates": {"2026-11-28": [["10:00", "15:00"]]}})";
constexpr const char* kPolicy = R"({"response_minutes": 60, "resolution_minutes": 480,
  "calendar": "business", "pause_reasons": ["awaiting_requester", "awaiting_parts"]})";
constexpr const char* kEvents = R"([{"at": "2026-11-20T00:15:00Z", "type": "created"},
  {"at": "2026-11-20T09:30:30.500+09:00", "type": "public_reply"},
  {"at": "2026-11-20T02:40:00Z", "type": "pending", "reason": "awaiting_parts"},
  {"at": "2026-11-20T04:05:00Z", "type": "resumed"}])";

Result<SlaCase> question(std::string_view calendar, std::string_view policy,
                         std::string_view events) {
  return parse_sla_case(calendar, policy, events, embedded_time_zones());
}

std::string answer_text(std::string_view policy, std::string_view events, std::string_view now) {
  const SlaCase asked = question(kCalendar, policy, events).value();
  const SlaResult result =
      compute_sla(asked.events, asked.policies, parse_instant(now).value(), SlaDetail::kSegments)
          .value();
  return print_sla_json(result, asked.custom_reasons);
}

Json answer(std::string_view policy, std::string_view events, std::string_view now) {
  return Json::parse(answer_text(policy, events, now), nullptr, false);
}

std::string refusal(std::string_view calendar, std::string_view policy, std::string_view events) {
  const Result<SlaCase> read = question(calendar, policy, events);
  return read.ok() ? "" : read.error().detail;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the answer has both clocks with state, figures, due and reasoned segments") {
  const Json out = answer(kPolicy, kEvents, "2026-11-20T14:00:00+09:00");
  const Json& response = out["response"];
  CHECK(response["state"] == "met");
  CHECK(response["elapsed_minutes"].is_number_float());
  CHECK(response["elapsed_minutes"] == 15.508333333333333);  // seconds are fractions
  CHECK(response["due"] == "2026-11-20T01:15:00Z");
  CHECK(response["breached_at"].is_null());
  const Json& resolution = out["resolution"];
  CHECK(resolution["state"] == "running");
  CHECK(resolution["elapsed_minutes"] == 200);
  CHECK(resolution["paused_minutes"] == 85);
  CHECK(resolution["remaining_minutes"] == 280);
  CHECK(resolution["due"] == "2026-11-24T00:40:00Z");
  REQUIRE(resolution["segments"].size() == 3);
  CHECK(resolution["segments"][1] ==
        Json::parse(R"({"from": "2026-11-20T02:40:00Z", "to": "2026-11-20T04:05:00Z",
                        "counted": false, "reason": "paused:awaiting_parts"})",
                    nullptr, false));
  CHECK_FALSE(resolution.contains("earlier_breaches"));
}

TEST_CASE("due is null while paused with budget left") {
  const Json out = answer(kPolicy, R"([{"at": "2026-11-20T00:15:00Z", "type": "created"},
    {"at": "2026-11-20T02:40:00Z", "type": "pending", "reason": "awaiting_requester"}])",
                          "2026-11-20T03:00:00Z");
  CHECK(out["resolution"]["state"] == "paused");
  CHECK(out["resolution"]["due"].is_null());
}

TEST_CASE("a policy event changes what it names and keeps the rest") {
  const Json out = answer(kPolicy, R"([{"at": "2026-11-20T00:15:00Z", "type": "created"},
    {"at": "2026-11-20T01:15:00Z", "type": "policy", "resolution_minutes": 30.5},
    {"at": "2026-11-20T02:15:00Z", "type": "policy", "calendar": "24x7"}])",
                          "2026-11-20T10:15:00Z");
  CHECK(out["response"]["due"] == "2026-11-20T01:15:00Z");
  CHECK(out["resolution"]["elapsed_minutes"] == 600);
  CHECK(out["resolution"]["remaining_minutes"] == -569.5);
  CHECK(out["resolution"]["breached_at"] == "2026-11-20T00:45:30Z");
  CHECK_FALSE(out["resolution"].contains("earlier_breaches"));  // the same moment
}

TEST_CASE("a breach under an earlier target is told") {
  Json out = answer(kPolicy, R"([{"at": "2026-11-20T00:15:00Z", "type": "created"},
    {"at": "2026-11-25T00:15:00Z", "type": "policy", "resolution_minutes": 6000,
     "response_minutes": 6000}])",
                    "2026-11-25T01:15:00Z");
  CHECK(out["resolution"]["state"] == "running");
  CHECK(out["resolution"]["earlier_breaches"] == Json::array({"2026-11-20T08:15:00Z"}));
}

TEST_CASE("an automatic reply never counts as a response") {
  const Json out = answer(kPolicy, R"([{"at": "2026-11-20T00:15:00Z", "type": "created"},
    {"at": "2026-11-20T00:16:00Z", "type": "public_reply", "automatic": true}])",
                          "2026-11-20T00:45:00Z");
  CHECK(out["response"]["state"] == "running");
}

TEST_CASE(
    "a policy that names no calendar and no reasons is on business hours and pauses as usual") {
  const Json out = answer(R"({"response_minutes": 60, "resolution_minutes": 480})",
                          R"([{"at": "2026-11-20T00:15:00Z", "type": "created"},
    {"at": "2026-11-20T02:15:00Z", "type": "pending", "reason": "awaiting_vendor"}])",
                          "2026-11-20T03:15:00Z");
  CHECK(out["resolution"]["paused_minutes"] == 60);
}

TEST_CASE("what is wrong is said with its place") {
  struct Row {
    const char* calendar;
    const char* policy;
    const char* events;
    const char* message;
  };
  const Row rows[] = {
      {"{", kPolicy, kEvents, "calendar: not JSON"},
      {"[]", kPolicy, kEvents, "calendar: not an object"},
      {R"({"weekly": {}})", kPolicy, kEvents, "\"zone\" is missing"},
      {R"({"zone": 9})", kPolicy, kEvents, "\"zone\" is not a text"},
      {R"({"zone": "Asia/Tokio", "weekly": {"mon": [["09:00", "18:00"]]}})", kPolicy, kEvents,
       "unknown time zone \"Asia/Tokio\""},
      {R"({"zone": "UTC", "weekly": {}})", kPolicy, kEvents, "never opens"},
      {R"({"zone": "UTC", "weekly": {"mon": []}, "holidays": ["2026-11-23"]})", kPolicy, kEvents,
       "never opens"},
      {R"({"zone": "UTC", "weekly": {"monday": []}})", kPolicy, kEvents, "the days are mon"},
      {R"({"zone": "UTC", "weekly": {"mon": [["18:00", "09:00"]]}})", kPolicy, kEvents,
       "18:00–09:00 on mon does not end after its start"},
      {R"({"zone": "UTC", "weekly": {"mon": [["09:00", "24:01"]]}})", kPolicy, kEvents, "24:01"},
      {R"({"zone": "UTC", "weekly": {"mon": [["09:00"]]}})", kPolicy, kEvents, "calendar, mon"},
      {R"({"zone": "UTC", "holidays": ["2026-02-30"]})", kPolicy, kEvents, "2026-02-30"},
      {R"({"zone": "UTC", "open_dates": {"tomorrow": []}})", kPolicy, kEvents, "tomorrow"},
      {kCalendar, R"({"resolution_minutes": 1})", kEvents, "policy: \"response_minutes\""},
      {kCalendar, R"({"response_minutes": -1, "resolution_minutes": 1})", kEvents,
       "policy: \"response_minutes\""},
      {kCalendar, R"({"response_minutes": 1e300, "resolution_minutes": 1})", kEvents,
       "policy: \"response_minutes\""},
      {kCalendar, R"({"response_minutes": 1, "resolution_minutes": 1, "calendar": "8x5"})", kEvents,
       "neither \"business\" nor \"24x7\""},
      {kCalendar, kPolicy, "{}", "events: not a list"},
      {kCalendar, kPolicy, "[7]", "event 1: not an object"},
      {kCalendar, kPolicy, R"([{"type": "created"}])", "event 1: \"at\" is missing"},
      {kCalendar, kPolicy, R"([{"at": "yesterday", "type": "created"}])", "event 1: \"yesterday\""},
      {kCalendar, kPolicy, R"([{"at": "2026-11-20T00:15:00Z", "type": "begun"}])",
       "event 1: unknown type \"begun\""},
      {kCalendar, kPolicy, R"([{"at": "2026-11-20T00:15:00Z", "type": "pending"}])",
       "event 1: \"reason\" is missing"},
      {kCalendar, kPolicy,
       R"([{"at": "2026-11-20T00:15:00Z", "type": "manual_due", "clock": "resolution",
            "due": "2026-11-20T00:15:00Z"}])",
       "event 1: \"reason\" is missing"},
      {kCalendar, kPolicy,
       R"([{"at": "2026-11-20T00:15:00Z", "type": "manual_due", "clock": "resolution",
            "due": "2026-11-20T00:15:00Z", "reason": " 　"}])",
       "event 1: a manual due needs a reason"},
  };
  for (const Row& row : rows) {
    const std::string said = refusal(row.calendar, row.policy, row.events);
    INFO("expected: " << row.message << ", said: " << said);
    CHECK(contains(said, row.message));
  }
}

TEST_CASE("10,000 events are answered, more are refused") {
  const auto history = [](std::size_t count) {
    Json events =
        Json::parse(R"([{"at": "2026-11-20T00:15:00Z", "type": "created"}])", nullptr, false);
    const std::int64_t first_ms = parse_instant("2026-11-20T00:15:00Z").value();
    while (events.size() < count) {
      const auto number = static_cast<std::int64_t>(events.size());
      Json event = {{"at", format_instant(first_ms + number * kMinuteMs)}};
      event["type"] = number % 3 == 0 ? "pending" : number % 3 == 1 ? "resumed" : "policy";
      event["reason"] = "awaiting_requester";
      events.push_back(event);
    }
    return events.dump();
  };
  const Json out = answer(kPolicy, history(10000), "2027-11-20T00:15:00Z");
  CHECK(out["resolution"]["state"] == "breached");
  CHECK(contains(refusal(kCalendar, kPolicy, history(10001)), "more than 10,000"));
}

TEST_CASE("damaged text is refused or answered, never more") {
  constexpr char kBlank = ' ';
  std::uint64_t seed = 20261120;
  const auto below = [&seed](std::size_t limit) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::size_t>(seed >> 33) % limit;
  };
  const std::string good[] = {kCalendar, kPolicy, kEvents};
  for (int i = 0; i < 5000; ++i) {
    std::string texts[] = {good[0], good[1], good[2]};
    std::string& damaged = texts[below(3)];
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
      const std::size_t place = below(damaged.size());
      if (below(2) == 0)
        damaged[place] =
            "0129\"[]{},:-\\\xFF"
            "a"[below(15)];
      else
        damaged.erase(place, 1 + below(12));
      if (damaged.empty()) damaged.push_back(kBlank);
    }
    const Result<SlaCase> read = question(texts[0], texts[1], texts[2]);
    if (!read) continue;
    const auto result =
        compute_sla(read->events, read->policies, parse_instant("2027-01-01T00:00:00Z").value(),
                    SlaDetail::kSegments);
    if (result) CHECK_FALSE(print_sla_json(*result, read->custom_reasons).empty());
  }
}

TEST_CASE("the explanation in words names every segment, in both languages") {
  const SlaCase asked = question(kCalendar, kPolicy, kEvents).value();
  const SlaResult result =
      compute_sla(asked.events, asked.policies, parse_instant("2026-11-24T14:00:00+09:00").value(),
                  SlaDetail::kSegments)
          .value();
  const auto text = [&](Language language) {
    return sla_text(result, asked.business->zone(), asked.custom_reasons, language);
  };
  const std::string english = text(Language::kEnglish);
  CHECK(contains(english, "Response: Met"));
  CHECK(contains(english, "2026-11-20 09:15–11:40  counted  2 h 25 min"));
  CHECK(contains(english, "2026-11-20 11:40–13:05  paused: awaiting_parts  1 h 25 min"));
  CHECK(contains(english, "2026-11-20 18:00–2026-11-22 24:00  outside business hours  54 h"));
  CHECK(contains(english, "2026-11-23 00:00–24:00  holiday  24 h"));
  CHECK(contains(english, "ended 2026-11-20 09:30:30.500 +09:00"));
  const std::string japanese = text(Language::kJapanese);
  CHECK(contains(japanese, "解決: 違反"));
  CHECK(contains(japanese, "2026-11-23 00:00–24:00  休日  24時間"));
}
