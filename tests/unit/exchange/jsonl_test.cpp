#include "core/exchange/jsonl_workspace.h"
#include "core/sync/memory_store.h"
#include "tests/unit/exchange/import_support.h"

namespace genba {
namespace {

using test::kNow;
using test::Office;

using Lines = std::vector<std::string>;

Lines exported(const Workspace& workspace) {
  Lines lines;
  const auto done = export_jsonl(workspace, [&](std::string_view line) {
    lines.emplace_back(line);
    return Result<void>();
  });
  REQUIRE(done.ok());
  return lines;
}

Result<void> import_lines(const Lines& lines, Workspace& workspace) {
  JsonlImport import;
  for (const std::string& line : lines) {
    if (const auto done = import.take(line); !done) return done;
  }
  return import.finish(workspace);
}

// A workspace with a bit of everything: history of its own and imported, comments, tags.
void work(Office& office) {
  office.import(
      "No,件名,内容,状態,担当者,コメント\n1,取り込み,\"二行の\n\"\"内容\"\"\",完了,鈴木,済\n");
  const EntityId id = office.random.new_id(kNow);
  CreateTicket create{id, TicketType::kIncident, office.workspace.replica().next_label(), {}};
  create.fields = {{field::kTicketTitle, Value::of("VPN 😀\u2028\\\"")},
                   {field::kTicketImpact, Value::of(std::int64_t{1})}};
  REQUIRE(office.workspace.submit(create, kNow, office.random).ok());
  REQUIRE(office.workspace.submit(ChangeTags{id, {"b", "a"}, {}}, kNow + 1, office.random).ok());
  const AddComment note{office.random.new_id(kNow), id, "内部", Facet::kInternal};
  REQUIRE(office.workspace.submit(note, kNow + 2, office.random).ok());
  const EditFields empty{id, {{field::kTicketImpact, Value{}}}};
  REQUIRE(office.workspace.submit(empty, kNow + 3, office.random).ok());
}

std::string fault_of(const Lines& lines) {
  Workspace workspace;
  const auto done = import_lines(lines, workspace);
  REQUIRE(!done.ok());
  return done.error().detail;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t line_with(const Lines& lines, std::string_view part) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (contains(lines[i], part)) return i;
  }
  REQUIRE_MESSAGE(false, part);
  return 0;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t found = text.find(from);
  REQUIRE(found != std::string::npos);
  return text.replace(found, from.size(), to);
}

}  // namespace

TEST_CASE("an export that is imported into an empty workspace exports to the same bytes") {
  Office office;
  work(office);
  const Lines lines = exported(office.workspace);
  Workspace copy;
  const auto done = import_lines(lines, copy);
  REQUIRE_MESSAGE(done.ok(), done.error().detail);
  CHECK(exported(copy) == lines);
  CHECK(copy.state().digest() == office.state().digest());
  CHECK(copy.verify().ok());
}

TEST_CASE("a copied workspace goes on as the original would") {
  Office office;
  work(office);
  Workspace copy;
  REQUIRE(import_lines(exported(office.workspace), copy).ok());
  test::SeededRandom one(3), other(3);
  const auto go_on = [](Workspace& workspace, RandomSource& random) {
    CreateTicket create{
        random.new_id(kNow), TicketType::kIncident, workspace.replica().next_label(), {}};
    create.fields = {{field::kTicketTitle, Value::of("次")}};
    REQUIRE(workspace.submit(create, kNow + 9, random).ok());
  };
  go_on(office.workspace, one);
  go_on(copy, other);
  CHECK(exported(copy) == exported(office.workspace));
}

TEST_CASE("a copied workspace is stored and loaded like any other") {
  Office office;
  work(office);
  Workspace copy;
  REQUIRE(import_lines(exported(office.workspace), copy).ok());
  std::map<std::string, Bytes> files;
  for (auto& [name, content] : copy.take_batch().puts) files[name] = content;
  Workspace loaded;
  REQUIRE(loaded.load(files).ok());
  CHECK(exported(loaded) == exported(office.workspace));
}

TEST_CASE("what waits and what was rejected on a joined device travels along") {
  const SessionUser manager{derive_id("test", "m"), Role::kManager, "山田"};
  MemoryStore store(derive_id("test", "workspace"), 3);
  test::set_up(store, std::vector<SessionUser>{manager});
  test::Device device(store, manager, 5);
  device.sync();
  const EntityId ticket = device.create_ticket("届いた");
  device.sync();
  test::Device other(store, manager, 6);
  other.sync();
  ChangeState close{ticket, TicketState::kCancelled, {}, {}, {}, {}, {}};
  REQUIRE(other.submit(close).ok());
  other.sync();
  // Rejected: the ticket is cancelled meanwhile.
  REQUIRE(device.submit(ChangeState{ticket, TicketState::kInProgress, {}, {}, {}, {}, {}}).ok());
  device.sync();
  REQUIRE(device.replica().attention().size() == 1);
  device.create_ticket("まだ送っていない");

  // A workspace around that replica, by way of its records.
  WorkspaceCopy copy;
  copy.device = derive_id("test", "device");
  copy.is_alone = false;
  copy.position = device.replica().position();
  copy.history = device.replica().history();
  copy.outbox.assign(device.replica().outbox().begin(), device.replica().outbox().end());
  copy.attention = device.replica().attention();
  Workspace joined;
  REQUIRE(joined.start_copy(copy).ok());
  const Lines lines = exported(joined);
  CHECK(contains(lines[line_with(lines, "\"needs_attention\":true")], "rejected"));
  Workspace again;
  const auto done = import_lines(lines, again);
  REQUIRE_MESSAGE(done.ok(), done.error().detail);
  CHECK(exported(again) == lines);
  CHECK(again.state().digest() == device.state().digest());
  CHECK(again.replica().next_label() == device.replica().next_label());
}

TEST_CASE("any changed line is found, and told by its number") {
  Office office;
  work(office);
  const Lines lines = exported(office.workspace);
  const auto spoiled = [&](std::string_view where, std::string_view from, std::string_view to) {
    Lines bad = lines;
    const std::size_t at = line_with(bad, where);
    bad[at] = replaced(bad[at], from, to);
    const std::string fault = fault_of(bad);
    CHECK_MESSAGE(contains(fault, "line " + std::to_string(at + 1) + ": "), fault);
    return fault;
  };
  CHECK(contains(spoiled("VPN", "VPN", "LAN"), "audit chain"));
  CHECK(contains(spoiled("\"entity\",\"id\"", "\"cells\":{", "\"cells\":{\"name\":\"x\","), ""));
  CHECK(contains(spoiled("\"type\":\"effect\"", "\"dseq\":1", "\"dseq\":2"), "audit chain"));
  CHECK(contains(spoiled("\"type\":\"effect\"", "\"type\":\"effect\"", "\"type\":\"affect\""),
                 "unknown type"));
  CHECK(contains(spoiled("\"type\":\"effect\"", "{", "{\"more\":1,"), "\"more\" is not known"));
  CHECK(contains(spoiled("\"type\":\"genba\"", "\"version\":1", "\"version\":2"), "version"));
}

TEST_CASE("an export that is cut, or out of order, is refused") {
  Office office;
  work(office);
  const Lines lines = exported(office.workspace);
  CHECK(contains(fault_of({}), "no header"));
  CHECK(contains(fault_of({lines.begin() + 1, lines.end()}), "line 1: an effect does not belong"));
  Lines cut = lines;
  cut.pop_back();
  CHECK(contains(fault_of(cut), "1 entities are missing"));
  cut.resize(5);
  CHECK(contains(fault_of(cut), "there are 4 of"));
  Lines twice = lines;
  twice.push_back(lines.back());
  CHECK(!fault_of(twice).empty());
  Lines swapped = lines;
  std::swap(swapped[3], swapped[4]);
  CHECK(contains(fault_of(swapped), "line 4: "));
}

TEST_CASE("lines of every kind and values of every shape are printed and read back") {
  const std::string odd = "\xff\xfe raw";
  JsonlEffect effect;
  effect.effect.seq = 7;
  effect.effect.entity = derive_id("a", "b");
  effect.effect.field = field::kConflictLosingValue;
  effect.effect.value = Value::of(TextSet{"a", odd});
  effect.effect.facet = Facet::kInternal;
  effect.effect.effective_ms = -5;
  effect.effect.received_ms = 1'790'000'000'123;
  effect.effect.wall_ms = std::int64_t{1} << 60;
  effect.effect.flags = kEffectImported | kEffectMerged;
  JsonlEffect erased = effect;
  erased.effect.value = {};
  erased.value_hash = sha256("x");
  erased.link = sha256("y");
  JsonlEffect unknown = effect;
  unknown.effect.field = field_id(Kind::kTicket, 250);
  unknown.effect.value = Value::of(odd);
  JsonlEffect mistyped = effect;
  mistyped.effect.field = field::kTicketTitle;
  mistyped.effect.value = Value::of(std::int64_t{5});
  JsonlGroup group;
  group.group = {4, 9, 1'790'000'000'000, ImportedOrigin{}, {}};
  group.group.operations = {
      {derive_id("a", "c"), creation_of(Kind::kTicket), Action::kCreate, Value::of(std::int64_t{1}),
       3},
      {derive_id("a", "c"), field::kTicketTags, Action::kRemove, Value::of(TextSet{"x"}), 3},
      {derive_id("a", "c"), field::kTicketState, Action::kSet, Value::of(std::int64_t{99}), 0}};
  group.outcome = GroupOutcome{9, 11, Outcome::kRejected, ErrorCode::kForbidden, odd};
  group.needs_attention = true;
  const JsonlLane lane{3, derive_id("d", "1"), derive_id("u", "1"), 12};
  const JsonlAnswer answer{3, {1, 2, Outcome::kMerged, ErrorCode::kNone, ""}, sha256("z")};
  for (const JsonlLine& line :
       {JsonlLine(effect), JsonlLine(erased), JsonlLine(unknown), JsonlLine(mistyped),
        JsonlLine(group), JsonlLine(lane), JsonlLine(answer)}) {
    const std::string printed = print_jsonl_line(line);
    const Result<JsonlLine> read = parse_jsonl_line(printed);
    REQUIRE_MESSAGE(read.ok(), printed);
    CHECK_MESSAGE(*read == line, printed);
    CHECK(print_jsonl_line(*read) == printed);
  }
}

TEST_CASE("values over the limits of a cell are refused") {
  JsonlEffect effect;
  effect.effect.entity = derive_id("a", "b");
  effect.effect.field = field::kTicketTitle;
  effect.effect.value = Value::of(std::string(kMaxTextBytes + 1, 'x'));
  CHECK(!parse_jsonl_line(print_jsonl_line(effect)).ok());
  effect.effect.value = Value::of(std::string(kMaxTextBytes, 'x'));
  CHECK(parse_jsonl_line(print_jsonl_line(effect)).ok());
}

}  // namespace genba
