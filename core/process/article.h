// Knowledge articles: what a solved ticket teaches, and what readers find before they report.
//
// An agent drafts; group leads and above publish, change what is published, and retire it
// (authorise.cpp). An article's title and text are in the language of its writer; the fields for
// English are for a second version, and what is missing in one language is read in the other.
#pragma once

#include <vector>

#include "core/model/language.h"
#include "core/process/commands.h"

namespace genba {

// A draft's fields out of a ticket: its title and category, what happened, and what helped, under
// headings in `language`. Agents edit it before it is saved.
std::vector<FieldChange> article_from_ticket(const StateReader& state, const EntityId& ticket,
                                             Language language);

// Whether a role may change an article that is in this state; for screens.
bool may_edit_article(Role role, ArticleState state);
bool may_publish_articles(Role role);

}  // namespace genba
