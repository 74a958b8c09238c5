#include "wasm/gallery/gallery.h"

#include <iterator>

#include "wasm/ui/ui.h"

namespace genba::gallery {

namespace {

struct PageEntry {
  const char* path;
  const char* japanese;
  const char* english;
  ui::Icon icon;
};

constexpr PageEntry kPages[] = {
    {"/", "基本部品", "Basics", ui::Icon::kHome},
    {"/forms", "フォーム", "Forms", ui::Icon::kEdit},
    {"/table", "一覧", "Table", ui::Icon::kList},
    {"/charts", "グラフ", "Charts", ui::Icon::kChart},
    {"/record", "チケット", "Ticket", ui::Icon::kComment},
    {"/states", "状態表示", "States", ui::Icon::kInfo},
};

}  // namespace

bool Gallery::draw(Language language, std::string_view path) {
  language_ = language;
  std::vector<ui::NavigationItem> items;
  int active = 0;
  for (int i = 0; i < static_cast<int>(std::size(kPages)); i++) {
    const PageEntry& page = kPages[i];
    if (path == page.path) active = i;
    items.push_back({.label = say(page.japanese, page.english),
                     .icon = page.icon,
                     .href = std::string("#") + page.path,
                     .badge = i == 2 ? 18 : 0,
                     .in_bottom_bar = i != 5});
  }
  const ui::Shell shell({.brand = "Genba",
                         .navigation_label = say("メインメニュー", "Main menu"),
                         .items = items,
                         .active = active,
                         .footer_label = say("髙橋 健", "Ken Takahashi"),
                         .footer_note = say("サポート担当者", "Agent")});
  const ui::PageAction page_actions[] = {{.label = say("English", "日本語"),
                                          .icon = ui::Icon::kLanguage,
                                          .kind = ui::ButtonKind::kGhost},
                                         {.label = say("新規登録", "New ticket"),
                                          .icon = ui::Icon::kPlus,
                                          .kind = ui::ButtonKind::kPrimary}};
  const bool is_table = active == 2;
  const ui::Page page(items[static_cast<std::size_t>(active)].label,
                      {.actions = page_actions,
                       .max_width = is_table ? 0.0F : 1120.0F,
                       .scrolls = !is_table,
                       .status_label = say("同期済み", "Synced"),
                       .status_icon = ui::Icon::kCloudCheck,
                       .status_tone = ui::Tone::kOk});
  if (page.action() == 1 || ui::shortcut("n", "New")) dialog_open_ = true;
  switch (active) {
    case 0: draw_basics(); break;
    case 1: draw_forms(); break;
    case 2: draw_table(); break;
    case 3: draw_charts(); break;
    case 4: draw_record(); break;
    default: draw_states(); break;
  }
  draw_dialogs();
  return page.action() == 0;
}

void Gallery::draw_tiles() {
  {
    ui::Grid tiles("tiles", {.min_cell = 160, .max_columns = 4});
    const float rising[] = {12, 14, 11, 17, 19, 18, 23};
    const float falling[] = {42, 40, 44, 37, 35, 31, 29};
    tiles.next();
    ui::stat_tile(say("未対応", "Open"), "18",
                  {.note = say("前日比 +3", "+3 since yesterday"),
                   .tone = ui::Tone::kDanger,
                   .href = "#/table",
                   .trend = rising});
    tiles.next();
    ui::stat_tile(say("対応中", "In progress"), "42",
                  {.note = say("前日比 −5", "−5 since yesterday"),
                   .tone = ui::Tone::kOk,
                   .href = "#/table",
                   .trend = falling});
    tiles.next();
    ui::stat_tile(say("SLA遵守率", "SLA compliance"), "98.7%",
                  {.note = say("目標 98.0%", "Target 98.0%"), .icon = ui::Icon::kShield});
    tiles.next();
    ui::stat_tile(say("平均解決時間", "MTTR"), say("1時間24分", "1 h 24 min"),
                  {.note = say("目標 2時間", "Target 2 h"), .icon = ui::Icon::kClock});
  }
}

void Gallery::draw_buttons() {
  const ui::Card card({.title = say("ボタン", "Buttons")});
  {
    const ui::Row row;
    if (ui::button(say("登録する", "Save"),
                   {.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCheck})) {
      presses_++;
      ui::toast(say("INC-000123 を登録しました", "INC-000123 was saved"),
                {.action_label = say("元に戻す", "Undo"), .action = [this] { presses_ = 0; }});
    }
    ui::button(say("割り当て", "Assign"), {.icon = ui::Icon::kUser});
    ui::button(say("キャンセル", "Cancel"), {.kind = ui::ButtonKind::kGhost});
    if (ui::button(say("削除", "Delete"), {.kind = ui::ButtonKind::kDanger})) {
      confirm_open_ = true;
    }
    ui::button(say("送信できません", "Unavailable"), {.disabled = true});
  }
  {
    const ui::Row row({.id = "icons"});
    ui::icon_button(say("編集", "Edit"), ui::Icon::kEdit);
    ui::icon_button(say("印刷", "Print"), ui::Icon::kPrint);
    ui::icon_button(say("書き出し", "Export"), ui::Icon::kDownload);
    const ui::MenuItem items[] = {
        {.label = say("複製する", "Duplicate"), .icon = ui::Icon::kCopy},
        {.label = say("リンクを追加", "Add link"), .icon = ui::Icon::kLink},
        {.label = say("取り消す", "Cancel ticket"), .icon = ui::Icon::kTrash, .danger = true}};
    const int chosen = ui::menu_button(say("その他の操作", "More actions"), items, {}, true);
    if (chosen >= 0) ui::toast(items[chosen].label);
  }
  ui::caption(std::string(say("押した回数: ", "Pressed: ")) + std::to_string(presses_));
}

void Gallery::draw_text() {
  const ui::Card card({.title = say("チップと文字", "Chips and text")});
  {
    const ui::Row row;
    ui::chip(say("P1 重大", "P1 Critical"), {.tone = ui::Tone::kDanger});
    ui::chip(say("P2 高", "P2 High"), {.tone = ui::Tone::kWarn});
    ui::chip(say("対応中", "In progress"), {.tone = ui::Tone::kAccent});
    ui::chip(say("解決済み", "Resolved"), {.tone = ui::Tone::kOk, .icon = ui::Icon::kCheck});
    ui::chip(say("保留中", "Pending"), {.icon = ui::Icon::kPause});
  }
  ui::text(
      say("いつも通り経理システムで決済処理を行い、次の画面へ進もうとしたところ、画面が固まって操"
          "作できなく"
          "なりました。再起動しても同じ症状が出ます。",
          "As usual we ran the settlement in the accounting system; when moving on to the next "
          "screen it froze and could not be used. A restart did not help."));
  ui::link("INC-000123", "#/record");
}

void Gallery::draw_filters() {
  const ui::Card card({.title = say("絞り込みと切り替え", "Filters and switches")});
  {
    const ui::Row row;
    if (ui::filter_chip(say("自分の担当", "Mine"), mine_, {.count = 12})) mine_ = !mine_;
    if (ui::filter_chip(say("未割り当て", "Unassigned"), unassigned_)) unassigned_ = !unassigned_;
    if (ui::filter_chip(say("SLA違反", "SLA breached"), breached_)) breached_ = !breached_;
  }
  const std::string words[] = {say("今日", "Today"), say("今週", "Week"), say("今月", "Month")};
  ui::segmented(say("期間", "Period"), words, &segment_);
  ui::switch_toggle(say("メールで知らせる", "Notify by e-mail"), &notify_,
                    say("割り当てられたときだけ", "Only when assigned to me"));
  ui::checkbox(say("電話での連絡が必要", "Call back by phone"), &urgent_);
}

void Gallery::draw_tabs() {
  const ui::Card card({.title = say("タブ", "Tabs")});
  const ui::TabItem tab_items[] = {{say("概要", "Overview"), -1},
                                   {say("コメント", "Comments"), 4},
                                   {say("履歴", "History"), -1}};
  ui::tabs(say("詳細", "Details"), tab_items, &tab_);
  ui::gap(ui::kSpace12);
  ui::key_value(say("拠点", "Site"), say("本社 3階 経理部", "Head office, 3F, Accounting"));
  ui::key_value(say("担当者", "Assignee"), say("佐藤 美咲", "Misaki Sato"));
  ui::key_value(say("解決期日", "Resolution due"), say("今日 17:30", "Today 17:30"),
                ui::Tone::kWarn);
  ui::gap(ui::kSpace12);
  ui::progress(say("手順書の進み具合", "Checklist"), 0.6F);
}

void Gallery::draw_basics() {
  draw_tiles();
  ui::gap(ui::kSpace16);
  ui::Grid cards("cards", {.min_cell = 360, .max_columns = 2});
  cards.next();
  draw_buttons();
  cards.next();
  draw_text();
  cards.next();
  draw_filters();
  cards.next();
  draw_tabs();
}

void Gallery::draw_dialogs() {
  if (ui::Dialog dialog{"new", say("新しいチケット", "New ticket"), &dialog_open_}) {
    const auto result =
        ui::text_field("dialog title", say("件名", "Title"), &title_,
                       {.placeholder = say("例：画面が固まった", "e.g. screen froze"),
                        .required = true,
                        .autofocus = true});
    const std::vector<ui::Choice> impacts = {
        {"high", say("高（全社）", "High (company)"), "", ui::Tone::kDanger},
        {"medium", say("中（部門）", "Medium (department)"), "", ui::Tone::kWarn},
        {"low", say("低（個人）", "Low (person)"), "", ui::Tone::kMuted}};
    ui::gap(ui::kSpace16);
    ui::choice_field("dialog impact", say("影響度", "Impact"), impacts, &impact_);
    dialog.actions();
    if (ui::button(say("閉じる", "Close"), {.id = "dialog close"})) dialog_open_ = false;
    if (ui::button(say("登録", "Create"), {.kind = ui::ButtonKind::kPrimary}) || result.submitted) {
      dialog_open_ = false;
      ui::toast(say("登録しました", "Created"));
    }
  }
  if (ui::confirm("delete", &confirm_open_,
                  {.title = say("このチケットを削除しますか？", "Delete this ticket?"),
                   .text = say("コメントと添付も一緒に削除されます。",
                               "Comments and attachments are deleted with it."),
                   .confirm_label = say("削除する", "Delete it"),
                   .cancel_label = say("やめる", "Keep it"),
                   .danger = true})) {
    ui::toast(say("削除しました", "Deleted"),
              {.tone = ui::Tone::kDanger, .action_label = say("元に戻す", "Undo")});
  }
}

}  // namespace genba::gallery
