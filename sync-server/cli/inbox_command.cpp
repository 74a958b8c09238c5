// `genba inbox`: the notices of a person, and marking them as read.
#include <cstdio>
#include <memory>

#include "core/process/civil_time.h"
#include "core/replica/inbox.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {
namespace {

struct InboxOptions {
  std::string data;
  bool json = false;
  std::string user;
  std::size_t limit = 50;
  bool mark_read = false;
};

Json notice_json(const State& state, const EntityId& notice) {
  const auto cell = [&](FieldId field) {
    return value_json(state, *find_field(field), state.value(notice, field));
  };
  return {{"id", to_string(notice)},
          {"at", cell(field::kNoticeAt)},
          {"ticket", ticket_label(state, state.value(notice, field::kNoticeTicket).reference())},
          {"reason", cell(field::kNoticeReason)},
          {"text", state.value(notice, field::kNoticeText).text()},
          {"read", is_read(state, notice)}};
}

int run_inbox(const InboxOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  Workspace& workspace = (*folder)->workspace();
  EntityId user = workspace.replica().identity().user;
  if (!options.user.empty()) {
    const Result<EntityId> found = find_by_name(workspace.state(), Kind::kUser, options.user);
    if (!found) return fail(found.error(), options.json);
    user = *found;
  }
  const std::vector<EntityId> notices = inbox_of(workspace.state(), user, options.limit);
  Json list = Json::array();
  for (const EntityId& notice : notices) list.push_back(notice_json(workspace.state(), notice));
  const std::size_t unread = unread_notices(workspace.state(), user);
  if (options.mark_read) {
    const auto done =
        workspace.submit(MarkNoticesRead{notices, true}, platform::now_ms(), (*folder)->random());
    if (!done) return fail(done.error(), options.json);
    if (const auto saved = (*folder)->save(); !saved) return fail(saved.error(), options.json);
  }
  if (options.json) {
    std::printf("%s\n", json_text({{"unread", unread}, {"notices", list}}).c_str());
    return kExitOk;
  }
  for (const Json& notice : list) {
    std::printf("%c %s  %-12s %-18s %s\n", notice["read"].get<bool>() ? ' ' : '*',
                notice.value("at", "").c_str(), notice.value("ticket", "").c_str(),
                notice.value("reason", "").c_str(), notice.value("text", "").c_str());
  }
  return kExitOk;
}

}  // namespace

void add_inbox_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<InboxOptions>();
  CliCommand* inbox = add_verb(program, "inbox", "Notices, the unread and the newest first",
                               options, selection, run_inbox);
  inbox->add_option("--user", options->user, "Whose; your own when not given");
  inbox->add_option("--limit", options->limit, "At most so many; 0 for all")->capture_default_str();
  inbox->add_flag("--mark-read", options->mark_read, "Mark those that are listed as read");
}

}  // namespace genba::cli
