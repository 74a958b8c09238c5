// `genba escalation list|set|remove`: what happens to a ticket that nobody acknowledges.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "core/replica/ticket_label.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/configuration_edit.h"
#include "sync-server/cli/ticket_json.h"

namespace genba::cli {
namespace {

struct EscalationOptions {
  std::string data;
  bool json = false;
  std::string name;
  std::vector<std::string> changes;
};
using Run = int (*)(const EscalationOptions&);

void print_policy(const State& state, const EntityId& policy, bool json) {
  const std::string text = json ? json_text(configuration_json(state, policy)) + "\n"
                                : configuration_text(state, policy);
  std::fwrite(text.data(), 1, text.size(), stdout);
}

int run_list(const EscalationOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  std::vector<EntityId> policies = state.entities(Kind::kEscalationPolicy);
  std::stable_sort(policies.begin(), policies.end(), [&](const EntityId& a, const EntityId& b) {
    return state.integer(a, field::kEscalationPolicyPosition) <
           state.integer(b, field::kEscalationPolicyPosition);
  });
  Json list = Json::array();
  for (const EntityId& policy : policies) {
    if (options.json) {
      list.push_back(configuration_json(state, policy));
      continue;
    }
    if (policy != policies.front()) std::printf("\n");
    print_policy(state, policy, false);
  }
  if (options.json) std::printf("%s\n", json_text(list).c_str());
  return kExitOk;
}

int run_set(const EscalationOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
  if (!folder) return fail(folder.error(), options.json);
  std::vector<std::string> changes = options.changes;
  const bool is_known =
      find_by_name((*folder)->state(), Kind::kEscalationPolicy, options.name).ok();
  if (!is_known) changes.insert(changes.begin(), "enabled=yes");
  const Result<EntityId> policy =
      set_configuration(**folder, Kind::kEscalationPolicy, options.name, changes);
  if (!policy) return fail(policy.error(), options.json);
  print_policy((*folder)->state(), *policy, options.json);
  return kExitOk;
}

// What it did stays explained: it is switched off, not erased.
int run_remove(const EscalationOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const Result<EntityId> policy =
      find_by_name((*folder)->state(), Kind::kEscalationPolicy, options.name);
  if (!policy) return fail(policy.error(), options.json);
  const Result<EntityId> done =
      change_configuration(**folder, Kind::kEscalationPolicy, options.name,
                           {{field::kEscalationPolicyEnabled, Value::of(0)}});
  if (!done) return fail(done.error(), options.json);
  print_policy((*folder)->state(), *done, options.json);
  return kExitOk;
}

}  // namespace

void add_escalation_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<EscalationOptions>();
  CliCommand* escalation =
      program.add_subcommand("escalation", "Escalation policies: who is told when nobody answers");
  escalation->require_subcommand();
  const auto add = [&](const char* name, const char* help, Run run) {
    return add_verb(*escalation, name, help, options, selection, run);
  };
  const auto named = [&](CliCommand* command) {
    command->add_option("name", options->name, "Its name in either language")->required();
    return command;
  };
  add("list", "List the policies in the order in which they are tried", run_list);
  named(add("set", "Change a policy, or make one", run_set))
      ->add_option("changes", options->changes,
                   "FIELD=VALUE …, e.g. 'condition=priority = P1' position=1 "
                   "'levels=after 10m notify on_duty level 2; after 30m notify lead'")
      ->required();
  named(add("remove", "Switch a policy off", run_remove));
}

}  // namespace genba::cli
