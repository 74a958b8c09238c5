// What the operating system gives the program: the clock, the name of whoever runs it, and memory,
// which it gets back.
#pragma once

#include <cstdint>
#include <string>

namespace genba::platform {

std::int64_t now_ms();  // Unix time

std::string login_name();  // never empty

// Gives memory that is free within the program back to the system: after much work it would keep
// several times of what it needs. Takes a few milliseconds. Any thread.
void release_free_memory();

// Before other threads begin: all of them share one pool of memory. Each thread's own would keep
// what it once needed: together a third of the server at 10,000 tickets. `genba bench` was no
// slower.
void share_memory_pool();

}  // namespace genba::platform
