// SLA compliance, one KPI a clock.
#include "core/reports/kpi.h"

namespace genba {
namespace {

constexpr const char* kJa =
    "遵守 ÷（遵守＋違反）。期日を過ぎて進行中のものは違反とする。停止した時計と、期日前の進行中・一"
    "時停止は数えない。期間は解決日時により、未解決で期日を過ぎたものは期日による。";
constexpr const char* kEn =
    "Met / (met + breached); a running clock past its due time counts as breached. Stopped clocks, "
    "and those running or paused in time, do not count. The period goes by the time resolved; of "
    "an unresolved ticket whose clock is past due, by the due time.";

constexpr Kpi compliance(const Choice& name, const char* among, const char* column,
                         const char* period, const char* shown) {
  return {name, KpiType::kShare, KpiUnit::kShare, among, column, period, shown, kJa, kEn};
}

constexpr Kpi kSla[] = {
    compliance({11, "sla_response", "SLA遵守率（1次回答）", "SLA compliance, response"},
               "response_clock in (met, breached)", "response_clock", "response_judged_at",
               "response_clock = breached"),
    compliance({12, "sla_resolution", "SLA遵守率（解決）", "SLA compliance, resolution"},
               "resolution_clock in (met, breached)", "resolution_clock", "resolution_judged_at",
               "resolution_clock = breached"),
    compliance({13, "sla_next_update", "SLA遵守率（次回連絡）", "SLA compliance, next update"},
               "next_update_clock in (met, breached)", "next_update_clock", "next_update_judged_at",
               "next_update_clock = breached"),
    compliance({14, "sla_ola", "OLA遵守率", "OLA compliance"}, "ola_clock in (met, breached)",
               "ola_clock", "ola_judged_at", "ola_clock = breached"),
    compliance({15, "sla_vendor", "ベンダー契約の遵守率", "Vendor compliance"},
               "vendor_clock in (met, breached)", "vendor_clock", "vendor_judged_at",
               "vendor_clock = breached"),
};

}  // namespace

std::span<const Kpi> sla_kpis() { return kSla; }

}  // namespace genba
