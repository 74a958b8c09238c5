#include "sync-server/stores/head_listener.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <thread>
#include <utility>

#include "sync-server/stores/postgres.h"

namespace genba::stores {
namespace {

constexpr int kFirstPause_ms = 200;
constexpr int kLongestPause_ms = 5000;

Seq seq_of(std::string_view text) {
  Seq seq = 0;
  std::from_chars(text.data(), text.data() + text.size(), seq);
  return seq;
}

}  // namespace

std::string channel_of(const EntityId& workspace) { return "genba " + to_string(workspace); }

class HeadListener::Impl {
 public:
  Impl(std::string address, const EntityId& workspace, OnHead on_head)
      : address_(std::move(address)),
        listen_("LISTEN \"" + channel_of(workspace) + "\""),
        on_head_(std::move(on_head)),
        stop_(::eventfd(0, EFD_CLOEXEC)),
        thread_([this] { run(); }) {}

  ~Impl() {
    const std::uint64_t one = 1;
    (void)!::write(stop_, &one, sizeof one);
    thread_.join();
    ::close(stop_);
  }

 private:
  void run() {
    int pause_ms = 0;
    do {
      Result<PostgresHandle> opened = connect_postgres(address_);
      if (opened && tell_present_head(opened->get())) {
        pause_ms = 0;
        while (wait(PQsocket(opened->get()), -1) && tell_heard(opened->get())) {
        }
      }
      pause_ms = std::clamp(2 * pause_ms, kFirstPause_ms, kLongestPause_ms);
    } while (!is_stopping_ && (wait(-1, pause_ms), !is_stopping_));
  }

  // Listens first, so that nothing falls between.
  bool tell_present_head(PGconn* connection) {
    PGresult* const listening = PQexec(connection, listen_.c_str());
    const bool is_listening = PQresultStatus(listening) == PGRES_COMMAND_OK;
    PQclear(listening);
    PGresult* const head = PQexec(connection, "SELECT seq FROM head");
    const bool is_known = PQresultStatus(head) == PGRES_TUPLES_OK;
    if (is_listening && is_known && PQntuples(head) == 1) {
      on_head_(seq_of(PQgetvalue(head, 0, 0)));
    }
    PQclear(head);
    return is_listening && is_known && tell_heard(connection);
  }

  bool tell_heard(PGconn* connection) {
    if (PQconsumeInput(connection) != 1) return false;
    Seq newest = 0;
    while (PGnotify* const notice = PQnotifies(connection)) {
      newest = std::max(newest, seq_of(notice->extra));
      PQfreemem(notice);
    }
    if (newest > 0) on_head_(newest);
    return PQstatus(connection) == CONNECTION_OK;
  }

  // Until there is something to read, or for so long; false when the listener is to end.
  bool wait(int socket, int timeout_ms) {
    pollfd waited[] = {{stop_, POLLIN, 0}, {socket, POLLIN, 0}};
    ::poll(waited, 2, timeout_ms);
    is_stopping_ = is_stopping_ || (waited[0].revents & POLLIN) != 0;
    return !is_stopping_;
  }

  const std::string address_;
  const std::string listen_;
  const OnHead on_head_;
  const int stop_;
  bool is_stopping_ = false;  // the thread's own
  std::thread thread_;
};

HeadListener::HeadListener(std::string address, const EntityId& workspace, OnHead on_head)
    : impl_(std::make_unique<Impl>(std::move(address), workspace, std::move(on_head))) {}
HeadListener::~HeadListener() = default;

}  // namespace genba::stores
