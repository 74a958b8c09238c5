// Synthetic tickets for benchmarks: two years of a Japanese company's service desk with an English
// branch. Ticket i depends on the seed and i alone, so that a smaller set is the beginning of a
// larger one. 60 % Japanese; titles of about 20 to 110 characters, descriptions of 40 to 400;
// 12 categories, 12 groups, some 480 agents and 12,000 requesters; about 15 % open, mostly young.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/replica/state.h"
#include "core/text/utf8.h"

namespace genba::bench {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kSyntheticNowMs = 1'782'896'400'000;  // 2026-07-01T09:00:00Z
constexpr std::int64_t kSyntheticSpanMs = 730ll * 24 * kHourMs;

// SplitMix64 (Steele, Lea and Flood 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ull;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ z >> 27) * 0x94D049BB133111EBull;
    return z ^ z >> 31;
  }
  double real() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }  // [0, 1)
  std::int64_t between(std::int64_t least, std::int64_t greatest) {
    return least +
           static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(greatest - least + 1));
  }
  bool chance(double probability) { return real() < probability; }
  template <std::size_t kCount>
  const char* pick(const char* const (&words)[kCount]) {
    return words[next() % kCount];
  }

 private:
  std::uint64_t state_;
};

struct Phrases {
  static constexpr const char* kSystemJa[] = {
      "VPN",      "Outlook",      "勤怠システム", "経費精算",     "ファイルサーバ",
      "プリンタ", "社内ポータル", "生産管理",     "無線LAN",      "Active Directory",
      "在庫管理", "会議室予約",   "電子カルテ",   "ハンディ端末", "給与システム",
      "プロキシ", "監視サーバ",   "SAP",          "Teams",        "メールゲートウェイ"};
  static constexpr const char* kSymptomJa[] = {
      "につながらない",     "の画面が固まる",         "でエラーになる",
      "がとても遅い",       "にログインできない",     "から印刷できない",
      "の権限が足りない",   "のパスワードが失効した", "の共有フォルダが開けない",
      "のメールが届かない", "が更新後に起動しない",   "の接続が頻繁に切れる"};
  static constexpr const char* kPlaceJa[] = {"東京本社", "大阪支社",    "名古屋工場", "福岡営業所",
                                             "札幌",     "横浜倉庫",    "仙台支店",   "広島工場",
                                             "在宅勤務", "成田物流拠点"};
  static constexpr const char* kSentenceJa[] = {"今朝から発生し、同じ部署の数名も同じ状況です。",
                                                "再起動しても改善しませんでした。",
                                                "至急の対応をお願いします。",
                                                "昨日の更新プログラムの後から起きています。",
                                                "別の端末では問題なく使えます。",
                                                "有線に切り替えると一時的に直ります。",
                                                "担当者には電話で連絡済みです。",
                                                "業務が止まっているため代替手段を教えてください。",
                                                "画面の写しを添付しました。",
                                                "先週も同じ障害があり、再起動で復旧しました。",
                                                "出荷に遅れが出るおそれがあります。",
                                                "管理者権限で実行しても結果は同じです。"};
  static constexpr const char* kSystemEn[] = {
      "VPN client", "Outlook",      "timesheet portal", "expense system", "file server",
      "printer",    "intranet",     "MES terminal",     "office Wi-Fi",   "Active Directory",
      "inventory",  "room booking", "badge reader",     "scanner",        "payroll",
      "web proxy",  "monitoring",   "SAP GUI",          "Teams",          "mail gateway"};
  static constexpr const char* kSymptomEn[] = {
      "cannot connect",         "shows a blank screen",
      "fails on save",          "is very slow",
      "refuses the login",      "will not print",
      "lacks permission",       "says the password expired",
      "lost its shared folder", "does not send mail",
      "fails to start",         "runs into a timeout"};
  static constexpr const char* kPlaceEn[] = {"London office", "Singapore hub", "Tokyo HQ",
                                             "Nagoya plant",  "Chicago",       "Frankfurt",
                                             "home office",   "Sydney branch", "Osaka lab"};
  static constexpr const char* kSentenceEn[] = {
      "It started this morning and affects others in the team. ",
      "A reboot did not help. ",
      "Please treat as urgent. ",
      "It began after the latest update. ",
      "It works on a different workstation. ",
      "A wired connection helps for some minutes. ",
      "The service desk was told by phone. ",
      "Is there a workaround in the meantime? ",
      "A screenshot is attached. ",
      "The same outage last week went away after a restart. ",
      "Shipments may be delayed. ",
      "The log shows several failures. "};
  static constexpr const char* kCategories[] = {"network",  "mail",     "printer",  "hardware",
                                                "account",  "business", "database", "file-share",
                                                "security", "mobile",   "how-to",   "other"};
  static constexpr const char* kGroups[] = {"サービスデスク東京",
                                            "サービスデスク大阪",
                                            "Network",
                                            "Windows",
                                            "Linux",
                                            "SAP運用",
                                            "データベース",
                                            "Security",
                                            "端末",
                                            "工場システム",
                                            "Messaging",
                                            "Facilities"};
  static constexpr const char* kNames[] = {"佐藤",  "鈴木", "高橋",  "田中",  "伊藤", "渡辺",
                                           "Alice", "Bob",  "Carol", "David", "Erin", "Frank"};
};

class SyntheticTickets {
 public:
  SyntheticTickets(State& state, std::uint64_t seed) : state_(state), seed_(seed) {
    for (const char* each : Phrases::kCategories) {
      categories_.push_back(named(Kind::kCategory, field::kCategoryName, each));
      state_.set(categories_.back(), field::kCategoryCode, Value::of(std::string(each)));
    }
    for (const char* each : Phrases::kGroups) {
      groups_.push_back(named(Kind::kGroup, field::kGroupName, each));
    }
    for (const char* each : Phrases::kNames) {
      for (int i = 1; i <= 999; ++i) {
        users_.push_back(named(Kind::kUser, field::kUserName, each + std::to_string(i)));
      }
    }
  }

  void add(std::uint64_t index) {
    Dice dice((seed_ ^ index * 0xD1B54A32D192ED03ull) + index);
    const EntityId id = derive_id("synthetic", std::to_string(index));
    state_.create(Kind::kTicket, id, Facet::kPublic);
    state_.set(id, field::kTicketNumber, Value::of(static_cast<std::int64_t>(index + 1)));
    state_.set(id, field::kTicketType, of(TicketType::kIncident));
    set_texts(id, dice);
    set_people(id, dice);
    set_times(id, dice);
  }

 private:
  template <typename Enum>
  static Value of(Enum value) {
    return Value::of(static_cast<std::int64_t>(value));
  }

  EntityId named(Kind kind, FieldId field, const std::string& name) {
    const EntityId id = derive_id("synthetic name", std::to_string(static_cast<int>(kind)) + name);
    state_.create(kind, id, Facet::kPublic);
    state_.set(id, field, Value::of(name));
    return id;
  }

  static std::string host(Dice& dice) {
    static constexpr const char* kTypes[] = {"PC", "NB", "SRV", "PRN"};
    static constexpr const char* kSites[] = {"TYO", "OSA", "NGY", "FUK", "LON", "SIN"};
    return std::string(dice.pick(kTypes)) + '-' + dice.pick(kSites) +
           std::to_string(dice.between(1000, 9999));
  }

  void set_texts(const EntityId& id, Dice& dice) {
    const bool ja = dice.chance(0.6);
    const std::string system = ja ? dice.pick(Phrases::kSystemJa) : dice.pick(Phrases::kSystemEn);
    const std::string symptom =
        ja ? dice.pick(Phrases::kSymptomJa) : dice.pick(Phrases::kSymptomEn);
    const std::string place = ja ? dice.pick(Phrases::kPlaceJa) : dice.pick(Phrases::kPlaceEn);
    std::string title = ja ? "【" + place + "】" + system + symptom + "（" + host(dice) + "）"
                           : "[" + place + "] " + system + ' ' + symptom + " (" + host(dice) + ')';
    if (dice.chance(0.3)) {
      title += (ja ? " 利用者: " : " - reported by ") + std::string(dice.pick(Phrases::kNames)) +
               (ja ? " 内線" : ", ext ") + std::to_string(dice.between(1000, 9999));
    }
    state_.set(id, field::kTicketTitle, Value::of(title));
    const auto wanted = static_cast<std::size_t>(dice.between(40, 360));
    std::string description = system + (ja ? symptom + "。" : ' ' + symptom + ". ");
    while (count_code_points(description) < wanted) {
      description += ja ? dice.pick(Phrases::kSentenceJa) : dice.pick(Phrases::kSentenceEn);
      if (dice.chance(0.2)) description += host(dice) + (ja ? "。" : ". ");
    }
    state_.set(id, field::kTicketDescription, Value::of(description));
  }

  void set_people(const EntityId& id, Dice& dice) {
    const auto any = [&dice](const std::vector<EntityId>& of) {
      return Value::of(of[static_cast<std::size_t>(dice.next() % of.size())]);
    };
    state_.set(id, field::kTicketCategory, any(categories_));
    state_.set(id, field::kTicketAssignmentGroup, any(groups_));
    state_.set(id, field::kTicketRequester, any(users_));
    if (dice.chance(0.9)) {
      const auto agent = static_cast<std::size_t>(dice.between(0, 479));
      state_.set(id, field::kTicketAssignedTo, Value::of(users_[agent * 25]));
    }
    state_.set(id, field::kTicketSymptom,
               Value::of("Symptom " + std::to_string(dice.between(1, 500))));
  }

  void set_times(const EntityId& id, Dice& dice) {
    const std::int64_t impact = dice.between(1, 3), urgency = dice.between(1, 3);
    const std::int64_t priority = std::clamp<std::int64_t>(impact + urgency - 1, 1, 4);
    constexpr std::int64_t kTargetHours[] = {4, 8, 27, 45};
    const std::int64_t target = kTargetHours[priority - 1] * kHourMs;
    const auto age = static_cast<std::int64_t>(static_cast<double>(kSyntheticSpanMs) * dice.real());
    const std::int64_t opened = kSyntheticNowMs - age;
    const bool open = dice.chance(age < kSyntheticSpanMs / 10 ? 0.8 : 0.08);
    const std::int64_t due = opened + target + dice.between(0, kHourMs - 1);
    state_.set(id, field::kTicketImpact, Value::of(impact));
    state_.set(id, field::kTicketUrgency, Value::of(urgency));
    state_.set(id, field::kTicketPriority, Value::of(priority));
    state_.set(id, field::kTicketOpenedAt, Value::of(opened));
    state_.set(id, field::kTicketResolutionDue, Value::of(due));
    state_.set(id, field::kTicketReopenCount, Value::of(dice.chance(0.1) ? dice.between(1, 3) : 0));
    state_.set(id, field::kTicketReassignmentCount, Value::of(dice.between(0, 5)));
    std::int64_t updated = opened + dice.between(60'000, 20 * kHourMs);
    if (open) {
      state_.set(id, field::kTicketState, Value::of(dice.between(1, 4)));
      state_.set(id, field::kTicketResolutionClock, of(ClockState::kRunning));
    } else {
      const double share = 0.1 + 1.3 * dice.real() * dice.real();
      const std::int64_t resolved = std::min(
          kSyntheticNowMs, opened + static_cast<std::int64_t>(static_cast<double>(target) * share));
      state_.set(id, field::kTicketState,
                 of(dice.chance(0.15) ? TicketState::kResolved : TicketState::kClosed));
      state_.set(id, field::kTicketResolvedAt, Value::of(resolved));
      state_.set(id, field::kTicketResolutionClock,
                 of(resolved <= due ? ClockState::kMet : ClockState::kBreached));
      updated = std::max(updated, resolved);
    }
    state_.set(id, field::kTicketUpdatedAt, Value::of(std::min(updated, kSyntheticNowMs)));
  }

  State& state_;
  std::uint64_t seed_;
  std::vector<EntityId> categories_, groups_, users_;
};

}  // namespace genba::bench
