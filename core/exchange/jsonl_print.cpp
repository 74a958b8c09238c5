#include "core/exchange/jsonl_line.h"
#include "core/exchange/jsonl_names.h"
#include "core/exchange/jsonl_value.h"

namespace genba {
namespace {

using jsonl::Json;

std::string hex(const Hash256& hash) { return jsonl::print_hex(hash); }

Json print(const JsonlHeader& header) {
  const ReplicaPosition& position = header.position;
  Json json = {{"type", "genba"},
               {"version", kJsonlVersion},
               {"holder", jsonl::name_of(header.holder)},
               {"workspace", to_string(position.identity.workspace)},
               {"epoch", position.identity.epoch},
               {"head", position.head}};
  if (header.link) json["link"] = hex(*header.link);
  if (header.holder == JsonlHeader::Holder::kServer) return json;
  json["device"] = to_string(header.device);
  json["lane"] = position.identity.lane;
  json["user"] = to_string(position.identity.user);
  json["role"] =
      find_choice(ChoiceList::kRole, static_cast<std::int64_t>(position.identity.role))->code;
  json["cursor"] = jsonl::print_hex(
      {reinterpret_cast<const std::uint8_t*>(position.cursor.data()), position.cursor.size()});
  json["last_dseq"] = position.last_dseq;
  json["acked"] = position.acked;
  json["labels"] = position.labels;
  return json;
}

Json print(const JsonlEffect& line) {
  const Effect& effect = line.effect;
  Json json = {{"type", "effect"}, {"seq", effect.seq}, {"entity", to_string(effect.entity)}};
  if (effect.create) {
    json["create"] = jsonl::print_kind(kind_of(effect.field));
  } else {
    json["field"] = jsonl::print_field(effect.field);
    json["value"] = jsonl::print_value(find_field(effect.field), effect.value);
  }
  if (effect.facet != Facet::kPublic) json["facet"] = jsonl::name_of(effect.facet);
  json["at"] = jsonl::print_instant(effect.effective_ms);
  if (effect.received_ms != effect.effective_ms) {
    json["received"] = jsonl::print_instant(effect.received_ms);
  }
  if (effect.wall_ms != effect.effective_ms) json["wall"] = jsonl::print_instant(effect.wall_ms);
  if (!effect.actor.is_null()) json["actor"] = to_string(effect.actor);
  json["lane"] = effect.lane;
  json["dseq"] = effect.dseq;
  if (effect.flags != 0) {
    Json& flags = json["flags"] = Json::array();
    for (int bit = 0; bit < 8; ++bit) {
      if ((effect.flags >> bit & 1) != 0) flags.push_back(jsonl::flag_name(bit));
    }
  }
  if (line.salt) json["salt"] = jsonl::print_hex(*line.salt);
  if (line.value_hash) json["value_hash"] = hex(*line.value_hash);
  if (line.link) json["link"] = hex(*line.link);
  return json;
}

Json print(const JsonlEntity& entity) {
  Json cells = Json::object();
  for (const auto& [field, value] : entity.cells) {
    const FieldSpec* spec = find_field(field);
    const std::string key = spec ? spec->name : std::to_string(number_of(field));
    cells[key] = jsonl::print_value(spec, value);
  }
  return {{"type", "entity"},
          {"id", to_string(entity.id)},
          {"kind", jsonl::print_kind(entity.kind)},
          {"facet", jsonl::name_of(entity.facet)},
          {"cells", std::move(cells)}};
}

Json print(const GroupOutcome& outcome) {
  return {{"first_dseq", outcome.first_dseq},
          {"last_dseq", outcome.last_dseq},
          {"outcome", jsonl::name_of(outcome.outcome)},
          {"code", static_cast<std::uint64_t>(outcome.code)},
          {"detail", jsonl::print_text(outcome.detail)}};
}

Json print(const Operation& operation) {
  Json json = {{"action", jsonl::name_of(operation.action)},
               {"entity", to_string(operation.entity)}};
  if (is_creation(operation.field)) {
    json["kind"] = jsonl::print_kind(kind_of(operation.field));
    json["value"] = jsonl::print_value(nullptr, operation.value);
  } else {
    json["field"] = jsonl::print_field(operation.field);
    json["value"] = jsonl::print_value(find_field(operation.field), operation.value);
  }
  json["base"] = operation.base;
  return json;
}

Json print(const JsonlGroup& line) {
  Json json = {{"type", "group"},
               {"lane", line.group.lane},
               {"first_dseq", line.group.first_dseq},
               {"wall", jsonl::print_instant(line.group.wall_ms)}};
  if (line.group.imported) json["imported_by"] = to_string(line.group.imported->actor);
  Json& operations = json["operations"] = Json::array();
  for (const Operation& operation : line.group.operations) operations.push_back(print(operation));
  if (line.outcome) json["answer"] = print(*line.outcome);
  json["needs_attention"] = line.needs_attention;
  return json;
}

Json print(const JsonlLane& lane) {
  return {{"type", "lane"},
          {"lane", lane.lane},
          {"device", to_string(lane.device)},
          {"user", to_string(lane.user)},
          {"acked", lane.acked}};
}

Json print(const JsonlAnswer& answer) {
  return {{"type", "answer"},
          {"lane", answer.lane},
          {"answer", print(answer.outcome)},
          {"hash", hex(answer.hash)}};
}

}  // namespace

std::string print_jsonl_line(const JsonlLine& line) {
  return std::visit([](const auto& each) { return print(each); }, line)
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace genba
