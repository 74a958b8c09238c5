// The larger pages of the gallery: forms, table, charts, ticket, states.
#include <string>

#include "wasm/ui/ui.h"
#include "wasm/views/gallery_view.h"

namespace genba {

namespace {

constexpr int kExampleRows = 100'000;

struct Words {
  const char* japanese;
  const char* english;
};

constexpr Words kTitles[] = {
    {"経理システムの画面がフリーズ", "Accounting system freezes"},
    {"受付端末のバーコードリーダーが反応しない", "Kiosk barcode reader does not respond"},
    {"第2工場 空調アラーム 温度上昇", "Plant 2 air conditioning alarm"},
    {"POSレジ 釣銭機エラー E-204", "POS change machine error E-204"},
    {"配送車両のGPS位置情報が更新されない", "Delivery van GPS is not updated"},
    {"構内Wi-Fi 接続不可（3階会議室）", "No Wi-Fi in meeting room 3F"},
    {"プリンター用紙詰まり 総務部", "Printer paper jam, General Affairs"},
    {"ATM 紙幣詰まり 本店ロビー", "ATM note jam, main lobby"}};
constexpr Words kStates[] = {
    {"新規", "New"}, {"対応中", "In progress"}, {"保留中", "Pending"}, {"解決済み", "Resolved"}};
constexpr ui::Tone kStateTones[] = {ui::Tone::kAccent, ui::Tone::kWarn, ui::Tone::kMuted,
                                    ui::Tone::kOk};
constexpr const char* kPriorities[] = {"P1", "P2", "P3", "P4"};
constexpr ui::Tone kPriorityTones[] = {ui::Tone::kDanger, ui::Tone::kWarn, ui::Tone::kAccent,
                                       ui::Tone::kMuted};
constexpr Words kPeople[] = {{"髙橋 健", "Ken Takahashi"},
                             {"佐藤 美咲", "Misaki Sato"},
                             {"﨑山 翔", "Sho Sakiyama"},
                             {"未割り当て", "Unassigned"}};

std::string example_number(int row) {
  const std::string digits = std::to_string(row);
  return "INC-" + std::string(6 - digits.size(), '0') + digits;
}

unsigned scatter(int row, unsigned salt) {
  unsigned value = static_cast<unsigned>(row) * 2654435761u + salt * 40503u;
  value ^= value >> 15;
  return value * 2246822519u >> 8;
}

}  // namespace

void GalleryView::draw_forms() {
  const ui::Card card({.title = say("インシデント登録", "Report an incident"),
                       .subtitle = say("分かる範囲で入力してください。あとから直せます。",
                                       "Fill in what you know; everything can be changed later.")});
  const ui::Form form(say("インシデント登録", "Report an incident"));
  const bool missing = attempted_ && title_.empty();
  const auto title = ui::text_field(
      "title", say("件名", "Title"), &title_,
      {.placeholder = say("例：経理システムの画面がフリーズ", "e.g. accounting system freezes"),
       .error = missing ? say("件名を入力してください", "Enter a title") : "",
       .required = true});
  ui::text_area("description", say("内容", "Description"), &description_,
                {.placeholder = say("いつ・どこで・何が起きたか", "When, where, what happened"),
                 .help = say("個人情報は書かないでください", "Leave out personal data")});
  const std::vector<ui::Choice> impacts = {
      {"high", say("高（全社）", "High (company)"), "", ui::Tone::kDanger},
      {"medium", say("中（部門）", "Medium (department)"), "", ui::Tone::kWarn},
      {"low", say("低（個人）", "Low (person)"), "", ui::Tone::kMuted}};
  const Words categories[] = {
      {"ハードウェア", "Hardware"}, {"業務アプリケーション", "Business application"},
      {"ネットワーク", "Network"},  {"メール", "Mail"},
      {"アカウント", "Account"},    {"サーバー", "Server"},
      {"クラウド", "Cloud"},        {"設備", "Facility"},
      {"セキュリティ", "Security"}, {"使い方", "How-to"}};
  std::vector<ui::Choice> category_choices;
  for (const Words& category : categories) {
    category_choices.push_back({category.english, say(category.japanese, category.english)});
  }
  {
    ui::Grid pair("pair", {.min_cell = 220, .max_columns = 2});
    pair.next();
    ui::choice_field("impact", say("影響度", "Impact"), impacts, &impact_);
    pair.next();
    ui::choice_field("category", say("カテゴリー", "Category"), category_choices, &category_,
                     {.allow_empty = true});
    pair.next();
    ui::date_time_field("occurred", say("発生日時", "Occurred at"), &occurred_);
    pair.next();
    ui::text_field("place", say("拠点", "Site"), &place_);
    pair.next();
    ui::text_field("mail", say("メールアドレス", "E-mail"), &mail_,
                   {.type = ui::FieldType::kEmail, .autocomplete = ui::Autocomplete::kEmail});
    pair.next();
    ui::text_field(
        "password", say("パスワード", "Password"), &password_,
        {.type = ui::FieldType::kPassword, .autocomplete = ui::Autocomplete::kCurrentPassword});
  }
  const ui::FileResult file =
      ui::file_button("photo", say("写真を追加", "Add a photo"), "image/*", ui::Icon::kCamera);
  if (file.picked) {
    file_note_ = file.name + " (" + std::to_string(file.bytes.size()) + " bytes)";
  }
  if (!file_note_.empty()) ui::caption(file_note_);
  ui::gap(ui::kSpace24);
  const ui::Row row({.id = "submit"});
  const bool submit =
      ui::button(say("登録", "Submit"), {.kind = ui::ButtonKind::kPrimary}) || title.submitted;
  if (ui::button(say("下書きを消す", "Clear draft"), {.kind = ui::ButtonKind::kGhost})) {
    title_.clear();
    description_.clear();
    attempted_ = false;
  }
  if (!submit) return;
  attempted_ = true;
  if (title_.empty()) return;
  submits_++;
  ui::toast("「" + title_ + "」 " + say("を登録しました", "was saved"));
}

void GalleryView::draw_table() {
  ui::search_field(
      "search", say("検索", "Search"), &query_,
      {.placeholder = say("キーワード・番号で検索", "Search words or number"), .width = 420});
  const ui::TableColumn columns[] = {
      {.title = say("番号", "Number"), .width = 124, .slot = ui::CardSlot::kOverline},
      {.title = say("件名", "Title"), .weight = 4, .slot = ui::CardSlot::kTitle},
      {.title = say("優先度", "Priority"), .width = 100, .slot = ui::CardSlot::kTrailing},
      {.title = say("状態", "State"), .width = 128, .slot = ui::CardSlot::kMeta},
      {.title = say("担当者", "Assignee"), .weight = 1.4F, .hide_below = 760},
      {.title = say("経過", "Age"), .width = 120, .numeric = true, .hide_below = 900}};
  if (checked_.empty()) checked_.resize(kExampleRows);
  const ui::TableOptions options{.rows = kExampleRows,
                                 .sort_column = sort_column_,
                                 .sort_descending = sort_descending_,
                                 .selected = selected_,
                                 .checked = &checked_};
  const ui::TableResult result = ui::table(
      "tickets", say("インシデント一覧", "Incidents"), columns, options,
      [&](int row, ui::TableRow& cells) {
        const int number = sort_column_ == 0 && sort_descending_ ? kExampleRows - row : row + 1;
        const Words& title = kTitles[scatter(number, 1) % std::size(kTitles)];
        const unsigned state = scatter(number, 2) % 4, priority = scatter(number, 3) % 4;
        const Words& person = kPeople[scatter(number, 4) % std::size(kPeople)];
        const unsigned minutes = scatter(number, 5) % 5000;
        cells.text(0, example_number(number), ui::Tone::kMuted);
        cells.text(1, say(title.japanese, title.english));
        cells.chip(2, kPriorities[priority], kPriorityTones[priority]);
        cells.chip(3, say(kStates[state].japanese, kStates[state].english), kStateTones[state]);
        cells.text(4, say(person.japanese, person.english));
        cells.text(5,
                   std::to_string(minutes / 60) + say("時間", " h ") +
                       std::to_string(minutes % 60) + say("分", " min"),
                   ui::Tone::kMuted);
      });
  if (result.activated >= 0) selected_ = result.activated;
  if (result.toggled >= 0) {
    const auto at = static_cast<std::size_t>(result.toggled);
    checked_[at] = !checked_[at];
  }
  if (result.sort_column >= 0) {
    sort_descending_ = result.sort_column == sort_column_ ? !sort_descending_ : false;
    sort_column_ = result.sort_column;
  }
}

void GalleryView::draw_charts() {
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

void GalleryView::draw_record() {
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
  ui::link(say("似ているチケットを見る", "Similar tickets"), "#/gallery/table");
}

void GalleryView::draw_states() {
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

}  // namespace genba
