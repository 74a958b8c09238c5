#include "core/replica/local_authority.h"

#include <algorithm>
#include <cstring>

#include "core/authority/timed.h"

namespace genba {
namespace {

constexpr std::uint8_t kRecordAudit = 32;  // beyond the replica's own record types
constexpr std::size_t kSaltBytes = sizeof(Salt);

Bytes audit_record(std::string_view salts, const Head& head, Dseq acked) {
  ByteWriter out;
  out.byte(kRecordAudit);
  out.varint(head.seq);
  out.raw(view_of(head.link));
  out.varint(acked);
  out.text(salts);
  return out.take();
}

}  // namespace

Result<void> LocalAuthority::decide_waiting(std::int64_t now_ms, RandomSource& random) {
  while (true) {
    const auto& outbox = replica_.outbox();
    const auto waiting = std::find_if(outbox.begin(), outbox.end(),
                                      [](const OutboxEntry& entry) { return !entry.outcome; });
    if (waiting == outbox.end()) return {};
    PushContext context;
    context.user = replica_.identity().user;
    context.role = replica_.identity().role;
    context.received_ms = context.sent_ms = now_ms;
    // The device's own clock is the only one: what it said is when it happened.
    context.seen_ms = std::min(now_ms, waiting->group.wall_ms);
    const Result<GroupOutcome> outcome = accept(waiting->group, *this, context, random);
    if (!outcome) return outcome.error();
    replica_.receive_outcomes({&*outcome, 1});
    hand_over();
  }
}

// What was decided goes to the replica and into the records.
void LocalAuthority::hand_over() {
  const std::string_view fresh = std::string_view(salts_).substr(recorded_salts_);
  records_.push_back(audit_record(fresh, head_, acked_));
  recorded_salts_ = salts_.size();
  replica_.receive_effects({{}, std::move(decided_), head_.seq, {}, acked_});
  decided_.clear();
}

void LocalAuthority::act_on_time(std::int64_t now_ms, RandomSource& random) {
  constexpr std::size_t kTicketsAtOnce = 64;
  constexpr int kRounds = 256;  // one call does not hold a screen up for ever
  for (int round = 0; round < kRounds; ++round) {
    const std::size_t count = genba::act_on_time(*this, now_ms, kTicketsAtOnce, random);
    settle();
    if (count < kTicketsAtOnce) return;
  }
}

void LocalAuthority::settle() {
  if (!decided_.empty()) hand_over();
}

Result<void> LocalAuthority::verify() const {
  const std::vector<Effect> effects = replica_.history();
  if (effects.size() != head_.seq || salts_.size() != head_.seq * kSaltBytes) {
    return make_error(ErrorCode::kCorrupt, "the audit log has " + std::to_string(effects.size()) +
                                               " of " + std::to_string(head_.seq) + " effects");
  }
  Hash256 link{};
  for (std::size_t i = 0; i < effects.size(); ++i) {
    if (effects[i].seq != i + 1) {
      return make_error(ErrorCode::kCorrupt, "effect " + std::to_string(i + 1) + " is missing");
    }
    Salt salt;
    std::memcpy(salt.data(), salts_.data() + i * kSaltBytes, kSaltBytes);
    link = next_link(link, effects[i], hash_value(salt, effects[i].value));
  }
  if (link == head_.link) return {};
  return make_error(ErrorCode::kCorrupt, "the audit chain does not lead to its recorded end");
}

void LocalAuthority::restore_copy(const Head& head, Dseq acked, Bytes salts) {
  head_ = head;
  acked_ = acked;
  salts_ = std::move(salts);
}

bool LocalAuthority::is_record(std::string_view record) {
  return !record.empty() && static_cast<std::uint8_t>(record[0]) == kRecordAudit;
}

Result<void> LocalAuthority::restore_record(std::string_view record) {
  ByteReader in(record);
  in.byte();
  Head head;
  head.seq = in.varint();
  const std::string_view link = in.raw(head.link.size());
  const Dseq acked = in.varint();
  const std::string_view salts = in.text(in.remaining());
  if (const auto done = in.finish("audit record"); !done) return done;
  std::memcpy(head.link.data(), link.data(), link.size());
  head_ = head;
  acked_ = acked;
  salts_ += salts;
  recorded_salts_ = salts_.size();
  return {};
}

std::vector<Bytes> LocalAuthority::snapshot(std::size_t slice_bytes) const {
  std::vector<Bytes> records;
  const std::size_t step = std::max(kSaltBytes, slice_bytes / kSaltBytes * kSaltBytes);
  for (std::size_t at = 0; at < salts_.size() || at == 0; at += step) {
    records.push_back(audit_record(std::string_view(salts_).substr(at, step), head_, acked_));
  }
  return records;
}

std::vector<EntityId> LocalAuthority::due(std::int64_t now_ms, std::size_t limit) const {
  const Table& tickets = replica_.state().table(Kind::kTicket);
  const Column& next = tickets.column(field::kTicketNextCheckAt);
  std::vector<std::pair<std::int64_t, Row>> found;
  for (Row row = 0; row < tickets.size(); ++row) {
    const std::int64_t at_ms = next.integer(row);
    if (at_ms != kNoInteger && at_ms <= now_ms && tickets.is_live(row))
      found.push_back({at_ms, row});
  }
  std::sort(found.begin(), found.end());
  if (found.size() > limit) found.resize(limit);
  std::vector<EntityId> ids;
  for (const auto& [at_ms, row] : found) ids.push_back(replica_.state().id(Kind::kTicket, row));
  return ids;
}

std::vector<EntityId> LocalAuthority::open_tickets(const EntityId& after, std::size_t limit) const {
  const State& state = replica_.state();
  const Table& tickets = state.table(Kind::kTicket);
  const Column& next = tickets.column(field::kTicketNextCheckAt);
  const Row last = state.find(after);
  std::vector<EntityId> open;
  for (Row row = last == kNoRow ? 0 : last + 1; row < tickets.size() && open.size() < limit;
       ++row) {
    if (tickets.is_live(row) && !next.is_empty(row)) open.push_back(state.id(Kind::kTicket, row));
  }
  return open;
}

Value LocalAuthority::value_at(const EntityId& id, FieldId field, Seq) const {
  return confirmed_.value(id, field);
}

void LocalAuthority::count_numbers() const {
  const Table& tickets = replica_.state().table(Kind::kTicket);
  const Column& number = tickets.column(field::kTicketNumber);
  const Column& type = tickets.column(field::kTicketType);
  for (Row row = 0; row < tickets.size(); ++row) {
    const std::int64_t of_type = type.integer(row);
    if (of_type < 0 || of_type >= static_cast<std::int64_t>(numbers_.size())) continue;
    std::int64_t& highest = numbers_[static_cast<std::size_t>(of_type)];
    highest = std::max(highest, number.integer(row));
  }
  counted_ = true;
}

std::int64_t LocalAuthority::next_number(TicketType type) const {
  if (!counted_) count_numbers();
  return numbers_[static_cast<std::size_t>(type)] + 1;
}

Dseq LocalAuthority::acked(Lane) const { return acked_; }

std::optional<AuthorityStore::Known> LocalAuthority::known(Lane, Dseq) const {
  return std::nullopt;  // nobody pushes twice to an authority in the same process
}

void LocalAuthority::append(const AuditRecord& record) {
  head_ = {record.effect.seq, record.link};
  salts_.append(reinterpret_cast<const char*>(record.salt.data()), record.salt.size());
  if (record.effect.field == field::kTicketNumber) {
    // The type was written by the same group, before or in this batch of effects.
    for (const Effect& effect : decided_) {
      if (effect.entity == record.effect.entity && effect.field == field::kTicketType) {
        std::int64_t& highest = numbers_[static_cast<std::size_t>(effect.value.integer())];
        highest = std::max(highest, record.effect.value.integer());
      }
    }
  }
  decided_.push_back(record.effect);
}

void LocalAuthority::keep(Lane, const Known& known) { acked_ = known.outcome.last_dseq; }

}  // namespace genba
