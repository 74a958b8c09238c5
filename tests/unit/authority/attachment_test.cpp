// Attachments of a ticket: what their records say, who may add, see and remove them.
#include "core/process/attachment.h"

#include <doctest/doctest.h>

#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using test::choice;
using test::Desk;
using test::text;

const std::string kHash(64, 'a');

AddAttachment photo(Desk& desk, const EntityId& ticket, Facet facet = Facet::kPublic) {
  return {desk.new_id(), ticket, "現場.jpg", "image/jpeg", {kHash, 4096}, facet};
}

bool sees(Desk& desk, Role role, const EntityId& id) {
  test::Device& device = desk.device(role);
  device.sync(desk.now);
  return device.state().kind(id) == Kind::kAttachment;
}

}  // namespace

TEST_CASE("an attachment says what it is, who added it and when, and belongs to its ticket") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident);
  const AddAttachment command = photo(desk, ticket);
  desk.must(Role::kAgent, command);
  REQUIRE(attachments_of(desk.state(), ticket) == std::vector<EntityId>{command.id});
  CHECK(desk.value(command.id, field::kAttachmentName) == text("現場.jpg"));
  CHECK(desk.value(command.id, field::kAttachmentMediaType) == text("image/jpeg"));
  CHECK(desk.value(command.id, field::kAttachmentSize).integer() == 4096);
  CHECK(desk.value(command.id, field::kAttachmentSha256) == text(kHash.c_str()));
  CHECK(desk.value(command.id, field::kAttachmentAuthor).reference() == Desk::user(Role::kAgent));
  CHECK(desk.value(command.id, field::kAttachmentAddedAt).integer() == desk.now);
}

TEST_CASE("what was attached never changes, whoever tries") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident);
  const AddAttachment command = photo(desk, ticket);
  desk.must(Role::kAgent, command);
  for (const Role role : {Role::kAgent, Role::kManager, Role::kAdmin}) {
    CHECK_FALSE(desk.set(role, command.id, field::kAttachmentSha256, text("b")).ok());
    CHECK_FALSE(desk.set(role, command.id, field::kAttachmentName, text("other.jpg")).ok());
    CHECK_FALSE(
        desk.set(role, command.id, field::kAttachmentSize, Value::of(std::int64_t{1})).ok());
    CHECK_FALSE(desk.set(role, command.id, field::kAttachmentAuthor, {}).ok());
  }
}

TEST_CASE("a record that no content could have is refused, and says which field") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident);
  const auto refused = [&](auto change) {
    AddAttachment command = photo(desk, ticket);
    change(command);
    const auto done = desk.act(Role::kAgent, command);
    REQUIRE_FALSE(done.ok());
    return done.error();
  };
  const Error large = refused([](auto& c) { c.content.size = kMaxAttachment_bytes + 1; });
  CHECK(large.code == ErrorCode::kTooLarge);
  CHECK(large.detail == "size: a file may have 25 MiB at most");
  CHECK(refused([](auto& c) { c.content.size = 0; }).code == ErrorCode::kInvalidArgument);
  CHECK(refused([](auto& c) { c.content.sha256 = "abc"; }).code == ErrorCode::kInvalidArgument);
  CHECK(refused([](auto& c) { c.content.sha256[0] = 'A'; }).code == ErrorCode::kInvalidArgument);
  AddAttachment greatest = photo(desk, ticket);
  greatest.content.size = kMaxAttachment_bytes;
  CHECK(desk.act(Role::kAgent, greatest).ok());
  // A writer of his own making does not come round it either.
  const auto raw =
      desk.act(Role::kAgent, CreateEntity{desk.new_id(),
                                          Kind::kAttachment,
                                          {{field::kAttachmentTicket, Value::of(ticket)},
                                           {field::kAttachmentName, text("../../etc/passwd")},
                                           {field::kAttachmentSize, Value::of(std::int64_t{1})},
                                           {field::kAttachmentSha256, text(kHash.c_str())}}});
  CHECK_FALSE(raw.ok());
}

TEST_CASE("an attachment is seen with its ticket, an internal one as an internal note is") {
  Desk desk;
  const EntityId own = desk.create(TicketType::kIncident, Role::kRequester);
  const EntityId others = desk.create(TicketType::kIncident);
  const AddAttachment open = photo(desk, own), inside = photo(desk, own, Facet::kInternal),
                      elsewhere = photo(desk, others);
  for (const AddAttachment& each : {open, inside, elsewhere}) desk.must(Role::kAgent, each);
  CHECK(sees(desk, Role::kRequester, open.id));
  CHECK_FALSE(sees(desk, Role::kRequester, inside.id));
  CHECK_FALSE(sees(desk, Role::kRequester, elsewhere.id));
  CHECK(sees(desk, Role::kManager, inside.id));
}

TEST_CASE("a requester attaches to his own ticket alone, and in public") {
  Desk desk;
  const EntityId own = desk.create(TicketType::kIncident, Role::kRequester);
  const EntityId others = desk.create(TicketType::kIncident);
  CHECK(desk.act(Role::kRequester, photo(desk, own)).ok());
  CHECK_FALSE(desk.act(Role::kRequester, photo(desk, own, Facet::kInternal)).ok());
  CHECK_FALSE(desk.act(Role::kRequester, photo(desk, others)).ok());
}

TEST_CASE("a removal is a mark that can be undone, of one's own or by who works on the ticket") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident, Role::kRequester);
  const AddAttachment mine = photo(desk, ticket), agents = photo(desk, ticket);
  desk.must(Role::kRequester, mine);
  desk.must(Role::kAgent, agents);
  CHECK_FALSE(desk.act(Role::kRequester, RemoveAttachment{agents.id}).ok());
  desk.must(Role::kRequester, RemoveAttachment{mine.id});
  CHECK(attachments_of(desk.state(), ticket) == std::vector<EntityId>{agents.id});
  CHECK(desk.value(mine.id, field::kAttachmentSha256) == text(kHash.c_str()));
  desk.must(Role::kAgent, RemoveAttachment{mine.id, false});
  CHECK(attachments_of(desk.state(), ticket).size() == 2);
}

TEST_CASE("nothing is removed from a ticket on legal hold") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident);
  const AddAttachment command = photo(desk, ticket);
  desk.must(Role::kAgent, command);
  desk.must(Role::kSecurityOfficer,
            EditFields{ticket, {{field::kTicketLegalHold, choice(Boolean::kYes)}}});
  const auto removed = desk.act(Role::kAgent, RemoveAttachment{command.id});
  REQUIRE_FALSE(removed.ok());
  CHECK(removed.error().code == ErrorCode::kForbidden);
  CHECK(desk.act(Role::kAgent, photo(desk, ticket)).ok());
}

TEST_CASE("a file's name holds no folder, nothing that deceives, and is never empty") {
  CHECK(safe_file_name("C:\\fake\\写真 1.jpg") == "写真 1.jpg");
  CHECK(safe_file_name("../../etc/passwd") == "passwd");
  CHECK(safe_file_name(".htaccess") == "htaccess");
  CHECK(safe_file_name("a\r\nSet-Cookie: b.txt") == "aSet-Cookie: b.txt");
  CHECK(safe_file_name("\u202Egpj.exe") == "gpj.exe");
  CHECK(safe_file_name("..") == "attachment");
  CHECK(safe_file_name("") == "attachment");
  const std::string longest = safe_file_name(std::string(500, 'x') + "漢");
  CHECK(longest.size() == 200);
  CHECK(safe_file_name(longest) == longest);
}

TEST_CASE("only types that a browser can but show are named to it") {
  CHECK(safe_media_type("image/jpeg") == "image/jpeg");
  for (const char* type : {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml",
                           "application/javascript", "", "image/jpeg\r\nX: y"}) {
    CHECK(safe_media_type(type) == "application/octet-stream");
  }
}

}  // namespace genba
