// What a kiosk may do: report something, and nothing else.
#include <doctest/doctest.h>

#include "core/process/authorise.h"
#include "core/process/receipt.h"
#include "core/process/visibility.h"
#include "tests/unit/authority/desk.h"

using namespace genba;
using genba::test::choice;
using genba::test::Desk;
using genba::test::SeededRandom;
using genba::test::text;

namespace {

CreateTicket report(Desk& desk) {
  CreateTicket command;
  command.id = desk.new_id();
  command.fields = {{field::kTicketTitle, text("紙が出てこない")},
                    {field::kTicketDescription, text("朝から")},
                    {field::kTicketContact, text("総務 内線 201")},
                    {field::kTicketChannel, choice(Channel::kKiosk)}};
  SeededRandom random(desk.now);
  command.receipt = receipt_id(make_receipt_code(random));
  return command;
}

bool is_refused(const Result<void>& done) {
  return !done.ok() &&
         (done.error().code == ErrorCode::kForbidden || done.error().code == ErrorCode::kNotFound);
}

}  // namespace

TEST_CASE("a kiosk reports, and what it reported is nobody's and no longer its own") {
  Desk desk;
  const CreateTicket command = report(desk);
  REQUIRE(desk.act(Role::kKiosk, command));
  const EntityId& ticket = command.id;
  CHECK(desk.value(ticket, field::kTicketRequester).is_empty());
  CHECK(desk.value(ticket, field::kTicketContact) == text("総務 内線 201"));
  CHECK(is_refused(desk.set(Role::kKiosk, ticket, field::kTicketTitle, text("別の件名"))));
  CHECK(is_refused(desk.set(Role::kKiosk, ticket, field::kTicketContact, text("内線 202"))));
  CHECK(is_refused(desk.comment(Role::kKiosk, ticket, "追加です")));
  CHECK(is_refused(desk.move(Role::kKiosk, ticket, TicketState::kCancelled)));
  // Not even when the desk takes the kiosk for its requester.
  const EntityId kiosk = Desk::user(Role::kKiosk);
  REQUIRE(desk.set(Role::kManager, ticket, field::kTicketRequester, Value::of(kiosk)));
  CHECK(permission_on(desk.state(), ticket, kiosk, Role::kKiosk) == Permission::kNone);
  CHECK(is_refused(desk.set(Role::kKiosk, ticket, field::kTicketTitle, text("別の件名"))));
  CHECK_FALSE(may_see(viewer_of(kiosk, Role::kKiosk, desk.state(), read_now(desk.state())), ticket,
                      desk.state(), read_now(desk.state())));
  // A second code for a ticket that is there already is the desk's to give.
  SeededRandom random(99);
  const EntityId second = receipt_id(make_receipt_code(random));
  const CreateEntity receipt{second, Kind::kReceipt, {{field::kReceiptTicket, Value::of(ticket)}}};
  CHECK(is_refused(desk.act(Role::kKiosk, receipt)));
  CHECK(desk.act(Role::kAgent, receipt));
}

TEST_CASE("a kiosk fills in what its form asks for, and no other field of any record") {
  for (const FieldSpec& spec : all_fields()) {
    if (!may_write(Role::kKiosk, spec)) continue;
    const bool is_of_form = spec.kind == Kind::kTicket || spec.id == field::kReceiptTicket;
    CHECK_MESSAGE(is_of_form, spec.name);
  }
  Desk desk;
  for (const FieldChange& forbidden :
       {FieldChange{field::kTicketRequester, Value::of(Desk::user(Role::kManager))},
        FieldChange{field::kTicketImpact, choice(Level::kHigh)},
        FieldChange{field::kTicketAssignmentGroup, Value::of(service_desk_group_id())},
        FieldChange{field::kTicketRestricted, choice(Boolean::kYes)}}) {
    CreateTicket command = report(desk);
    command.fields.push_back(forbidden);
    CHECK_MESSAGE(is_refused(desk.act(Role::kKiosk, command)), find_field(forbidden.field)->name);
  }
  for (const KindSpec& kind : all_kinds()) {
    if (kind.kind == Kind::kTicket) continue;
    CHECK_MESSAGE(!desk.act(Role::kKiosk, CreateEntity{desk.new_id(), kind.kind, {}}), kind.name);
  }
}

TEST_CASE("a kiosk sees categories and sites, and no ticket, not even its own") {
  Desk desk;
  const CreateTicket command = report(desk);
  REQUIRE(desk.act(Role::kKiosk, command));
  const EntityId site = derive_id("test", "site");
  REQUIRE(desk.act(Role::kManager,
                   CreateEntity{site, Kind::kSite, {{field::kSiteName, text("東京工場")}}}));
  const StateReader& state = desk.state();
  const ReadCell now = read_now(state);
  const Viewer kiosk = viewer_of(Desk::user(Role::kKiosk), Role::kKiosk, state, now);
  CHECK_FALSE(may_see(kiosk, command.id, state, now));
  CHECK_FALSE(may_see(kiosk, command.receipt, state, now));
  for (const KindSpec& kind : all_kinds()) {
    const bool is_offered = kind.kind == Kind::kCategory || kind.kind == Kind::kSite;
    for (const EntityId& entity : state.entities(kind.kind)) {
      CHECK_MESSAGE(may_see(kiosk, entity, state, now) == is_offered, kind.name);
    }
  }
  CHECK(may_see(kiosk, site, state, now));
  // Those who see internal cells see that there is a code; which one, not even they.
  const Viewer requester = viewer_of(Desk::user(Role::kRequester), Role::kRequester, state, now);
  CHECK_FALSE(may_see(requester, command.receipt, state, now));
  CHECK(state.facet(command.receipt) == Facet::kInternal);
}
