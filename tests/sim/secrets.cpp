#include "tests/sim/secrets.h"

#include <algorithm>

namespace genba::sim {
namespace {

// Ten bytes that chance does not bring about.
constexpr std::string_view kFence = "~~";
constexpr std::size_t kDigits = 6;

bool is_named(const SessionUser& user, const EntityId& ticket, const StateReader& state) {
  if (state.value(ticket, field::kTicketAssignedTo).reference() == user.id) return true;
  const Value names = state.value(ticket, field::kTicketParticipants);
  return std::find(names.set().begin(), names.set().end(), to_string(user.id)) != names.set().end();
}

std::vector<EntityId> groups_of(const EntityId& user, const StateReader& state) {
  std::vector<EntityId> groups;
  for (const EntityId& membership : state.referring(field::kMembershipUser, user)) {
    const Value active = state.value(membership, field::kMembershipActive);
    if (!active.is_empty() && active.integer() == 0) continue;
    groups.push_back(state.value(membership, field::kMembershipGroup).reference());
  }
  return groups;
}

}  // namespace

std::vector<int> marks_in(std::string_view bytes) {
  std::vector<int> marks;
  for (std::size_t at = bytes.find(kFence); at != std::string_view::npos;
       at = bytes.find(kFence, at + 1)) {
    const std::string_view rest = bytes.substr(at + kFence.size());
    if (rest.size() < kDigits + kFence.size() || rest.substr(kDigits, kFence.size()) != kFence) {
      continue;
    }
    int mark = 0;
    bool is_number = true;
    for (const char digit : rest.substr(0, kDigits)) {
      is_number = is_number && digit >= '0' && digit <= '9';
      mark = mark * 10 + (digit - '0');
    }
    if (is_number) marks.push_back(mark);
  }
  return marks;
}

std::string Secrets::text(const std::string& words) {
  std::string number = std::to_string(++last_);
  number.insert(0, kDigits - number.size(), '0');
  return words + " " + std::string(kFence) + number + std::string(kFence);
}

void Secrets::note(const Effect& effect, const StateReader& state) {
  if (!effect.value.is_text()) return;
  for (const int mark : marks_in(effect.value.text())) {
    for (const EntityId& ticket : owners_of(effect.entity, kind_of(effect.field), state)) {
      owners_[mark].insert({ticket, effect.facet});
    }
  }
}

int Secrets::leaked(std::string_view bytes, const SessionUser& user,
                    const StateReader& state) const {
  std::map<EntityId, bool> known;
  const auto reads = [&](const EntityId& ticket) {
    const auto [place, is_new] = known.try_emplace(ticket, false);
    if (is_new) place->second = reads_ticket(user, ticket, state);
    return place->second;
  };
  for (const int mark : marks_in(bytes)) {
    const auto owners = owners_.find(mark);
    const bool may =
        owners != owners_.end() &&
        std::any_of(owners->second.begin(), owners->second.end(), [&](const auto& one) {
          return reads(one.first) && (one.second == Facet::kPublic || reads_internal(user.role));
        });
    if (!may) return mark;
  }
  return 0;
}

bool is_kept(const Scope& scope, const SessionUser& user, const EntityId& ticket,
             const StateReader& state) {
  for (const EntityId& pinned : scope.pinned) {
    if (pinned == ticket) return true;
  }
  const Value closed = state.value(ticket, field::kTicketClosedAt);
  if (!closed.is_empty() && closed.integer() < scope.closed_since_ms) return false;
  const bool is_his = state.value(ticket, field::kTicketRequester).reference() == user.id ||
                      is_named(user, ticket, state);
  switch (scope.breadth) {
    case Breadth::kAll: return true;
    case Breadth::kMine: return is_his;
    case Breadth::kGroups: break;
  }
  const EntityId group = state.value(ticket, field::kTicketAssignmentGroup).reference();
  const std::vector<EntityId> groups = groups_of(user.id, state);
  return is_his || std::find(groups.begin(), groups.end(), group) != groups.end();
}

bool reads_internal(Role role) {
  return role != Role::kRequester && role != Role::kApprover && role != Role::kKiosk;
}

bool reads_ticket(const SessionUser& user, const EntityId& ticket, const StateReader& state) {
  if (state.kind(ticket) != Kind::kTicket) return false;
  if (user.role == Role::kKiosk) return false;
  if (state.value(ticket, field::kTicketRequester).reference() == user.id) return true;
  switch (user.role) {
    case Role::kRequester: return false;
    case Role::kApprover: {
      const auto asked = state.referring(field::kApprovalTicket, ticket);
      return std::any_of(asked.begin(), asked.end(), [&](const EntityId& approval) {
        return state.value(approval, field::kApprovalApprover).reference() == user.id;
      });
    }
    default: break;
  }
  if (is_named(user, ticket, state)) return true;
  if (state.is_yes(ticket, field::kTicketRestricted)) return user.role == Role::kSecurityOfficer;
  if (user.role != Role::kAgent && user.role != Role::kGroupLead) return true;
  const std::vector<EntityId> groups = groups_of(user.id, state);
  const Value group = state.value(ticket, field::kTicketAssignmentGroup);
  return groups.empty() || group.is_empty() ||
         std::find(groups.begin(), groups.end(), group.reference()) != groups.end();
}

std::vector<EntityId> owners_of(const EntityId& entity, Kind kind, const StateReader& state) {
  const auto named = [&](FieldId field) {
    const EntityId ticket = state.value(entity, field).reference();
    return ticket.is_null() ? std::vector<EntityId>() : std::vector<EntityId>{ticket};
  };
  switch (kind) {
    case Kind::kTicket: return {entity};
    case Kind::kComment: return named(field::kCommentTicket);
    case Kind::kWorklog: return named(field::kWorklogTicket);
    case Kind::kApproval: return named(field::kApprovalTicket);
    case Kind::kChecklistItem: return named(field::kChecklistItemTicket);
    case Kind::kCustomValue: return named(field::kCustomValueTicket);
    case Kind::kEvidence: return named(field::kEvidenceTicket);
    case Kind::kCustody: return named(field::kCustodyTicket);
    case Kind::kAttachment: return named(field::kAttachmentTicket);
    case Kind::kReceipt: return named(field::kReceiptTicket);
    case Kind::kConflict: {
      // What lost belongs where it would have stood.
      const EntityId subject = state.value(entity, field::kConflictEntity).reference();
      const Kind of = state.kind(subject);
      return of == Kind::kConflict ? std::vector<EntityId>() : owners_of(subject, of, state);
    }
    default: return {};
  }
}

}  // namespace genba::sim
