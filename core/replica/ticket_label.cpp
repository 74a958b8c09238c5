#include "core/replica/ticket_label.h"

#include <array>
#include <cstdio>

namespace genba {
namespace {

const char* prefix_of(TicketType type) {
  switch (type) {
    case TicketType::kIncident: return "INC";
    case TicketType::kProblem: return "PRB";
    case TicketType::kChange: return "CHG";
    case TicketType::kRelease: return "REL";
    case TicketType::kRequest: return "REQ";
    case TicketType::kTask: return "TSK";
  }
  return "TKT";
}

bool is_source(std::string_view source, std::string_view name) {
  if (source == name) return true;
  const std::size_t colon = source.find(':');
  return colon != std::string_view::npos && source.substr(colon + 1) == name;
}

}  // namespace

std::string number_label(TicketType type, std::int64_t number) {
  std::array<char, 32> label{};
  std::snprintf(label.data(), label.size(), "%s-%06lld", prefix_of(type),
                static_cast<long long>(number));
  return label.data();
}

std::string ticket_label(const State& state, const EntityId& id) {
  const std::int64_t number = state.integer(id, field::kTicketNumber);
  if (number <= 0) return state.value(id, field::kTicketOfflineLabel).text();
  return number_label(static_cast<TicketType>(state.integer(id, field::kTicketType)), number);
}

Result<EntityId> find_ticket(const State& state, std::string_view name) {
  if (const Result<EntityId> id = parse_id(name); id && state.kind(*id) == Kind::kTicket)
    return *id;
  const Table& tickets = state.table(Kind::kTicket);
  const Column& label = tickets.column(field::kTicketOfflineLabel);
  const Column& source = tickets.column(field::kTicketSource);
  for (Row row = 0; row < tickets.size(); ++row) {
    if (!tickets.is_live(row)) continue;
    const EntityId id = state.id(Kind::kTicket, row);
    if (label.text(row) == name || is_source(source.text(row), name) ||
        ticket_label(state, id) == name) {
      return id;
    }
  }
  return make_error(ErrorCode::kNotFound, "there is no ticket " + std::string(name));
}

Result<EntityId> find_by_name(const State& state, Kind kind, std::string_view name) {
  const Table& table = state.table(kind);
  for (const FieldSpec& spec : fields_of(kind)) {
    const std::string_view field = spec.name;
    if (field != "name" && field != "name_en" && field != "code" && field != "sign_in_name")
      continue;
    const Column& column = table.column(spec.id);
    for (Row row = 0; row < table.size(); ++row) {
      if (table.is_live(row) && column.text(row) == name) return state.id(kind, row);
    }
  }
  const KindSpec* spec = find_kind(kind);
  return make_error(ErrorCode::kNotFound,
                    std::string("there is no ") + spec->name + " named " + std::string(name));
}

std::string name_of(const State& state, const EntityId& id, Language language) {
  const Kind kind = state.kind(id);
  if (kind == Kind::kTicket) return ticket_label(state, id);
  const bool is_article = kind == Kind::kArticle;
  const FieldSpec* name_en = find_field(kind, is_article ? "title_en" : "name_en");
  if (language == Language::kEnglish && name_en) {
    std::string english = state.value(id, name_en->id).text();
    if (!english.empty()) return english;
  }
  const FieldSpec* name = find_field(kind, is_article ? "title" : "name");
  return name ? state.value(id, name->id).text() : std::string();
}

}  // namespace genba
