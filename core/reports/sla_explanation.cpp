#include "core/reports/sla_explanation.h"

namespace genba {
namespace {

// "9 h 12 min", "9時間12分".
std::string minutes_text(std::int64_t minutes, Language language) {
  const bool ja = language == Language::kJapanese;
  const std::int64_t hours = minutes / 60, rest = minutes % 60;
  std::string text;
  if (hours != 0) text += std::to_string(hours) + (ja ? "時間" : " h");
  if (rest == 0 && hours != 0) return text;
  if (!text.empty() && !ja) text += ' ';
  return text + std::to_string(rest) + (ja ? "分" : " min");
}

class Sentence {
 public:
  Sentence(const State& state, Row row, Language language)
      : tickets_(state.table(Kind::kTicket)),
        row_(row),
        ja_(language == Language::kJapanese),
        language_(language) {}

  // Words around a number of minutes, if the field has one above 0.
  void minutes(FieldId field, const char* ja_before, const char* ja_after, const char* en_before,
               const char* en_after) {
    const std::int64_t value = number(field);
    if (value <= 0) return;
    add((ja_ ? ja_before : en_before) + minutes_text(value, language_) +
        (ja_ ? ja_after : en_after));
  }
  void times(FieldId field, const char* ja, const char* en) {
    const std::int64_t value = number(field);
    if (value <= 0) return;
    const std::string count = std::to_string(value);
    add(ja_ ? ja + count + "回"
            : std::string(en) + ' ' + count + (value == 1 ? " time" : " times"));
  }
  void reason(FieldId by_hand, FieldId why, const char* ja, const char* en) {
    if (number(by_hand) == kNoInteger) return;
    const std::string text(tickets_.column(why).text(row_));
    add((ja_ ? ja : en) + (text.empty() ? text : (ja_ ? "：" : ": ") + text));
  }
  std::string take() {
    if (text_.empty()) return {};
    if (text_[0] >= 'a' && text_[0] <= 'z') text_[0] = static_cast<char>(text_[0] - 'a' + 'A');
    return std::move(text_) + (ja_ ? "。" : ".");
  }

 private:
  std::int64_t number(FieldId field) const { return tickets_.column(field).integer(row_); }
  void add(const std::string& part) {
    if (!text_.empty()) text_ += ja_ ? "、" : "; ";
    text_ += part;
  }

  const Table& tickets_;
  Row row_;
  bool ja_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string explain_violation(const State& state, Row ticket, FieldId due, Language language) {
  Sentence sentence(state, ticket, language);
  if (due == field::kTicketResponseDue) {
    sentence.minutes(field::kTicketResponseMinutes, "応答まで業務時間で", "", "Responded after ",
                     " of business time");
    sentence.reason(field::kTicketResponseDueOverride, field::kTicketDueOverrideReason,
                    "期日は手動で指定", "due time set by hand");
  } else if (due == field::kTicketResolutionDue) {
    sentence.minutes(field::kTicketElapsedMinutes, "業務時間で", "を使用", "Took ",
                     " of business time");
    sentence.minutes(field::kTicketPausedMinutes, "", "の一時停止は除く", "",
                     " of pauses not counted");
    sentence.reason(field::kTicketResolutionDueOverride, field::kTicketDueOverrideReason,
                    "期日は手動で指定", "due time set by hand");
  }
  sentence.times(field::kTicketReopenCount, "再オープン", "reopened");
  sentence.times(field::kTicketReassignmentCount, "担当グループ変更", "reassigned");
  return sentence.take();
}

}  // namespace genba
