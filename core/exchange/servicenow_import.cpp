#include "core/exchange/servicenow_import.h"

#include <unordered_map>

namespace genba {
namespace {

template <typename Enum>
Value choice(const std::optional<Enum>& value) {
  return value ? Value::of(static_cast<std::int64_t>(*value)) : Value{};
}
Value text(const std::string& value) { return value.empty() ? Value{} : Value::of(value); }
Value instant(const std::optional<std::int64_t>& at_ms) {
  return at_ms ? Value::of(*at_ms) : Value{};
}

// One row as the operations that change the workspace into it.
class RowImport {
 public:
  RowImport(const State& state, const ServiceNowRow& row, std::int64_t row_number, bool is_last)
      : state_(state), row_(row), ticket_(derive_id("servicenow/ticket", row.number)) {
    begin();
    classification();
    people();
    if (is_last) outcome();
    put(field::kTicketSourceMadeSla, choice(made_sla()));
    put(field::kTicketSourceRows, Value::of(row_number));
    put(field::kTicketPendingReason, choice(row_.pending_reason));
    put(field::kTicketState, Value::of(static_cast<std::int64_t>(row_.state)));
  }

  ImportedOrigin origin() { return {entity(Kind::kUser, row_.updated_by)}; }
  // origin() first: whoever made the row may be new.
  std::vector<Operation> take() {
    named_.insert(named_.end(), std::make_move_iterator(operations_.begin()),
                  std::make_move_iterator(operations_.end()));
    return std::move(named_);
  }

 private:
  void begin() {
    if (state_.kind(ticket_) == Kind::kTicket) return;
    operations_.push_back({ticket_, creation_of(Kind::kTicket), Action::kCreate,
                           Value::of(static_cast<std::int64_t>(Facet::kPublic)), 0});
    put(field::kTicketType, Value::of(static_cast<std::int64_t>(TicketType::kIncident)));
    put(field::kTicketSource, Value::of("servicenow:" + row_.number));
    put(field::kTicketTitle, Value::of(row_.number));
    put(field::kTicketOpenedAt,
        instant(row_.opened_at_ms ? row_.opened_at_ms : row_.updated_at_ms));
  }

  void classification() {
    put(field::kTicketImpact, choice(row_.impact));
    put(field::kTicketUrgency, choice(row_.urgency));
    put(field::kTicketPriority, choice(row_.priority));
    put(field::kTicketCategory, reference(Kind::kCategory, row_.category));
    put(field::kTicketSubcategory, reference(Kind::kCategory, row_.subcategory));
    put(field::kTicketSite, reference(Kind::kSite, row_.location));
    put(field::kTicketChannel, choice(channel_of_contact_type(row_.contact_type)));
    put(field::kTicketSymptom, text(row_.symptom));
    put(field::kTicketConfigurationItem, text(row_.configuration_item));
    put(field::kTicketProblemNumber, text(row_.problem_id));
    put(field::kTicketChangeNumber, text(row_.change_request));
    put(field::kTicketCausedBy, text(row_.caused_by));
  }

  void people() {
    put(field::kTicketRequester, reference(Kind::kUser, row_.caller));
    put(field::kTicketAssignmentGroup, reference(Kind::kGroup, row_.assignment_group));
    put(field::kTicketAssignedTo, reference(Kind::kUser, row_.assigned_to));
  }

  // The source repeats on every row what it knew only at the end.
  void outcome() {
    put(field::kTicketResolvedAt, instant(row_.resolved_at_ms));
    put(field::kTicketClosedAt, instant(row_.closed_at_ms));
    put(field::kTicketCauseCode, text(row_.closed_code));
    put(field::kTicketResolvedBy, reference(Kind::kUser, row_.resolved_by));
  }

  std::optional<Boolean> made_sla() const {
    if (!row_.made_sla) return std::nullopt;
    return *row_.made_sla ? Boolean::kYes : Boolean::kNo;
  }

  void put(FieldId field, Value value) {
    if (state_.value(ticket_, field) == value) return;
    operations_.push_back({ticket_, field, Action::kSet, std::move(value), 0});
  }

  Value reference(Kind kind, const std::string& name) {
    const EntityId id = entity(kind, name);
    return id.is_null() ? Value{} : Value::of(id);
  }

  // The entity that a name of the source stands for, made when it is new.
  EntityId entity(Kind kind, const std::string& name) {
    if (name.empty()) return {};
    const EntityId id = derive_id(std::string("servicenow/") + find_kind(kind)->name, name);
    if (state_.kind(id) != Kind::kNone || is_named(id)) return id;
    named_.push_back({id, creation_of(kind), Action::kCreate,
                      Value::of(static_cast<std::int64_t>(Facet::kPublic)), 0});
    named_.push_back({id, find_field(kind, "name")->id, Action::kSet, Value::of(name), 0});
    if (kind == Kind::kUser) {
      named_.push_back({id, field::kUserSource, Action::kSet, Value::of("servicenow:" + name), 0});
    }
    return id;
  }

  bool is_named(const EntityId& id) const {
    for (const Operation& operation : named_) {
      if (operation.entity == id) return true;
    }
    return false;
  }

  const State& state_;
  const ServiceNowRow& row_;
  EntityId ticket_;
  std::vector<Operation> named_;  // of the entities that the row names for the first time
  std::vector<Operation> operations_;
};

// What one ticket's rows in the file amount to.
struct TicketRows {
  std::size_t total = 0;
  std::size_t seen = 0;
  std::size_t known = 0;  // were in the workspace before
  std::int64_t updated_at_ms = 0;
  std::int64_t modification_count = -1;
};

class Import {
 public:
  Import(const ServiceNowLog& log, Workspace& workspace, std::int64_t now_ms, RandomSource& random)
      : log_(log), workspace_(workspace), now_ms_(now_ms), random_(random) {}

  Result<ImportReport> run() {
    report_.refused = log_.refused;
    for (const ServiceNowRow& row : log_.rows) ++tickets_[row.number].total;
    report_.tickets = tickets_.size();
    for (auto& [number, rows] : tickets_) {
      const EntityId id = derive_id("servicenow/ticket", number);
      rows.known =
          static_cast<std::size_t>(workspace_.state().integer(id, field::kTicketSourceRows));
      if (workspace_.state().kind(id) != Kind::kTicket) ++report_.new_tickets;
    }
    for (const ServiceNowRow& row : log_.rows) {
      if (const auto done = take(row); !done) return done.error();
    }
    return std::move(report_);
  }

 private:
  Result<void> take(const ServiceNowRow& row) {
    TicketRows& rows = tickets_[row.number];
    warn(row, rows);
    ++rows.seen;
    ++report_.events;
    if (rows.seen <= rows.known) return {};
    RowImport import(workspace_.state(), row, static_cast<std::int64_t>(rows.seen),
                     rows.seen == rows.total);
    const ImportedOrigin origin = import.origin();
    const auto done =
        workspace_.submit_group(import.take(), row.updated_at_ms, now_ms_, origin, random_);
    if (!done) {
      return make_error(done.error().code,
                        "line " + std::to_string(row.line) + ": " + done.error().detail);
    }
    ++report_.new_events;
    return {};
  }

  void warn(const ServiceNowRow& row, TicketRows& rows) {
    const auto say = [&](std::string what) {
      report_.warnings.push_back({row.line, row.number + ": " + std::move(what)});
    };
    if (rows.seen > 0 && row.updated_at_ms < rows.updated_at_ms) {
      say("sys_updated_at goes back; kept in the order of the file");
    }
    if (row.modification_count) {
      if (rows.seen > 0 && *row.modification_count <= rows.modification_count) {
        say("sys_mod_count does not rise; kept in the order of the file");
      }
      rows.modification_count = *row.modification_count;
    }
    if (row.resolved_at_ms && row.opened_at_ms && *row.resolved_at_ms < *row.opened_at_ms) {
      say("resolved_at is before opened_at");
    }
    rows.updated_at_ms = row.updated_at_ms;
  }

  const ServiceNowLog& log_;
  Workspace& workspace_;
  std::int64_t now_ms_;
  RandomSource& random_;
  ImportReport report_;
  std::unordered_map<std::string, TicketRows> tickets_;
};

}  // namespace

Result<ImportReport> import_servicenow(const ServiceNowLog& log, Workspace& workspace,
                                       std::int64_t now_ms, RandomSource& random) {
  return Import(log, workspace, now_ms, random).run();
}

}  // namespace genba
