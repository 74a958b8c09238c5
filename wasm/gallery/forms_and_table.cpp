// The form and the table of the gallery.
#include <string>

#include "wasm/gallery/gallery.h"
#include "wasm/ui/ui.h"

namespace genba::gallery {

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

void Gallery::draw_forms() {
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

void Gallery::draw_table() {
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

}  // namespace genba::gallery
