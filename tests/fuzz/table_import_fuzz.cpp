// Any mapping (before a byte 0x1E, none: found out from the header) and any table: the import ends,
// tells the place of every fault, and the same table again changes nothing.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/exchange/sheet_import.h"
#include "core/process/time_zone_table.h"
#include "tests/unit/support.h"

namespace {

constexpr std::int64_t kNow = genba::test::kNow;

void require(bool holds) {
  if (!holds) std::abort();
}

genba::ImportPlan import(const genba::Sheet& sheet, const genba::ImportMapping& mapping,
                         genba::Workspace& workspace, genba::RandomSource& random) {
  const genba::ImportContext context{genba::embedded_time_zones(), kNow,
                                     workspace.replica().head()};
  genba::Result<genba::ImportPlan> plan =
      genba::plan_import(sheet, mapping, workspace.state(), context);
  if (!plan) return {};
  require(plan->rows.size() == sheet.rows.size());
  require(genba::apply_import(*plan, sheet, workspace, kNow, random).ok());
  for (const genba::SheetFault& fault : plan->faults) {
    require(fault.line > 0 && fault.column > 0 && !fault.reason.empty());
    require(plan->rows[fault.row].verdict == genba::RowVerdict::kRefused);
  }
  return std::move(*plan);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\x1e');
  const bool has_mapping = end != std::string_view::npos && end > 0;
  genba::CsvLimits limits;
  limits.max_fields = 64;
  const genba::Result<genba::Sheet> sheet =
      genba::read_csv_sheet(has_mapping ? input.substr(end + 1) : input, limits);
  if (!sheet || sheet->rows.size() > 64) return 0;
  const genba::Result<genba::ImportMapping> mapping =
      has_mapping ? genba::parse_mapping(input.substr(0, end)) : genba::automatic_mapping(*sheet);
  if (!mapping) return 0;
  if (has_mapping) {
    const std::string printed = genba::print_mapping(*mapping);
    const genba::Result<genba::ImportMapping> again = genba::parse_mapping(printed);
    require(again.ok() && genba::print_mapping(*again) == printed);
  }
  genba::test::SeededRandom random(1);
  genba::Workspace workspace;
  require(workspace.start_alone("fuzz", kNow, random).ok());
  const genba::ImportPlan first = import(*sheet, *mapping, workspace, random);
  (void)genba::read_csv_sheet(genba::fault_csv(*sheet, first.faults));
  const genba::Seq head = workspace.replica().head();
  const genba::ImportPlan second = import(*sheet, *mapping, workspace, random);
  require(second.count(genba::RowVerdict::kNew) == 0);
  require(second.count(genba::RowVerdict::kUpdated) == 0);
  require(workspace.replica().head() == head);
  return 0;
}
