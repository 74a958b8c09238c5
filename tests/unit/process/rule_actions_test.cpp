// The language of a rule's actions, of its time, and of an escalation's levels.
#include "core/process/rule_actions.h"

#include <doctest/doctest.h>

#include "core/process/rule_book.h"

using namespace genba;

TEST_CASE("every action of the language is read as it is meant") {
  const auto actions = parse_rule_actions(
      "# a remark, and an empty line\n"
      "\n"
      "set priority_override = P2 because \"VIP\"\n"
      "  set wake_at = now+2h\n"
      "set category = network\n"
      "set customer = ?\n"
      "assign group \"Network\" by least_loaded\n"
      "assign on_duty level 2\n"
      "assign skill \"SAP\"\n"
      "assign user \"taro\"\n"
      "notify lead \"見てください\"\r\n"
      "notify on_duty level 3\n"
      "notify user \"taro\"\n"
      "escalate\n"
      "add task \"電話する\"\n"
      "apply template \"VPN\"\n"
      "apply playbook \"停電\"\n"
      "tag add vip, \"要 注意\"\n"
      "tag remove vip");
  REQUIRE_MESSAGE(actions, actions.error().detail);
  REQUIRE(actions->size() == 17);
  using Type = RuleAction::Type;
  const auto& a = *actions;
  CHECK(a[0].field == field::kTicketPriorityOverride);
  CHECK(a[0].value == Value::of(static_cast<std::int64_t>(Priority::kP2)));
  CHECK(a[0].reason == "VIP");
  CHECK(a[1].shape == RuleAction::ValueShape::kNow);
  CHECK(a[1].offset_ms == 7'200'000);
  CHECK(a[2].name == "network");
  CHECK(a[3].shape == RuleAction::ValueShape::kEmpty);
  CHECK(a[4].type == Type::kAssignGroup);
  CHECK(a[4].way == AssignWay::kLeastLoaded);
  CHECK(a[5].way == AssignWay::kOnDuty);
  CHECK(a[5].level == 2);
  CHECK(a[6].skill == "SAP");
  CHECK(a[7].type == Type::kAssignUser);
  CHECK(a[8].audience == Audience::kLead);
  CHECK(a[8].text == "見てください");
  CHECK(a[9].level == 3);
  CHECK(a[10].type == Type::kNotifyUser);
  CHECK(a[11].type == Type::kEscalate);
  CHECK(a[12].text == "電話する");
  CHECK(a[13].type == Type::kApplyTemplate);
  CHECK(a[14].type == Type::kApplyPlaybook);
  CHECK(a[15].tags == TextSet{"vip", "要 注意"});
  CHECK(a[16].type == Type::kRemoveTags);
}

TEST_CASE("a mistake is told with its line, its column and what is expected") {
  const std::pair<const char*, const char*> kMistakes[] = {
      {"", "line 1, column 1"},
      {"set titel = x", "line 1, column 5: there is no field of this name: titel"},
      {"escalate\n  assign grup \"x\"", "line 2, column 10: expected group, user"},
      {"set number = 3", "not set by rules"},
      {"set tags = vip", "tag add"},
      {"set assigned_to = taro", "assign"},
      {"set state = ?", "never empty"},
      {"set state = open", "state: is one of new"},
      {"set priority_override = P9", "P1, P2, P3, P4"},
      {"set priority_override = P2", "because and the reason in quotes"},
      {"set priority_override = P2 because \"　\"", "expected the reason in quotes"},
      {"set title = \"x\" because \"y\"", "only an override takes a reason"},
      {"notify lead \"まだ", "line 1, column 13: the text that starts here has no closing quote"},
      {"notify \"x\"", "expected assignee, requester"},
      {"assign group \"x\" by magic", "round_robin"},
      {"assign on_duty level 0", "from 1 to 9"},
      {"escalate now", "the end of the line"},
      {"add \"x\"", "expected task"},
      {"tag add", "expected a tag, not the end of the line"},
      {"set wake_at = now+3x", "length of time"},
      {"\xff", "not UTF-8"},
  };
  for (const auto& mistake : kMistakes) {
    const auto& [given, expected] = mistake;
    const auto text = given;
    CAPTURE(text);
    const auto actions = parse_rule_actions(text);
    REQUIRE_FALSE(actions);
    CHECK_MESSAGE(actions.error().detail.find(expected) != std::string::npos,
                  actions.error().detail);
  }
  std::string many;
  for (int i = 0; i < 65; ++i) many += "escalate\n";
  CHECK(parse_rule_actions(many).error().code == ErrorCode::kTooLarge);
}

TEST_CASE("a length of time is read in minutes, hours, days and weeks") {
  CHECK(*parse_duration("10m") == 600'000);
  CHECK(*parse_duration("1h30m") == 5'400'000);
  CHECK(*parse_duration("2w") == 1'209'600'000);
  CHECK(*parse_duration("0m") == 0);
  for (const char* wrong : {"", "10", "m", "10s", "-1m", "1 h", "99999999999999999999m", "9999w"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_duration(wrong));
  }
}

TEST_CASE("the time of a rule counts from the opening, the state or any instant, or before one") {
  CHECK(parse_rule_time("30m")->anchor == field::kTicketOpenedAt);
  CHECK(parse_rule_time("2h in state")->anchor == field::kTicketStateSince);
  CHECK(parse_rule_time("1d since updated_at")->anchor == field::kTicketUpdatedAt);
  const auto before = parse_rule_time("1h before resolution_due");
  REQUIRE(before);
  CHECK(before->anchor == field::kTicketResolutionDue);
  CHECK(before->offset_ms == -3'600'000);
  for (const char* wrong :
       {"", "in state", "1h in", "1h since", "1h since title", "1h x", "1h in state x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_rule_time(wrong));
  }
}

TEST_CASE("levels of an escalation are spelled out in the order of time") {
  const auto steps = parse_escalation_levels(
      "after 10m notify on_duty level 1\n"
      "after 5m repeat 2 every 10m notify lead\n"
      "after 1h notify manager");
  REQUIRE_MESSAGE(steps, steps.error().detail);
  std::string list;
  for (const EscalationStep& step : *steps) {
    list += std::to_string(step.after_ms / 60'000) + "m:" + std::to_string(step.level) + ' ';
  }
  CHECK(list == "5m:2 10m:1 15m:2 25m:2 60m:3 ");
  const std::pair<const char*, const char*> kMistakes[] = {
      {"", "expected after"},
      {"notify lead", "line 1, column 1: expected after"},
      {"after 10m", "line 1, column 10: expected set, assign"},
      {"after 10m repeat 0 every 1m notify lead", "from 1 to 50"},
      {"after 10m repeat 2 every 0m notify lead", "after some time"},
      {"after 10m repeat 2 notify lead", "expected every"},
      {"# x\nafter 10m notify led", "line 1, column 18: expected assignee"},
  };
  for (const auto& mistake : kMistakes) {
    const auto& [given, expected] = mistake;
    const auto text = given;
    CAPTURE(text);
    const auto wrong = parse_escalation_levels(text);
    REQUIRE_FALSE(wrong);
    CHECK_MESSAGE(wrong.error().detail.find(expected) != std::string::npos, wrong.error().detail);
  }
}
