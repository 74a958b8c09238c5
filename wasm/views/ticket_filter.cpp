#include "wasm/views/ticket_filter.h"

#include "core/text/format.h"
#include "wasm/views/address.h"

namespace genba {
namespace {

bool is_set(const AddressQuery& query, std::string_view name) {
  return find_in(query, name) == "1";
}

void add_test(std::string& expression, std::string_view test) {
  if (!expression.empty()) expression += " and ";
  expression += test;
}

void add_equal(std::string& expression, std::string_view column, const std::string& value) {
  if (value.empty()) return;
  add_test(expression, std::string(column) + " = " + (value == "?" ? value : quoted(value)));
}

}  // namespace

int TicketFilter::count() const {
  int count = 0;
  for (const std::string* value : {&state, &priority, &group, &category, &assignee, &requester}) {
    count += !value->empty();
  }
  return count + !where.empty();
}

TicketFilter read_ticket_filter(std::string_view path) {
  const AddressQuery query = parse_address_query(path);
  TicketFilter filter;
  const auto take = [&](std::string_view name, std::string& into) {
    if (const std::string_view value = find_in(query, name); !value.empty()) into = value;
  };
  take("show", filter.show);
  take("state", filter.state);
  take("priority", filter.priority);
  take("group", filter.group);
  take("category", filter.category);
  take("assignee", filter.assignee);
  take("requester", filter.requester);
  take("q", filter.text);
  take("where", filter.where);
  take("sort", filter.sort);
  // "?state=open" is what people write by hand and what older links say.
  if (filter.state == "open") filter.state.clear();
  if (!filter.state.empty() || !filter.where.empty()) {
    if (find_in(query, "show").empty()) filter.show = "all";
  }
  filter.violating = is_set(query, "violating");
  filter.mine = is_set(query, "mine");
  filter.unassigned = is_set(query, "unassigned");
  filter.due_today = is_set(query, "due");
  filter.this_week = is_set(query, "week");
  return filter;
}

std::string ticket_filter_path(const TicketFilter& filter) {
  const TicketFilter usual;
  std::string path = "/tickets";
  append_query(&path, "show", filter.show == usual.show ? "" : filter.show);
  if (filter.show == usual.show && !(filter.state.empty() && filter.where.empty())) {
    append_query(&path, "show", filter.show);
  }
  append_query(&path, "violating", filter.violating ? "1" : "");
  append_query(&path, "mine", filter.mine ? "1" : "");
  append_query(&path, "unassigned", filter.unassigned ? "1" : "");
  append_query(&path, "due", filter.due_today ? "1" : "");
  append_query(&path, "week", filter.this_week ? "1" : "");
  append_query(&path, "state", filter.state);
  append_query(&path, "priority", filter.priority);
  append_query(&path, "group", filter.group);
  append_query(&path, "category", filter.category);
  append_query(&path, "assignee", filter.assignee);
  append_query(&path, "requester", filter.requester);
  append_query(&path, "where", filter.where);
  append_query(&path, "q", filter.text);
  append_query(&path, "sort", filter.sort == usual.sort ? "" : filter.sort);
  return path;
}

std::string quoted(std::string_view text) {
  std::string value = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') value.push_back('\\');
    value.push_back(c);
  }
  return value + "\"";
}

std::string filter_expression(const TicketFilter& filter, const QueryContext& context) {
  std::string expression;
  if (filter.show == "open") add_test(expression, "open");
  if (filter.show == "resolved") add_test(expression, "state in (resolved, monitoring)");
  if (filter.show == "closed") add_test(expression, "state = closed");
  if (filter.violating) {
    add_test(expression, "(resolution_clock = breached or response_clock = breached)");
  }
  if (filter.mine) add_test(expression, "assigned_to = me");
  if (filter.unassigned) add_test(expression, "assigned_to = ?");
  if (filter.due_today) {
    add_test(expression,
             "((response_clock = running and response_due = today) or "
             "(resolution_clock = running and resolution_due = today))");
  }
  if (filter.this_week) {
    // 1970-01-01 was a Thursday.
    const std::int64_t days = (local_day(context.now_ms, context.utc_offset_minutes) + 3) % 7;
    add_test(expression, "closed_at >= today" + (days > 0 ? "-" + std::to_string(days) + "d" : ""));
  }
  add_equal(expression, "state", filter.state);
  add_equal(expression, "priority", filter.priority);
  add_equal(expression, "assignment_group", filter.group);
  add_equal(expression, "category", filter.category);
  add_equal(expression, "assigned_to", filter.assignee);
  add_equal(expression, "requester", filter.requester);
  if (!filter.where.empty()) add_test(expression, "(" + filter.where + ")");
  return expression;
}

Result<QueryResult> find_tickets(const State& state, const TicketFilter& filter,
                                 const QueryContext& context, const RowMask* within) {
  const QuerySchema schema(Kind::kTicket, state);
  Result<Filter> parsed = Filter::parse(schema, filter_expression(filter, context));
  if (!parsed) return parsed.error();
  Result<std::vector<SortKey>> sort = parse_sort_keys(schema, filter.sort);
  if (!sort) return sort.error();
  Query query;
  query.filter = std::move(*parsed);
  query.sort = std::move(*sort);
  query.within = within;
  return run_query(state, query, context);
}

}  // namespace genba
