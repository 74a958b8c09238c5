#include "wasm/views/notice_text.h"

#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

std::string label_of_code(ChoiceList list, const std::string& code, Language language) {
  const Choice* choice = find_choice(list, code);
  return choice != nullptr ? choice_label(list, choice->number, language) : code;
}

// "resolution 75": a clock and the share of its time that is used.
std::string clock_share(const Model& model, const std::string& text) {
  const std::size_t space = text.find(' ');
  if (space == std::string::npos) return text;
  const FieldSpec* due = find_field(Kind::kTicket, text.substr(0, space) + "_due");
  if (due == nullptr) return text;
  return t(model, Message::kInboxShare, due->label(model.language), text.substr(space + 1));
}

}  // namespace

NoticeWords notice_words(const Model& model, const EntityId& notice) {
  const std::int64_t number = model.state().integer(notice, field::kNoticeReason);
  const std::string text = model.state().value(notice, field::kNoticeText).text();
  NoticeWords words{choice_label(ChoiceList::kNoticeReason, number, model.language), text};
  switch (static_cast<NoticeReason>(number)) {
    case NoticeReason::kStateChanged:
      words.detail = label_of_code(ChoiceList::kTicketState, text, model.language);
      break;
    case NoticeReason::kApprovalDecided:
      words.detail = label_of_code(ChoiceList::kApprovalDecision, text, model.language);
      break;
    case NoticeReason::kSlaWarning:
    case NoticeReason::kSlaBreach:
      words.detail = clock_share(model, text);
      words.tone = static_cast<NoticeReason>(number) == NoticeReason::kSlaBreach ? ui::Tone::kDanger
                                                                                 : ui::Tone::kWarn;
      break;
    case NoticeReason::kConflictFound: {
      const FieldSpec* spec = find_field(Kind::kTicket, text);
      if (spec != nullptr) words.detail = spec->label(model.language);
      words.tone = ui::Tone::kWarn;
      break;
    }
    case NoticeReason::kEscalated: words.tone = ui::Tone::kWarn; break;
    default: break;
  }
  return words;
}

}  // namespace genba
