#include "wasm/views/sample_workspace.h"

#include "core/process/workflow.h"

namespace genba {
namespace {

struct Sample {
  const char* title_ja;
  const char* title_en;
  Level impact, urgency;
  TicketState state;
};
constexpr Sample kSamples[] = {
    {"3階の複合機で両面印刷ができない", "No two-sided printing on the third floor", Level::kLow,
     Level::kLow, TicketState::kNew},
    {"基幹システムにログインできない(複数名)", "Several people cannot sign in to the ERP",
     Level::kHigh, Level::kHigh, TicketState::kInProgress},
    {"VPNが30分ごとに切断される", "The VPN drops every 30 minutes", Level::kMedium, Level::kMedium,
     TicketState::kInProgress},
    {"退職者のアカウント停止", "Disable the account of a leaver", Level::kLow, Level::kMedium,
     TicketState::kNew},
    {"不審なメールの添付ファイルを開いた", "Opened an attachment of a suspicious mail",
     Level::kMedium, Level::kHigh, TicketState::kInProgress},
    {"会議室のプロジェクターが映らない", "The meeting room's projector stays dark", Level::kLow,
     Level::kHigh, TicketState::kNew},
};

}  // namespace

void make_samples(const Model& model, Actions& actions) {
  const bool is_japanese = model.language == Language::kJapanese;
  for (const Sample& sample : kSamples) {
    CreateTicket ticket;
    ticket.id = actions.new_id();
    // Each has a label of its own, which the replica gives after the one before.
    ticket.offline_label = model.replica->next_label();
    const auto level = [](Level value) { return Value::of(static_cast<std::int64_t>(value)); };
    ticket.fields = {
        {field::kTicketTitle, Value::of(is_japanese ? sample.title_ja : sample.title_en)},
        {field::kTicketImpact, level(sample.impact)},
        {field::kTicketUrgency, level(sample.urgency)}};
    if (!actions.submit(ticket)) return;
    if (sample.state == TicketState::kNew) continue;
    ChangeState begin;
    begin.ticket = ticket.id;
    begin.to = sample.state;
    if (!actions.submit(begin)) return;
  }
}

}  // namespace genba
