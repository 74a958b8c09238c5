// What it costs to find similar tickets while a title is typed, over synthetic tickets.
//
//   similar_bench [TICKETS]     (100000)
//
// Every prefix of each title is asked for, as somebody types it. The same source is built natively
// and as WebAssembly.
#include "core/replica/similar.h"
#include "tests/bench/figure.h"
#include "tests/bench/synthetic_tickets.h"

namespace genba::bench {
namespace {

constexpr const char* kTyped[] = {"VPNにつながらない",
                                  "【大阪支社】ファイルサーバの共有フォルダが開けない",
                                  "プリンタから印刷できない",
                                  "請求書のPDFが文字化けする",
                                  "在宅勤務でTeamsの接続が頻繁に切れる",
                                  "printer will not print",
                                  "[London office] Outlook does not send mail",
                                  "SAP GUI says the password expired",
                                  "VPN client cannot connect from home office"};

void measure_building(SimilarRecords& similar, const State& state, std::size_t tickets) {
  constexpr std::size_t kSlice = 250;
  std::vector<double> slices;
  const double cpu_start = cpu_ms();
  const Clock::time_point start = Clock::now();
  for (bool is_complete = false; !is_complete;) {
    const Clock::time_point begin = Clock::now();
    is_complete = similar.update(state, kSlice);
    slices.push_back(since_ms(begin));
  }
  const double cpu = cpu_ms() - cpu_start;
  print_figure("similar.build", tickets, {since_ms(start)}, cpu, similar.memory_bytes());
  print_figure("similar.build_slice_of_250", tickets, std::move(slices), cpu, kSlice);
}

void measure_typing(const SimilarRecords& similar, const State& state, std::size_t tickets) {
  std::vector<double> samples;
  std::size_t found = 0;
  const double cpu_start = cpu_ms();
  for (const std::string_view typed : kTyped) {
    for (std::size_t end = 0; end < typed.size();) {
      next_code_point(typed, end);
      const Clock::time_point begin = Clock::now();
      SimilarQuestion question;
      question.text = typed.substr(0, end);
      found += similar.find(state, question).size();
      samples.push_back(since_ms(begin));
    }
  }
  print_figure("similar.find", tickets, std::move(samples), cpu_ms() - cpu_start, found);
}

int run(std::size_t tickets) {
  State state;
  SyntheticTickets generator(state, 20'260'701);
  for (std::size_t i = 0; i < tickets; ++i) generator.add(i);
  SimilarRecords similar;
  measure_building(similar, state, tickets);
  measure_typing(similar, state, tickets);
  return 0;
}

}  // namespace
}  // namespace genba::bench

int main(int argc, char** argv) {
  const long tickets = argc > 1 ? std::atol(argv[1]) : 100'000;
  if (tickets < 1 || tickets > 10'000'000) {
    std::fprintf(stderr, "usage: similar_bench [TICKETS]\n");
    return 2;
  }
  return genba::bench::run(static_cast<std::size_t>(tickets));
}
