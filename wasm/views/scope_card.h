// What of the workspace this device keeps: chosen in the settings, and said wherever a part could
// be taken for the whole.
#pragma once

#include "wasm/views/device_scope.h"
#include "wasm/views/words.h"

namespace genba {

DeviceScope device_scope(const Actions& actions);
// The card of the settings; for workspaces of a server.
void draw_scope_card(const Model& model, Actions& actions);
// On lists and reports: that there is more than what they show. Nothing when there is not.
void draw_scope_note(const Model& model, Actions& actions);
// On the page of a ticket that is not here: the way to fetch it. False: there is none, or it is
// known by now that the server has no such ticket for this person; nothing was drawn then.
bool draw_fetch(const Model& model, const EntityId& ticket, Actions& actions);

}  // namespace genba
