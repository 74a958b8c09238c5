#include "core/exchange/sheet_import.h"

#include <algorithm>
#include <unordered_map>

#include "core/exchange/row_edit.h"
#include "core/exchange/row_history.h"
#include "core/process/civil_time.h"

namespace genba {
namespace {

constexpr std::size_t kMaxKeyBytes = 256;

std::string hex_of(const Hash256& hash, std::size_t bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes; ++i) {
    text += kDigits[hash[i] >> 4];
    text += kDigits[hash[i] & 15];
  }
  return text;
}

// The source's key for rows that have none: their own content.
std::string content_key(const SheetRow& row) {
  Sha256 hash;
  for (const SheetCell& cell : row) {
    hash.update(clean_text(cell.text));
    hash.update(std::string_view("\0", 1));
  }
  return "row-" + hex_of(hash.finish(), 8);
}

bool has_role(const BoundColumns& columns, ColumnRole role) {
  for (const std::vector<ColumnTarget>& targets : columns.targets) {
    for (const ColumnTarget& target : targets) {
      if (target.role == role) return true;
    }
  }
  return false;
}

class Planner {
 public:
  Planner(const Sheet& sheet, const ImportMapping& mapping, const State& state,
          const ImportContext& context, BoundColumns columns, const TimeZone& zone)
      : sheet_(sheet),
        mapping_(mapping),
        state_(state),
        context_(context),
        values_(mapping, state, zone),
        names_(mapping.source),
        reader_(sheet, plan_.columns, values_) {
    plan_.columns = std::move(columns);
  }

  Result<ImportPlan> run() {
    for (const ImportMapping::FieldText& text : mapping_.defaults) {
      Result<std::vector<FieldValue>> values = values_.read(*text.field, text.text, &names_);
      if (!values) {
        return make_error(
            ErrorCode::kInvalidArgument,
            std::string("mapping, defaults, ") + text.field->name + ": " + values.error().detail);
      }
      defaults_.insert(defaults_.end(), values->begin(), values->end());
    }
    for (std::size_t row = 0; row < sheet_.rows.size(); ++row) {
      PlannedRow planned = plan_row(row);
      if (has_fault(row)) planned = {row, RowVerdict::kRefused, {}, {}};
      plan_.rows.push_back(std::move(planned));
    }
    for (std::vector<Operation>& operations : names_.operations()) {
      plan_.names.push_back({std::move(operations), context_.now_ms, ImportedOrigin{}});
    }
    return std::move(plan_);
  }

 private:
  PlannedRow plan_row(std::size_t row) {
    PlannedRow planned{row, RowVerdict::kUnchanged, {}, {}};
    const std::string id = reader_.id_of(row);
    const Result<EntityId> own = parse_id(id);
    if (!id.empty() && !own) {
      plan_.faults.push_back(
          reader_.fault_at(row, ColumnRole::kId,
                           make_error(ErrorCode::kInvalidArgument, "\"" + id + "\" is no id")));
      return planned;
    }
    const bool is_edit = own && state_.kind(*own) == Kind::kTicket;
    NewNames names(mapping_.source);
    RowContent content = reader_.read(row, is_edit ? nullptr : &names, plan_.faults);
    planned.ticket = own ? *own : ticket_of_key(row, content);
    if (!claim(row, planned.ticket) || has_fault(row)) return planned;
    if (is_edit) {
      PlannedGroup edit = plan_edit(state_, *own, content, reader_, row, context_, plan_.faults);
      if (!edit.operations.empty()) planned.groups.push_back(std::move(edit));
      planned.verdict = planned.groups.empty() ? RowVerdict::kUnchanged : RowVerdict::kUpdated;
      return planned;
    }
    plan_history(content, names, planned);
    return planned;
  }

  bool has_fault(std::size_t row) const {
    return !plan_.faults.empty() && plan_.faults.back().row == row;
  }

  // Also gives a content without a key its key.
  EntityId ticket_of_key(std::size_t row, RowContent& content) {
    if (content.key.empty()) {
      if (has_role(plan_.columns, ColumnRole::kKey)) {
        plan_.faults.push_back(reader_.fault_at(row, ColumnRole::kKey, is_empty_error()));
        return {};
      }
      const std::string key = content_key(sheet_.rows[row]);
      // Equal rows are as many tickets.
      content.key = key + "-" + std::to_string(++content_keys_[key]);
    } else if (content.key.size() > kMaxKeyBytes) {
      plan_.faults.push_back(reader_.fault_at(
          row, ColumnRole::kKey, make_error(ErrorCode::kTooLarge, "is longer than 256 bytes")));
    }
    return derive_id(mapping_.source + "/ticket", content.key);
  }

  bool claim(std::size_t row, const EntityId& ticket) {
    const auto [found, is_first] = claimed_.try_emplace(ticket, row);
    if (is_first || ticket.is_null()) return true;
    const ColumnRole role =
        has_role(plan_.columns, ColumnRole::kId) ? ColumnRole::kId : ColumnRole::kKey;
    const SheetCell& first = sheet_.rows[found->second][0];
    plan_.faults.push_back(reader_.fault_at(
        row, role,
        make_error(ErrorCode::kAlreadyExists,
                   "the same record stands in line " + std::to_string(first.line))));
    return false;
  }

  void plan_history(RowContent& content, NewNames& names, PlannedRow& planned) {
    const std::size_t row = planned.row;
    const bool is_new = state_.kind(planned.ticket) != Kind::kTicket;
    if (is_new) {
      for (const FieldValue& value : defaults_) content.state(*value.field, value.value);
      const Value* title = content.find(field::kTicketTitle);
      if (!title || title->is_empty()) {
        plan_.faults.push_back(reader_.fault_at(row, field::kTicketTitle, is_empty_error()));
        return;
      }
    }
    RowHistory::People people;
    people.author = person(row, ColumnRole::kAuthor, content.author, names);
    people.updated_by = person(row, ColumnRole::kUpdatedBy, content.updated_by, names);
    const std::string key = content.key.empty() ? content.id : content.key;
    RowHistory history(state_, content, planned.ticket, mapping_.source + ":" + key, people,
                       context_);
    planned.groups = is_new ? history.create() : history.update();
    if (is_new) {
      planned.verdict = RowVerdict::kNew;
    } else if (!planned.groups.empty()) {
      planned.verdict = RowVerdict::kUpdated;
    }
    if (planned.verdict != RowVerdict::kUnchanged && !has_fault(row)) names_.take(names);
  }

  EntityId person(std::size_t row, ColumnRole role, const std::string& name, NewNames& names) {
    if (name.empty()) return {};
    const Result<EntityId> id = values_.read_name(Kind::kUser, name, &names);
    if (id) return *id;
    plan_.faults.push_back(reader_.fault_at(row, role, id.error()));
    return {};
  }

  const Sheet& sheet_;
  const ImportMapping& mapping_;
  const State& state_;
  const ImportContext& context_;
  ImportPlan plan_;
  ValueReader values_;
  NewNames names_;
  RowReader reader_;
  std::vector<FieldValue> defaults_;
  std::unordered_map<EntityId, std::size_t, EntityIdHash> claimed_;  // by row
  std::unordered_map<std::string, int> content_keys_;
};

}  // namespace

std::size_t ImportPlan::count(RowVerdict verdict) const {
  return static_cast<std::size_t>(std::count_if(
      rows.begin(), rows.end(), [&](const PlannedRow& row) { return row.verdict == verdict; }));
}

Result<ImportPlan> plan_import(const Sheet& sheet, const ImportMapping& mapping, const State& state,
                               const ImportContext& context) {
  Result<BoundColumns> columns = bind_columns(mapping, sheet);
  if (!columns) return columns.error();
  const Result<TimeZone> zone =
      sheet.utc_offset_minutes
          ? TimeZone::make(*sheet.utc_offset_minutes * static_cast<std::int32_t>(kMinuteMs), {}, "")
          : context.zones.find(mapping.zone);
  if (!zone) return zone.error();
  return Planner(sheet, mapping, state, context, std::move(*columns), *zone).run();
}

Result<void> apply_import(ImportPlan& plan, const Sheet& sheet, Workspace& workspace,
                          std::int64_t now_ms, RandomSource& random) {
  const auto submit = [&](const PlannedGroup& group) {
    return workspace.submit_group(group.operations, group.wall_ms, now_ms, group.origin, random);
  };
  for (const PlannedGroup& group : plan.names) {
    if (const auto done = submit(group); !done) return done.error();
  }
  for (PlannedRow& row : plan.rows) {
    for (const PlannedGroup& group : row.groups) {
      const auto done = submit(group);
      if (done) continue;
      if (group.origin && done.error().code == ErrorCode::kForbidden) return done.error();
      const SheetCell& first = sheet.rows[row.row][0];
      plan.faults.push_back(
          {row.row, first.line, first.column, done.error().code, done.error().detail});
      row.verdict = RowVerdict::kRefused;
      break;
    }
  }
  std::stable_sort(plan.faults.begin(), plan.faults.end(),
                   [](const SheetFault& a, const SheetFault& b) { return a.row < b.row; });
  return {};
}

}  // namespace genba
