#include "sync-server/cli/ticket_similar.h"

#include <cstdio>
#include <memory>

#include "core/replica/similar.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {
namespace {

struct SimilarOptions {
  std::string data;
  bool json = false;
  std::string text;
  std::size_t limit = 5;
};

Json record_json(const State& state, const SimilarRecord& record) {
  const EntityId id = state.id(record.kind, record.row);
  const bool is_article = record.kind == Kind::kArticle;
  const FieldId status = is_article ? field::kArticleState : field::kTicketState;
  const FieldId title = is_article ? field::kArticleTitle : field::kTicketTitle;
  Json json;
  json["kind"] = find_kind(record.kind)->name;
  json["id"] = to_string(id);
  if (!is_article) json["label"] = ticket_label(state, id);
  json["title"] = state.value(id, title).text();
  json["state"] = value_json(state, *find_field(status), state.value(id, status));
  json["likeness_percent"] = (record.likeness + 5) / 10;
  json["help"] = help_text(state, record.kind, record.row, Language::kJapanese);
  return json;
}

int run_similar(const SimilarOptions& options) {
  const auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  SimilarRecords similar;
  similar.update(state);
  SimilarQuestion question;
  question.text = options.text;
  question.limit = options.limit;
  Json list = Json::array();
  for (const SimilarRecord& record : similar.find(state, question)) {
    list.push_back(record_json(state, record));
  }
  if (options.json) {
    std::printf("%s\n", json_text(list).c_str());
    return kExitOk;
  }
  for (const Json& record : list) {
    const std::string name = record.contains("label") ? record["label"].get<std::string>()
                                                      : record["kind"].get<std::string>();
    std::printf("%3d%%  %-12s %-12s %s\n", record["likeness_percent"].get<int>(), name.c_str(),
                record["state"].get<std::string>().c_str(),
                record["title"].get<std::string>().c_str());
  }
  return kExitOk;
}

}  // namespace

void add_ticket_similar(CliCommand& ticket, Selection& selection) {
  const auto options = std::make_shared<SimilarOptions>();
  CliCommand* command =
      add_verb(ticket, "similar", "List past tickets and articles that are like a text", options,
               selection, run_similar);
  command->add_option("text", options->text, "What happened, in one line")->required();
  command->add_option("--limit", options->limit, "At most so many")->capture_default_str();
}

}  // namespace genba::cli
