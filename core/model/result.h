// Result<T>: the value of a call that can fail at run time, or the Error that says why.
//
// core and wasm build without exceptions; everything that depends on bytes, files, peers, clocks or
// users returns a Result. Programmer errors are asserts. An Error is copied freely; it owns its
// text. `detail` is English for logs and the command line; screens translate `code`.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace genba {

// Stable identifiers: they travel in the protocol (see core/sync/PROTOCOL.md), so numbers never
// change and are never used again.
enum class ErrorCode : std::uint16_t {
  kNone = 0,
  kMalformed = 1,        // bytes or text that do not follow their format
  kTooLarge = 2,         // over a documented limit
  kUnsupported = 3,      // a version or kind that this build does not know
  kNotFound = 4,         // no such entity, file, user, report …
  kInvalidArgument = 5,  // a value outside its range or of the wrong type
  kForbidden = 6,        // the actor's role does not allow it
  kUnauthenticated = 7,
  kInvalidTransition = 8,  // the workflow table does not list it
  kMissingField = 9,       // a guard needs a value that is empty
  kAssigneeChanged = 10,   // compare-and-set of the assignee lost
  kAlreadyExists = 11,
  kOutOfOrder = 12,  // a lane's sequence has a gap
  kForked = 13,      // the same lane and sequence with other content
  kCorrupt = 14,     // stored bytes fail their checksum or chain
  kIo = 15,
  kQuota = 16,
  kFenced = 17,        // another writer took the workspace over
  kUnavailable = 18,   // try again later
  kEpochChanged = 19,  // the server was restored; pull again from the start
  kInsecureContext = 20,
  kInternal = 21,
};

// snake_case name of a code, e.g. "invalid_transition"; never null.
const char* error_code_name(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string detail;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  T& value() & {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  const Error& error() const {
    assert(!ok_);
    return error_;
  }

 private:
  Error error_;
  bool ok_ = true;
};

inline Error make_error(ErrorCode code, std::string detail) {
  return Error{code, std::move(detail)};
}
// The same error, told of a field by its name.
inline Error in_field(const char* field, const Error& error) {
  return make_error(error.code, std::string(field) + ": " + error.detail);
}

}  // namespace genba
