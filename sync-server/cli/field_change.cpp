#include "sync-server/cli/field_change.h"

#include "core/replica/ticket_label.h"

namespace genba::cli {

Result<FieldChange> parse_field_change(const State& state, Kind kind, const std::string& text) {
  const std::size_t equals = text.find('=');
  const FieldSpec* spec = find_field(kind, text.substr(0, equals));
  if (equals == std::string::npos || !spec) {
    return make_error(ErrorCode::kInvalidArgument,
                      std::string("expected FIELD=VALUE with a field of ") + find_kind(kind)->name +
                          ", not " + text);
  }
  const std::string value = text.substr(equals + 1);
  if (spec->type != ValueType::kReference || value.empty()) {
    Result<Value> parsed = parse_value(*spec, value);
    if (!parsed) return parsed.error();
    return FieldChange{spec->id, std::move(*parsed)};
  }
  const Result<EntityId> id = spec->target == Kind::kTicket
                                  ? find_ticket(state, value)
                                  : find_by_name(state, spec->target, value);
  if (!id) return id.error();
  return FieldChange{spec->id, Value::of(*id)};
}

}  // namespace genba::cli
