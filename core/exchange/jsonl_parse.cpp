#include <algorithm>

#include "core/exchange/jsonl_line.h"
#include "core/exchange/jsonl_names.h"
#include "core/exchange/jsonl_value.h"

namespace genba {
namespace {

using jsonl::Json;

// The members of one object. What is missing or wrong is remembered, once, and reads as nothing;
// finish() tells it, or a member that nobody asked for.
class Members {
 public:
  explicit Members(const Json& object) : object_(object) {
    if (!object.is_object()) fail("not an object");
  }

  bool has(const char* key) const { return object_.is_object() && object_.contains(key); }

  // parse: Json → std::optional<T>
  template <typename Parse>
  auto get(const char* key, Parse parse) {
    auto value = find(key) ? parse(*find(key)) : decltype(parse(object_)){};
    if (!value) fail(std::string("\"") + key + "\" is missing or wrong");
    read_.push_back(key);
    return value ? std::move(*value) : std::decay_t<decltype(*value)>{};
  }

  std::uint64_t number(const char* key, std::uint64_t most = ~std::uint64_t{0}) {
    return get(key, [&](const Json& json) -> std::optional<std::uint64_t> {
      if (!json.is_number_unsigned() || json.get<std::uint64_t>() > most) return std::nullopt;
      return json.get<std::uint64_t>();
    });
  }
  EntityId id(const char* key) {
    return get(key, [](const Json& json) -> std::optional<EntityId> {
      if (!json.is_string()) return std::nullopt;
      const Result<EntityId> id = parse_id(json.get_ref<const std::string&>());
      return id ? std::optional(*id) : std::nullopt;
    });
  }
  std::int64_t instant(const char* key) { return get(key, jsonl::parse_instant_json); }
  template <typename T>
  T named(const char* key) {
    return get(key, [](const Json& json) -> std::optional<T> {
      if (!json.is_string()) return std::nullopt;
      return jsonl::value_of<T>(json.get_ref<const std::string&>());
    });
  }
  template <typename Bytes>
  Bytes hex(const char* key) {
    return get(key, [](const Json& json) -> std::optional<Bytes> {
      const std::optional<std::string> text = jsonl::parse_hex(json);
      Bytes bytes{};
      if (!text || text->size() != bytes.size()) return std::nullopt;
      std::copy(text->begin(), text->end(), reinterpret_cast<char*>(bytes.data()));
      return bytes;
    });
  }
  const Json& member(const char* key) {
    read_.push_back(key);
    static const Json kNull;
    if (find(key)) return *find(key);
    fail(std::string("\"") + key + "\" is missing");
    return kNull;
  }

  void fail(std::string what) {
    if (problem_.empty()) problem_ = std::move(what);
  }
  Result<void> finish() {
    if (problem_.empty()) {
      for (const auto& [key, value] : object_.items()) {
        if (std::find(read_.begin(), read_.end(), key) == read_.end()) {
          fail("\"" + key + "\" is not known");
        }
      }
    }
    return problem_.empty() ? Result<void>() : make_error(ErrorCode::kMalformed, problem_);
  }

 private:
  const Json* find(const char* key) const { return has(key) ? &object_[key] : nullptr; }

  const Json& object_;
  std::string problem_;
  std::vector<std::string> read_;
};

template <typename T>
Result<JsonlLine> finished(Members& members, T line) {
  if (const Result<void> done = members.finish(); !done) return done.error();
  return JsonlLine(std::move(line));
}

Result<JsonlLine> parse_header(Members& members) {
  JsonlHeader header;
  ReplicaPosition& position = header.position;
  if (members.number("version") != kJsonlVersion) {
    return make_error(ErrorCode::kUnsupported, "another version of the format");
  }
  header.holder = members.named<JsonlHeader::Holder>("holder");
  position.identity.workspace = members.id("workspace");
  position.identity.epoch = members.number("epoch");
  position.head = members.number("head");
  if (members.has("link")) header.link = members.hex<Hash256>("link");
  if (header.holder != JsonlHeader::Holder::kServer) {
    header.device = members.id("device");
    position.identity.lane = static_cast<Lane>(members.number("lane", 0xffffffffu));
    position.identity.user = members.id("user");
    position.identity.role = members.get("role", [](const Json& json) -> std::optional<Role> {
      if (!json.is_string()) return std::nullopt;
      const std::string_view code = json.get_ref<const std::string&>();
      const Choice* role = find_choice(ChoiceList::kRole, code);
      return role ? std::optional(static_cast<Role>(role->number)) : std::nullopt;
    });
    position.cursor = members.get("cursor", jsonl::parse_hex);
    if (position.cursor.size() > kMaxCursorBytes) members.fail("\"cursor\" is too long");
    position.last_dseq = members.number("last_dseq");
    position.acked = members.number("acked");
    position.labels = members.number("labels");
  }
  return finished(members, std::move(header));
}

std::uint8_t parse_flags(Members& members) {
  std::uint8_t flags = 0;
  int last = -1;
  const Json& names = members.member("flags");
  if (!names.is_array()) members.fail("\"flags\" is not a list");
  for (const Json& each : names) {
    int bit = 0;
    while (bit < 8 && (!each.is_string() || each != jsonl::flag_name(bit))) ++bit;
    if (bit == 8 || bit <= last) {
      members.fail("\"flags\" has an unknown name, or not in order");
      return 0;
    }
    flags |= static_cast<std::uint8_t>(1u << bit);
    last = bit;
  }
  if (flags == 0) members.fail("\"flags\" is empty");
  return flags;
}

Value parse_value(Members& members, const FieldSpec* field) {
  return members.get("value", [&](const Json& json) { return jsonl::parse_value(field, json); });
}

Result<JsonlLine> parse_effect(Members& members) {
  JsonlEffect line;
  Effect& effect = line.effect;
  effect.seq = members.number("seq");
  effect.entity = members.id("entity");
  effect.create = members.has("create");
  if (effect.create) {
    effect.field = creation_of(members.get("create", jsonl::parse_kind));
  } else {
    effect.field = members.get("field", jsonl::parse_field);
    effect.value = parse_value(members, find_field(effect.field));
  }
  if (members.has("facet")) effect.facet = members.named<Facet>("facet");
  effect.effective_ms = effect.received_ms = effect.wall_ms = members.instant("at");
  if (members.has("received")) effect.received_ms = members.instant("received");
  if (members.has("wall")) effect.wall_ms = members.instant("wall");
  if (members.has("actor")) effect.actor = members.id("actor");
  effect.lane = static_cast<Lane>(members.number("lane", 0xffffffffu));
  effect.dseq = members.number("dseq");
  if (members.has("flags")) effect.flags = parse_flags(members);
  if (members.has("salt")) line.salt = members.hex<Salt>("salt");
  if (members.has("value_hash")) line.value_hash = members.hex<Hash256>("value_hash");
  if (members.has("link")) line.link = members.hex<Hash256>("link");
  return finished(members, std::move(line));
}

Result<JsonlLine> parse_entity(Members& members) {
  JsonlEntity entity;
  entity.id = members.id("id");
  entity.kind = members.get("kind", jsonl::parse_kind);
  entity.facet = members.named<Facet>("facet");
  const Json& cells = members.member("cells");
  if (!cells.is_object()) members.fail("\"cells\" is not an object");
  for (const auto& [key, json] : cells.items()) {
    const FieldSpec* spec = find_field(entity.kind, key);
    std::optional<Value> value = spec ? jsonl::parse_value(spec, json) : std::nullopt;
    if (!value || value->is_empty()) {
      members.fail("\"cells\": \"" + key + "\" is not known, or its value is wrong");
      break;
    }
    entity.cells.emplace_back(spec->id, std::move(*value));
  }
  return finished(members, std::move(entity));
}

GroupOutcome parse_outcome(Members& line) {
  Members members(line.member("answer"));
  GroupOutcome outcome;
  outcome.first_dseq = members.number("first_dseq");
  outcome.last_dseq = members.number("last_dseq");
  outcome.outcome = members.named<Outcome>("outcome");
  outcome.code = static_cast<ErrorCode>(members.number("code", 0xffff));
  outcome.detail = members.get("detail", jsonl::parse_text);
  if (outcome.detail.size() > kMaxDetailBytes) members.fail("\"detail\" is too long");
  if (const Result<void> done = members.finish(); !done) {
    line.fail("\"answer\": " + done.error().detail);
  }
  return outcome;
}

Operation parse_operation(const Json& json, Members& line) {
  Members members(json);
  Operation operation;
  operation.action = members.named<Action>("action");
  operation.entity = members.id("entity");
  if (members.has("kind")) {
    operation.field = creation_of(members.get("kind", jsonl::parse_kind));
    operation.value = parse_value(members, nullptr);
  } else {
    operation.field = members.get("field", jsonl::parse_field);
    operation.value = parse_value(members, find_field(operation.field));
  }
  operation.base = members.number("base");
  if (const Result<void> done = members.finish(); !done) {
    line.fail("\"operations\": " + done.error().detail);
  }
  return operation;
}

Result<JsonlLine> parse_group(Members& members) {
  JsonlGroup line;
  line.group.lane = static_cast<Lane>(members.number("lane", 0xffffffffu));
  line.group.first_dseq = members.number("first_dseq", ~std::uint64_t{0} - kMaxOperationsInGroup);
  line.group.wall_ms = members.instant("wall");
  if (members.has("imported_by")) line.group.imported = ImportedOrigin{members.id("imported_by")};
  const Json& operations = members.member("operations");
  if (!operations.is_array() || operations.empty() || operations.size() > kMaxOperationsInGroup) {
    members.fail("\"operations\" is not a list of 1 to 4096");
  } else {
    for (const Json& json : operations) {
      line.group.operations.push_back(parse_operation(json, members));
    }
  }
  if (members.has("answer")) line.outcome = parse_outcome(members);
  line.needs_attention = members.get("needs_attention", [](const Json& json) {
    return json.is_boolean() ? std::optional(json.get<bool>()) : std::nullopt;
  });
  if (line.needs_attention && !line.outcome) members.fail("\"answer\" is missing");
  return finished(members, std::move(line));
}

Result<JsonlLine> parse_lane(Members& members) {
  JsonlLane lane;
  lane.lane = static_cast<Lane>(members.number("lane", 0xffffffffu));
  lane.device = members.id("device");
  lane.user = members.id("user");
  lane.acked = members.number("acked");
  return finished(members, std::move(lane));
}

Result<JsonlLine> parse_answer(Members& members) {
  JsonlAnswer answer;
  answer.lane = static_cast<Lane>(members.number("lane", 0xffffffffu));
  answer.outcome = parse_outcome(members);
  answer.hash = members.hex<Hash256>("hash");
  return finished(members, std::move(answer));
}

}  // namespace

Result<JsonlLine> parse_jsonl_line(std::string_view text) {
  if (text.size() > kMaxJsonlLineBytes) {
    return make_error(ErrorCode::kTooLarge, "the line is longer than 64 MiB");
  }
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) {
    return make_error(ErrorCode::kMalformed, "not a JSON object");
  }
  struct Type {
    const char* name;
    Result<JsonlLine> (*parse)(Members&);
  };
  constexpr Type kTypes[] = {{"genba", parse_header},  {"effect", parse_effect},
                             {"entity", parse_entity}, {"group", parse_group},
                             {"lane", parse_lane},     {"answer", parse_answer}};
  Members members(json);
  const Json& type = members.member("type");
  for (const Type& each : kTypes) {
    if (type == each.name) return each.parse(members);
  }
  return make_error(ErrorCode::kMalformed, "an unknown type of line");
}

}  // namespace genba
