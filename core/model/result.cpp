#include "core/model/result.h"

namespace genba {

const char* error_code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNone: return "none";
    case ErrorCode::kMalformed: return "malformed";
    case ErrorCode::kTooLarge: return "too_large";
    case ErrorCode::kUnsupported: return "unsupported";
    case ErrorCode::kNotFound: return "not_found";
    case ErrorCode::kInvalidArgument: return "invalid_argument";
    case ErrorCode::kForbidden: return "forbidden";
    case ErrorCode::kUnauthenticated: return "unauthenticated";
    case ErrorCode::kInvalidTransition: return "invalid_transition";
    case ErrorCode::kMissingField: return "missing_field";
    case ErrorCode::kAssigneeChanged: return "assignee_changed";
    case ErrorCode::kAlreadyExists: return "already_exists";
    case ErrorCode::kOutOfOrder: return "out_of_order";
    case ErrorCode::kForked: return "forked";
    case ErrorCode::kCorrupt: return "corrupt";
    case ErrorCode::kIo: return "io";
    case ErrorCode::kQuota: return "quota";
    case ErrorCode::kFenced: return "fenced";
    case ErrorCode::kUnavailable: return "unavailable";
    case ErrorCode::kEpochChanged: return "epoch_changed";
    case ErrorCode::kInsecureContext: return "insecure_context";
    case ErrorCode::kInternal: return "internal";
  }
  return "unknown";
}

}  // namespace genba
