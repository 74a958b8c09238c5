// Genba's engine without its screen, for genba_page.mjs: the client's own store, replica and
// synchronisation, driven by a handful of functions.
#include <emscripten.h>

#include <cstdlib>
#include <string>

#include "core/replica/changed_rows.h"
#include "core/replica/query.h"
#include "core/replica/search.h"
#include "core/replica/ticket_label.h"
#include "wasm/app/sync_driver.h"
#include "wasm/app/workspace_host.h"
#include "wasm/platform/environment.h"

EM_JS(void, gb_js_engine_changed, (), { Module["genba"]["engineChanged"](); });
EM_JS(void, gb_js_engine_saw, (const char* text, int length),
      { Module["genba"]["engineSaw"](text, length); });
EM_JS(void, gb_js_engine_rows, (const char* text, int length, int total),
      { Module["genba"]["engineRows"](text, length, total); });

namespace genba::bench {
namespace {

class Engine {
 public:
  void open() {
    app::WorkspaceHost::Handlers handlers;
    handlers.on_opened = [this](const platform::StoredFiles&) { is_open_ = true; };
    handlers.on_taken = [] {};
    handlers.on_locked = [] {};
    handlers.on_saved = [this] { sync_.pump(); };
    handlers.on_change = [this] { changed(); };
    host_.start(std::move(handlers));
    host_.open(true);
  }

  // As whoever is signed in.
  bool join() {
    if (!host_.is_started() && !host_.start_joined()) return false;
    sync_.start();
    return true;
  }

  bool edit(std::size_t index, std::string symptom) {
    const Table& tickets = state().table(Kind::kTicket);
    const EntityId id = state().id(Kind::kTicket, static_cast<Row>(index % tickets.size()));
    const std::int64_t urgency = 1 + state().integer(id, field::kTicketUrgency) % 3;
    EditFields edit{id, {}};
    edit.fields = {{field::kTicketUrgency, Value::of(urgency)},
                   {field::kTicketSymptom, Value::of(std::move(symptom))}};
    return host_.submit(edit, 0).ok();
  }

  // "label TAB due TAB title" of each, and how many are open.
  void first_open(std::size_t limit) {
    Result<Filter> filter = Filter::parse(Kind::kTicket, "open");
    Result<std::vector<SortKey>> sort = parse_sort_keys(Kind::kTicket, "resolution_due");
    const QueryContext context{platform::now_ms(), 0, {}};
    Query query;
    query.filter = std::move(filter).value();
    query.sort = std::move(sort).value();
    query.limit = limit;
    const QueryResult found = run_query(state(), query, context);
    std::string text;
    for (const Row row : found.rows) {
      const EntityId id = state().id(Kind::kTicket, row);
      if (!text.empty()) text += '\n';
      text += ticket_label(state(), id) + '\t';
      text += std::to_string(state().integer(id, field::kTicketResolutionDue)) + '\t';
      text += state().value(id, field::kTicketTitle).text();
    }
    gb_js_engine_rows(text.data(), static_cast<int>(text.size()), static_cast<int>(found.total));
  }

  void make_searchable() { search_.update(state()); }
  std::size_t search(std::string_view words) const {
    return rows_of(search_.find(state(), words)).size();
  }

  void watch() {
    is_watching_ = true;
    tell_edits();
  }

  bool is_open() const { return is_open_; }
  bool is_saved() const { return host_.is_saved(); }
  bool is_synced() const { return sync_.status() == SyncStatus::kSynced; }
  std::size_t unanswered() const { return host_.workspace().replica().waiting(); }
  std::size_t tickets() const { return state().entities(Kind::kTicket).size(); }
  void set_online(bool online) { sync_.set_online(online); }

 private:
  const State& state() const { return host_.workspace().state(); }

  void changed() {
    if (is_watching_) tell_edits();
    gb_js_engine_changed();
  }

  void tell_edits() {
    std::size_t budget = std::numeric_limits<std::size_t>::max();
    edits_.update(state(), budget, [this](Row row) {
      const std::string_view text =
          state().table(Kind::kTicket).column(field::kTicketSymptom).text(row);
      if (!text.empty()) gb_js_engine_saw(text.data(), static_cast<int>(text.size()));
    });
  }

  app::WorkspaceHost host_;
  app::SyncDriver sync_{host_, [this] { changed(); }};
  RecordSearch search_{Kind::kTicket};
  ChangedRows edits_{Kind::kTicket};
  bool is_open_ = false;
  bool is_watching_ = false;
};

Engine& engine() {
  static Engine instance;
  return instance;
}

}  // namespace
}  // namespace genba::bench

using genba::bench::engine;

namespace {
std::string_view view(const char* text, int length) {
  return std::string_view(text, static_cast<std::size_t>(length));
}
}  // namespace

#define GENBA_EXPORT extern "C" EMSCRIPTEN_KEEPALIVE

GENBA_EXPORT void* gb_malloc(int size) { return std::malloc(static_cast<std::size_t>(size)); }
GENBA_EXPORT void gb_free(void* memory) { std::free(memory); }
GENBA_EXPORT void gb_engine_open() { engine().open(); }
GENBA_EXPORT int gb_engine_join() { return engine().join() ? 1 : 0; }
GENBA_EXPORT int gb_engine_is_open() { return engine().is_open() ? 1 : 0; }
GENBA_EXPORT int gb_engine_is_saved() { return engine().is_saved() ? 1 : 0; }
GENBA_EXPORT int gb_engine_is_synced() { return engine().is_synced() ? 1 : 0; }
GENBA_EXPORT int gb_engine_unanswered() { return static_cast<int>(engine().unanswered()); }
GENBA_EXPORT int gb_engine_tickets() { return static_cast<int>(engine().tickets()); }
GENBA_EXPORT void gb_engine_set_online(int online) { engine().set_online(online != 0); }
GENBA_EXPORT void gb_engine_watch() { engine().watch(); }
GENBA_EXPORT int gb_engine_edit(int index, const char* symptom, int length) {
  return engine().edit(static_cast<std::size_t>(index), std::string(view(symptom, length))) ? 1 : 0;
}
GENBA_EXPORT void gb_engine_first_open(int limit) {
  engine().first_open(static_cast<std::size_t>(limit));
}
GENBA_EXPORT void gb_engine_make_searchable() { engine().make_searchable(); }
GENBA_EXPORT int gb_engine_search(const char* words, int length) {
  return static_cast<int>(engine().search(view(words, length)));
}

int main() { return 0; }
