#include "sync-server/http/live_hub.h"

#include <algorithm>
#include <boost/asio/post.hpp>

namespace genba::http {

void LiveHub::publish(std::uint64_t head) {
  std::uint64_t known = head_.load();
  while (known < head && !head_.compare_exchange_weak(known, head)) {
  }
  if (is_posted_.exchange(true)) return;
  boost::asio::post(io_, [this] { spread(); });
}

void LiveHub::spread() {
  is_posted_.store(false);
  const std::uint64_t head = head_.load();
  for (LiveClient* client : clients_) client->notify(head);
}

void LiveHub::join(LiveClient& client) {
  client.place_ = clients_.size();
  clients_.push_back(&client);
}

void LiveHub::leave(LiveClient& client) {
  const std::size_t place = client.place_;
  clients_[place] = clients_.back();
  clients_[place]->place_ = place;
  clients_.pop_back();
}

void LiveHub::close_all() {
  for (LiveClient* client : clients_) client->close(kGoingAway);
}

void LiveHub::end_session(const auth::TokenHash& session) {
  for (LiveClient* client : clients_) {
    if (client->session() == session) client->close(kSignedOut);
  }
}

void LiveHub::check_some(std::size_t count,
                         const std::function<bool(const auth::TokenHash&)>& is_alive) {
  count = std::min(count, clients_.size());
  for (; count > 0; --count) {
    next_check_ = next_check_ + 1 < clients_.size() ? next_check_ + 1 : 0;
    LiveClient* client = clients_[next_check_];
    if (!is_alive(client->session())) client->close(kSignedOut);
  }
}

}  // namespace genba::http
