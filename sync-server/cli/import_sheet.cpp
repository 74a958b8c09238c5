#include "sync-server/cli/import_sheet.h"

#include <cstdio>
#include <memory>

#include "sync-server/cli/import_report.h"
#include "sync-server/cli/workspace_folder.h"
#include "sync-server/exchange/system_charsets.h"
#include "sync-server/exchange/xlsx_reader.h"
#include "sync-server/platform/files.h"
#include "sync-server/platform/system_time_zones.h"

namespace genba::cli {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{256} << 20;
constexpr std::size_t kMaxWorkbookBytes = std::size_t{64} << 20;

struct SheetOptions {
  std::string file;
  std::string data;
  std::string mapping;
  std::string preset;
  std::string source;
  std::string zone;
  std::string encoding = "auto";
  std::string sheet;  // of a workbook
  std::string errors;
  int preview = -1;  // rows to show; -1: no preview
  bool print_mapping = false;
  bool json = false;
};

struct LoadedSheet {
  Sheet sheet;
  std::string encoding;
};

Error in_file(const SheetOptions& options, const Error& error) {
  return make_error(error.code, options.file + ": " + error.detail);
}

Result<LoadedSheet> load_csv(const SheetOptions& options) {
  const Result<Encoding> encoding = parse_encoding(options.encoding);
  if (!encoding) return encoding.error();
  const Result<Bytes> bytes = platform::read_file(options.file, kMaxFileBytes);
  if (!bytes) return bytes.error();
  const Result<DecodedText> text = decode_text(*bytes, *encoding, exchange::convert_with_iconv);
  if (!text) return in_file(options, text.error());
  Result<Sheet> sheet = read_csv_sheet(text->utf8);
  if (!sheet) return in_file(options, sheet.error());
  return LoadedSheet{std::move(*sheet), encoding_name(text->encoding)};
}

Result<LoadedSheet> load_xlsx(const SheetOptions& options) {
  const Result<Bytes> bytes = platform::read_file(options.file, kMaxWorkbookBytes);
  if (!bytes) return bytes.error();
  Result<Sheet> sheet = exchange::read_xlsx(*bytes, options.sheet);
  if (!sheet) return in_file(options, sheet.error());
  if (!options.zone.empty()) sheet->utc_offset_minutes.reset();
  return LoadedSheet{std::move(*sheet), "xlsx"};
}

Result<ImportMapping> choose_mapping(const SheetOptions& options, const Sheet& sheet,
                                     const QuerySchema& schema) {
  Result<ImportMapping> mapping = ImportMapping{};
  if (!options.mapping.empty()) {
    const Result<Bytes> json = platform::read_file(options.mapping, kMaxFileBytes);
    if (!json) return json.error();
    mapping = parse_mapping(*json, schema);
  } else if (!options.preset.empty()) {
    mapping = preset_mapping(options.preset);
  } else {
    mapping = automatic_mapping(sheet, schema);
    if (mapping && mapping->name == "automatic") mapping->source = source_of_file(options.file);
  }
  if (!mapping) return mapping;
  if (!options.source.empty()) mapping->source = options.source;
  if (!options.zone.empty()) mapping->zone = options.zone;
  return mapping;
}

// A folder's workspace, or one in memory where there is none yet.
class Target {
 public:
  Result<void> open(const SheetOptions& options) {
    auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
    if (folder) {
      folder_ = std::move(*folder);
      return {};
    }
    if (folder.error().code != ErrorCode::kNotFound) return folder.error();
    return memory_.start_alone("preview", platform::now_ms(), random_);
  }
  // Where there is no folder yet, makes it.
  Result<void> make(const SheetOptions& options) {
    if (folder_) return {};
    auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
    if (!folder) return folder.error();
    folder_ = std::move(*folder);
    return {};
  }
  Workspace& workspace() { return folder_ ? folder_->workspace() : memory_; }
  RandomSource& random() { return random_; }
  Result<void> save() { return folder_->save(); }

 private:
  std::unique_ptr<WorkspaceFolder> folder_;
  Workspace memory_;
  sync::SystemRandom random_;
};

Result<int> import_sheet(const SheetOptions& options, const LoadedSheet& loaded) {
  Target target;
  if (const auto opened = target.open(options); !opened) return opened.error();
  const Result<ImportMapping> mapping =
      choose_mapping(options, loaded.sheet, QuerySchema(Kind::kTicket, target.workspace().state()));
  if (!mapping) return mapping.error();
  if (options.print_mapping) {
    std::printf("%s\n", print_mapping(*mapping).c_str());
    return kExitOk;
  }
  // What can be wrong with the table as a whole is found before a folder is made.
  if (const auto bound = bind_columns(*mapping, loaded.sheet); !bound) {
    return in_file(options, bound.error());
  }
  const bool is_preview = options.preview >= 0;
  if (!is_preview) {
    if (const auto made = target.make(options); !made) return made.error();
  }
  Workspace& workspace = target.workspace();
  const platform::SystemTimeZones zones;
  const std::int64_t now_ms = platform::now_ms();
  Result<ImportPlan> plan = plan_import(loaded.sheet, *mapping, workspace.state(),
                                        {zones, now_ms, workspace.replica().head()});
  if (!plan) return plan.error();
  // A preview does all of it, in memory, and saves nothing: what the rules refuse is found, too.
  if (const auto done = apply_import(*plan, loaded.sheet, workspace, now_ms, target.random());
      !done) {
    return done.error();
  }
  if (!is_preview) {
    if (const auto saved = target.save(); !saved) return saved.error();
  }
  if (!options.errors.empty() && !plan->faults.empty()) {
    const auto written =
        platform::write_file(options.errors, fault_csv(loaded.sheet, plan->faults));
    if (!written) return written.error();
  }
  const ImportOutcome outcome{
      loaded.sheet,    *mapping,
      *plan,           workspace.state(),
      loaded.encoding, is_preview ? static_cast<std::size_t>(options.preview) : 0,
      is_preview};
  if (options.json) {
    std::printf("%s\n", json_text(outcome_json(outcome)).c_str());
  } else {
    print_outcome(outcome);
  }
  const std::size_t refused = plan->count(RowVerdict::kRefused);
  return refused > 0 && refused == plan->rows.size() ? kExitInput : kExitOk;
}

using Load = Result<LoadedSheet> (*)(const SheetOptions&);

int run(const SheetOptions& options, Load load) {
  const Result<LoadedSheet> loaded = load(options);
  if (!loaded) return fail(loaded.error(), options.json);
  const Result<int> done = import_sheet(options, *loaded);
  return done ? *done : fail(done.error(), options.json);
}

void add_mapping_options(CliCommand& command, SheetOptions& options) {
  add_data_option(command, options.data);
  CliOption* mapping =
      command.add_option("--mapping", options.mapping, "What the columns hold, as JSON");
  mapping->type_name("MAP.json");
  std::string presets;
  for (const std::string_view name : preset_names()) {
    presets += (presets.empty() ? "" : ", ") + std::string(name);
  }
  command.add_option("--preset", options.preset, "A known export: " + presets)
      ->type_name("NAME")
      ->excludes(mapping);
  command.add_option("--source", options.source, "What the rows' keys are of (the file's name)")
      ->type_name("NAME");
  command
      .add_option("--zone", options.zone,
                  "Of dates that name none (what the table itself says, or Asia/Tokyo)")
      ->type_name("ZONE");
  command.add_option("--preview", options.preview, "Show N rows and change nothing")
      ->type_name("N")
      ->between(0, 1'000'000);
  command.add_option("--errors", options.errors, "Write refused rows there, to be corrected")
      ->type_name("FILE.csv");
  command.add_flag("--print-mapping", options.print_mapping,
                   "Print the mapping that would be used, to start one's own from");
  add_json_option(command, options.json);
}

}  // namespace

void add_sheet_imports(CliCommand& import, Selection& selection) {
  const auto options = std::make_shared<SheetOptions>();
  const auto add = [&](const char* name, const char* help, const char* type, Load load) {
    CliCommand* command = import.add_subcommand(name, help);
    command->add_option("file", options->file, "The table")->required()->type_name(type);
    add_mapping_options(*command, *options);
    command->callback([options, &selection, load] {
      selection.run = [options, load] { return run(*options, load); };
    });
    return command;
  };
  add("csv", "A table of tickets (CSV)", "FILE.csv", load_csv)
      ->add_option("--encoding", options->encoding, "auto, utf-8, utf-16, cp932 or euc-jp")
      ->one_of({"auto", "utf-8", "utf-16", "cp932", "euc-jp"});
  add("xlsx", "A table of tickets (a spreadsheet)", "FILE.xlsx", load_xlsx)
      ->add_option("--sheet", options->sheet, "Name of the sheet (the first)")
      ->type_name("NAME");
}

}  // namespace genba::cli
