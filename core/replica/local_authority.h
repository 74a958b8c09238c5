// LocalAuthority: the authority of a workspace that has no server, run in process over the
// replica's own confirmed state. The same accept() decides, the same audit chain is kept; only the
// store is another.
//
// One lane writes, so no operation ever meets a concurrent change and no cell needs its history.
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "core/authority/authority.h"
#include "core/replica/replica.h"

namespace genba {

class LocalAuthority final : public AuthorityStore {
 public:
  explicit LocalAuthority(Replica& replica) : replica_(replica), confirmed_(replica) {}

  // Decides everything that waits in the outbox and hands the effects to the replica.
  Result<void> decide_waiting(std::int64_t now_ms, RandomSource& random);
  // Lets happen what is due (core/authority/timed.h).
  void act_on_time(std::int64_t now_ms, RandomSource& random);
  // Recomputes the whole audit chain from the replica's timelines. kCorrupt names the effect.
  Result<void> verify() const;

  const Bytes& salts() const { return salts_; }  // 16 bytes an effect, in order
  // Of a copied workspace, whose replica is there already.
  void restore_copy(const Head& head, Dseq acked, Bytes salts);

  // What must be stored beside the replica's own records.
  std::vector<Bytes> take_records() { return std::exchange(records_, {}); }
  static bool is_record(std::string_view record);
  Result<void> restore_record(std::string_view record);
  std::vector<Bytes> snapshot(std::size_t slice_bytes) const;

  Kind kind(const EntityId& id) const override { return confirmed_.kind(id); }
  Facet facet(const EntityId& id) const override { return confirmed_.facet(id); }
  Cell cell(const EntityId& id, FieldId field) const override { return confirmed_.cell(id, field); }
  std::vector<EntityId> entities(Kind kind) const override { return confirmed_.entities(kind); }
  std::vector<EntityId> referring(FieldId field, const EntityId& target) const override {
    return confirmed_.referring(field, target);
  }
  std::size_t open_tickets_of(const EntityId& user) const override {
    return confirmed_.open_tickets_of(user);
  }
  const Configuration& configuration() const override { return confirmed_.configuration(); }
  std::vector<EntityId> due(std::int64_t now_ms, std::size_t limit) const override;
  std::vector<EntityId> open_tickets(const EntityId& after, std::size_t limit) const override;
  Value value_at(const EntityId& id, FieldId field, Seq seq) const override;
  std::int64_t next_number(TicketType type) const override;
  Head head() const override { return head_; }
  Dseq acked(Lane lane) const override;
  std::optional<Known> known(Lane lane, Dseq first_dseq) const override;
  void append(const AuditRecord& record) override;
  void keep(Lane lane, const Known& known) override;
  void settle() override;

 private:
  void count_numbers() const;
  void hand_over();

  Replica& replica_;
  Replica::Confirmed confirmed_;
  Head head_;
  Dseq acked_ = 0;
  Bytes salts_;                     // 16 bytes an effect, in order
  std::size_t recorded_salts_ = 0;  // bytes of them that are in records already
  std::vector<Effect> decided_;
  std::vector<Bytes> records_;
  // Highest number given, by ticket type; counted from the state when first asked.
  mutable std::array<std::int64_t, 8> numbers_{};
  mutable bool counted_ = false;
};

}  // namespace genba
