#include <algorithm>
#include <map>

#include "core/reports/report.h"

namespace genba {
namespace {

// What the workspace shows of a device: the tickets that were made on it have its code in their
// offline label ("K7-42").
struct Traces {
  std::int64_t tickets = 0;
  std::int64_t last_ms = kNoInteger;
};

std::map<std::string, Traces> traces_of(const State& state, const ReportRequest& request) {
  const RowMask mask = report_rows(state, request, "");
  const Table& tickets = state.table(Kind::kTicket);
  const Column& label = tickets.column(field::kTicketOfflineLabel);
  const Column& opened = tickets.column(field::kTicketOpenedAt);
  std::map<std::string, Traces, std::less<>> devices;
  for (Row row = 0; row < mask.size(); ++row) {
    const std::string_view text = label.text(row);
    const std::size_t dash = text.find('-');
    if (mask[row] == 0 || dash == std::string_view::npos || dash == 0) continue;
    auto at = devices.find(text.substr(0, dash));
    if (at == devices.end())
      at = devices.emplace(std::string(text.substr(0, dash)), Traces()).first;
    ++at->second.tickets;
    at->second.last_ms = std::max(at->second.last_ms, opened.integer(row));
  }
  return {devices.begin(), devices.end()};
}

struct Conflicts {
  std::int64_t open = 0;
  std::int64_t settled = 0;
};

Conflicts conflicts_of(const State& state, const ReportRequest& request) {
  const RowMask mask = report_rows(state, request, "");
  const Table& conflicts = state.table(Kind::kConflict);
  const Column& ticket = conflicts.column(field::kConflictTicket);
  const Column& status = conflicts.column(field::kConflictStatus);
  Conflicts found;
  for (Row row = 0; row < conflicts.size(); ++row) {
    if (!conflicts.is_live(row)) continue;
    const Row of = state.ids().row(ticket.reference(row));
    const bool is_shown = request.filter.is_everything() || (of < mask.size() && mask[of] != 0);
    if (!is_shown) continue;
    const bool is_settled =
        status.integer(row) == static_cast<std::int64_t>(ConflictStatus::kSettled);
    ++(is_settled ? found.settled : found.open);
  }
  return found;
}

ReportCell instant_cell(std::optional<std::int64_t> at_ms, const ReportRequest& request) {
  return at_ms ? ReportCell::of_instant(*at_ms, request.context) : ReportCell();
}

ReportCell text_cell(const std::string& text) {
  return text.empty() ? ReportCell() : ReportCell::of_text(text);
}

std::vector<ReportColumn> columns_of() {
  return {
      {"device", "端末", "Device"},
      {"user", "利用者", "User"},
      {"last_sync", "最終同期", "Last sync", "この端末がサーバーから最後に応答を得た日時。",
       "When the server last answered this device."},
      {"waiting", "送信待ち", "Waiting", "サーバーがまだ応答していない変更の数。",
       "Changes that the server has not answered yet."},
      {"oldest_waiting", "最も古い送信待ち", "Oldest waiting", "そのうち最も古いものの入力日時。",
       "When the oldest of them was made."},
      {"attention", "要対応", "Needs attention", "サーバーが受け付けず、人の対応を待つ変更の数。",
       "Changes that the server refused and that wait for somebody to deal with them."},
      {"open_conflicts", "未解決の競合", "Open conflicts",
       "この端末から見えるワークスペースの未解決の競合の数。",
       "Open conflicts of the workspace as far as this device sees it."},
      {"settled_conflicts", "解決済みの競合", "Settled conflicts", "同じく解決済みの競合の数。",
       "Of the same, the settled ones."},
      {"tickets", "登録したチケット", "Tickets made",
       "この端末で登録されたチケットの件数（仮番号による）。",
       "Tickets that were made on the device, by their offline labels."},
      {"last_ticket", "最後の登録", "Last ticket", "その最後のものの登録日時。",
       "When the last of them was opened."}};
}

ReportTable run(const State& state, const ReportRequest& request) {
  std::map<std::string, Traces> devices = traces_of(state, request);
  ReportTable table;
  table.columns = columns_of();
  const auto traces_cells = [&](const Traces& traces) {
    table.rows.back().push_back(ReportCell::of_integer(traces.tickets));
    const bool any = traces.last_ms != kNoInteger;
    table.rows.back().push_back(any ? ReportCell::of_instant(traces.last_ms, request.context)
                                    : ReportCell());
  };
  if (const SyncFacts* sync = request.sync) {
    const Conflicts conflicts = conflicts_of(state, request);
    table.rows.push_back(
        {text_cell(sync->device), text_cell(sync->user), instant_cell(sync->last_sync_ms, request),
         ReportCell::of_integer(sync->waiting), instant_cell(sync->oldest_waiting_ms, request),
         ReportCell::of_integer(sync->attention), ReportCell::of_integer(conflicts.open),
         ReportCell::of_integer(conflicts.settled)});
    traces_cells(devices[sync->device]);
    devices.erase(sync->device);
  }
  for (const auto& [device, traces] : devices) {
    std::vector<ReportCell>& cells = table.rows.emplace_back();
    cells.push_back(ReportCell::of_text(device));
    cells.resize(table.columns.size() - 2);
    traces_cells(traces);
  }
  return table;
}

constexpr Report kReport = {
    "sync_health",
    "同期の状態",
    "Sync health",
    "この端末の最終同期、送信待ち、要対応、競合と、ほかの端末についてこの端末から分かること（その端"
    "末で"
    "登録されたチケットの件数と最後の登録日時）。端末は仮番号の先頭の符号で示す。ほかの端末の送信待"
    "ちは"
    "、まだ届いていないので分からない。期間によらない。",
    "This device's last sync, what waits, what needs attention and conflicts; and what it can know "
    "of others: how many tickets were made on them, and the last one. Devices are named by the "
    "code that begins their offline labels. What waits on another device has not arrived, so "
    "nobody can know it here. A period does not bear on it.",
    run,
};

}  // namespace

const Report& sync_health_report() { return kReport; }

}  // namespace genba
