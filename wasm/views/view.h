// What a view is given and what it may ask for. A view draws one screen of the address it was
// opened with, reads the model, keeps only what belongs to its widgets, and pushes commands; it
// changes nothing itself. The application (wasm/app) fills in the model before each frame and
// carries the commands out after it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/language.h"
#include "core/process/commands.h"
#include "core/replica/query_filter.h"
#include "core/replica/replica.h"
#include "core/replica/similar.h"
#include "core/replica/workspace_join.h"
#include "core/sync/replica_check.h"
#include "core/sync/search_messages.h"
#include "core/text/catalogue.h"

namespace genba {

struct Sheet;          // core/exchange/sheet.h
struct ImportMapping;  // core/exchange/import_mapping.h
struct ImportPlan;     // core/exchange/sheet_import.h

// The sync badge: what a person may rely on right now.
enum class BadgeState : std::uint8_t {
  kSaving,   // changes are on their way into this device's storage
  kSaved,    // stored here; no server is joined
  kOffline,  // stored here; `waiting` changes go up when the network is back
  kSyncing,
  kSynced,  // the server has everything, and everything it has is here
  kSignInNeeded,
  kNotSaved,  // storing failed: `badge_detail` says why
};

// What this device holds beside the workspace that is shown, and how the one is protected.
struct DeviceModel {
  struct Kept {
    std::string name;
    std::size_t waiting = 0;  // changes that were not sent
  };
  std::vector<Kept> others;             // whose stores are closed
  bool has_alone = false;               // one that works without a server is among the closed ones
  std::string owner_name;               // of the store that is open, or locked
  bool is_sealed = false;               // it is encrypted
  int lock_minutes = 0;                 // it locks by itself after them; 0: never
  bool is_busy = false;                 // with the passphrase
  Error problem{ErrorCode::kNone, {}};  // kForbidden: it was a wrong one
};

// What would go up if the workspace joined now.
struct JoinPreview {
  JoinPlan plan;
  std::vector<JoinCount> counts;
  std::string numbers;    // "INC-000001 – INC-000012": given anew; empty: none
  std::string user_name;  // who joins
  const State* server = nullptr;
};

// What can be asked of the encryption of the open store.
enum class Protection : std::uint8_t { kOn, kOff, kAnotherPassphrase };

// What the server said of a receipt code that was asked about.
struct ReceiptAnswer {
  enum class Kind : std::uint8_t { kNone, kAsking, kFound, kUnknown, kTooMany, kNoAnswer };
  Kind kind = Kind::kNone;
  std::string state_ja, state_en;
  std::int64_t since_ms = 0;
  int retry_after_s = 0;
};

// What the server found of what somebody searched there.
struct ServerSearchAnswer {
  enum class Kind : std::uint8_t { kNone, kAsking, kFound, kTooMany, kNoAnswer };
  Kind kind = Kind::kNone;
  std::string words;  // that were asked for
  SearchResponse found;
  int retry_after_s = 0;
};

// Where somebody is signed in, as the server knows it.
struct DeviceEntry {
  std::string id, user, label;
  bool is_kiosk = false;
  bool is_this = false;
  std::int64_t last_contact_ms = 0;
  std::optional<std::int64_t> waiting;  // when it last told
  std::int64_t wipe_ms = 0;             // when it was ordered to wipe itself; 0: it was not
  std::int64_t wiped_ms = 0;            // when it had
};
struct DeviceAnswer {
  enum class Kind : std::uint8_t { kNone, kAsking, kListed, kForbidden, kFailed };
  Kind kind = Kind::kNone;
  std::vector<DeviceEntry> devices;
};
enum class DeviceAction : std::uint8_t { kRevoke, kWipe };

// A kiosk as the server knows it.
struct KioskEntry {
  std::string id, name;
  enum class State : std::uint8_t { kNotEnrolled, kEnrolled, kRevoked } state;
  std::int64_t last_contact_ms = 0;  // 0: nothing was heard of it yet
  std::optional<std::int64_t> waiting;
};
struct KioskAnswer {
  std::vector<KioskEntry> kiosks;  // as far as the server told
  // What became of the last wish.
  enum class Wish : std::uint8_t { kNone, kAsking, kDone, kNameTaken, kNameWrong, kFailed };
  Wish wish = Wish::kNone;
  std::string name, link;  // the link that a wish has brought; "": none
};
enum class KioskAction : std::uint8_t { kAdd, kRenew, kRevoke, kForget };

// Somebody else at the ticket that is on the screen.
struct PresentPerson {
  EntityId user;
  bool is_writing = false;
};

struct Model {
  const Replica* replica = nullptr;  // never null while a workspace view is drawn
  Language language = Language::kJapanese;
  std::int64_t now_ms = 0;
  std::int32_t utc_offset_minutes = 0;  // of this device, at now
  BadgeState badge = BadgeState::kSaved;
  std::size_t waiting = 0;
  std::optional<std::int64_t> last_sync_ms;  // when the server last answered, since the page loaded
  std::string badge_detail;
  bool is_checking = false;  // what this device holds is being compared with the server
  std::optional<CheckResult> last_check;  // since the page loaded
  bool is_alone = true;                   // no server is joined
  bool is_online = false;
  bool server_available = false;  // this page came from a Genba server
  bool insecure_context = false;  // plain http from another machine: nothing can be kept here
  bool update_available = false;  // a new version waits for a reload
  bool signing_in = false;
  std::string sign_in_error;  // in words, of the last attempt; empty: none
  std::string user_name;
  DeviceModel device;
  const JoinPreview* join = nullptr;
  bool is_joining = false;  // the server's records are being read for the preview
  Error join_problem{ErrorCode::kNone, {}};
  bool is_kiosk = false;  // this browser is a kiosk: nothing but its screen is shown
  double idle_ms = 0;     // since somebody last touched the page
  ReceiptAnswer receipt;
  ServerSearchAnswer server_search;
  DeviceAnswer devices;
  KioskAnswer kiosks;
  std::vector<PresentPerson> present;  // at the ticket of the last be_at()

  const State& state() const { return replica->state(); }
};

// What is like a text, as far as is known by now.
struct SimilarAnswer {
  std::vector<SimilarRecord> records;
  bool is_complete = false;  // past records are still being read; ask again in the next frame
};

// What has the words of a search, as far as is known by now.
struct FoundRecords {
  RowMask rows;
  bool is_complete = false;  // records are still being read; ask again in the next frame
};

// Where the content of an attachment is.
enum class ContentPlace : std::uint8_t {
  kElsewhere,  // not on this device
  kKept,       // here; there is no server
  kWaiting,    // here, and not at the server yet
  kSent,       // here and at the server
  kRefused,    // here; the server cannot take it
};

// A part of a document on paper: text, or a row of the table that a head began.
struct PrintPart {
  enum class Kind : std::uint8_t { kTitle, kHeading, kText, kTableHead, kTableRow };
  Kind kind = Kind::kText;
  std::vector<std::string> cells;  // one but for tables
};

// What a view may ask for. Commands of the domain answer at once: the replica applies them, or says
// what is wrong and nothing changed.
class Actions {
 public:
  virtual ~Actions() = default;
  // `seen`: Replica::head() when the form was opened; 0: now.
  virtual Result<void> submit(const Command& command, Seq seen = 0) = 0;
  virtual EntityId new_id() = 0;
  // Never waits: what is not read yet is read between frames.
  virtual SimilarAnswer similar(const SimilarQuestion& question) = 0;
  // Tickets or articles that have the words (core/replica/search.h). Never waits either.
  virtual FoundRecords find(Kind kind, std::string_view words) = 0;
  virtual void open(std::string_view path) = 0;  // "/tickets", "/t/<id>", "/new" …
  // The same screen under another address (a filter that changed): Back does not return to the old.
  virtual void replace(std::string_view path) { open(path); }
  virtual void back() = 0;
  virtual void set_language(Language language) = 0;
  // What was chosen on this device (wasm/views/preferences.h); "": nothing.
  virtual std::string preference(std::string_view name) const = 0;
  virtual void set_preference(std::string_view name, std::string_view value) = 0;
  virtual void sign_in(std::string_view name, std::string_view password) = 0;
  virtual void sign_out() = 0;
  virtual void use_without_server() = 0;
  // `passphrase`: the current one, or the first; `next`: of kAnotherPassphrase.
  virtual void protect(Protection wanted, std::string_view passphrase, std::string_view next) = 0;
  virtual void lock_after(int minutes) = 0;  // without a touch; 0: never
  virtual void lock() = 0;                   // until the passphrase is given again
  // Of JoinPreview::plan; `target`: the server's, of kUse.
  virtual void join_choose(std::size_t index, JoinWay way, const EntityId& target) = 0;
  virtual void join_finish() = 0;
  virtual void join_give_up() = 0;
  virtual void sync_now() = 0;
  // Compares everything with the server, and mends what differs.
  virtual void check_with_server() = 0;
  virtual void reload() = 0;  // take the new version
  virtual void discard_attention(Dseq first_dseq) = 0;
  virtual void download(std::string_view file_name, std::string_view type,
                        std::string_view bytes) = 0;
  // The same of text in CP932; how many characters it lacks, which are shown as 〓.
  virtual std::size_t download_cp932(std::string_view file_name, std::string_view type,
                                     std::string_view text) = 0;
  // Everything that this device holds, as JSON lines (core/exchange/jsonl_workspace.h).
  virtual void download_everything(std::string_view file_name) = 0;
  // A file's text as UTF-8, whatever its encoding (core/exchange/text_encoding.h).
  virtual Result<std::string> decode(std::string_view bytes) = 0;
  // Plans the import for the workspace as it is now, and does it (core/exchange/sheet_import.h).
  virtual Result<ImportPlan> import_table(const Sheet& sheet, const ImportMapping& mapping) = 0;
  virtual ContentPlace content_place(const EntityId& attachment) const = 0;
  // Saves the content of an attachment as a download, from this device or the server.
  virtual void save_content(const EntityId& attachment) = 0;
  // What went wrong last with attachments of a ticket, in words; empty: nothing.
  virtual std::string attachment_problem(const EntityId& ticket, Language language) const = 0;
  // A code that nobody else has; to be handed out with a report (core/process/receipt.h).
  virtual std::string new_receipt_code() = 0;
  // The answer comes in Model::receipt. "" forgets it.
  virtual void ask_receipt(std::string_view typed) = 0;
  // Tickets that have the words, also those that are not here. The answer comes in
  // Model::server_search.
  virtual void search_at_server(std::string_view words) = 0;
  // Back to the language that the browser asks for.
  virtual void use_home_language() = 0;
  // The answer comes in Model::devices and kiosks.
  virtual void fetch_devices() = 0;
  virtual void act_on_device(std::string_view device, DeviceAction action) = 0;
  // `which`: the name of a new kiosk, else an id; kForget forgets the answer with its link. The
  // answer comes in Model::kiosks.
  virtual void manage_kiosk(KioskAction action, std::string_view which) = 0;
  // Which ticket this person looks at or writes on: to be said in each frame that shows it.
  virtual void be_at(const EntityId& ticket, bool is_writing) = 0;
  // The address of a screen, to the clipboard. Right after a gesture only.
  virtual void copy_link(std::string_view path) = 0;
  virtual void print(const std::vector<PrintPart>& document) = 0;
  // What was typed and not sent, kept on this device through reload and crash; "" forgets it.
  virtual void keep_draft(std::string_view key, std::string_view text) = 0;
  virtual std::string draft(std::string_view key) const = 0;
};

class View {
 public:
  virtual ~View() = default;
  // path: what follows the view's prefix in the address, e.g. "<id>" of "/t/<id>".
  virtual void draw(const Model& model, std::string_view path, Actions& actions) = 0;
};

// One row of the explicit list in wasm/views/views.cpp: an address, a place in the navigation, and
// the function that makes the view. Adding a screen is its own file and one row.
struct ViewEntry {
  const char* prefix;  // "/", "/tickets", "/t/" …; the longest match wins
  std::unique_ptr<View> (*make)();
};
std::span<const ViewEntry> all_views();
// Whether the screen of an address is there for people without a workspace, too.
bool is_open_to_all(std::string_view path);

}  // namespace genba
