#include "wasm/views/error_text.h"

#include <doctest/doctest.h>

#include "core/model/fields.h"
#include "core/process/links.h"
#include "tests/unit/process/one_ticket.h"

namespace genba {
namespace {

constexpr auto kJa = Language::kJapanese;
constexpr auto kEn = Language::kEnglish;

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a refused transition names the allowed states as the screen names them") {
  const test::OneTicket ticket(TicketType::kIncident, TicketState::kPending);
  const Error error = ticket.check(TicketState::kClosed, Role::kAgent).error();
  CHECK(contains(error_text(error, kJa), "対応中、解決済み"));
  CHECK(contains(error_text(error, kEn), "In progress, Resolved"));
  CHECK_FALSE(contains(error_text(error, kJa), "in_progress"));
}

TEST_CASE("a missing field is named by its label") {
  test::OneTicket ticket(TicketType::kIncident, TicketState::kInProgress);
  const auto said = [&](TicketState to) { return error_text(ticket.check(to).error(), kJa); };
  CHECK(contains(said(TicketState::kPending), "「保留の理由」"));
  ticket.set(field::kTicketResolution, "再起動");
  CHECK(contains(said(TicketState::kResolved), "「原因コード」"));
  CHECK(contains(error_text({ErrorCode::kMissingField, "title"}, kEn), "Title"));
}

TEST_CASE("a forbidden field is named, and other people's tickets are told apart") {
  const Error field{ErrorCode::kForbidden, "your role may not write priority_override"};
  CHECK(contains(error_text(field, kJa), "優先度の指定"));
  const Error others{ErrorCode::kForbidden, "your role may not change what others reported"};
  CHECK(contains(error_text(others, kJa), "ほかの人"));
}

TEST_CASE("what the process refuses is said in words of the screen") {
  test::OneTicket change(TicketType::kChange, TicketState::kPlanned);
  CHECK(contains(error_text(change.check(TicketState::kApproved).error(), kJa), "承認がそろって"));
  change.ask("部長", ApprovalDecision::kRejected);
  CHECK(contains(error_text(change.check(TicketState::kApproved).error(), kEn), "has rejected"));
  test::OneTicket problem(TicketType::kProblem, TicketState::kKnownError);
  CHECK(
      contains(error_text(problem.check(TicketState::kFixInChange).error(), kJa), "対応する変更"));
  const EntityId link = problem.link(LinkType::kChildOf, problem.id, problem.id);
  CHECK(contains(error_text(check_link(problem.state, link).error(), kJa), "自分自身"));
}

TEST_CASE("every code has words in both languages, and no code's name shows through") {
  for (int code = 1; code <= static_cast<int>(ErrorCode::kInternal); ++code) {
    const Error error{static_cast<ErrorCode>(code), "some english detail"};
    for (const Language language : {kJa, kEn}) {
      const std::string said = error_text(error, language);
      CHECK_FALSE(said.empty());
      CHECK_FALSE(contains(said, error_code_name(error.code)));
      CHECK_FALSE(contains(said, "some english detail"));
    }
  }
}

}  // namespace genba
