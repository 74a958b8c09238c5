#include "wasm/views/ticket_print.h"

#include "wasm/views/ticket_history.h"
#include "wasm/views/ticket_timeline.h"

namespace genba {
namespace {

using Part = PrintPart::Kind;

void add_long_text(const TicketPage& page, FieldId field, std::vector<PrintPart>* parts) {
  const std::string text(page.value(field).text());
  if (text.empty()) return;
  parts->push_back({Part::kHeading, {page.label(field)}});
  parts->push_back({Part::kText, {text}});
}

bool is_for_the_table(const FieldSpec& spec) {
  return spec.type != ValueType::kBytes && spec.type != ValueType::kLongText &&
         spec.id != field::kTicketTitle && spec.id != field::kTicketNumber &&
         spec.id != field::kTicketUpdateCount;
}

void add_fields(const TicketPage& page, std::vector<PrintPart>* parts) {
  for (const FieldSpec& spec : fields_of(Kind::kTicket)) {
    const Value value = page.value(spec.id);
    if (value.is_empty() || !is_for_the_table(spec)) continue;
    parts->push_back(
        {Part::kTableRow, {spec.label(page.model.language), value_text(page.model, spec, value)}});
  }
}

void add_history(const TicketPage& page, std::vector<PrintPart>* parts) {
  const Model& model = page.model;
  parts->push_back({Part::kHeading, {ts(model, Message::kTimelineTitle)}});
  for (const HistoryEntry& entry : ticket_history(*model.replica, page.id)) {
    std::string what = history_text(model, entry);
    if (entry.is_comment) {
      what = entry.body;
      if (entry.facet == Facet::kInternal) {
        what = ts(model, Message::kCommentNote) + ": " + what;
      }
    }
    if (what.empty()) continue;
    parts->push_back({Part::kTableRow,
                      {format_exact(entry.effective_ms, time_style(model)),
                       actor_name(model, entry.actor), what}});
  }
}

}  // namespace

std::vector<PrintPart> ticket_document(const TicketPage& page) {
  const Model& model = page.model;
  std::vector<PrintPart> parts;
  parts.push_back({Part::kTitle,
                   {ticket_label(model, page.row) + "  " + ticket_title(page.state(), page.row)}});
  parts.push_back({Part::kText, {format_exact(model.now_ms, time_style(model))}});
  add_long_text(page, field::kTicketDescription, &parts);
  add_long_text(page, field::kTicketWorkaround, &parts);
  add_long_text(page, field::kTicketResolution, &parts);
  add_long_text(page, field::kTicketPlan, &parts);
  add_long_text(page, field::kTicketFallbackPlan, &parts);
  add_fields(page, &parts);
  add_history(page, &parts);
  return parts;
}

}  // namespace genba
