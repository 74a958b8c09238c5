#include "sync-server/cli/sla_workspace.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "core/exchange/sla_json.h"
#include "core/process/sla_book.h"
#include "core/process/sla_text.h"
#include "core/process/ticket_clocks.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/configuration_edit.h"
#include "sync-server/cli/ticket_json.h"

namespace genba::cli {
namespace {

struct Options {
  std::string data;
  bool json = false;
  std::string name;  // of a ticket or a policy
  std::string language = "en";
  std::vector<std::string> changes;
};

// The zone in which the ticket's resolution is counted; UTC for one that is counted 24×7.
TimeZone zone_of(const State& state, std::string_view record) {
  const Result<ClockRecord> decoded = ClockRecord::decode(record);
  if (!decoded) return TimeZone();
  const Calendar* calendar = calendar_of(state, *decoded, SlaClockKind::kResolution);
  return calendar != nullptr ? calendar->zone() : TimeZone();
}

int run_show(const Options& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  const Result<EntityId> id = find_ticket(state, options.name);
  if (!id) return fail(id.error(), options.json);
  const Value record = state.value(*id, field::kTicketSlaEvents);
  if (record.is_empty()) {
    return fail(make_error(ErrorCode::kNotFound, "nothing was promised for this ticket"),
                options.json);
  }
  const Result<SlaResult> clocks = explain_clocks(state, record.text(), platform::now_ms());
  if (!clocks) return fail(clocks.error(), options.json);
  const Language language = options.language == "ja" ? Language::kJapanese : Language::kEnglish;
  const std::string text = options.json
                               ? print_sla_json(*clocks, {}) + "\n"
                               : sla_text(*clocks, zone_of(state, record.text()), {}, language);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kExitOk;
}

int run_list(const Options& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  std::vector<EntityId> policies = state.entities(Kind::kSlaPolicy);
  std::stable_sort(policies.begin(), policies.end(), [&](const EntityId& a, const EntityId& b) {
    return state.integer(a, field::kSlaPolicyPosition) <
           state.integer(b, field::kSlaPolicyPosition);
  });
  Json list = Json::array();
  std::string text;
  for (const EntityId& id : policies) {
    if (options.json) {
      list.push_back(configuration_json(state, id));
    } else {
      text += (text.empty() ? "" : "\n") + configuration_text(state, id);
    }
  }
  if (options.json) text = json_text(list) + "\n";
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kExitOk;
}

int run_set(const Options& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
  if (!folder) return fail(folder.error(), options.json);
  const Result<EntityId> id =
      set_configuration(**folder, Kind::kSlaPolicy, options.name, options.changes);
  if (!id) return fail(id.error(), options.json);
  const std::string text = options.json
                               ? json_text(configuration_json((*folder)->state(), *id)) + "\n"
                               : configuration_text((*folder)->state(), *id);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kExitOk;
}

}  // namespace

void add_sla_workspace_commands(CliCommand& sla, Selection& selection) {
  const auto options = std::make_shared<Options>();
  CliCommand* show = add_verb(sla, "show", "Explain a ticket's clocks, segment by segment", options,
                              selection, run_show);
  show->add_option("ticket", options->name, "INC-000123, an offline label, or an id")->required();
  show->add_option("--language", options->language, "Language of the text, en or ja")
      ->one_of({"en", "ja"})
      ->capture_default_str();
  CliCommand* policy = sla.add_subcommand("policy", "List and change SLA policies");
  policy->require_subcommand();
  add_verb(*policy, "list", "List the policies in the order in which they are tried", options,
           selection, run_list);
  CliCommand* set =
      add_verb(*policy, "set", "Change a policy, or make one", options, selection, run_set);
  set->add_option("name", options->name, "Its name in either language")->required();
  set->add_option("changes", options->changes,
                  "FIELD=VALUE …, e.g. 'condition=priority = P1 and category = network' "
                  "response=10m resolution=1bd4h 'calendar=Business hours' enabled=yes")
      ->required();
}

}  // namespace genba::cli
