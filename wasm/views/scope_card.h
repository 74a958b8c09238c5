// What of the workspace this device keeps: chosen in the settings, and said wherever a part could
// be taken for the whole.
#pragma once

#include "wasm/views/device_scope.h"
#include "wasm/views/words.h"

namespace genba {

DeviceScope device_scope(const Actions& actions);
// The card of the settings; for workspaces of a server.
void draw_scope_card(const Model& model, Actions& actions);
// On the list: that there is more than what it shows, and where `searched` is searched as well.
// Nothing when there is not.
void draw_scope_note(const Model& model, std::string_view searched, Actions& actions);
// Whether what this device keeps may lack what is searched.
bool keeps_a_part(const Model& model, const Actions& actions);
// Opens the ticket; one that is not here is fetched, and stays.
void open_anywhere(const Model& model, const EntityId& ticket, Actions& actions);
// On the page of a ticket that is not here: the way to fetch it. False: there is none, or it is
// known by now that the server has no such ticket for this person; nothing was drawn then.
bool draw_fetch(const Model& model, const EntityId& ticket, Actions& actions);

}  // namespace genba
