// `genba article list|show|new|publish|retire`: the knowledge base from scripts, with the same core
// and the same rules as a screen.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "core/process/article.h"
#include "core/replica/query.h"
#include "core/replica/search.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/field_change.h"
#include "sync-server/cli/ticket_json.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {
namespace {

struct ArticleOptions {
  std::string data;
  bool json = false;
  std::string article;
  std::string title;
  std::string ticket;                // that it is made from
  std::vector<std::string> changes;  // FIELD=VALUE
  std::string search;
  std::string filter;
  std::string sort = "-updated_at";
  std::size_t limit = 50;
};

using Options = std::shared_ptr<ArticleOptions>;

// By id, or by its title in either language.
Result<EntityId> find_article(const State& state, const std::string& name) {
  if (const Result<EntityId> id = parse_id(name); id && state.kind(*id) == Kind::kArticle)
    return id;
  for (const EntityId& id : state.entities(Kind::kArticle)) {
    if (name_of(state, id, Language::kJapanese) == name ||
        name_of(state, id, Language::kEnglish) == name) {
      return id;
    }
  }
  return make_error(ErrorCode::kNotFound, "there is no article " + name);
}

Json article_json(const State& state, const EntityId& id) {
  Json json;
  json["id"] = to_string(id);
  for (const FieldSpec& spec : fields_of(Kind::kArticle)) {
    const Value value = state.value(id, spec.id);
    if (!value.is_empty()) json[spec.name] = value_json(state, spec, value);
  }
  return json;
}

void print_line(const State& state, const EntityId& id) {
  const FieldSpec& spec = *find_field(field::kArticleState);
  const Json status = value_json(state, spec, state.value(id, spec.id));
  std::printf("%s  %-10s %s\n", to_string(id).c_str(),
              status.is_string() ? status.get<std::string>().c_str() : "-",
              name_of(state, id, Language::kJapanese).c_str());
}

int print_article(const State& state, const EntityId& id, bool json) {
  if (json) {
    std::printf("%s\n", json_text(article_json(state, id)).c_str());
  } else {
    print_line(state, id);
  }
  return kExitOk;
}

Result<std::vector<EntityId>> find_articles(const Replica& replica, const ArticleOptions& options) {
  Result<Filter> filter = Filter::parse(Kind::kArticle, options.filter);
  if (!filter) return filter.error();
  Result<std::vector<SortKey>> sort = parse_sort_keys(Kind::kArticle, options.sort);
  if (!sort) return sort.error();
  QueryContext context;
  context.now_ms = platform::now_ms();
  context.me = replica.identity().user;
  const State& state = replica.state();
  RecordSearch search(Kind::kArticle);
  search.update(state);
  const RowMask within = search.find(state, options.search);
  Query query{.kind = Kind::kArticle,
              .filter = std::move(*filter),
              .sort = std::move(*sort),
              .limit = options.limit};
  query.within = &within;
  std::vector<EntityId> ids;
  for (const Row row : run_query(state, query, context).rows) {
    ids.push_back(state.id(Kind::kArticle, row));
  }
  return ids;
}

int run_list(const ArticleOptions& options) {
  const auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  const auto ids = find_articles((*folder)->workspace().replica(), options);
  if (!ids) return fail(ids.error(), options.json);
  if (options.json) {
    Json list = Json::array();
    for (const EntityId& id : *ids) list.push_back(article_json(state, id));
    std::printf("%s\n", json_text(list).c_str());
    return kExitOk;
  }
  for (const EntityId& id : *ids) print_line(state, id);
  return kExitOk;
}

int run_show(const ArticleOptions& options) {
  const auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  const Result<EntityId> id = find_article(state, options.article);
  if (!id) return fail(id.error(), options.json);
  const Json json = article_json(state, *id);
  if (options.json) {
    std::printf("%s\n", json_text(json).c_str());
    return kExitOk;
  }
  for (const auto& [key, value] : json.items()) {
    std::printf("%-12s %s\n", key.c_str(),
                value.is_string() ? value.get<std::string>().c_str() : json_text(value).c_str());
  }
  return kExitOk;
}

// A later change of the same field stands in place of the earlier one.
void put(std::vector<FieldChange>& changes, FieldChange change) {
  std::erase_if(changes, [&](const FieldChange& each) { return each.field == change.field; });
  changes.push_back(std::move(change));
}

int submit(WorkspaceFolder& folder, const EntityId& id, const Command& command, bool json) {
  const auto done = folder.workspace().submit(command, platform::now_ms(), folder.random());
  if (!done) return fail(done.error(), json);
  if (const auto saved = folder.save(); !saved) return fail(saved.error(), json);
  return print_article(folder.state(), id, json);
}

int run_new(const ArticleOptions& options) {
  const auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
  if (!folder) return fail(folder.error(), options.json);
  const State& state = (*folder)->state();
  CreateEntity command{(*folder)->random().new_id(platform::now_ms()), Kind::kArticle, {}};
  if (!options.ticket.empty()) {
    const Result<EntityId> ticket = find_ticket(state, options.ticket);
    if (!ticket) return fail(ticket.error(), options.json);
    command.fields = article_from_ticket(state, *ticket, Language::kJapanese);
  }
  if (!options.title.empty()) {
    put(command.fields, {field::kArticleTitle, Value::of(options.title)});
  }
  for (const std::string& text : options.changes) {
    Result<FieldChange> change = parse_field_change(state, Kind::kArticle, text);
    if (!change) return fail(change.error(), options.json);
    put(command.fields, std::move(*change));
  }
  return submit(**folder, command.id, command, options.json);
}

int move_to(const ArticleOptions& options, ArticleState to) {
  const auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.json);
  const Result<EntityId> id = find_article((*folder)->state(), options.article);
  if (!id) return fail(id.error(), options.json);
  const EditFields command{*id, {{field::kArticleState, Value::of(static_cast<std::int64_t>(to))}}};
  return submit(**folder, *id, command, options.json);
}

int run_publish(const ArticleOptions& options) {
  return move_to(options, ArticleState::kPublished);
}
int run_retire(const ArticleOptions& options) { return move_to(options, ArticleState::kRetired); }

}  // namespace

void add_article_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<ArticleOptions>();
  CliCommand* article =
      program.add_subcommand("article", "List, show, write and publish knowledge articles");
  article->require_subcommand();
  CliCommand* list = add_verb(*article, "list", "List articles", options, selection, run_list);
  list->add_option("--search", options->search, "Words that titles, texts or keywords contain");
  list->add_option("--filter", options->filter, "e.g. 'state = published and category = network'");
  list->add_option("--sort", options->sort, "FIELD or -FIELD for descending")
      ->capture_default_str();
  list->add_option("--limit", options->limit, "At most so many; 0 for all")->capture_default_str();
  CliCommand* create = add_verb(*article, "new", "Write a draft", options, selection, run_new);
  create->add_option("--title", options->title, "What it is about, in one line");
  create->add_option("--from", options->ticket, "A ticket whose title and solution it begins with")
      ->type_name("TICKET");
  create->add_option("changes", options->changes,
                     "FIELD=VALUE …, e.g. body=… keywords='VPN, LAN' category=network");
  const auto add_name = [&](CliCommand* command) {
    command->add_option("article", options->article, "An id, or a title")->required();
  };
  add_name(add_verb(*article, "show", "Show an article", options, selection, run_show));
  add_name(add_verb(*article, "publish", "Make it public", options, selection, run_publish));
  add_name(add_verb(*article, "retire", "Take it out of use", options, selection, run_retire));
}

}  // namespace genba::cli
