#include "core/exchange/jsonl_workspace.h"

#include <algorithm>
#include <cstring>

namespace genba {
namespace {

// The parts of an export, in their order.
enum Stage { kStart = 0, kHeader = 1, kEffects = 2, kEntities = 3, kRest = 4 };

Error malformed(std::string what) { return make_error(ErrorCode::kMalformed, std::move(what)); }
Error corrupt(std::string what) { return make_error(ErrorCode::kCorrupt, std::move(what)); }

JsonlHeader header_of(const WorkspaceCopy& copy) {
  JsonlHeader header;
  header.holder = copy.is_alone ? JsonlHeader::Holder::kAlone : JsonlHeader::Holder::kJoined;
  header.device = copy.device;
  header.position = copy.position;
  if (copy.is_alone) header.link = copy.link;
  return header;
}

std::vector<std::pair<FieldId, Value>> cells_of(const StateReader& state, const EntityId& id,
                                                Kind kind) {
  std::vector<std::pair<FieldId, Value>> cells;
  for (const FieldSpec& spec : fields_of(kind)) {
    Value value = state.value(id, spec.id);
    if (!value.is_empty()) cells.emplace_back(spec.id, std::move(value));
  }
  return cells;
}

}  // namespace

Result<void> export_jsonl_entities(const StateReader& state, const JsonlSink& sink) {
  for (const KindSpec& spec : all_kinds()) {
    std::vector<EntityId> ids = state.entities(spec.kind);
    std::sort(ids.begin(), ids.end());
    for (const EntityId& id : ids) {
      const JsonlEntity entity{id, spec.kind, state.facet(id), cells_of(state, id, spec.kind)};
      if (const auto done = sink(print_jsonl_line(entity)); !done) return done;
    }
  }
  return {};
}

Result<void> export_jsonl(const Workspace& workspace, const JsonlSink& sink) {
  const WorkspaceCopy copy = workspace.copy();
  if (const auto done = sink(print_jsonl_line(header_of(copy))); !done) return done;
  Hash256 link{};
  for (std::size_t i = 0; i < copy.history.size(); ++i) {
    JsonlEffect line{copy.history[i], {}, {}, {}};
    if (copy.is_alone) {
      Salt salt;
      std::memcpy(salt.data(), copy.salts.data() + i * salt.size(), salt.size());
      link = next_link(link, line.effect, hash_value(salt, line.effect.value));
      line.salt = salt;
      line.link = link;
    }
    if (const auto done = sink(print_jsonl_line(line)); !done) return done;
  }
  const Replica::Confirmed confirmed(workspace.replica());
  if (const auto done = export_jsonl_entities(confirmed, sink); !done) return done;
  for (const Attention& entry : copy.attention) {
    const JsonlGroup line{entry.group, entry.outcome, true};
    if (const auto done = sink(print_jsonl_line(line)); !done) return done;
  }
  for (const OutboxEntry& entry : copy.outbox) {
    const JsonlGroup line{entry.group, entry.outcome, false};
    if (const auto done = sink(print_jsonl_line(line)); !done) return done;
  }
  return {};
}

Result<void> JsonlCheck::reach(int stage, const char* what) {
  const bool fits = stage == kHeader ? stage_ == kStart : stage_ >= kHeader && stage_ <= stage;
  if (!fits) return malformed(std::string(what) + " does not belong here");
  stage_ = stage;
  return {};
}

Result<void> JsonlCheck::take(const JsonlLine& line) {
  return std::visit([this](const auto& each) { return take_line(each); }, line);
}

Result<void> JsonlCheck::take_line(const JsonlHeader& header) {
  if (const auto done = reach(kHeader, "a header"); !done) return done;
  if (header.position.identity.workspace.is_null()) return malformed("no workspace");
  if ((header.holder == JsonlHeader::Holder::kJoined) == header.link.has_value()) {
    return malformed("\"link\" is for holders of the audit chain");
  }
  header_ = header;
  return {};
}

Result<void> JsonlCheck::take_line(const JsonlEffect& line) {
  if (const auto done = reach(kEffects, "an effect"); !done) return done;
  const Effect& effect = line.effect;
  if (effect.seq <= last_seq_) return malformed("effects are not in order");
  if (header_.link) {
    if (!line.link || line.salt.has_value() == line.value_hash.has_value()) {
      return malformed("an effect needs its link, and its salt or the hash of its erased value");
    }
    if (effect.seq != last_seq_ + 1) {
      return corrupt("effect " + std::to_string(last_seq_ + 1) + " is missing");
    }
    const Hash256 hash = line.salt ? hash_value(*line.salt, effect.value) : *line.value_hash;
    link_ = next_link(link_, effect, hash);
    if (link_ != *line.link) return corrupt("the audit chain does not lead to this effect");
  } else if (line.link || line.salt || line.value_hash) {
    return malformed("this holder keeps no audit chain");
  }
  last_seq_ = effect.seq;
  const Kind kind = kind_of(effect.field);
  const Kind present = state_.kind(effect.entity);
  if (!find_kind(kind)) return make_error(ErrorCode::kUnsupported, "an unknown kind of record");
  if (effect.entity.is_null() || present != (effect.create ? Kind::kNone : kind)) {
    return corrupt(effect.create ? "the entity is there already" : "there is no such entity");
  }
  if (effect.create) ++entities_;
  state_.apply(effect);
  return {};
}

Result<void> JsonlCheck::take_line(const JsonlEntity& entity) {
  if (const auto done = reach(kEntities, "an entity"); !done) return done;
  if (entities_ == 0 || state_.kind(entity.id) != entity.kind ||
      state_.facet(entity.id) != entity.facet ||
      cells_of(state_, entity.id, entity.kind) != entity.cells) {
    return corrupt("the entity is not what its history leads to");
  }
  --entities_;
  return {};
}

Result<void> JsonlCheck::take_line(const JsonlGroup&) {
  if (header_.holder == JsonlHeader::Holder::kServer) return malformed("a server has no outbox");
  return reach(kRest, "a group");
}

Result<void> JsonlCheck::take_line(const JsonlLane&) {
  if (header_.holder != JsonlHeader::Holder::kServer) return malformed("lanes are of a server");
  return reach(kRest, "a lane");
}

Result<void> JsonlCheck::take_line(const JsonlAnswer&) {
  if (header_.holder != JsonlHeader::Holder::kServer) return malformed("answers are of a server");
  return reach(kRest, "an answer");
}

Result<void> JsonlCheck::finish() const {
  if (stage_ == kStart) return malformed("there is no header");
  if (header_.link && last_seq_ != header_.position.head) {
    return corrupt("there are " + std::to_string(last_seq_) + " of " +
                   std::to_string(header_.position.head) + " effects");
  }
  if (header_.link && link_ != *header_.link) {
    return corrupt("the audit chain does not lead to its recorded end");
  }
  if (entities_ > 0) return corrupt(std::to_string(entities_) + " entities are missing");
  return {};
}

Result<void> JsonlImport::take(std::string_view line) {
  ++lines_;
  Result<JsonlLine> parsed = parse_jsonl_line(line);
  Result<void> done = parsed ? check_.take(*parsed) : Result<void>(parsed.error());
  if (done) done = take_line(std::move(*parsed));
  if (done) return {};
  return make_error(done.error().code,
                    "line " + std::to_string(lines_) + ": " + done.error().detail);
}

Result<void> JsonlImport::take_line(JsonlLine line) {
  if (auto* header = std::get_if<JsonlHeader>(&line)) {
    if (header->holder == JsonlHeader::Holder::kServer) {
      return make_error(ErrorCode::kUnsupported, "this is an export of a server");
    }
    copy_.device = header->device;
    copy_.is_alone = header->holder == JsonlHeader::Holder::kAlone;
    copy_.position = std::move(header->position);
    if (header->link) copy_.link = *header->link;
  } else if (auto* effect = std::get_if<JsonlEffect>(&line)) {
    if (copy_.is_alone && !effect->salt) {
      return make_error(ErrorCode::kUnsupported, "an erased value in a workspace of one's own");
    }
    if (effect->salt) copy_.salts.append(effect->salt->begin(), effect->salt->end());
    copy_.history.push_back(std::move(effect->effect));
  } else if (auto* group = std::get_if<JsonlGroup>(&line)) {
    if (group->needs_attention) {
      copy_.attention.push_back({std::move(group->group), std::move(*group->outcome)});
    } else {
      copy_.outbox.push_back({std::move(group->group), std::move(group->outcome)});
    }
  }
  return {};
}

Result<void> JsonlImport::finish(Workspace& workspace) {
  if (const auto done = check_.finish(); !done) return done;
  return workspace.start_copy(std::move(copy_));
}

}  // namespace genba
