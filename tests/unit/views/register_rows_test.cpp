#include "wasm/views/register_rows.h"

#include <doctest/doctest.h>

namespace genba {
namespace {

using Names = std::vector<std::string>;

EntityId add(State& state, Kind kind, const char* name,
             const std::vector<std::pair<FieldId, Value>>& cells) {
  const EntityId id = derive_id("test", name);
  state.create(kind, id, Facet::kPublic);
  for (const auto& [field, value] : cells) state.set(id, field, value);
  return id;
}

Value text(const char* words) { return Value::of(std::string(words)); }

Names found(const State& state, Kind kind, std::string_view typed, Language language) {
  Names names;
  for (const Row row : find_in_register(state, kind, typed, language)) {
    names.push_back(
        register_words(state, state.id(kind, row), *find_field(kind, "name"), language));
  }
  return names;
}

}  // namespace

TEST_CASE("a register shows what people write, and columns without long texts and second names") {
  const auto names = [](const std::vector<const FieldSpec*>& fields) {
    Names names;
    for (const FieldSpec* field : fields) names.push_back(field->name);
    return names;
  };
  CHECK(names(register_fields(Kind::kGroup)) ==
        Names{"name", "name_en", "ola", "calendar", "retired"});
  CHECK(names(register_columns(Kind::kAsset)) ==
        Names{"name", "code", "asset_type", "serial", "owner", "site", "retired"});
  CHECK(names(register_columns(Kind::kSite)) == Names{"name", "retired"});
}

TEST_CASE("records are found by all of their fields, folded, and stand by name") {
  State state;
  const EntityId tokyo =
      add(state, Kind::kSite, "tokyo",
          {{field::kSiteName, text("東京")}, {field::kSiteNameEn, text("Tokyo")}});
  add(state, Kind::kAsset, "b", {{field::kAssetName, text("プリンター")}});
  add(state, Kind::kAsset, "a",
      {{field::kAssetName, text("Core switch")},
       {field::kAssetCode, text("ＳＷ-1")},
       {field::kAssetSite, Value::of(tokyo)}});
  constexpr auto kJa = Language::kJapanese, kEn = Language::kEnglish;
  CHECK(found(state, Kind::kAsset, "", kJa) == Names{"Core switch", "プリンター"});
  CHECK(found(state, Kind::kAsset, "ﾌﾟﾘﾝﾀ", kJa) == Names{"プリンター"});
  CHECK(found(state, Kind::kAsset, "東京 sw-1", kJa) == Names{"Core switch"});
  CHECK(found(state, Kind::kAsset, "tokyo", kEn) == Names{"Core switch"});
  CHECK(found(state, Kind::kAsset, "switch osaka", kEn).empty());
  CHECK(found(state, Kind::kSite, "tokyo", kJa) == Names{"東京"});
}

TEST_CASE("what is retired stands after the others") {
  State state;
  const auto add_site = [&](const char* name, std::optional<Boolean> retired) {
    const EntityId id = add(state, Kind::kSite, name, {{field::kSiteName, text(name)}});
    if (retired) {
      state.set(id, field::kSiteRetired, Value::of(static_cast<std::int64_t>(*retired)));
    }
    return id;
  };
  const EntityId old = add_site("a", Boolean::kYes);
  const EntityId reopened = add_site("c", Boolean::kNo);
  add_site("b", {});
  CHECK(found(state, Kind::kSite, "", Language::kEnglish) == Names{"b", "c", "a"});
  CHECK(is_retired(state, old));
  const FieldSpec& retired = *find_field(field::kSiteRetired);
  CHECK(register_words(state, old, retired, Language::kEnglish) == "Retired");
  CHECK(found(state, Kind::kSite, "retired", Language::kEnglish) == Names{"a"});
  CHECK(register_words(state, reopened, retired, Language::kEnglish).empty());
  CHECK_FALSE(is_retired(state, reopened));
  // A kind that knows no such field.
  CHECK_FALSE(is_retired(state, add(state, Kind::kTicket, "t", {})));
}

TEST_CASE("an asset's tickets name its code or its name") {
  State state;
  const EntityId asset =
      add(state, Kind::kAsset, "a",
          {{field::kAssetName, text("A \"B\"")}, {field::kAssetCode, text("a1")}});
  const auto ticket = [&](const char* item) {
    return add(state, Kind::kTicket, item, {{field::kTicketConfigurationItem, text(item)}});
  };
  ticket("a1");
  ticket("A \"B\"");
  ticket("a12");
  const Result<QueryResult> tickets = find_tickets(state, tickets_on(state, asset), {}, nullptr);
  REQUIRE(tickets.ok());
  CHECK(tickets->rows.size() == 2);
  CHECK(read_ticket_filter(ticket_filter_path(tickets_on(state, asset))) ==
        tickets_on(state, asset));
}

}  // namespace genba
