// Notices: what somebody should know, as entities of the workspace, so that the inbox works offline
// and every further channel (e-mail, chat) carries the same notice.
//
// A notice's id follows from ticket, cause and recipient: the same cause never tells the same
// person twice, and a replica predicts the very notice that the authority writes.
#pragma once

#include <string>
#include <vector>

#include "core/authority/draft.h"

namespace genba {

struct NoticeContent {
  EntityId ticket;
  NoticeReason reason{};
  // What there is to say beside the reason, in no language: the beginning of a comment, the code of
  // a state, "resolution 75", the words of a rule. May be empty.
  std::string text;
  std::string cause;  // unique within the ticket: cause_of(draft), "sla:resolution:75" …
};

// Tells a person, unless it is his own deed, he was told already, or he is nobody known.
void notify(Draft& draft, const EntityId& recipient, const NoticeContent& content);
void notify(Draft& draft, const std::vector<EntityId>& recipients, const NoticeContent& content);

// Who is told what is internal as well.
bool is_staff(const Draft& draft, const EntityId& user);

// Names what is being decided: the same for the authority and for whoever predicts it.
std::string cause_of(const Draft& draft);

// The standard notices of a whole group of operations, at most one a person and ticket: assigned to
// me or to my group, a word or a new state on my ticket, my change met another, an approval asked
// for or decided. None for imported history.
void derive_notices(Draft& draft);

}  // namespace genba
