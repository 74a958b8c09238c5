// `genba rule list|add|set|enable|disable|dry-run|log`: business rules from the command line.
#include <cstdio>
#include <memory>

#include "core/process/civil_time.h"
#include "core/process/configuration.h"
#include "core/process/rule_book.h"
#include "core/replica/dry_run.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {
namespace {

struct RuleOptions {
  std::string data;
  bool json = false;
  std::string rule;
  std::string trigger;
  std::string condition;
  std::string actions;
  std::string after;
  std::string position;
  std::string stops;
  std::string ticket;
  std::string from;
  std::size_t limit = 50;
};
using Options = std::shared_ptr<RuleOptions>;

void print(const Json& json) { std::printf("%s\n", json_text(json).c_str()); }

Json entity_json(const State& state, const EntityId& id) {
  Json json;
  json["id"] = to_string(id);
  for (const FieldSpec& spec : fields_of(state.kind(id))) {
    const Value value = state.value(id, spec.id);
    if (!value.is_empty()) json[spec.name] = value_json(state, spec, value);
  }
  return json;
}

Result<EntityId> find_rule(const State& state, const std::string& name) {
  const EntityId id = find_called(state, Kind::kRule, name);
  if (!id.is_null()) return id;
  return make_error(ErrorCode::kNotFound, "there is no rule named " + name);
}

// The fields that the options give; "\n" in actions begins a new line.
Result<std::vector<FieldChange>> changes_of(const RuleOptions& options) {
  std::string actions = options.actions;
  for (std::size_t at = 0; (at = actions.find("\\n", at)) != std::string::npos;) {
    actions.replace(at, 2, "\n");
  }
  const std::pair<FieldId, const std::string*> kGiven[] = {
      {field::kRulePosition, &options.position},   {field::kRuleTrigger, &options.trigger},
      {field::kRuleCondition, &options.condition}, {field::kRuleActions, &actions},
      {field::kRuleStops, &options.stops},         {field::kRuleAfter, &options.after},
  };
  std::vector<FieldChange> changes;
  for (const auto& [field, text] : kGiven) {
    if (text->empty()) continue;
    Result<Value> value = parse_value(*find_field(field), *text);
    if (!value) return value.error();
    changes.push_back({field, std::move(*value)});
  }
  return changes;
}

int submit(WorkspaceFolder& folder, const Command& command, const EntityId& rule, bool json) {
  const auto done = folder.workspace().submit(command, platform::now_ms(), folder.random());
  if (!done) return fail(done.error(), json);
  // What is missing is told now, not when the rule would have run.
  const Result<Rule> compiled = compile_rule(rule_definition(folder.state(), rule),
                                             QuerySchema(Kind::kTicket, folder.state()));
  if (!compiled) return fail(compiled.error(), json);
  if (const auto saved = folder.save(); !saved) return fail(saved.error(), json);
  if (json) {
    print(entity_json(folder.state(), rule));
  } else {
    std::printf("%s\n", compiled->name.c_str());
  }
  return kExitOk;
}

int run_add(const RuleOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
  if (!folder) return fail(folder.error(), options.json);
  Result<std::vector<FieldChange>> changes = changes_of(options);
  if (!changes) return fail(changes.error(), options.json);
  CreateEntity command{(*folder)->random().new_id(platform::now_ms()), Kind::kRule, {}};
  command.fields = {{field::kRuleName, Value::of(options.rule)},
                    {field::kRuleEnabled, Value::of(1)}};
  for (FieldChange& change : *changes) command.fields.push_back(std::move(change));
  return submit(**folder, command, command.id, options.json);
}

int change(const RuleOptions& options, std::vector<FieldChange> changes) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const Result<EntityId> rule = find_rule((*folder)->state(), options.rule);
  if (!rule) return fail(rule.error(), options.json);
  return submit(**folder, EditFields{*rule, std::move(changes)}, *rule, options.json);
}

int run_set(const RuleOptions& options) {
  Result<std::vector<FieldChange>> changes = changes_of(options);
  if (!changes) return fail(changes.error(), options.json);
  return change(options, std::move(*changes));
}
int run_enable(const RuleOptions& options) {
  return change(options, {{field::kRuleEnabled, Value::of(1)}});
}
int run_disable(const RuleOptions& options) {
  return change(options, {{field::kRuleEnabled, Value::of(0)}});
}

int run_list(const RuleOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  std::vector<EntityId> rules = state.entities(Kind::kRule);
  std::stable_sort(rules.begin(), rules.end(), [&](const EntityId& a, const EntityId& b) {
    return state.integer(a, field::kRulePosition) < state.integer(b, field::kRulePosition);
  });
  Json list = Json::array();
  for (const EntityId& rule : rules) {
    Json json = entity_json(state, rule);
    const Result<Rule> compiled =
        compile_rule(rule_definition(state, rule), QuerySchema(Kind::kTicket, state));
    if (!compiled) json["problem"] = compiled.error().detail;
    if (!options.json) {
      std::printf("%3lld %-8s %-10s %s\n",
                  static_cast<long long>(state.integer(rule, field::kRulePosition)),
                  state.integer(rule, field::kRuleEnabled) == 1 ? "enabled" : "disabled",
                  json.value("trigger", "-").c_str(), json.value("name", "").c_str());
    }
    list.push_back(std::move(json));
  }
  if (options.json) print(list);
  return kExitOk;
}

int run_dry(const RuleOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  const Result<EntityId> id = find_rule(state, options.rule);
  if (!id) return fail(id.error(), options.json);
  const Result<Rule> rule =
      compile_rule(rule_definition(state, *id), QuerySchema(Kind::kTicket, state));
  if (!rule) return fail(rule.error(), options.json);
  DryRunPeriod period;
  period.until_ms = platform::now_ms();
  if (!options.from.empty()) {
    const Result<std::int64_t> from = parse_instant(options.from);
    if (!from)
      return fail(make_error(from.error().code, "--from: " + from.error().detail), options.json);
    period.from_ms = *from;
  }
  const DryRunResult result =
      dry_run(*rule, state, (*folder)->workspace().replica().timeline(), period);
  Json list = Json::array();
  for (const DryRunHit& hit : result.hits) {
    const Choice* outcome =
        find_choice(ChoiceList::kRuleOutcome, static_cast<std::int64_t>(hit.log.outcome));
    list.push_back({{"ticket", ticket_label(state, hit.ticket)},
                    {"at", format_instant(hit.at_ms)},
                    {"outcome", outcome->code},
                    {"detail", hit.log.detail}});
  }
  if (options.json) {
    print({{"tickets", result.tickets}, {"changed", list.size()}, {"list", list}});
    return kExitOk;
  }
  std::printf("this would have changed %zu of %zu tickets\n", list.size(), result.tickets);
  for (const Json& hit : list) {
    std::printf("%s  %s\n%s\n", hit.value("ticket", "").c_str(), hit.value("at", "").c_str(),
                hit.value("detail", "").c_str());
  }
  return kExitOk;
}

int run_log(const RuleOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  std::vector<EntityId> runs = state.entities(Kind::kRuleRun);
  const auto keep_only = [&](FieldId field, const EntityId& target) {
    std::erase_if(
        runs, [&](const EntityId& run) { return state.value(run, field).reference() != target; });
  };
  if (!options.rule.empty()) {
    const Result<EntityId> rule = find_rule(state, options.rule);
    if (!rule) return fail(rule.error(), options.json);
    keep_only(field::kRuleRunRule, *rule);
  }
  if (!options.ticket.empty()) {
    const Result<EntityId> ticket = find_ticket(state, options.ticket);
    if (!ticket) return fail(ticket.error(), options.json);
    keep_only(field::kRuleRunTicket, *ticket);
  }
  std::stable_sort(runs.begin(), runs.end(), [&](const EntityId& a, const EntityId& b) {
    return state.integer(a, field::kRuleRunAt) > state.integer(b, field::kRuleRunAt);
  });
  if (options.limit != 0 && runs.size() > options.limit) runs.resize(options.limit);
  Json list = Json::array();
  for (const EntityId& run : runs) list.push_back(entity_json(state, run));
  if (options.json) {
    print(list);
    return kExitOk;
  }
  for (const Json& run : list) {
    std::printf("%s  %s  %s  %s\n%s\n", run.value("at", "").c_str(),
                run.value("ticket", "").c_str(), run.value("outcome", "").c_str(),
                run.value("rule", "").c_str(), run.value("detail", "").c_str());
  }
  return kExitOk;
}

void add_content(CliCommand& command, const Options& options) {
  command.add_option("--trigger", options->trigger, "When it runs")
      ->one_of({"created", "updated", "commented", "time"});
  command.add_option("--condition", options->condition, "e.g. 'priority = P1 and open'");
  command.add_option("--actions", options->actions, "One a line, e.g. 'notify lead\\ntag add vip'");
  command.add_option("--after", options->after, "Of a rule of time, e.g. '2h in state'");
  command.add_option("--position", options->position, "Rules run by position");
  command.add_option("--stops", options->stops, "Whether later rules are left out")
      ->one_of({"yes", "no"});
}

}  // namespace

void add_rule_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<RuleOptions>();
  CliCommand* rule = program.add_subcommand("rule", "Business rules: write, try and follow them");
  rule->require_subcommand();
  const auto named = [&](CliCommand* command, bool needed = true) {
    CliOption* name = command->add_option("rule", options->rule, "Its name");
    if (needed) name->required();
    return command;
  };
  add_verb(*rule, "list", "List the rules in their order", options, selection, run_list);
  add_content(*named(add_verb(*rule, "add", "Add a rule, enabled", options, selection, run_add)),
              options);
  add_content(*named(add_verb(*rule, "set", "Change a rule", options, selection, run_set)),
              options);
  named(add_verb(*rule, "enable", "Enable a rule", options, selection, run_enable));
  named(add_verb(*rule, "disable", "Disable a rule", options, selection, run_disable));
  CliCommand* dry = named(add_verb(*rule, "dry-run", "List the tickets that it would have changed",
                                   options, selection, run_dry));
  dry->add_option("--from", options->from, "Since when, e.g. 2026-11-01T00:00:00+09:00")
      ->type_name("INSTANT");
  CliCommand* log =
      named(add_verb(*rule, "log", "What rules did and why", options, selection, run_log), false);
  log->add_option("--ticket", options->ticket, "On this ticket alone");
  log->add_option("--limit", options->limit, "At most so many; 0 for all")->capture_default_str();
}

}  // namespace genba::cli
