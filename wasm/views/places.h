// The places of the workspace: what the navigation and the command palette lead to. Pure.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/model/choices.h"
#include "core/process/authorise.h"
#include "core/text/catalogue.h"
#include "wasm/ui/icons.h"

namespace genba {

struct Place {
  const char* path;
  Message label;
  ui::Icon icon;
  bool in_navigation;
  bool in_bottom_bar;  // of narrow windows; at most five are
  Permission least = Permission::kRequester;
};

// Those of the navigation first, in its order.
std::span<const Place> all_places();
// A register's place is this and its kind's name.
constexpr std::string_view kRegisters = "/registers/";
bool is_register(const Place& place);
// Whether people of a role find it. Who reads or approves only finds what agents find.
bool is_for(const Place& place, Role role);
// Those of the navigation that are for the role.
std::vector<const Place*> navigation_places(Role role);

}  // namespace genba
