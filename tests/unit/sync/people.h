// The people of the tests about who is sent what.
#pragma once

#include "tests/unit/support.h"

namespace genba::sight_test {

inline const SessionUser kManager{derive_id("test", "manager"), Role::kManager, "manager"};
inline const SessionUser kAgent{derive_id("test", "agent"), Role::kAgent, "agent"};
inline const SessionUser kYuki{derive_id("test", "yuki"), Role::kRequester, "yuki"};
inline const SessionUser kRen{derive_id("test", "ren"), Role::kRequester, "ren"};
inline const SessionUser kOfficer{derive_id("test", "officer"), Role::kSecurityOfficer, "officer"};

inline Value yes() { return Value::of(static_cast<std::int64_t>(Boolean::kYes)); }

}  // namespace genba::sight_test
