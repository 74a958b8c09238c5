// TicketSearch: finds, in everything that the authority keeps, the tickets that a person may see
// and that have the words he typed. For devices that keep a part of the tickets (process/scope.h).
//
// It matches as a device's own search does (core/replica/search.h), in the cells that he may see.
// It goes through all tickets, the newest first, a few at a time, so that its owner can do other
// things in between; the store may change meanwhile. Nothing of what he may not see is told, nor
// how many tickets were looked at.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/sync/search_messages.h"
#include "core/sync/server_session.h"

namespace genba {

class TicketSearch {
 public:
  TicketSearch(SessionUser user, std::string_view words);

  // Looks at `tickets` more.
  void go_on(const SyncStore& store, std::size_t tickets);
  // All was looked at, or enough is found.
  bool is_over() const { return is_over_; }
  const SearchResponse& found() const { return found_; }

 private:
  // Whoever types a whole label means that ticket.
  bool is_named(const FoundTicket& ticket) const;
  bool has_words_in(std::span<const Effect> cells, bool sees_internal) const;

  SessionUser user_;
  std::vector<std::string> words_;
  EntityId last_;  // that was looked at
  bool is_over_ = false;
  SearchResponse found_;
};

}  // namespace genba
