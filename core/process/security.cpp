#include "core/process/security.h"

#include <algorithm>

#include "core/process/defaults.h"

namespace genba {
namespace {

using enum SecurityStep;

constexpr SecurityItem kItems[] = {
    {"record_discovery", kDiscovered, true, "発見した日時・発見者・見つけたときの様子を記録した",
     "Recorded when, by whom and how it was discovered"},
    {"keep_as_is", kDiscovered, true, "証拠になる画面・機器・ログを消さずに残した",
     "Left screens, devices and logs that may be evidence as they are"},
    {"report_officer", kReportedToOfficer, true, "情報セキュリティ責任者へ報告した",
     "Reported to the security officer"},
    {"report_executive", kReportedToExecutive, true, "経営者へ報告した",
     "Reported to the executives"},
    {"form_team", kReportedToExecutive, true, "対応体制と各自の役割を決めた",
     "Formed a team and gave everybody a role"},
    {"isolate", kContained, true, "疑いのある機器・アカウントをネットワークから隔離した",
     "Isolated suspect devices and accounts from the network"},
    {"decide_stop", kContained, true, "システム・サービスを止めるかどうかを決めた",
     "Decided whether to stop systems and services"},
    {"prepare_kind", kInvestigated, true, "インシデントの種類を整理した",
     "Ready: kind of incident"},
    {"prepare_parties", kInvestigated, true, "関係する組織・ベンダーを整理した",
     "Ready: organisations and vendors concerned"},
    {"prepare_system", kInvestigated, true, "影響を受けたシステムの所在と構成を整理した",
     "Ready: location and configuration of the affected system"},
    {"prepare_times", kInvestigated, true, "発見日時と推定発生日時を整理した",
     "Ready: discovered and estimated occurrence time"},
    {"prepare_damage", kInvestigated, true, "これまでの被害を整理した", "Ready: damage so far"},
    {"prepare_response", kInvestigated, true, "これまでの対応を整理した", "Ready: response so far"},
    {"prepare_causes", kInvestigated, true, "考えられる原因を整理した", "Ready: likely causes"},
    {"prepare_state", kInvestigated, true, "システムの現在の状態を整理した",
     "Ready: state of the system"},
    {"ask_who", kInvestigated, false, "誰が（Who）", "Who"},
    {"ask_when", kInvestigated, false, "いつ（When）", "When"},
    {"ask_where", kInvestigated, false, "どこで（Where）", "Where"},
    {"ask_what", kInvestigated, false, "何を（What）", "What"},
    {"ask_why", kInvestigated, false, "なぜ（Why）", "Why"},
    {"ask_how", kInvestigated, false, "どのように（How）", "How"},
    {"decide_experts", kResponded, true, "自社で対応するか外部専門家に頼むかを決めた",
     "Decided between an own response and outside experts"},
    {"preserve_evidence", kRepaired, true, "証拠を保全した（複製とハッシュ値の記録）",
     "Preserved the evidence (copies, and their hashes)"},
    {"repair", kRepaired, true, "原因を取り除き、修復した", "Removed the cause and repaired"},
    {"confirm_recovery", kRecovered, true, "復旧し、正しく動くことを確かめた",
     "Recovered, and confirmed that it works"},
    {"prevent_recurrence", kPrevented, true, "再発防止策と、その担当・期限を決めた",
     "Decided how to prevent a recurrence, by whom and until when"},
    {"tell_concerned", kDisclosed, true, "関係者・本人への報告の要否を判断し、必要な報告をした",
     "Decided whom to tell, and told them"},
    {"decide_publication", kDisclosed, true, "公表の要否を判断し、必要な公表をした",
     "Decided whether to publish, and did so if needed"},
    {"check_authorities", kNotified, true,
     "届出先（個人情報保護委員会・監督官庁・警察・IPA）と期限を確かめた",
     "Checked which authorities must be notified, and until when"},
    {"notify_authorities", kNotified, true, "必要な届出をした", "Made the notifications needed"},
};

constexpr int kMaxDepth = 16;  // of categories below each other

bool is_security_category(const StateReader& state, EntityId category) {
  for (int depth = 0; depth < kMaxDepth && !category.is_null(); ++depth) {
    if (category == default_category_id("security") ||
        state.value(category, field::kCategoryCode).text() == "security") {
      return true;
    }
    category = state.value(category, field::kCategoryParent).reference();
  }
  return false;
}

}  // namespace

std::span<const SecurityItem> security_items() { return kItems; }

EntityId security_item_id(const EntityId& ticket, const SecurityItem& item) {
  return derive_id("security_item", to_string(ticket) + ":" + item.code);
}

bool is_security_incident(const StateReader& state, const EntityId& ticket) {
  const Value type = state.value(ticket, field::kTicketType);
  if (type.integer() != static_cast<std::int64_t>(TicketType::kIncident)) return false;
  return is_security_category(state, state.value(ticket, field::kTicketCategory).reference()) ||
         is_security_category(state, state.value(ticket, field::kTicketSubcategory).reference());
}

std::vector<EntityId> checklist_of(const StateReader& state, const EntityId& ticket) {
  std::vector<EntityId> items = state.referring(field::kChecklistItemTicket, ticket);
  const auto place = [&](const EntityId& item) {
    return std::pair(state.integer(item, field::kChecklistItemStep),
                     state.integer(item, field::kChecklistItemPosition));
  };
  std::stable_sort(items.begin(), items.end(),
                   [&](const EntityId& a, const EntityId& b) { return place(a) < place(b); });
  return items;
}

std::vector<EntityId> open_items_before(const StateReader& state, const EntityId& ticket,
                                        SecurityStep to) {
  std::vector<EntityId> open = checklist_of(state, ticket);
  std::erase_if(open, [&](const EntityId& item) {
    const Value step = state.value(item, field::kChecklistItemStep);
    const bool is_earlier = !step.is_empty() && step.integer() < static_cast<std::int64_t>(to);
    return !is_earlier || !state.is_yes(item, field::kChecklistItemRequired) ||
           state.is_yes(item, field::kChecklistItemDone);
  });
  return open;
}

Result<void> check_security_step(const StateReader& state, const EntityId& ticket,
                                 SecurityStep to) {
  const std::vector<EntityId> open = open_items_before(state, ticket, to);
  if (open.empty()) return {};
  return make_error(ErrorCode::kInvalidArgument,
                    "security_step: still open on the checklist: " +
                        state.value(open.front(), field::kChecklistItemText).text());
}

}  // namespace genba
