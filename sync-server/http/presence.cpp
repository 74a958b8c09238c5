#include "sync-server/http/presence.h"

#include <algorithm>
#include <utility>

namespace genba::http {

void PresenceBoard::put(PresenceListener& listener, const Presence& presence, std::int64_t now_ms) {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.listener == &listener; });
  if (found != entries_.end() && found->presence.ticket != presence.ticket) {
    leave(listener);
    return put(listener, presence, now_ms);
  }
  Entry& entry = found != entries_.end() ? *found : entries_.emplace_back();
  entry.listener = &listener;
  entry.presence = presence;
  entry.until_ms = now_ms + kLifetime_ms;
  spread(presence.ticket);
}

void PresenceBoard::leave(PresenceListener& listener) {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.listener == &listener; });
  if (found == entries_.end()) return;
  const EntityId ticket = found->presence.ticket;
  entries_.erase(found);
  spread(ticket);
}

void PresenceBoard::expire(std::int64_t now_ms) {
  std::vector<EntityId> left;
  std::erase_if(entries_, [&](const Entry& entry) {
    const bool is_over = entry.until_ms <= now_ms;
    if (is_over) left.push_back(entry.presence.ticket);
    return is_over;
  });
  for (const EntityId& ticket : left) spread(ticket);
}

void PresenceBoard::spread(const EntityId& ticket) {
  for (Entry& entry : entries_) {
    if (entry.presence.ticket != ticket) continue;
    std::string message = message_for(entry);
    if (message == entry.told) continue;
    entry.told = message;
    entry.listener->tell(std::move(message));
  }
}

// {"at":"<ticket>","viewing":["<user>"],"writing":["<user>"]}; one person once, however many
// screens.
std::string PresenceBoard::message_for(const Entry& entry) const {
  std::vector<std::pair<EntityId, bool>> others;
  for (const Entry& other : entries_) {
    const Presence& who = other.presence;
    if (who.ticket != entry.presence.ticket || who.user == entry.presence.user) continue;
    if (who.sees_internal && !entry.presence.sees_internal) continue;
    const auto same = std::find_if(others.begin(), others.end(),
                                   [&](const auto& known) { return known.first == who.user; });
    if (same != others.end()) {
      same->second |= who.is_writing;
    } else if (others.size() < kMostNamed) {
      others.emplace_back(who.user, who.is_writing);
    }
  }
  const auto named = [&](bool is_writing) {
    std::string list;
    for (const auto& [user, writes] : others) {
      if (writes != is_writing) continue;
      list += (list.empty() ? "\"" : ",\"") + to_string(user) + "\"";
    }
    return list;
  };
  return "{\"at\":\"" + to_string(entry.presence.ticket) + "\",\"viewing\":[" + named(false) +
         "],\"writing\":[" + named(true) + "]}";
}

bool read_presence(std::string_view message, EntityId* ticket, bool* is_writing) {
  *ticket = EntityId();
  *is_writing = false;
  if (message == "away") return true;
  const std::size_t space = message.find(' ');
  const std::string_view word = message.substr(0, space);
  if (space == std::string_view::npos || (word != "at" && word != "writing")) return false;
  const Result<EntityId> id = parse_id(message.substr(space + 1));
  if (!id || id->is_null()) return false;
  *ticket = *id;
  *is_writing = word == "writing";
  return true;
}

}  // namespace genba::http
