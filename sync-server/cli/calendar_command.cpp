// `genba calendar list|show|set|import-holidays`: the business calendars by which SLA clocks count.
#include <cstdio>
#include <memory>

#include "core/exchange/icalendar.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/configuration_edit.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/platform/files.h"

namespace genba::cli {
namespace {

constexpr std::size_t kMaxFileBytes = 4 * 1024 * 1024;

struct CalendarOptions {
  std::string data;
  bool json = false;
  std::string name = "Business hours";
  std::string file;
  int until_year = 0;
  std::vector<std::string> changes;
};
using Options = std::shared_ptr<CalendarOptions>;

Json calendar_json(const State& state, const EntityId& id) {
  Json json;
  for (const FieldSpec& spec : fields_of(Kind::kCalendar)) {
    const Value value = state.value(id, spec.id);
    if (!value.is_empty()) json[spec.name] = value_json(state, spec, value);
  }
  return json;
}

int print(const State& state, const EntityId& id, bool json) {
  const std::string text =
      json ? json_text(calendar_json(state, id)) + "\n" : configuration_text(state, id);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kExitOk;
}

int run_list(const CalendarOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  Json list = Json::array();
  for (const EntityId& id : state.entities(Kind::kCalendar)) {
    if (options.json) {
      list.push_back(calendar_json(state, id));
    } else {
      std::printf(
          "%s  %s  %s\n", name_of(state, id, Language::kEnglish).c_str(),
          state.value(id, field::kCalendarZone).text().c_str(),
          ("version " + std::to_string(state.integer(id, field::kCalendarVersion))).c_str());
    }
  }
  if (options.json) std::printf("%s\n", json_text(list).c_str());
  return kExitOk;
}

int run_show(const CalendarOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const Result<EntityId> id = find_by_name((*folder)->state(), Kind::kCalendar, options.name);
  if (!id) return fail(id.error(), options.json);
  return print((*folder)->state(), *id, options.json);
}

int run_set(const CalendarOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
  if (!folder) return fail(folder.error(), options.json);
  const Result<EntityId> id =
      set_configuration(**folder, Kind::kCalendar, options.name, options.changes);
  if (!id) return fail(id.error(), options.json);
  return print((*folder)->state(), *id, options.json);
}

int run_import(const CalendarOptions& options) {
  const Result<Bytes> bytes = platform::read_file(options.file, kMaxFileBytes);
  if (!bytes) return fail(bytes.error(), options.json);
  const std::int64_t today = floor_div(platform::now_ms(), kDayMs);
  constexpr int kYearsAhead = 10;
  const int until = options.until_year != 0
                        ? options.until_year
                        : civil_date_of(static_cast<DayNumber>(today)).year + kYearsAhead;
  const Result<IcalendarHolidays> found = parse_icalendar(*bytes, day_number_of({until, 12, 31}));
  if (!found) return fail(found.error(), options.json);
  for (const std::string& warning : found->warnings) {
    std::fprintf(stderr, "genba: %s\n", warning.c_str());
  }
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  const Result<EntityId> id = find_by_name(state, Kind::kCalendar, options.name);
  if (!id) return fail(id.error(), options.json);
  Result<std::vector<Holiday>> known =
      parse_holidays(state.value(*id, field::kCalendarHolidays).text());
  if (!known) return fail(known.error(), options.json);
  const std::size_t before = known->size();
  const std::vector<Holiday> all = join_holidays(std::move(*known), found->holidays);
  const Result<EntityId> done =
      change_configuration(**folder, Kind::kCalendar, options.name,
                           {{field::kCalendarHolidays, Value::of(print_holidays(all))}});
  if (!done) return fail(done.error(), options.json);
  if (options.json) {
    const Json json = {{"events", found->events},
                       {"added", all.size() - before},
                       {"left_out", found->warnings.size()}};
    std::printf("%s\n", json_text(json).c_str());
  } else {
    std::printf("%zu holidays added, %zu known already\n", all.size() - before,
                found->holidays.size() - (all.size() - before));
  }
  return kExitOk;
}

}  // namespace

void add_calendar_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<CalendarOptions>();
  CliCommand* calendar = program.add_subcommand("calendar", "Business hours and holidays");
  calendar->require_subcommand();
  add_verb(*calendar, "list", "List the calendars", options, selection, run_list);
  CliCommand* show = add_verb(*calendar, "show", "Show a calendar", options, selection, run_show);
  show->add_option("name", options->name, "Its name in either language")->capture_default_str();
  CliCommand* set =
      add_verb(*calendar, "set", "Change a calendar, or make one", options, selection, run_set);
  set->add_option("name", options->name, "Its name in either language")->required();
  set->add_option("changes", options->changes,
                  "FIELD=VALUE …, e.g. zone=Asia/Tokyo 'weekly=mon 09:00-18:00; tue 09:00-18:00' "
                  "holidays=@FILE")
      ->required();
  CliCommand* import =
      add_verb(*calendar, "import-holidays", "Add the holidays of an iCalendar file", options,
               selection, run_import);
  import->add_option("file", options->file, "iCalendar file (.ics)")->required()->type_name("FILE");
  import->add_option("--calendar", options->name, "The calendar's name")->capture_default_str();
  import
      ->add_option("--until-year", options->until_year,
                   "Last year of what recurs; ten years from now if not given")
      ->between(1970, 2399);
}

}  // namespace genba::cli
