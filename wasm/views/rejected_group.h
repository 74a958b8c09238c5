// A group of operations that the authority refused, for the person who made it: in words, as the
// commands that would make it again, and as a file to keep.
#pragma once

#include <string>
#include <vector>

#include "wasm/views/words.h"

namespace genba {

// One line a change: "件名: …".
std::vector<std::string> describe_group(const Model& model, const OperationGroup& group);

// The ticket that it is about, if it is about one; it may not exist.
EntityId ticket_of_group(const Model& model, const OperationGroup& group);

// The gestures again, to be checked against today's state. What is derived is left out.
std::vector<Command> commands_of_group(const State& state, const OperationGroup& group);

// JSON (RFC 8259): reason, time and every change with the field's name and its whole value.
std::string export_group(const Model& model, const Attention& attention);

}  // namespace genba
