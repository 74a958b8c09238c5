// Playbooks: what to do, as the steps of a checklist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/ids.h"

namespace genba {

struct PlaybookStep {
  std::string text;
  std::string text_en;  // may be empty
  bool is_required = false;
};

// One a line: "手順", or "手順 | Step"; one that begins with "!" is required. Empty lines are none.
std::vector<PlaybookStep> parse_playbook(std::string_view text);

// The checklist item that a step becomes on a ticket: applied again, it is the same one.
EntityId playbook_item_id(const EntityId& ticket, const EntityId& playbook,
                          const PlaybookStep& step);

}  // namespace genba
