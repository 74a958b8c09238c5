#include "sync-server/cli/import_report.h"

#include <algorithm>
#include <cstdio>

#include "core/process/configuration.h"
#include "core/process/workflow_book.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/cli/ticket_records_json.h"

namespace genba::cli {
namespace {

const char* verdict_name(RowVerdict verdict) {
  switch (verdict) {
    case RowVerdict::kNew: return "new";
    case RowVerdict::kUpdated: return "updated";
    case RowVerdict::kUnchanged: return "unchanged";
    case RowVerdict::kRefused: return "refused";
  }
  return "";
}

// Field → what it becomes; the last of several groups counts.
Json changes_json(const State& state, const PlannedRow& row) {
  Json changes = Json::object();
  std::size_t comments = 0;
  for (const PlannedGroup& group : row.groups) {
    for (const Operation& operation : group.operations) {
      if (operation.field == creation_of(Kind::kComment)) ++comments;
      if (operation.field == field::kCustomValueValue) {
        const EntityId of = state.value(operation.entity, field::kCustomValueField).reference();
        const CustomField* field = state.configuration().workflow().find_custom_field(of);
        if (field) changes[field->key] = custom_value_json(state, *field, operation.value);
      }
      const FieldSpec* spec = find_field(operation.field);
      if (!spec || spec->kind != Kind::kTicket || spec->type == ValueType::kBytes) continue;
      changes[spec->name] = value_json(state, *spec, operation.value);
    }
  }
  if (comments > 0) changes["comments"] = comments;
  return changes;
}

Json row_json(const ImportOutcome& outcome, const PlannedRow& row) {
  Json json = {{"line", outcome.sheet.rows[row.row][0].line},
               {"verdict", verdict_name(row.verdict)}};
  if (row.verdict == RowVerdict::kRefused) return json;
  json["ticket"] = ticket_label(outcome.state, row.ticket);
  json["changes"] = changes_json(outcome.state, row);
  return json;
}

Json columns_json(const ImportOutcome& outcome) {
  Json columns = Json::array();
  for (std::size_t i = 0; i < outcome.sheet.header.size(); ++i) {
    Json holds = Json::array();
    for (const ColumnTarget& target : outcome.plan.columns.targets[i]) {
      holds.push_back(target.name());
    }
    columns.push_back({{"header", outcome.sheet.header[i].text}, {"holds", std::move(holds)}});
  }
  return columns;
}

}  // namespace

Json outcome_json(const ImportOutcome& outcome) {
  const ImportPlan& plan = outcome.plan;
  Json faults = Json::array();
  for (const SheetFault& fault : plan.faults) {
    faults.push_back({{"line", fault.line}, {"column", fault.column}, {"reason", fault.reason}});
  }
  Json json = {{"preview", outcome.is_preview},
               {"encoding", outcome.encoding},
               {"mapping", outcome.mapping.name},
               {"source", outcome.mapping.source},
               {"columns", columns_json(outcome)}};
  // A preset names the columns of every language and version.
  json["missing"] = outcome.mapping.name.empty() ? Json(plan.columns.missing) : Json::array();
  json["rows"] = plan.rows.size();
  for (const RowVerdict verdict :
       {RowVerdict::kNew, RowVerdict::kUpdated, RowVerdict::kUnchanged, RowVerdict::kRefused}) {
    json[verdict_name(verdict)] = plan.count(verdict);
  }
  json["faults"] = std::move(faults);
  if (outcome.shown > 0) {
    Json& shown = json["shown"] = Json::array();
    for (std::size_t i = 0; i < std::min(outcome.shown, plan.rows.size()); ++i) {
      shown.push_back(row_json(outcome, plan.rows[i]));
    }
  }
  return json;
}

void print_outcome(const ImportOutcome& outcome) {
  const Json json = outcome_json(outcome);
  const auto text_of = [](const Json& value) {
    return value.is_string() ? value.get<std::string>() : json_text(value);
  };
  if (outcome.is_preview) {
    std::printf("%s, mapping %s, source %s\n", outcome.encoding.c_str(),
                outcome.mapping.name.empty() ? "given" : outcome.mapping.name.c_str(),
                outcome.mapping.source.c_str());
    for (const Json& column : json["columns"]) {
      std::string holds;
      for (const Json& each : column["holds"]) holds += " " + text_of(each);
      std::printf("  %s:%s\n", text_of(column["header"]).c_str(),
                  holds.empty() ? " (not used)" : holds.c_str());
    }
  }
  for (const Json& header : json["missing"]) {
    std::printf("the table has no column %s\n", text_of(header).c_str());
  }
  if (json.contains("shown")) {
    for (const Json& row : json["shown"]) {
      std::printf("line %s: %s", text_of(row["line"]).c_str(), text_of(row["verdict"]).c_str());
      if (row.contains("changes")) {
        for (const auto& [name, value] : row["changes"].items()) {
          std::printf(", %s: %s", name.c_str(), text_of(value).c_str());
        }
      }
      std::printf("\n");
    }
  }
  for (const SheetFault& fault : outcome.plan.faults) {
    std::printf("refused: line %zu, column %zu: %s\n", fault.line, fault.column,
                fault.reason.c_str());
  }
  std::printf("%srows %zu: %zu new, %zu updated, %zu unchanged, %zu refused\n",
              outcome.is_preview ? "preview, nothing was changed: " : "", outcome.plan.rows.size(),
              outcome.plan.count(RowVerdict::kNew), outcome.plan.count(RowVerdict::kUpdated),
              outcome.plan.count(RowVerdict::kUnchanged), outcome.plan.count(RowVerdict::kRefused));
}

}  // namespace genba::cli
