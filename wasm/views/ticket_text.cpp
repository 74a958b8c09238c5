#include "wasm/views/ticket_text.h"

#include <algorithm>

#include "core/process/configuration.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"
#include "core/replica/ticket_label.h"

namespace genba {
namespace {

using ui::Tone;

constexpr auto code_of(ClockState state) { return static_cast<std::int64_t>(state); }

struct Clock {
  std::int64_t state, due;
};
Clock response_clock(const State& state, Row row) {
  return {ticket_integer(state, row, field::kTicketResponseClock),
          ticket_integer(state, row, field::kTicketResponseDue)};
}
Clock resolution_clock(const State& state, Row row) {
  return {ticket_integer(state, row, field::kTicketResolutionClock),
          ticket_integer(state, row, field::kTicketResolutionDue)};
}

bool is_late(const Clock& clock, std::int64_t now_ms) {
  if (clock.state == code_of(ClockState::kBreached)) return true;
  return clock.state == code_of(ClockState::kRunning) && clock.due != kNoInteger &&
         clock.due < now_ms;
}

std::string set_text(const TextSet& items, Language language) {
  std::string said;
  for (const std::string& item : items) {
    if (!said.empty()) said += language == Language::kJapanese ? "、" : ", ";
    said += item;
  }
  return said;
}

}  // namespace

std::string choice_label(ChoiceList list, std::int64_t number, Language language) {
  const Choice* choice = find_choice(list, number);
  return choice ? choice->label(language) : std::string();
}

Tone priority_tone(std::int64_t priority) {
  switch (static_cast<Priority>(priority)) {
    case Priority::kP1: return Tone::kDanger;
    case Priority::kP2: return Tone::kWarn;
    case Priority::kP3: return Tone::kAccent;
    default: return Tone::kMuted;
  }
}

Tone state_tone(std::int64_t state) {
  switch (static_cast<TicketState>(state)) {
    case TicketState::kNew:
    case TicketState::kAssigned:
    case TicketState::kInProgress:
    case TicketState::kInvestigating:
    case TicketState::kKnownError:
    case TicketState::kFixInChange:
    case TicketState::kValidated:
    case TicketState::kPlanned:
    case TicketState::kApproved:
    case TicketState::kImplemented:
    case TicketState::kFulfilling: return Tone::kAccent;
    case TicketState::kAwaitingApproval:
    case TicketState::kPending: return Tone::kWarn;
    case TicketState::kResolved:
    case TicketState::kFulfilled:
    case TicketState::kMonitoring: return Tone::kOk;
    default: return Tone::kMuted;
  }
}

std::string state_label(const Model& model, const EntityId& ticket) {
  const State& state = model.state();
  return state.configuration().workflow().label(type_of(state, ticket), state_of(state, ticket),
                                                model.language);
}

std::string name_of(const Model& model, const EntityId& id) {
  if (id.is_null()) return {};
  return name_of(model.state(), id, model.language);
}

std::string name_of(const Model& model, Handle handle) {
  return handle == kNoHandle ? std::string() : name_of(model, model.state().ids().id(handle));
}

std::string actor_name(const Model& model, const EntityId& actor) {
  if (actor.is_null()) return ts(model, Message::kSystem);
  const std::string name = name_of(model, actor);
  if (!name.empty()) return name;
  return actor == model.replica->identity().user ? ts(model, Message::kYou)
                                                 : ts(model, Message::kUnknown);
}

std::string value_text(const Model& model, const FieldSpec& spec, const Value& value) {
  if (value.is_empty()) return ts(model, Message::kNotSet);
  if (spec.id == field::kConflictLosingValue || spec.type == ValueType::kBytes) return {};
  switch (spec.type) {
    case ValueType::kChoice: return choice_label(spec.choices, value.integer(), model.language);
    case ValueType::kInstant: return format_exact(value.integer(), time_style(model));
    case ValueType::kInteger: return format_number(value.integer());
    case ValueType::kReference: {
      const std::string name = name_of(model, value.reference());
      return name.empty() ? ts(model, Message::kUnknown) : name;
    }
    case ValueType::kTextSet: return set_text(value.set(), model.language);
    default: return value.text();
  }
}

std::int64_t ticket_integer(const State& state, Row row, FieldId field) {
  return state.table(Kind::kTicket).column(field).integer(row);
}

std::string ticket_title(const State& state, Row row) {
  return std::string(state.table(Kind::kTicket).column(field::kTicketTitle).text(row));
}

std::string ticket_label(const Model& model, Row row) {
  return ticket_label(model.state(), model.state().id(Kind::kTicket, row));
}

bool is_open_ticket(const State& state, Row row) {
  return is_open_state(static_cast<TicketState>(ticket_integer(state, row, field::kTicketState)));
}

bool is_violating(const State& state, Row row, std::int64_t now_ms) {
  return is_late(response_clock(state, row), now_ms) ||
         is_late(resolution_clock(state, row), now_ms);
}

std::int64_t next_due_ms(const State& state, Row row) {
  std::int64_t next = kNoInteger;
  for (const Clock& clock : {response_clock(state, row), resolution_clock(state, row)}) {
    if (clock.state != code_of(ClockState::kRunning) || clock.due == kNoInteger) continue;
    next = next == kNoInteger ? clock.due : std::min(next, clock.due);
  }
  return next;
}

SlaGlance sla_glance(const Model& model, Row row) {
  const State& state = model.state();
  const Clock response = response_clock(state, row), resolution = resolution_clock(state, row);
  const auto said = [&](Message message, Tone tone) {
    return SlaGlance{ts(model, message), tone, kNoInteger, false};
  };
  const auto over = [&](const Clock& clock) {
    const std::string length = format_duration(model.now_ms - clock.due, model.language);
    return SlaGlance{t(model, Message::kSlaOver, length), Tone::kDanger, clock.due, true};
  };
  if (resolution.state == kNoInteger) return {};
  if (!is_open_ticket(state, row)) {
    if (resolution.state == code_of(ClockState::kStopped)) {
      return said(Message::kSlaStopped, Tone::kMuted);
    }
    const bool missed = is_late(response, model.now_ms) || is_late(resolution, model.now_ms);
    return missed ? said(Message::kSlaBreached, Tone::kDanger) : said(Message::kSlaMet, Tone::kOk);
  }
  if (is_late(resolution, model.now_ms) && resolution.due != kNoInteger) return over(resolution);
  const std::int64_t due = next_due_ms(state, row);
  const bool responded = ticket_integer(state, row, field::kTicketRespondedAt) != kNoInteger;
  if (!responded && is_late(response, model.now_ms) && response.due != kNoInteger) {
    return over(response);
  }
  if (due == kNoInteger) {
    return resolution.state == code_of(ClockState::kPaused)
               ? said(Message::kSlaPaused, Tone::kMuted)
               : SlaGlance{};
  }
  const std::int64_t opened = ticket_integer(state, row, field::kTicketOpenedAt);
  // The warning of the SLA: three quarters of the time are used.
  const bool is_near = opened != kNoInteger && (model.now_ms - opened) * 4 > (due - opened) * 3;
  const std::string left = format_duration(due - model.now_ms, model.language);
  return {t(model, Message::kSlaLeft, left), is_near ? Tone::kWarn : Tone::kText, due, false};
}

}  // namespace genba
