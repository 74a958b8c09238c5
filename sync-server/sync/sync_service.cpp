#include "sync-server/sync/sync_service.h"

#include <atomic>
#include <span>
#include <thread>
#include <utility>

#include "core/authority/timed.h"
#include "sync-server/sync/housekeeping.h"
#include "sync-server/sync/snapshot_keeper.h"
#include "sync-server/sync/system_random.h"
#include "sync-server/sync/work_queue.h"

namespace genba::sync {
namespace {

using stores::ServerStore;
using stores::Transaction;

// What is due beyond that waits for the next tick, so that no push has to.
constexpr std::size_t kTicketsAtOnce = 256;

// How long an upload that was begun may wait for its next part.
constexpr std::int64_t kAbandonedAfter_ms = 30ll * 24 * 3600 * 1000;
constexpr std::int64_t kCollectEvery_ms = 10 * 60 * 1000;

enum class Message { kHello, kPush, kPull, kCheck, kRepair, kClock, kRead, kWrite };

bool only_reads(Message message) {
  return message == Message::kPull || message == Message::kCheck || message == Message::kRepair ||
         message == Message::kRead;
}

struct Job {
  Message message = Message::kPush;
  SessionUser user;
  Bytes request;
  std::int64_t now_ms = 0;
  SyncService::Done done;
  SyncService::Work work = nullptr;  // of kRead and kWrite
  std::size_t bytes = 0;             // that it holds beyond the request
};

Error busy() { return make_error(ErrorCode::kUnavailable, "the server is busy"); }

}  // namespace

class SyncService::Impl {
 public:
  Impl(std::unique_ptr<ServerStore> writer, std::unique_ptr<ServerStore> reader,
       std::unique_ptr<ServerStore> snapshots, Members members, NewHead on_new_head,
       const ServiceLimits& limits)
      : writer_(std::move(writer)),
        reader_(std::move(reader)),
        workspace_(writer_->workspace()),
        members_(std::move(members)),
        on_new_head_(std::move(on_new_head)),
        writes_(limits.waiting_requests, limits.waiting_bytes),
        reads_(limits.waiting_requests, limits.waiting_bytes),
        snapshots_(std::move(snapshots)) {}

  ~Impl() {
    writes_.close();
    reads_.close();
    if (write_thread_.joinable()) write_thread_.join();
    if (read_thread_.joinable()) read_thread_.join();
  }

  Result<void> start(std::int64_t now_ms) {
    if (Result<void> ready = set_up(now_ms); !ready) return ready;
    write_thread_ = std::thread([this] { write_loop(); });
    read_thread_ = std::thread([this] { read_loop(); });
    return {};
  }

  void post(Job job) {
    WorkQueue<Job>& queue = only_reads(job.message) ? reads_ : writes_;
    if (!queue.put(job, job.request.size() + job.bytes)) job.done(busy());
  }

  Seq head() const { return head_.load(); }
  EntityId workspace() const { return workspace_; }
  SnapshotKeeper& snapshots() { return snapshots_; }

 private:
  Result<void> set_up(std::int64_t now_ms) {
    if (Result<void> begun = writer_->begin(Transaction::kWrite); !begun) return begun;
    Result<void> done = ensure_configuration(*writer_, now_ms, random_);
    if (done) done = meet_members(now_ms);
    if (!done) {
      writer_->rollback();
      return done;
    }
    if (done = writer_->commit(); done) head_ = writer_->head().seq;
    return done;
  }

  Result<void> meet_members(std::int64_t now_ms) {
    const Result<std::vector<Member>> members = members_();
    if (!members) return members.error();
    return ensure_members(*writer_, *members, now_ms, random_);
  }

  void write_loop() {
    while (true) {
      // The answered jobs must go before the next wait: each keeps its connection's loop running.
      std::vector<Job> jobs = writes_.take_all();
      if (jobs.empty()) return;
      std::vector<Result<Bytes>> answers = decide_all(jobs);
      for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].done(std::move(answers[i]));
    }
  }

  std::vector<Result<Bytes>> decide_all(const std::vector<Job>& jobs) {
    std::vector<Result<Bytes>> answers;
    answers.reserve(jobs.size());
    Result<void> done = decide_together(jobs, answers);
    if (!done && jobs.size() > 1) {
      // One request may be what the store cannot take; it must not take the others with it.
      answers.clear();
      for (const Job& job : jobs) {
        done = decide_together({&job, 1}, answers);
        if (!done) answers.back() = done.error();
      }
    } else if (!done) {
      answers.assign(1, done.error());
    }
    return answers;
  }

  // Decides the jobs in one transaction and commits it; adds one answer a job, which must not be
  // given when this fails.
  Result<void> decide_together(std::span<const Job> jobs, std::vector<Result<Bytes>>& answers) {
    const Result<void> begun = writer_->begin(Transaction::kWrite);
    for (const Job& job : jobs) {
      answers.push_back(begun ? decide_one(job) : Result<Bytes>(begun.error()));
    }
    if (!begun) return begun;
    if (Result<void> done = writer_->commit(); !done) return done;
    const Seq head = writer_->head().seq;
    if (head_.exchange(head) != head) on_new_head_(head);
    return {};
  }

  Result<Bytes> decide_one(const Job& job) {
    if (job.message == Message::kClock) {
      act_on_time(*writer_, job.now_ms, kTicketsAtOnce, random_);
      collect_contents(job.now_ms);
      return Bytes();
    }
    if (job.message == Message::kWrite) return job.work(*writer_);
    if (job.message == Message::kPush) {
      return genba::handle_push(job.request, job.user, *writer_, job.now_ms, random_);
    }
    if (Result<void> met = meet_members(job.now_ms); !met) return met.error();
    return genba::handle_hello(job.request, job.user, *writer_, job.now_ms);
  }

  // A little at each tick as long as there is something.
  void collect_contents(std::int64_t now_ms) {
    if (now_ms < next_collection_ms_) return;
    const bool is_more = writer_->contents().collect(now_ms - kAbandonedAfter_ms);
    if (!is_more) next_collection_ms_ = now_ms + kCollectEvery_ms;
  }

  void read_loop() {
    while (true) {
      std::vector<Job> jobs = reads_.take_all();
      if (jobs.empty()) return;
      for (Job& job : jobs) job.done(read_one(job));
    }
  }

  Result<Bytes> read_one(const Job& job) {
    if (Result<void> begun = reader_->begin(Transaction::kRead); !begun) return begun.error();
    Result<Bytes> answer = answer_one(job);
    if (Result<void> done = reader_->commit(); !done) return done.error();
    return answer;
  }

  Result<Bytes> answer_one(const Job& job) {
    if (job.message == Message::kRead) return job.work(*reader_);
    const auto handle = job.message == Message::kPull    ? genba::handle_pull
                        : job.message == Message::kCheck ? genba::handle_check
                                                         : genba::handle_repair;
    return handle(job.request, job.user, *reader_);
  }

  std::unique_ptr<ServerStore> writer_;  // write thread
  std::unique_ptr<ServerStore> reader_;  // read thread
  const EntityId workspace_;
  SystemRandom random_;                  // write thread
  std::int64_t next_collection_ms_ = 0;  // write thread
  Members members_;
  NewHead on_new_head_;
  WorkQueue<Job> writes_;
  WorkQueue<Job> reads_;
  SnapshotKeeper snapshots_;
  std::atomic<Seq> head_{0};
  std::thread write_thread_;
  std::thread read_thread_;
};

SyncService::SyncService(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SyncService::~SyncService() = default;

Result<std::unique_ptr<SyncService>> SyncService::start(std::unique_ptr<ServerStore> writer,
                                                        std::unique_ptr<ServerStore> reader,
                                                        std::unique_ptr<ServerStore> snapshots,
                                                        Members members, NewHead on_new_head,
                                                        std::int64_t now_ms, ServiceLimits limits) {
  auto impl = std::make_unique<Impl>(std::move(writer), std::move(reader), std::move(snapshots),
                                     std::move(members), std::move(on_new_head), limits);
  if (Result<void> started = impl->start(now_ms); !started) return started.error();
  return std::unique_ptr<SyncService>(new SyncService(std::move(impl)));
}

void SyncService::handle_hello(SessionUser user, Bytes request, std::int64_t now_ms, Done done) {
  impl_->post({Message::kHello, std::move(user), std::move(request), now_ms, std::move(done)});
}

void SyncService::handle_push(SessionUser user, Bytes request, std::int64_t now_ms, Done done) {
  impl_->post({Message::kPush, std::move(user), std::move(request), now_ms, std::move(done)});
}

void SyncService::handle_pull(SessionUser user, Bytes request, Done done) {
  impl_->post({Message::kPull, std::move(user), std::move(request), 0, std::move(done)});
}

void SyncService::handle_check(SessionUser user, Bytes request, Done done) {
  impl_->post({Message::kCheck, std::move(user), std::move(request), 0, std::move(done)});
}

void SyncService::handle_repair(SessionUser user, Bytes request, Done done) {
  impl_->post({Message::kRepair, std::move(user), std::move(request), 0, std::move(done)});
}

void SyncService::handle_snapshot(SessionUser user, Bytes request, SnapshotDone done) {
  auto is_gzip = std::make_shared<bool>(false);
  const auto answer = [this, user = std::move(user), request = std::move(request),
                       is_gzip](stores::ServerStore& store) {
    return impl_->snapshots().answer(request, user, store, *is_gzip);
  };
  read(answer, [done = std::move(done), is_gzip](Result<Bytes> bytes) {
    done(std::move(bytes), *is_gzip);
  });
}

void SyncService::read(Work work, Done done) {
  impl_->post({Message::kRead, {}, {}, 0, std::move(done), std::move(work)});
}

void SyncService::write(Work work, std::size_t bytes, Done done) {
  impl_->post({Message::kWrite, {}, {}, 0, std::move(done), std::move(work), bytes});
}

void SyncService::tick(std::int64_t now_ms) {
  impl_->post({Message::kClock, {}, {}, now_ms, [](const Result<Bytes>&) {}});
  impl_->snapshots().notice(impl_->head());
}

Seq SyncService::head() const { return impl_->head(); }
EntityId SyncService::workspace() const { return impl_->workspace(); }

}  // namespace genba::sync
