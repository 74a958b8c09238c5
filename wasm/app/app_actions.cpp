#include "wasm/app/app_actions.h"

#include <utility>

#include "core/exchange/jsonl_workspace.h"
#include "core/exchange/sheet_import.h"
#include "core/process/receipt.h"
#include "core/text/catalogue.h"
#include "wasm/app/joining.h"
#include "wasm/platform/charset.h"
#include "wasm/platform/environment.h"
#include "wasm/platform/page.h"
#include "wasm/platform/release.h"
#include "wasm/platform/storage.h"
#include "wasm/ui/ui.h"
#include "wasm/views/preferences.h"
#include "wasm/views/shell.h"

namespace genba::app {

void apply_language(Language language) {
  platform::set_page_language(language == Language::kJapanese ? "ja" : "en");
  ui::set_words(ui_words(language));
}

Result<void> AppActions::submit(const Command& command, Seq seen) {
  const Result<void> done = parts_.host.submit(command, seen);
  // What somebody records here stays here, also when it is for another group or person.
  const auto* made = std::get_if<CreateTicket>(&command);
  if (done && made != nullptr) {
    const DeviceScope scope = parse_device_scope(preference(preference::kScope));
    set_preference(preference::kScope, format_device_scope(with_pin(scope, made->id)));
  }
  return done;
}

EntityId AppActions::new_id() { return parts_.host.random().new_id(platform::now_ms()); }

SimilarAnswer AppActions::similar(const SimilarQuestion& question) {
  if (!parts_.host.is_started()) return {};
  return parts_.similar.find(parts_.host.workspace().state(), question);
}

FoundRecords AppActions::find(Kind kind, std::string_view words) {
  if (!parts_.host.is_started()) return {};
  return parts_.finder.find(parts_.host.workspace().state(), kind, words);
}

void AppActions::open(std::string_view path) { parts_.router.open(path); }

void AppActions::replace(std::string_view path) { parts_.router.replace(path); }

void AppActions::back() { parts_.router.back(); }

void AppActions::set_language(Language language) {
  parts_.settings.set(preference::kLanguage, language == Language::kJapanese ? "ja" : "en");
  later_.push_back([language] { apply_language(language); });
}

std::string AppActions::preference(std::string_view name) const {
  return parts_.settings.get(name);
}

void AppActions::set_preference(std::string_view name, std::string_view value) {
  parts_.settings.set(name, value);
  if (name == preference::kScope) later_.push_back([this] { parts_.apply_scope(); });
  if (name != preference::kTheme && name != preference::kTextSize) return;
  later_.push_back([this] { parts_.loop.set_appearance(parts_.settings.appearance()); });
}

void AppActions::sign_in(std::string_view name, std::string_view password) {
  parts_.account.sign_in(name, password);
}

void AppActions::sign_out() {
  later_.push_back([this] {
    describe_store(parts_);
    parts_.keeper.close();
  });
}

void AppActions::use_without_server() {
  if (parts_.host.is_started()) return parts_.router.open("/");
  later_.push_back([this] { work_alone(parts_); });
}

void AppActions::protect(Protection wanted, std::string_view passphrase, std::string_view next) {
  struct Step {
    platform::StoreTask task;
    Message done;
  };
  constexpr Step kSteps[] = {{platform::StoreTask::kProtect, Message::kProtectDone},
                             {platform::StoreTask::kUnprotect, Message::kProtectUndone},
                             {platform::StoreTask::kRekey, Message::kProtectChanged}};
  const Step step = kSteps[static_cast<std::size_t>(wanted)];
  parts_.host.take([this, step, passphrase = std::string(passphrase), next = std::string(next)] {
    parts_.keeper.change(step.task, passphrase, next, [this, step] {
      ui::toast(std::string(text(step.done, parts_.settings.language())));
    });
  });
}

void AppActions::lock() {
  later_.push_back([this] { parts_.keeper.lock(); });
}

void AppActions::join_choose(std::size_t index, JoinWay way, const EntityId& target) {
  later_.push_back([this, index, way, target] { parts_.join.choose(index, way, target); });
}

void AppActions::join_finish() {
  later_.push_back([this] { finish_joining(parts_); });
}

void AppActions::join_give_up() {
  later_.push_back([this] {
    parts_.join.give_up();
    (void)parts_.account.take_secret();
    parts_.account.sign_out();
    parts_.router.open("/");
  });
}

void AppActions::sync_now() {
  later_.push_back([this] { parts_.host.take([this] { parts_.sync.poll(); }); });
}

void AppActions::check_with_server() {
  later_.push_back([this] { parts_.host.take([this] { parts_.sync.check(); }); });
}

void AppActions::reload() {
  parts_.drafts.flush();
  parts_.host.when_saved([] {
    // An empty batch is durable after the drafts that were given before it.
    platform::commit_files({}, [](const Result<void>&) { platform::reload_into_new_version(); });
  });
}

void AppActions::discard_attention(Dseq first_dseq) {
  later_.push_back([this, first_dseq] {
    parts_.host.workspace().replica().discard_attention(first_dseq);
    parts_.host.changed();
  });
}

void AppActions::download(std::string_view file_name, std::string_view type,
                          std::string_view bytes) {
  platform::save_file(file_name, type, bytes);
}

std::size_t AppActions::download_cp932(std::string_view file_name, std::string_view type,
                                       std::string_view text) {
  return platform::save_cp932(file_name, type, text);
}

void AppActions::download_everything(std::string_view file_name) {
  std::string lines;
  const auto done = export_jsonl(parts_.host.workspace(), [&lines](std::string_view line) {
    lines.append(line).append("\n");
    return Result<void>();
  });
  assert(done.ok());
  (void)done;
  platform::save_file(file_name, "application/jsonl", lines);
}

Result<std::string> AppActions::decode(std::string_view bytes) {
  Result<DecodedText> text = decode_text(bytes, Encoding::kAuto, platform::convert_charset);
  if (!text) return text.error();
  return std::move(text->utf8);
}

Result<ImportPlan> AppActions::import_table(const Sheet& sheet, const ImportMapping& mapping) {
  return parts_.host.import_table(sheet, mapping);
}

ContentPlace AppActions::content_place(const EntityId& attachment) const {
  return parts_.contents.place(attachment);
}

void AppActions::save_content(const EntityId& attachment) { parts_.contents.save(attachment); }

std::string AppActions::attachment_problem(const EntityId& ticket, Language language) const {
  return parts_.contents.problem(ticket, language);
}

std::string AppActions::new_receipt_code() { return make_receipt_code(parts_.host.random()); }

void AppActions::ask_receipt(std::string_view typed) {
  if (typed.empty()) return parts_.receipts.forget();
  parts_.receipts.ask(typed);
}

void AppActions::search_at_server(std::string_view words) { parts_.server_search.ask(words); }

void AppActions::use_home_language() {
  const Language before = parts_.settings.language();
  parts_.settings.set(preference::kLanguage, {});
  const Language language = parts_.settings.language();
  if (language != before) later_.push_back([language] { apply_language(language); });
}

void AppActions::fetch_devices() {
  parts_.devices.refresh();
  parts_.kiosks.refresh();
}

void AppActions::act_on_device(std::string_view device, DeviceAction action) {
  parts_.devices.act(device, action);
}

void AppActions::manage_kiosk(KioskAction action, std::string_view which) {
  parts_.kiosks.manage(action, which);
}

void AppActions::be_at(const EntityId& ticket, bool is_writing) {
  at_ = ticket;
  is_writing_ = is_writing;
}

void AppActions::copy_link(std::string_view path) {
  platform::copy_text(platform::page_address() + "#" + std::string(path));
}

void AppActions::print(const std::vector<PrintPart>& document) {
  std::vector<platform::PrintBlock> blocks;
  for (const PrintPart& part : document) {
    blocks.push_back({static_cast<platform::PrintBlock::Kind>(part.kind), part.cells});
  }
  platform::print_document(blocks);
}

void AppActions::keep_draft(std::string_view key, std::string_view text) {
  parts_.drafts.keep(key, text);
}

std::string AppActions::draft(std::string_view key) const { return parts_.drafts.get(key); }

void AppActions::settle() {
  parts_.sync.presence().be_at(std::exchange(at_, {}), std::exchange(is_writing_, false));
  const auto now = std::exchange(later_, {});
  for (const auto& action : now) action();
  if (parts_.router.settle() || !now.empty()) platform::request_frame();
}

}  // namespace genba::app
