#include "wasm/views/import_panel.h"

#include <algorithm>

#include "core/process/time_zone_table.h"
#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"
#include "wasm/views/words.h"

namespace genba {
namespace {

constexpr std::size_t kShownRows = 200;
constexpr float kRowsHeight = 320;
constexpr const char* kAutomatic = "automatic";  // as mappings found out from the header are named

struct Role {
  const char* name;  // as mappings write it
  Message label;
};
constexpr Role kRoles[] = {
    {"key", Message::kImportKey},         {"id", Message::kImportId},
    {"author", Message::kImportAuthor},   {"updated_by", Message::kImportUpdatedBy},
    {"comment", Message::kImportComment}, {"note", Message::kImportNote},
};

std::vector<ui::Choice> target_choices(const Model& model) {
  const Language language = model.language;
  std::vector<ui::Choice> choices;
  for (const Role& role : kRoles) {
    choices.push_back({role.name, std::string(text(role.label, language))});
  }
  for (const FieldSpec& field : fields_of(Kind::kTicket)) {
    if (is_importable(field)) choices.push_back({field.name, field.label(language)});
  }
  for (const ColumnRef& column : QuerySchema(Kind::kTicket, model.state()).columns()) {
    if (column->custom == nullptr) continue;
    const ColumnTarget target{ColumnRole::kCustom, nullptr, column};
    choices.push_back({target.name(), column->label(language)});
  }
  return choices;
}

struct Verdict {
  RowVerdict verdict;
  Message label;
  ui::Tone tone;
};
constexpr Verdict kVerdicts[] = {
    {RowVerdict::kNew, Message::kImportNew, ui::Tone::kOk},
    {RowVerdict::kUpdated, Message::kImportUpdated, ui::Tone::kAccent},
    {RowVerdict::kUnchanged, Message::kImportUnchanged, ui::Tone::kMuted},
    {RowVerdict::kRefused, Message::kImportRefused, ui::Tone::kDanger},
};
const Verdict& shown(RowVerdict verdict) {
  return *std::find_if(std::begin(kVerdicts), std::end(kVerdicts),
                       [verdict](const Verdict& each) { return each.verdict == verdict; });
}

}  // namespace

void ImportPanel::draw(const Model& model, Actions& actions) {
  const ui::Card card({.title = t(model, Message::kImportTitle)});
  const bool may = permission_of(model.replica->identity().role) >= Permission::kManager;
  ui::text(t(model, may ? Message::kImportHint : Message::kImportForbidden),
           {.tone = ui::Tone::kMuted});
  if (!may) return;
  ui::gap(ui::kSpace12);
  const auto file = ui::file_button("import-file", t(model, Message::kImportChoose),
                                    ".csv,.tsv,.txt,text/csv", ui::Icon::kUpload);
  if (file.picked) {
    forget();
    if (file.is_whole()) {
      read(model, actions, file.name, file.bytes);
    } else {
      problem_ = ts(model, Message::kImportTooLarge);
    }
  }
  if (!problem_.empty()) {
    ui::gap(ui::kSpace12);
    ui::banner(problem_, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
  }
  if (!sheet_) return;
  ui::gap(ui::kSpace16);
  ui::heading(file_, 3);
  if (!is_done_) {
    draw_format(model);
    ui::gap(ui::kSpace12);
    ui::switch_toggle(t(model, Message::kImportColumns), &shows_columns_);
    if (shows_columns_) draw_columns(model);
  }
  if (!plan_) return;
  ui::gap(ui::kSpace16);
  draw_counts(model);
  ui::gap(ui::kSpace12);
  draw_rows(model);
  ui::gap(ui::kSpace12);
  draw_buttons(model, actions);
}

void ImportPanel::forget() { *this = {}; }

void ImportPanel::read(const Model& model, Actions& actions, const std::string& name,
                       const std::string& bytes) {
  file_ = name;
  stem_ = source_of_file(name);
  if (stem_.empty()) stem_ = "csv";
  const Result<std::string> text = actions.decode(bytes);
  Result<Sheet> sheet = text ? read_csv_sheet(*text) : Result<Sheet>(text.error());
  if (!sheet) {
    problem_ = t(model, Message::kImportUnreadable, sheet.error().detail);
    return;
  }
  sheet_ = std::move(*sheet);
  choices_ = target_choices(model);
  choose(model, kAutomatic);
}

// Takes the mapping of a known system, or what the header alone says.
void ImportPanel::choose(const Model& model, const std::string& preset) {
  preset_ = preset;
  Result<ImportMapping> mapping =
      preset == kAutomatic ? automatic_mapping(*sheet_, QuerySchema(Kind::kTicket, model.state()))
                           : preset_mapping(preset);
  mapping_ = mapping ? std::move(*mapping) : ImportMapping{};
  // A system that was recognised is said by its name.
  const std::vector<std::string_view> known = preset_names();
  if (std::find(known.begin(), known.end(), mapping_.name) != known.end()) preset_ = mapping_.name;
  if (mapping_.source.empty() || mapping_.name == "automatic") mapping_.source = stem_;
  const Result<BoundColumns> bound = bind_columns(mapping_, *sheet_);
  targets_.assign(sheet_->header.size(), "");
  for (std::size_t i = 0; bound && i < targets_.size(); ++i) {
    if (!bound->targets[i].empty()) targets_[i] = bound->targets[i].front().name();
  }
  plan(model);
  shows_columns_ = !mapping;
  if (!mapping) problem_ = ts(model, Message::kImportNoTitle);
}

void ImportPanel::plan(const Model& model) {
  plan_.reset();
  problem_.clear();
  Result<ImportPlan> made =
      plan_import(*sheet_, mapping_, model.state(),
                  {embedded_time_zones(), model.now_ms, model.replica->head()});
  if (made) {
    plan_ = std::move(*made);
  } else {
    problem_ = t(model, Message::kImportUnreadable, made.error().detail);
  }
}

void ImportPanel::draw_format(const Model& model) {
  std::vector<ui::Choice> formats = {{kAutomatic, ts(model, Message::kImportAutomatic)}};
  for (const std::string_view name : preset_names()) {
    formats.push_back({std::string(name), std::string(name)});
  }
  std::string wanted = preset_;
  if (ui::choice_field("import-format", t(model, Message::kImportFormat), formats, &wanted,
                       {.help = t(model, Message::kImportFormatHint)})) {
    choose(model, wanted);
  }
}

void ImportPanel::draw_columns(const Model& model) {
  ui::gap(ui::kSpace12);
  ui::Grid grid("import-columns", {.min_cell = 260, .max_columns = 3, .spacing = ui::kSpace12});
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    grid.next();
    const std::string id = "import-column-" + std::to_string(i);
    if (!ui::choice_field(id, sheet_->header[i].text, choices_, &targets_[i],
                          {.placeholder = t(model, Message::kImportUnused), .allow_empty = true})) {
      continue;
    }
    const std::string& header = sheet_->header[i].text;
    std::erase_if(mapping_.columns,
                  [&](const ImportMapping::Column& column) { return column.header == header; });
    if (const auto target = find_target(targets_[i], QuerySchema(Kind::kTicket, model.state()))) {
      mapping_.columns.push_back({header, {*target}});
    }
    plan(model);
  }
}

void ImportPanel::draw_counts(const Model& model) const {
  ui::heading(t(model, is_done_ ? Message::kImportDone : Message::kImportPreview), 3);
  const ui::Row row({.spacing = ui::kSpace8});
  for (const Verdict& each : kVerdicts) {
    const auto count = static_cast<std::int64_t>(plan_->count(each.verdict));
    ui::chip(t(model, each.label, format_number(count)),
             {.tone = count > 0 ? each.tone : ui::Tone::kMuted});
  }
}

void ImportPanel::draw_rows(const Model& model) const {
  const auto named = std::find(targets_.begin(), targets_.end(), "title");
  const auto title = static_cast<std::size_t>(named - targets_.begin());
  // Refused ones first: they are what there is something to do about.
  std::vector<std::size_t> order(plan_->rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_partition(order.begin(), order.end(), [&](std::size_t i) {
    return plan_->rows[i].verdict == RowVerdict::kRefused;
  });
  order.resize(std::min(order.size(), kShownRows));
  const ui::TableColumn columns[] = {
      {.title = ts(model, Message::kImportLine),
       .width = 72,
       .numeric = true,
       .sortable = false,
       .slot = ui::CardSlot::kOverline},
      {.title = ts(model, Message::kImportVerdict),
       .width = 132,
       .sortable = false,
       .slot = ui::CardSlot::kTrailing},
      {.title = find_field(field::kTicketTitle)->label(model.language),
       .weight = 2,
       .sortable = false,
       .slot = ui::CardSlot::kTitle},
      {.title = ts(model, Message::kImportReason),
       .weight = 3,
       .sortable = false,
       .slot = ui::CardSlot::kMeta}};
  ui::table("import-rows", t(model, Message::kImportPreview), columns,
            {.rows = static_cast<int>(order.size()), .height = kRowsHeight},
            [&](int index, ui::TableRow& row) {
              const PlannedRow& planned = plan_->rows[order[static_cast<std::size_t>(index)]];
              const SheetRow& cells = sheet_->rows[planned.row];
              row.text(0, std::to_string(cells.empty() ? 0 : cells.front().line));
              const Verdict& verdict = shown(planned.verdict);
              row.chip(1, text(verdict.label, model.language, ""), verdict.tone);
              if (title < cells.size()) row.text(2, cells[title].text);
              const auto fault =
                  std::find_if(plan_->faults.begin(), plan_->faults.end(),
                               [&](const SheetFault& each) { return each.row == planned.row; });
              if (fault != plan_->faults.end()) row.text(3, fault->reason, ui::Tone::kDanger);
            });
}

void ImportPanel::draw_buttons(const Model& model, Actions& actions) {
  const ui::Row row({.spacing = ui::kSpace8});
  const std::size_t changes = plan_->count(RowVerdict::kNew) + plan_->count(RowVerdict::kUpdated);
  if (!is_done_ &&
      ui::button(t(model, Message::kImportApply, format_number(static_cast<std::int64_t>(changes))),
                 {.kind = ui::ButtonKind::kPrimary,
                  .icon = ui::Icon::kUpload,
                  .disabled = changes == 0,
                  .id = "import-apply"})) {
    Result<ImportPlan> done = actions.import_table(*sheet_, mapping_);
    if (done) {
      plan_ = std::move(*done);
      is_done_ = true;
      ui::toast(ts(model, Message::kImportDone));
    } else {
      problem_ = error_text(done.error(), model.language);
    }
  }
  if (!plan_->faults.empty() &&
      ui::button(t(model, Message::kImportFaults), {.icon = ui::Icon::kDownload})) {
    actions.download(stem_ + "-errors.csv", "text/csv;charset=utf-8",
                     fault_csv(*sheet_, plan_->faults));
  }
  if (ui::button(t(model, is_done_ ? Message::kImportAnother : Message::kCancel))) forget();
}

}  // namespace genba
