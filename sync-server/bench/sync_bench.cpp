#include <algorithm>
#include <cmath>
#include <filesystem>
#include <thread>
#include <utility>

#include "sync-server/bench/benches.h"
#include "sync-server/bench/child_server.h"
#include "sync-server/bench/device.h"
#include "sync-server/bench/figure.h"
#include "sync-server/cli/data_folder.h"

namespace genba::bench {
namespace {

// What a device that comes back from an hour without network sends at once, and what one that is
// online sends for each gesture.
constexpr std::size_t kGroupsInBatch = 64;
constexpr std::size_t kEditsInRun = 250;

using Devices = std::vector<std::unique_ptr<Device>>;
using Load = std::vector<std::vector<PushBody>>;  // of each device

std::size_t operations_in(const Load& load) {
  std::size_t sum = 0;
  for (const auto& bodies : load) {
    for (const PushBody& body : bodies) sum += body.operations;
  }
  return sum;
}

// Every device pushes its bodies, one after the other, all devices at once.
Result<void> push_all(Devices& devices, const Load& load) {
  std::vector<Result<void>> results(devices.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    threads.emplace_back([&device = *devices[i], &bodies = load[i], &result = results[i]] {
      for (const PushBody& body : bodies) {
        if (result = device.push(body); !result) return;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto failed =
      std::find_if(results.begin(), results.end(), [](const Result<void>& each) { return !each; });
  return failed == results.end() ? Result<void>() : *failed;
}

class SyncBench {
 public:
  SyncBench(const BenchOptions& options, std::string data_dir, ChildServer& server)
      : options_(options), data_dir_(std::move(data_dir)), server_(server) {}

  Result<void> run() {
    for (std::size_t i = 0; i < options_.connections; ++i) {
      Result<std::unique_ptr<Device>> device = Device::sign_in(server_.url());
      if (!device) return device.error();
      devices_.push_back(std::move(device).value());
      if (Result<PullTotal> taken = devices_.back()->take_all(); !taken) return taken.error();
    }
    Result<void> done = push_batches();
    if (done) done = push_edits();
    if (done) done = pull();
    return done;
  }

 private:
  Result<void> push_batches() {
    Figure rate{.name = "push.batched", .unit = "operations/s"};
    Figure size{.name = "operation.size", .unit = "bytes"};
    const std::size_t share = std::max<std::size_t>(1, options_.operations / devices_.size());
    for (std::size_t run = 0; run < options_.runs; ++run) {
      Load load;
      std::size_t bytes = 0;
      for (const auto& device : devices_) {
        if (Result<void> recorded = device->record(share); !recorded) return recorded;
        load.push_back(device->cut(kGroupsInBatch));
        for (const PushBody& body : load.back()) bytes += body.bytes.size();
      }
      if (Result<void> timed = time(rate, load); !timed) return timed;
      size.samples.push_back(static_cast<double>(bytes) / static_cast<double>(operations_in(load)));
    }
    print(rate, options_.json);
    size.details = {{"stored_bytes", stored_bytes() / pushed_}};
    print(size, options_.json);
    return {};
  }

  Result<void> push_edits() {
    Figure rate{.name = "push.one_by_one", .unit = "operations/s"};
    for (std::size_t run = 0; run < options_.runs; ++run) {
      Load load;
      for (const auto& device : devices_) {
        for (std::size_t i = 0; i < kEditsInRun; ++i) {
          if (Result<void> recorded = device->record_edit(); !recorded) return recorded;
        }
        load.push_back(device->cut(1));
      }
      if (Result<void> timed = time(rate, load); !timed) return timed;
    }
    print(rate, options_.json);
    return {};
  }

  Result<void> time(Figure& rate, const Load& load) {
    const std::size_t operations = operations_in(load);
    const double server_start_ms = server_.cpu_ms();
    const double own_start_ms = own_cpu_ms();
    const Stopwatch watch;
    if (Result<void> pushed = push_all(devices_, load); !pushed) return pushed;
    rate.samples.push_back(static_cast<double>(operations) / watch.elapsed_ms() * 1000);
    const double server_ms = server_.cpu_ms() - server_start_ms;
    rate.cpu_ms += server_ms + own_cpu_ms() - own_start_ms;
    pushed_ += operations;
    rate.details = {{"operations", operations},
                    {"connections", devices_.size()},
                    {"server_us_per_operation",
                     std::round(server_ms * 1e4 / static_cast<double>(operations)) / 10}};
    return {};
  }

  // What a new device waits for: everything, taken and in its own state.
  Result<void> pull() {
    Figure figure{.name = "pull.everything", .unit = "ms"};
    const double cpu_start_ms = own_cpu_ms() + server_.cpu_ms();
    for (std::size_t run = 0; run < options_.runs; ++run) {
      Result<std::unique_ptr<Device>> device = Device::sign_in(server_.url());
      if (!device) return device.error();
      const Stopwatch watch;
      const Result<PullTotal> total = (*device)->take_all();
      if (!total) return total.error();
      figure.samples.push_back(watch.elapsed_ms());
      figure.details = {{"effects", total->effects}, {"answers", total->answers}};
    }
    figure.cpu_ms = own_cpu_ms() + server_.cpu_ms() - cpu_start_ms;
    print(figure, options_.json);
    return {};
  }

  std::size_t stored_bytes() const {
    std::error_code ignored;
    const std::string path = cli::database_path(data_dir_);
    const auto size = [&ignored](const std::string& file) {
      const auto bytes = std::filesystem::file_size(file, ignored);
      return ignored ? 0 : static_cast<std::size_t>(bytes);
    };
    return std::max(size(path), size(path + "-wal"));
  }

  const BenchOptions& options_;
  const std::string data_dir_;
  ChildServer& server_;
  Devices devices_;
  std::size_t pushed_ = 0;
};

}  // namespace

Result<void> bench_sync(const BenchOptions& options) {
  Result<ScratchFolder> scratch = ScratchFolder::make(options.scratch);
  if (!scratch) return scratch.error();
  Result<std::unique_ptr<ChildServer>> server = ChildServer::start(scratch->path());
  if (!server) return server.error();
  return SyncBench(options, scratch->path(), **server).run();
}

}  // namespace genba::bench
