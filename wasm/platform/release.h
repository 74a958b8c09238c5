// New versions of the site, as the service worker finds them (web/platform/register.js).
#pragma once

#include <functional>

namespace genba::platform {

// `ready` is called when a new version was fetched and waits; at once when one waits already. Set
// once.
void on_new_version(std::function<void()> ready);

// Lets the new version take over and reloads the page. Everything must be stored by then.
void reload_into_new_version();

}  // namespace genba::platform
