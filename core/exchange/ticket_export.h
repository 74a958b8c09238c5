// A table of tickets for spreadsheets: out here, in again by the automatic mapping
// (import_mapping.h). Its first column is the ticket's id, by which an edited table finds its
// tickets again.
#pragma once

#include <optional>

#include "core/replica/query.h"
#include "core/reports/report_table.h"

namespace genba {

struct TicketExport {
  std::vector<ColumnRef> columns;
  Filter filter;
  std::vector<SortKey> sort;
  QueryContext context;
  // None: names and codes, for programs. Else labels, as people see them.
  std::optional<Language> language;
};

// "title,state": names of fields; empty: the usual ones and the custom ones; "all": every one.
// kInvalidArgument names what there is not.
Result<std::vector<ColumnRef>> parse_export_columns(const QuerySchema& schema,
                                                    std::string_view names);

// Keys of the columns are the headers, each another. Errors: none; a ticket that matches nothing is
// left out.
ReportTable export_tickets(const State& state, const TicketExport& wanted);

// RFC 4180, UTF-8 without a byte order mark, formulas guarded (sheet.h).
std::string table_csv(const ReportTable& table);

}  // namespace genba
