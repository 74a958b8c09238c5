// The inbox: what concerns me, the unread first. Opening a notice marks it as read.
#include "core/replica/inbox.h"
#include "core/replica/ticket_label.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/error_text.h"
#include "wasm/views/notice_text.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

// A group of operations holds 4096; more are marked with the next press.
constexpr std::size_t kMaxMarked = 4096;

class InboxView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    refresh(model);
    const std::string count =
        t(model, Message::kInboxUnread, format_number(static_cast<std::int64_t>(unread_)));
    const ui::PageAction page_actions[] = {
        {.label = ts(model, Message::kInboxMarkAll), .icon = ui::Icon::kCheck}};
    const std::size_t offered = unread_ > 0 ? 1 : 0;
    const Screen screen(model, actions, t(model, Message::kInboxTitle),
                        {.subtitle = count,
                         .actions = std::span(page_actions).first(offered),
                         .max_width = 0,
                         .scrolls = false});
    if (screen.action() == 0) mark_all(model, actions);
    if (notices_.empty()) {
      ui::gap(ui::kSpace24);
      ui::empty_state(t(model, Message::kInboxEmpty), {.text = t(model, Message::kInboxEmptyHint)});
      return;
    }
    draw_list(model, actions);
  }

 private:
  enum ColumnIndex { kReason, kTicket, kDetail, kWhen };

  void refresh(const Model& model) {
    const EntityId& me = model.replica->identity().user;
    if (version_ == model.state().version() && me_ == me) return;
    version_ = model.state().version();
    me_ = me;
    notices_ = inbox_of(model.state(), me);
    unread_ = unread_notices(model.state(), me);
  }

  void draw_list(const Model& model, Actions& actions) {
    ui::TableColumn columns[] = {
        {.title = ts(model, Message::kInboxReason), .width = 232, .slot = ui::CardSlot::kOverline},
        {.title = std::string(find_kind(Kind::kTicket)->label_ja),
         .weight = 3,
         .slot = ui::CardSlot::kTitle},
        {.title = "", .weight = 2, .slot = ui::CardSlot::kMeta, .hide_below = 720},
        {.title = ts(model, Message::kInboxWhen), .width = 120, .slot = ui::CardSlot::kTrailing}};
    const bool is_japanese = model.language == Language::kJapanese;
    const KindSpec& ticket = *find_kind(Kind::kTicket);
    columns[kTicket].title = is_japanese ? ticket.label_ja : ticket.label_en;
    columns[kDetail].title = std::string(find_field(field::kNoticeText)->label(model.language));
    for (ui::TableColumn& column : columns) column.sortable = false;
    const auto result =
        ui::table("inbox", t(model, Message::kInboxTitle), columns,
                  {.rows = static_cast<int>(notices_.size())}, [&](int i, ui::TableRow& row) {
                    fill_row(model, notices_[static_cast<std::size_t>(i)], row);
                  });
    if (result.activated >= 0) {
      open(model, actions, notices_[static_cast<std::size_t>(result.activated)]);
    }
  }

  static void fill_row(const Model& model, const EntityId& notice, ui::TableRow& row) {
    const State& state = model.state();
    const EntityId ticket = state.value(notice, field::kNoticeTicket).reference();
    const NoticeWords words = notice_words(model, notice);
    const bool is_new = !is_read(state, notice);
    const std::string mark = is_new ? ts(model, Message::kInboxUnreadMark) + " · " : "";
    const ui::Tone tone = words.tone != ui::Tone::kText ? words.tone
                          : is_new                      ? ui::Tone::kAccent
                                                        : ui::Tone::kMuted;
    row.text(kReason, mark + words.reason, tone, is_new);
    row.text(kTicket,
             genba::name_of(state, ticket, model.language) + "  " +
                 state.value(ticket, field::kTicketTitle).text(),
             is_new ? ui::Tone::kText : ui::Tone::kMuted, is_new);
    row.text(kDetail, words.detail, ui::Tone::kMuted);
    row.text(kWhen, format_relative(state.integer(notice, field::kNoticeAt), time_style(model)),
             ui::Tone::kMuted);
    row.href(href_of(ticket_path(ticket)));
  }

  void open(const Model& model, Actions& actions, const EntityId& notice) {
    const EntityId ticket = model.state().value(notice, field::kNoticeTicket).reference();
    if (!is_read(model.state(), notice)) submit(model, actions, {{notice}, true});
    actions.open(ticket_path(ticket));
  }

  void mark_all(const Model& model, Actions& actions) {
    std::vector<EntityId> unread;
    for (const EntityId& notice : notices_) {
      if (!is_read(model.state(), notice) && unread.size() < kMaxMarked) unread.push_back(notice);
    }
    if (!submit(model, actions, {unread, true})) return;
    const std::string count = format_number(static_cast<std::int64_t>(unread.size()));
    ui::toast(t(model, Message::kInboxMarked, count),
              {.action_label = ts(model, Message::kUndo), .action = [&actions, unread] {
                 (void)actions.submit(MarkNoticesRead{unread, false});
               }});
  }

  static bool submit(const Model& model, Actions& actions, const MarkNoticesRead& command) {
    const Result<void> done = actions.submit(command);
    if (!done) ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
    return done.ok();
  }

  std::uint64_t version_ = 0;
  EntityId me_;
  std::vector<EntityId> notices_;
  std::size_t unread_ = 0;
};

}  // namespace

std::unique_ptr<View> make_inbox_view() { return std::make_unique<InboxView>(); }

}  // namespace genba
