// What it costs to find similar tickets while a title is typed, over synthetic tickets. Prints one
// JSON line a measurement: milliseconds, median, 95th percentile and greatest of the samples.
//
//   similar_bench [TICKETS]     (100000)
//
// Every prefix of each title is asked for, as somebody types it. The same source is built natively
// and as WebAssembly.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "core/replica/similar.h"
#include "tests/bench/synthetic_tickets.h"

namespace genba::bench {
namespace {

#ifdef __EMSCRIPTEN__
constexpr const char* kBuild = "wasm";
#else
constexpr const char* kBuild = "native";
#endif

using Clock = std::chrono::steady_clock;

constexpr const char* kTyped[] = {"VPNにつながらない",
                                  "【大阪支社】ファイルサーバの共有フォルダが開けない",
                                  "プリンタから印刷できない",
                                  "請求書のPDFが文字化けする",
                                  "在宅勤務でTeamsの接続が頻繁に切れる",
                                  "printer will not print",
                                  "[London office] Outlook does not send mail",
                                  "SAP GUI says the password expired",
                                  "VPN client cannot connect from home office"};

double since_ms(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void print(const char* metric, std::size_t tickets, std::vector<double> samples,
           std::size_t result) {
  std::sort(samples.begin(), samples.end());
  const auto at = [&](double share) {
    return samples[static_cast<std::size_t>(static_cast<double>(samples.size() - 1) * share)];
  };
  std::printf(
      "{\"part\":\"similar\",\"build\":\"%s\",\"metric\":\"%s\",\"n\":%zu,\"unit\":\"ms\","
      "\"median\":%.3f,\"p95\":%.3f,\"max\":%.3f,\"samples\":%zu,\"result\":%zu}\n",
      kBuild, metric, tickets, at(0.5), at(0.95), samples.back(), samples.size(), result);
  std::fflush(stdout);
}

void measure_building(SimilarRecords& similar, const State& state, std::size_t tickets) {
  constexpr std::size_t kSlice = 250;
  std::vector<double> slices;
  const Clock::time_point start = Clock::now();
  for (bool is_complete = false; !is_complete;) {
    const Clock::time_point begin = Clock::now();
    is_complete = similar.update(state, kSlice);
    slices.push_back(since_ms(begin));
  }
  print("build.all", tickets, {since_ms(start)}, similar.memory_bytes());
  print("build.slice_of_250", tickets, std::move(slices), kSlice);
}

void measure_typing(const SimilarRecords& similar, const State& state, std::size_t tickets) {
  std::vector<double> samples;
  std::size_t found = 0;
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
  print("find.each_keystroke", tickets, std::move(samples), found);
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
