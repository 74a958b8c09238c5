// What a device does with a whole store: the cold open, the memory that it takes, the checkpoint.
// Each ticket has its creation, an effect for each field, and three comments.
#include <malloc.h>

#include <cstdlib>
#include <map>

#include "core/replica/workspace.h"
#include "tests/bench/figure.h"
#include "tests/bench/synthetic_tickets.h"

namespace genba::bench {
namespace {

using Files = std::map<std::string, Bytes>;

std::size_t heap_bytes() {
#ifdef __EMSCRIPTEN__
  return static_cast<std::size_t>(mallinfo().uordblks);
#else
  return mallinfo2().uordblks;
#endif
}

class Past {
 public:
  explicit Past(std::size_t tickets) {
    State state;
    SyntheticTickets generator(state, 20'260'701);
    for (std::size_t i = 0; i < tickets; ++i) generator.add(i);
    for (const KindSpec& spec : all_kinds()) {
      const Table& table = state.table(spec.kind);
      for (Row row = 0; row < table.size(); ++row) take(state, table, row);
    }
  }

  const std::vector<Effect>& effects() const { return effects_; }

 private:
  void take(const State& state, const Table& table, Row row) {
    const EntityId id = state.ids().id(table.handle(row));
    at_ms_ += 1000;
    put(id, creation_of(table.kind()), {});
    for (const FieldSpec& spec : fields_of(table.kind())) {
      Value value = state.get(table.kind(), row, spec.id);
      if (!value.is_empty()) put(id, spec.id, std::move(value));
    }
    if (table.kind() != Kind::kTicket) return;
    const std::string text = state.value(id, field::kTicketDescription).text();
    for (int i = 0; i < 3; ++i) {
      at_ms_ += 60'000;
      const EntityId comment = derive_id("comment", std::to_string(effects_.size()));
      put(comment, creation_of(Kind::kComment), {});
      put(comment, field::kCommentTicket, Value::of(id));
      put(comment, field::kCommentBody, Value::of(text.substr(0, 180)));
    }
  }

  void put(const EntityId& id, FieldId field, Value value) {
    Effect effect;
    effect.seq = effects_.size() + 1;
    effect.entity = id;
    effect.field = field;
    effect.create = field == creation_of(kind_of(field));
    effect.value = std::move(value);
    effect.effective_ms = effect.received_ms = effect.wall_ms = at_ms_;
    effect.actor = actor_;
    effect.lane = 7;
    effect.dseq = effect.seq;
    effects_.push_back(std::move(effect));
  }

  std::vector<Effect> effects_;
  std::int64_t at_ms_ = kSyntheticNowMs - kSyntheticSpanMs;
  const EntityId actor_ = derive_id("synthetic", "actor");
};

Files store_of(const std::vector<Effect>& effects) {
  Replica replica;
  replica.join(
      {derive_id("synthetic", "workspace"), 1, 7, derive_id("synthetic", "user"), Role::kManager});
  replica.receive_effects({{}, effects, effects.back().seq, "cursor", 0});
  Journal journal;
  Files files;
  for (auto& [name, bytes] : journal.checkpoint(replica.snapshot(256 << 10)).puts) {
    files[name] = std::move(bytes);
  }
  return files;
}

int run(std::size_t tickets, int rounds) {
  const Measurement measure{tickets, rounds};
  std::size_t bytes = 0;
  Files files;
  {
    const Past past(tickets);
    files = store_of(past.effects());
  }
  for (const auto& [name, content] : files) bytes += content.size();
  print_figure("store.files", tickets, {static_cast<double>(bytes) / (1 << 20)}, 0, files.size(),
               "MiB");
  std::vector<double> samples;
  const double cpu_start = cpu_ms();
  std::size_t heap = 0;
  for (int round = 0; round < rounds; ++round) {
    Files copy = files;
    const std::size_t before = heap_bytes();
    const Clock::time_point start = Clock::now();
    Workspace workspace;
    if (!workspace.load(std::move(copy))) return 1;
    samples.push_back(since_ms(start));
    copy.clear();
    heap = heap_bytes() + bytes - before;
  }
  measure.print("store.open", std::move(samples), cpu_ms() - cpu_start, tickets);
  print_figure("store.heap", tickets, {static_cast<double>(heap) / (1 << 20)}, 0, tickets, "MiB");
  return 0;
}

}  // namespace
}  // namespace genba::bench

int main(int argc, char** argv) {
  const long tickets = argc > 1 ? std::atol(argv[1]) : 100'000;
  const long rounds = argc > 2 ? std::atol(argv[2]) : 5;
  if (tickets < 1 || tickets > 10'000'000 || rounds < 1 || rounds > 10'000) {
    std::fprintf(stderr, "usage: store_bench [TICKETS] [ROUNDS]\n");
    return 2;
  }
  return genba::bench::run(static_cast<std::size_t>(tickets), static_cast<int>(rounds));
}
