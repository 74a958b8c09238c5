// The text of a form as one string, for keep_draft: what was typed survives reload and crash.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace genba {

// Of the incident that is being recorded.
constexpr std::string_view kNewTicketDraft = "new-ticket";

using DraftFields = std::vector<std::pair<std::string_view, std::string*>>;

// "" when every field is empty.
std::string write_draft(const DraftFields& fields);
// Puts the values back into the fields that are named; unknown names are passed over. True when
// anything was restored.
bool read_draft(std::string_view draft, const DraftFields& fields);

}  // namespace genba
