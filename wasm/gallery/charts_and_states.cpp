// Charts, a ticket and the states of a page, as the gallery shows them.
#include <string>

#include "wasm/gallery/gallery.h"
#include "wasm/ui/ui.h"

namespace genba::gallery {

void Gallery::draw_charts() {
  const std::vector<std::string> months = {"4", "5", "6", "7", "8", "9", "10", "11"};
  std::vector<ui::ChartPoint> volume;
  const double counts[] = {120, 182, 94, 221, 270, 143, 161, 211};
  for (std::size_t i = 0; i < months.size(); i++) {
    volume.push_back({months[i] + say("月", ""), counts[i]});
  }
  const std::vector<ui::ChartPoint> causes = {
      {say("ネットワーク", "Network"), 84},  {say("業務アプリ", "Applications"), 61},
      {say("ハードウェア", "Hardware"), 38}, {say("アカウント", "Accounts"), 22},
      {say("メール", "Mail"), 12},           {say("その他", "Other"), 9}};
  const std::vector<ui::ChartPoint> states = {
      {say("新規", "New"), 18, "", ui::Tone::kAccent},
      {say("対応中", "In progress"), 42, "", ui::Tone::kWarn},
      {say("保留中", "Pending"), 11, "", ui::Tone::kMuted},
      {say("解決済み", "Resolved"), 64, "", ui::Tone::kOk}};
  const double opened[] = {120, 182, 94, 221, 270, 143, 161, 211};
  const double closed[] = {110, 150, 120, 190, 240, 190, 170, 180};
  const ui::ChartSeries series[] = {{say("受付", "Opened"), opened, ui::Tone::kAccent},
                                    {say("完了", "Closed"), closed, ui::Tone::kOk}};
  ui::Grid grid("charts", {.min_cell = 380, .max_columns = 2});
  grid.next();
  {
    const ui::Card card(
        {.title = say("発生件数", "Volume"), .subtitle = say("月別・直近8か月", "By month")});
    ui::bar_chart(say("発生件数", "Volume"), volume, {.highlighted = 7});
  }
  grid.next();
  {
    const ui::Card card(
        {.title = say("受付と完了", "Opened and closed"), .subtitle = say("月別", "By month")});
    std::vector<std::string> labels;
    for (const ui::ChartPoint& point : volume) labels.push_back(point.label);
    ui::line_chart(say("受付と完了", "Opened and closed"), labels, series);
  }
  grid.next();
  {
    const ui::Card card({.title = say("カテゴリー別パレート図", "Pareto by category")});
    ui::pareto_chart(say("カテゴリー別パレート図", "Pareto by category"), causes);
  }
  grid.next();
  {
    const ui::Card card({.title = say("状態の内訳", "States")});
    ui::donut_chart(say("状態の内訳", "States"), states, "135", {.height = 200});
  }
  grid.next();
  {
    const ui::Card card({.title = say("カテゴリー別件数", "By category")});
    ui::hbar_chart(say("カテゴリー別件数", "By category"), causes, {.unit = say("件", "tickets")});
  }
}

void Gallery::draw_record() {
  ui::Split split(320);
  {
    const ui::Card card;
    {
      const ui::Row row;
      ui::chip(say("P2 高", "P2 High"), {.tone = ui::Tone::kWarn});
      ui::chip(say("対応中", "In progress"), {.tone = ui::Tone::kAccent});
      ui::caption("INC-000123");
    }
    ui::heading(say("経理システムの画面がフリーズ", "Accounting system freezes"), 2);
    ui::text(
        say("決済処理の途中で画面が固まり、操作できなくなりました。経理部の全員に同じ症状が出ていま"
            "す。",
            "The screen froze in the middle of a settlement. Everyone in Accounting is affected."));
    ui::gap(ui::kSpace12);
    const ui::SlaSegment segments[] = {
        {ui::SlaSegment::Kind::kCounted, 0.28, say("09:10–11:40 経過", "09:10–11:40 counted")},
        {ui::SlaSegment::Kind::kPaused, 0.16,
         say("11:40–13:05 一時停止: 利用者回答待ち", "11:40–13:05 paused: awaiting requester")},
        {ui::SlaSegment::Kind::kCounted, 0.22, say("13:05–15:00 経過", "13:05–15:00 counted")}};
    ui::sla_bar(say("解決期日", "Resolution"), segments,
                {.remaining = say("残り 1時間24分", "1 h 24 min left"),
                 .due = say("今日 17:30 まで", "due today 17:30"),
                 .tone = ui::Tone::kWarn});
  }
  ui::gap(ui::kSpace16);
  {
    const ui::Card card({.title = say("時系列ログ", "Timeline")});
    ui::timeline_item({.icon = ui::Icon::kPlus,
                       .tone = ui::Tone::kAccent,
                       .actor = say("利用者 山本 由紀", "Yuki Yamamoto"),
                       .what = say("チケットを作成しました", "created the ticket"),
                       .time = say("3時間前", "3 h ago"),
                       .exact = "2026-11-23 09:10"});
    ui::timeline_item({.icon = ui::Icon::kRefresh,
                       .tone = ui::Tone::kWarn,
                       .actor = say("佐藤 美咲", "Misaki Sato"),
                       .what = say("状態: 新規 → 対応中", "State: New → In progress"),
                       .time = say("2時間前", "2 h ago"),
                       .exact = "2026-11-23 10:02"});
    ui::timeline_item(
        {.icon = ui::Icon::kComment,
         .actor = say("佐藤 美咲", "Misaki Sato"),
         .time = say("1時間前", "1 h ago"),
         .exact = "2026-11-23 11:38",
         .body =
             say("同じ時間帯にデータベースの再起動がありました。利用者に再現手順を確認しています。",
                 "The database restarted in the same period; asking for the steps."),
         .badge = say("内部メモ", "Internal note")});
    ui::timeline_item({.icon = ui::Icon::kComment,
                       .tone = ui::Tone::kOk,
                       .actor = say("山本 由紀", "Yuki Yamamoto"),
                       .time = say("12分前", "12 min ago"),
                       .exact = "2026-11-23 13:05",
                       .body = say("決済ボタンを2回押すと必ず止まります。",
                                   "It always stops after pressing Pay twice."),
                       .last = true});
  }
  split.aside();
  const ui::Card card({.title = say("詳細", "Details")});
  ui::key_value(say("利用者", "Requester"), say("山本 由紀", "Yuki Yamamoto"));
  ui::key_value(say("担当者", "Assignee"), say("佐藤 美咲", "Misaki Sato"));
  ui::key_value(say("サポートグループ", "Group"), say("業務アプリ", "Applications"));
  ui::key_value(say("影響度", "Impact"), say("中（部門）", "Medium"));
  ui::key_value(say("緊急度", "Urgency"), say("高", "High"));
  ui::divider();
  ui::link(say("似ているチケットを見る", "Similar tickets"), "#/table");
}

void Gallery::draw_states() {
  ui::banner(say("オフラインです。入力した内容はこの端末に保存されています。",
                 "You are offline. What you enter is kept on this device."),
             {.tone = ui::Tone::kWarn, .icon = ui::Icon::kCloudOff});
  ui::banner(say("3件の変更が競合しています。", "3 changes are in conflict."),
             {.tone = ui::Tone::kDanger,
              .icon = ui::Icon::kConflict,
              .action_label = say("確認する", "Review")});
  ui::gap(ui::kSpace16);
  ui::Grid grid("states", {.min_cell = 360, .max_columns = 2});
  grid.next();
  {
    const ui::Card card({.title = say("読み込み中", "Loading")});
    ui::skeleton(5);
  }
  grid.next();
  {
    const ui::Card card;
    ui::empty_state(say("担当のチケットはありません", "Nothing is assigned to you"),
                    {.icon = ui::Icon::kInbox,
                     .text = say("未割り当ての一覧から引き受けられます。",
                                 "Take one from the unassigned list."),
                     .action_label = say("未割り当てを見る", "Show unassigned")});
  }
  grid.next();
  {
    const ui::Card card({.title = say("アイコン", "Icons")});
    const ui::Row row;
    for (int i = 1; i <= static_cast<int>(ui::Icon::kConflict); i++) {
      ui::icon_button(std::string("icon ") + std::to_string(i), static_cast<ui::Icon>(i));
    }
  }
}

}  // namespace genba::gallery
