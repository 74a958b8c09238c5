// What views may ask for, carried out on the parts. What would pull a view's own ground away while
// it draws (another screen, another workspace) waits for settle().
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/app/parts.h"
#include "wasm/views/view.h"

namespace genba::app {

class AppActions final : public Actions {
 public:
  explicit AppActions(Parts& parts) : parts_(parts) {}

  Result<void> submit(const Command& command, Seq seen) override;
  EntityId new_id() override;
  SimilarAnswer similar(const SimilarQuestion& question) override;
  FoundRecords find(Kind kind, std::string_view words) override;
  void open(std::string_view path) override;
  void replace(std::string_view path) override;
  void back() override;
  void set_language(Language language) override;
  std::string preference(std::string_view name) const override;
  void set_preference(std::string_view name, std::string_view value) override;
  void sign_in(std::string_view name, std::string_view password) override;
  void sign_out() override;
  void use_without_server() override;
  void protect(Protection wanted, std::string_view passphrase, std::string_view next) override;
  void lock_after(int minutes) override { parts_.keeper.lock_after(minutes); }
  void lock() override;
  void join_choose(std::size_t index, JoinWay way, const EntityId& target) override;
  void join_finish() override;
  void join_give_up() override;
  void sync_now() override;
  void check_with_server() override;
  void reload() override;
  void discard_attention(Dseq first_dseq) override;
  void download(std::string_view file_name, std::string_view type, std::string_view bytes) override;
  std::size_t download_cp932(std::string_view file_name, std::string_view type,
                             std::string_view text) override;
  void download_everything(std::string_view file_name) override;
  Result<std::string> decode(std::string_view bytes) override;
  Result<ImportPlan> import_table(const Sheet& sheet, const ImportMapping& mapping) override;
  ContentPlace content_place(const EntityId& attachment) const override;
  void save_content(const EntityId& attachment) override;
  std::string attachment_problem(const EntityId& ticket, Language language) const override;
  std::string new_receipt_code() override;
  void ask_receipt(std::string_view typed) override;
  void search_at_server(std::string_view words) override;
  void use_home_language() override;
  void fetch_devices() override;
  void act_on_device(std::string_view device, DeviceAction action) override;
  void manage_kiosk(KioskAction action, std::string_view which) override;
  void be_at(const EntityId& ticket, bool is_writing) override;
  void copy_link(std::string_view path) override;
  void print(const std::vector<PrintPart>& document) override;
  void keep_draft(std::string_view key, std::string_view text) override;
  std::string draft(std::string_view key) const override;

  // After the frame.
  void settle();

 private:
  Parts& parts_;
  std::vector<std::function<void()>> later_;
  EntityId at_;  // of this frame
  bool is_writing_ = false;
};

// Makes the language that of the page and of the widgets.
void apply_language(Language language);

}  // namespace genba::app
