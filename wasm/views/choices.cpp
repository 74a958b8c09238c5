#include "wasm/views/choices.h"

#include <algorithm>
#include <utility>

#include "wasm/views/register_rows.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

std::vector<ui::Choice> sorted(std::vector<ui::Choice> choices) {
  std::stable_sort(choices.begin(), choices.end(),
                   [](const ui::Choice& a, const ui::Choice& b) { return a.label < b.label; });
  return choices;
}

void add_entity(const Model& model, Kind kind, Row row, std::vector<ui::Choice>& choices) {
  const EntityId id = model.state().id(kind, row);
  std::string name = name_of(model, id);
  if (name.empty()) return;
  ui::Choice choice{.value = to_string(id), .label = std::move(name)};
  if (is_retired(model.state(), id)) {
    choice.is_retired = true;
    choice.detail = find_field(kind, "retired")->label(model.language);
  }
  choices.push_back(std::move(choice));
}

}  // namespace

std::vector<ui::Choice> choices_for(const Model& model, ChoiceList list) {
  std::vector<ui::Choice> choices;
  for (const Choice& choice : choices_of(list)) {
    ui::Choice offered{.value = choice.code, .label = choice.label(model.language)};
    if (list == ChoiceList::kPriority) offered.tone = priority_tone(choice.number);
    choices.push_back(std::move(offered));
  }
  return choices;
}

std::vector<ui::Choice> entities_for(const Model& model, Kind kind) {
  std::vector<ui::Choice> choices;
  const Table& table = model.state().table(kind);
  for (Row row = 0; row < table.size(); ++row) {
    if (table.is_live(row)) add_entity(model, kind, row, choices);
  }
  return sorted(std::move(choices));
}

std::vector<ui::Choice> categories_for(const Model& model, const EntityId& parent) {
  std::vector<ui::Choice> choices;
  const State& state = model.state();
  const Table& table = state.table(Kind::kCategory);
  for (Row row = 0; row < table.size(); ++row) {
    if (!table.is_live(row)) continue;
    const Value value = state.get(Kind::kCategory, row, field::kCategoryParent);
    if (value.reference() == parent) add_entity(model, Kind::kCategory, row, choices);
  }
  // The built-in categories stand in the order of the configuration, not of their names.
  return parent.is_null() && choices.size() < 30 ? choices : sorted(std::move(choices));
}

const std::vector<ui::Choice>& ChoiceCache::keep(const Model& model, Kind kind,
                                                 std::vector<ui::Choice> (*make)(const Model&,
                                                                                 Kind)) {
  if (version_ != model.state().version() || language_ != model.language) {
    version_ = model.state().version();
    language_ = model.language;
    kept_.clear();
  }
  for (const Kept& kept : kept_) {
    if (kept.kind == kind) return kept.choices;
  }
  kept_.push_back({kind, make(model, kind)});
  return kept_.back().choices;
}

const std::vector<ui::Choice>& ChoiceCache::entities(const Model& model, Kind kind) {
  return keep(model, kind, entities_for);
}

const std::vector<ui::Choice>& ChoiceCache::categories(const Model& model) {
  return keep(model, Kind::kNone, [](const Model& of, Kind) { return categories_for(of, {}); });
}

// No field refers to assets by their ids.
const std::vector<ui::Choice>& ChoiceCache::assets(const Model& model) {
  return keep(model, Kind::kAsset, [](const Model& of, Kind kind) {
    std::vector<ui::Choice> choices = entities_for(of, kind);
    for (ui::Choice& choice : choices) {
      const EntityId id = reference_value(choice.value).reference();
      const std::string code = of.state().value(id, field::kAssetCode).text();
      choice.value = code.empty() ? of.state().value(id, field::kAssetName).text() : code;
      if (code.empty()) continue;
      if (choice.is_retired) choice.label += " · " + choice.detail;
      choice.detail = std::exchange(choice.label, code);
    }
    return sorted(std::move(choices));
  });
}

Value reference_value(const std::string& chosen) {
  const Result<EntityId> id = parse_id(chosen);
  return id ? Value::of(*id) : Value{};
}

Value choice_value(ChoiceList list, const std::string& code) {
  const Choice* choice = find_choice(list, std::string_view(code));
  return choice ? Value::of(choice->number) : Value{};
}

std::string code_of(ChoiceList list, const Value& value) {
  const Choice* choice = value.is_integer() ? find_choice(list, value.integer()) : nullptr;
  return choice ? choice->code : "";
}

}  // namespace genba
