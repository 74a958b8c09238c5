// `genba group add|set|list|members|join|leave` and `genba shift list|add|end`: who belongs to
// which support group, and who is on duty when.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>

#include "core/process/civil_time.h"
#include "core/process/configuration.h"
#include "core/process/rota.h"
#include "core/process/rule_book.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/configuration_edit.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {
namespace {

struct GroupOptions {
  std::string data;
  bool json = false;
  std::string group;
  std::string user;
  bool lead = false;
  std::string from;
  std::string until;
  int level = 1;
  std::vector<std::string> changes;
};
using Options = std::shared_ptr<GroupOptions>;
using Run = int (*)(const GroupOptions&);

struct Opened {
  std::unique_ptr<WorkspaceFolder> folder;
  EntityId group;
  EntityId user;
  const State& state() const { return folder->state(); }
};

// The folder with group and user found, as far as they were given.
Result<Opened> open(const GroupOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return folder.error();
  Opened opened{std::move(folder).value(), {}, {}};
  if (!options.group.empty()) {
    const Result<EntityId> group = find_by_name(opened.state(), Kind::kGroup, options.group);
    if (!group) return group.error();
    opened.group = *group;
  }
  if (!options.user.empty()) {
    const Result<EntityId> user = find_by_name(opened.state(), Kind::kUser, options.user);
    if (!user) return user.error();
    opened.user = *user;
  }
  return opened;
}

int print(const Json& list, bool json) {
  if (json) {
    std::printf("%s\n", json_text(list).c_str());
    return kExitOk;
  }
  for (const Json& row : list) {
    std::string line;
    for (const auto& [key, value] : row.items()) {
      line += (line.empty() ? "" : "  ") + key + "=" +
              (value.is_string() ? value.get<std::string>() : json_text(value));
    }
    std::printf("%s\n", line.c_str());
  }
  return kExitOk;
}

Result<void> submit(Opened& opened, const Command& command) {
  const auto done =
      opened.folder->workspace().submit(command, platform::now_ms(), opened.folder->random());
  return done ? opened.folder->save() : done;
}

// For people silence means done; a program is told what there is now.
int finish(const Result<void>& submitted, bool json, const std::function<Json()>& made) {
  if (!submitted) return fail(submitted.error(), json);
  if (json) std::printf("%s\n", json_text(made()).c_str());
  return kExitOk;
}

std::string name(const State& state, const EntityId& id) { return called(state, id); }

Json group_json(const State& state, const EntityId& group) {
  return {{"group", name(state, group)},
          {"members", state.configuration().rota().members(group).size()}};
}

Json membership_json(const Opened& opened) {
  const State& state = opened.state();
  Json json = {{"group", name(state, opened.group)}, {"user", name(state, opened.user)}};
  const auto members = state.configuration().rota().members(opened.group);
  const auto own = std::find_if(members.begin(), members.end(), [&](const Rota::Member& member) {
    return member.user == opened.user;
  });
  json["member"] = own != members.end();
  json["lead"] = own != members.end() && own->is_lead;
  return json;
}

Json shift_json(const State& state, const EntityId& id) {
  Json row;
  for (const FieldSpec& spec : fields_of(Kind::kShift)) {
    row[spec.name] = value_json(state, spec, state.value(id, spec.id));
  }
  return row;
}

int run_groups(const GroupOptions& options) {
  const Result<Opened> opened = open(options);
  if (!opened) return fail(opened.error(), options.json);
  const State& state = opened->state();
  Json list = Json::array();
  for (const EntityId& group : state.entities(Kind::kGroup)) {
    list.push_back(group_json(state, group));
  }
  return print(list, options.json);
}

int run_add_group(const GroupOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
  if (!folder) return fail(folder.error(), options.json);
  Opened opened{std::move(folder).value(), {}, {}};
  opened.group = opened.folder->random().new_id(platform::now_ms());
  const CreateEntity command{
      opened.group, Kind::kGroup, {{field::kGroupName, Value::of(options.group)}}};
  return finish(submit(opened, command), options.json,
                [&] { return group_json(opened.state(), opened.group); });
}

int run_set_group(const GroupOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  const Result<EntityId> known = find_by_name(state, Kind::kGroup, options.group);
  if (!known) return fail(known.error(), options.json);
  const Result<EntityId> group =
      set_configuration(**folder, Kind::kGroup, options.group, options.changes);
  if (!group) return fail(group.error(), options.json);
  const std::string text = options.json ? json_text(configuration_json(state, *group)) + "\n"
                                        : configuration_text(state, *group);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kExitOk;
}

int run_members(const GroupOptions& options) {
  const Result<Opened> opened = open(options);
  if (!opened) return fail(opened.error(), options.json);
  const State& state = opened->state();
  Json list = Json::array();
  for (const Rota::Member& member : state.configuration().rota().members(opened->group)) {
    list.push_back({{"user", name(state, member.user)},
                    {"lead", member.is_lead},
                    {"open_tickets", state.open_tickets_of(member.user)}});
  }
  return print(list, options.json);
}

std::vector<EntityId> memberships(const Opened& opened) {
  std::vector<EntityId> found = opened.state().referring(field::kMembershipUser, opened.user);
  std::erase_if(found, [&](const EntityId& id) {
    return opened.state().value(id, field::kMembershipGroup).reference() != opened.group;
  });
  return found;
}

int run_join(const GroupOptions& options) {
  Result<Opened> opened = open(options);
  if (!opened) return fail(opened.error(), options.json);
  const std::vector<FieldChange> standing = {
      {field::kMembershipLead, Value::of(options.lead ? 1 : 0)},
      {field::kMembershipActive, Value::of(1)}};
  const std::vector<EntityId> known = memberships(*opened);
  const auto joined = [&] { return membership_json(*opened); };
  if (!known.empty()) {
    const EditFields command{known.front(), standing};
    return finish(submit(*opened, command), options.json, joined);
  }
  CreateEntity command{opened->folder->random().new_id(platform::now_ms()), Kind::kMembership, {}};
  command.fields = {{field::kMembershipGroup, Value::of(opened->group)},
                    {field::kMembershipUser, Value::of(opened->user)}};
  command.fields.insert(command.fields.end(), standing.begin(), standing.end());
  return finish(submit(*opened, command), options.json, joined);
}

int run_leave(const GroupOptions& options) {
  Result<Opened> opened = open(options);
  if (!opened) return fail(opened.error(), options.json);
  for (const EntityId& id : memberships(*opened)) {
    const EditFields command{id, {{field::kMembershipActive, Value::of(0)}}};
    if (const auto done = submit(*opened, command); !done) return fail(done.error(), options.json);
  }
  return finish({}, options.json, [&] { return membership_json(*opened); });
}

int run_shifts(const GroupOptions& options) {
  const Result<Opened> opened = open(options);
  if (!opened) return fail(opened.error(), options.json);
  const State& state = opened->state();
  Json list = Json::array();
  for (const EntityId& id : state.entities(Kind::kShift)) {
    const EntityId group = state.value(id, field::kShiftGroup).reference();
    if (opened->group.is_null() || opened->group == group) list.push_back(shift_json(state, id));
  }
  return print(list, options.json);
}

int run_add_shift(const GroupOptions& options) {
  Result<Opened> opened = open(options);
  if (!opened) return fail(opened.error(), options.json);
  const Result<std::int64_t> from = parse_instant(options.from);
  const Result<std::int64_t> until = parse_instant(options.until);
  if (!from) return fail(from.error(), options.json);
  if (!until) return fail(until.error(), options.json);
  if (*until <= *from) {
    return fail(make_error(ErrorCode::kInvalidArgument, "a shift ends after it begins"),
                options.json);
  }
  CreateEntity command{opened->folder->random().new_id(platform::now_ms()), Kind::kShift, {}};
  command.fields = {{field::kShiftGroup, Value::of(opened->group)},
                    {field::kShiftUser, Value::of(opened->user)},
                    {field::kShiftFrom, Value::of(*from)},
                    {field::kShiftUntil, Value::of(*until)},
                    {field::kShiftLevel, Value::of(std::int64_t{options.level})}};
  return finish(submit(*opened, command), options.json,
                [&] { return shift_json(opened->state(), command.id); });
}

}  // namespace

void add_group_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<GroupOptions>();
  const auto with_group = [&](CliCommand* command) {
    command->add_option("group", options->group, "The group's name")->required();
    return command;
  };
  const auto with_user = [&](CliCommand* command) {
    command->add_option("user", options->user, "The person's name")->required();
    return command;
  };
  CliCommand* group = program.add_subcommand("group", "Support groups and their members");
  group->require_subcommand();
  add_verb(*group, "list", "List the groups", options, selection, run_groups);
  with_group(add_verb(*group, "add", "Add a group", options, selection, run_add_group));
  with_group(add_verb(*group, "set", "Change a group, and what it promises", options, selection,
                      run_set_group))
      ->add_option("changes", options->changes,
                   "FIELD=VALUE …, e.g. ola=4h 'calendar=Business hours'")
      ->required();
  with_group(add_verb(*group, "members", "List the members and their open tickets", options,
                      selection, run_members));
  with_user(with_group(add_verb(*group, "join", "Put a person into a group", options, selection,
                                run_join)))
      ->add_flag("--lead", options->lead, "As its lead");
  with_user(with_group(
      add_verb(*group, "leave", "Take a person out of a group", options, selection, run_leave)));

  CliCommand* shift = program.add_subcommand("shift", "Who is on duty when");
  shift->require_subcommand();
  add_verb(*shift, "list", "List the shifts", options, selection, run_shifts)
      ->add_option("group", options->group, "Of this group alone");
  CliCommand* create = with_user(
      with_group(add_verb(*shift, "add", "Add a shift", options, selection, run_add_shift)));
  create->add_option("--from", options->from, "e.g. 2026-11-20T18:00:00+09:00")
      ->required()
      ->type_name("INSTANT");
  create->add_option("--until", options->until, "Not included")->required()->type_name("INSTANT");
  create->add_option("--level", options->level, "1 is called first")
      ->between(1, 9)
      ->capture_default_str();
}

}  // namespace genba::cli
