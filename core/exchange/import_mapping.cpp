#include "core/exchange/import_mapping.h"

#include <algorithm>

#include "core/exchange/header_name.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

struct RoleName {
  ColumnRole role;
  const char* name;
};
constexpr RoleName kRoleNames[] = {
    {ColumnRole::kId, "id"},           {ColumnRole::kKey, "key"},
    {ColumnRole::kAuthor, "author"},   {ColumnRole::kUpdatedBy, "updated_by"},
    {ColumnRole::kComment, "comment"}, {ColumnRole::kNote, "note"}};

constexpr std::string_view kCustomPrefix = "custom:";

bool is_role(std::string_view name) {
  return std::any_of(std::begin(kRoleNames), std::end(kRoleNames),
                     [name](const RoleName& each) { return each.name == name; });
}

bool may_repeat(const ColumnTarget& target) {
  return target.role == ColumnRole::kComment || target.role == ColumnRole::kNote;
}

}  // namespace

std::string ColumnTarget::name() const {
  if (role == ColumnRole::kField) return field->name;
  if (role == ColumnRole::kCustom) {
    return (is_role(custom->name) ? std::string(kCustomPrefix) : "") + custom->name;
  }
  for (const RoleName& each : kRoleNames) {
    if (each.role == role) return each.name;
  }
  return "";
}

std::optional<ColumnTarget> find_target(std::string_view name, const QuerySchema& schema) {
  for (const RoleName& each : kRoleNames) {
    if (name == each.name) return ColumnTarget{each.role};
  }
  const FieldSpec* spec = find_field(Kind::kTicket, name);
  if (spec != nullptr) {
    return is_importable(*spec) ? std::optional(ColumnTarget{ColumnRole::kField, spec})
                                : std::nullopt;
  }
  if (name.substr(0, kCustomPrefix.size()) == kCustomPrefix) {
    name.remove_prefix(kCustomPrefix.size());
  }
  ColumnRef custom = schema.find(name);
  if (custom == nullptr || custom->custom == nullptr) return std::nullopt;
  return ColumnTarget{ColumnRole::kCustom, nullptr, std::move(custom)};
}

std::string source_of_file(std::string_view path) {
  std::string stem(path.substr(path.rfind('/') + 1));
  stem = stem.substr(0, stem.rfind('.'));
  std::replace(stem.begin(), stem.end(), ':', '_');
  stem.resize(std::min(stem.size(), kMaxSourceBytes));
  // A long name may have been cut inside a character.
  if (const auto fault = find_utf8_fault(stem)) stem.resize(fault->offset);
  return stem;
}

bool is_importable(const FieldSpec& spec) {
  if (spec.kind != Kind::kTicket) return false;
  if (spec.type == ValueType::kBytes || spec.type == ValueType::kAny) return false;
  switch (spec.id) {
    case field::kTicketPriority:
    case field::kTicketOpenedAt:
    case field::kTicketResolvedAt:
    case field::kTicketClosedAt:
    case field::kTicketUpdatedAt: return true;
    case field::kTicketOfflineLabel:
    case field::kTicketSource:
    case field::kTicketSourceRows: return false;
    default: return spec.merge != MergeRule::kDerived;
  }
}

Result<BoundColumns> bind_columns(const ImportMapping& mapping, const Sheet& sheet) {
  BoundColumns bound;
  bound.targets.resize(sheet.header.size());
  std::vector<ColumnTarget> claimed;
  std::vector<bool> used(mapping.columns.size(), false);
  for (std::size_t at = 0; at < sheet.header.size(); ++at) {
    const SheetCell& cell = sheet.header[at];
    const std::string name = folded_header(cell.text);
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
      if (!header_fits(mapping.columns[i].header, name)) continue;
      used[i] = true;
      bound.targets[at] = mapping.columns[i].targets;
      break;
    }
    for (const ColumnTarget& target : bound.targets[at]) {
      if (!may_repeat(target) &&
          std::find(claimed.begin(), claimed.end(), target) != claimed.end()) {
        return make_error(
            ErrorCode::kInvalidArgument,
            csv_fault_text({cell.line, cell.column},
                           "a second column for " + target.name() + ": " + cell.text));
      }
      claimed.push_back(target);
    }
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) bound.missing.push_back(mapping.columns[i].header);
  }
  return bound;
}

}  // namespace genba
