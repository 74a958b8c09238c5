#include "core/process/defaults.h"

namespace genba {
namespace {

struct Category {
  const char* code;
  const char* name;
  const char* name_en;
};

constexpr Category kCategories[] = {
    {"hardware", "ハードウェア", "Hardware"},
    {"software", "ソフトウェア・業務アプリ", "Software and business applications"},
    {"network", "ネットワーク", "Network"},
    {"mail", "メール", "E-mail"},
    {"account", "アカウント・アクセス権", "Account and access"},
    {"server", "サーバー・バッチ・バックアップ", "Server, batch and backup"},
    {"cloud", "クラウド・API", "Cloud and API"},
    {"facility", "設備・備品", "Facility and equipment"},
    {"security", "セキュリティ", "Security"},
    {"how_to", "使い方", "How-to"},
    {"request", "依頼", "Request"},
};

Operation set_text(const EntityId& id, FieldId field, const char* text) {
  return {id, field, Action::kSet, Value::of(std::string(text)), 0};
}

Operation create(const EntityId& id, Kind kind) {
  return {id, creation_of(kind), Action::kCreate,
          Value::of(static_cast<std::int64_t>(Facet::kPublic)), 0};
}

}  // namespace

EntityId default_category_id(std::string_view code) { return derive_id("category", code); }

EntityId service_desk_group_id() { return derive_id("group", "service_desk"); }

std::vector<std::vector<Operation>> default_configuration() {
  std::vector<std::vector<Operation>> groups;
  for (const Category& category : kCategories) {
    const EntityId id = default_category_id(category.code);
    groups.push_back({create(id, Kind::kCategory),
                      set_text(id, field::kCategoryName, category.name),
                      set_text(id, field::kCategoryNameEn, category.name_en),
                      set_text(id, field::kCategoryCode, category.code)});
  }
  const EntityId desk = service_desk_group_id();
  groups.push_back({create(desk, Kind::kGroup), set_text(desk, field::kGroupName, "サービスデスク"),
                    set_text(desk, field::kGroupNameEn, "Service desk")});
  return groups;
}

}  // namespace genba
