// Evidence of a security incident and its chain of custody.
#include "core/process/evidence.h"

#include <doctest/doctest.h>

#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using test::choice;
using test::Desk;
using test::text;

const std::string kHash(64, 'a');

AddEvidence take(Desk& desk, const EntityId& ticket) {
  return {desk.new_id(), desk.new_id(), ticket, "メールのログ",
          "mx1",         "金庫",        "",     Fingerprint{kHash, 4096}};
}

}  // namespace

TEST_CASE("evidence says what was hashed, when and by whom, and begins its custody") {
  Desk desk;
  const EntityId incident = desk.create(TicketType::kIncident);
  const AddEvidence command = take(desk, incident);
  desk.must(Role::kAgent, command);
  REQUIRE(evidence_of(desk.state(), incident) == std::vector<EntityId>{command.id});
  CHECK(desk.value(command.id, field::kEvidenceSha256) == text(kHash.c_str()));
  CHECK(desk.value(command.id, field::kEvidenceSize).integer() == 4096);
  CHECK(desk.value(command.id, field::kEvidenceCapturedAt).integer() == desk.now);
  CHECK(desk.value(command.id, field::kEvidenceCapturedBy).reference() == Desk::user(Role::kAgent));
  const auto custody = custody_of(desk.state(), command.id);
  REQUIRE(custody.size() == 1);
  CHECK(desk.value(custody[0], field::kCustodyAction) == choice(CustodyAction::kCollected));
  CHECK(desk.value(custody[0], field::kCustodyAuthor).reference() == Desk::user(Role::kAgent));
  CHECK(holder_of(desk.state(), command.id) == "金庫");
}

TEST_CASE("custody tells in whose hands evidence is, by when it happened") {
  Desk desk;
  const EntityId incident = desk.create(TicketType::kIncident);
  const AddEvidence command = take(desk, incident);
  desk.must(Role::kAgent, command);
  desk.now += 60'000;
  desk.must(Role::kAgent, RecordCustody{desk.new_id(), command.id, CustodyAction::kHandedOver,
                                        "鑑識会社", "受領書あり"});
  desk.now += 60'000;
  desk.must(Role::kAgent,
            RecordCustody{desk.new_id(), command.id, CustodyAction::kExamined, "", "異常なし"});
  CHECK(custody_of(desk.state(), command.id).size() == 3);
  CHECK(holder_of(desk.state(), command.id) == "鑑識会社");
  const auto nobody = desk.act(
      Role::kAgent, RecordCustody{desk.new_id(), command.id, CustodyAction::kReturned, "　", ""});
  REQUIRE_FALSE(nobody.ok());
  CHECK(nobody.error().code == ErrorCode::kMissingField);
  CHECK(nobody.error().detail == "holder");
}

TEST_CASE("evidence cannot be changed, and its hash is a SHA-256") {
  Desk desk;
  const EntityId incident = desk.create(TicketType::kIncident);
  const AddEvidence command = take(desk, incident);
  desk.must(Role::kAgent, command);
  for (const Role role : {Role::kAgent, Role::kManager, Role::kSecurityOfficer, Role::kAdmin}) {
    CHECK_FALSE(desk.set(role, command.id, field::kEvidenceSha256, text("b")).ok());
    CHECK_FALSE(desk.set(role, command.id, field::kEvidenceName, {}).ok());
    CHECK_FALSE(desk.set(role, command.id, field::kEvidenceTicket, {}).ok());
  }
  AddEvidence short_hash = take(desk, incident);
  short_hash.content->sha256 = "abc";
  CHECK(desk.act(Role::kAgent, short_hash).error().code == ErrorCode::kInvalidArgument);
  AddEvidence nameless = take(desk, incident);
  nameless.name = " ";
  CHECK(desk.act(Role::kAgent, nameless).error().detail == "name");
  AddEvidence thing = take(desk, incident);
  thing.content.reset();
  CHECK(desk.act(Role::kAgent, thing).ok());
}

TEST_CASE("a record of custody cannot be hung on another ticket's evidence") {
  Desk desk;
  const EntityId incident = desk.create(TicketType::kIncident);
  const EntityId other = desk.create(TicketType::kIncident);
  const AddEvidence command = take(desk, incident);
  desk.must(Role::kAgent, command);
  const auto crossed = desk.act(
      Role::kAgent, CreateEntity{desk.new_id(),
                                 Kind::kCustody,
                                 {{field::kCustodyTicket, Value::of(other)},
                                  {field::kCustodyEvidence, Value::of(command.id)},
                                  {field::kCustodyAction, choice(CustodyAction::kExamined)}}});
  CHECK_FALSE(crossed.ok());
}

TEST_CASE("evidence stays on a merged ticket, and requesters do not see it") {
  Desk desk;
  const EntityId incident = desk.create(TicketType::kIncident, Role::kRequester);
  const EntityId into = desk.create(TicketType::kIncident);
  const AddEvidence command = take(desk, incident);
  desk.must(Role::kAgent, command);
  desk.must(Role::kManager, MergeTicket{incident, into});
  CHECK(evidence_of(desk.state(), incident).size() == 1);
  test::Device& requester = desk.device(Role::kRequester);
  requester.sync(desk.now);
  CHECK(requester.state().kind(incident) == Kind::kTicket);
  CHECK(requester.state().kind(command.id) == Kind::kNone);
  CHECK_FALSE(desk.act(Role::kRequester, take(desk, incident)).ok());
}

}  // namespace genba
