#include "core/replica/similar.h"

#include <algorithm>

#include "core/process/workflow.h"

namespace genba {
namespace {

constexpr std::uint32_t kLeastLikeness = 300;  // per mille
constexpr std::uint32_t kLikenessStep = 50;
// So many of the most alike are put in order by what helps and what is new.
constexpr std::size_t kCandidates = 200;
constexpr LikenessIndex::Doc kNoDoc = std::numeric_limits<LikenessIndex::Doc>::max();
// Below this, the room of removed texts is not worth a new index.
constexpr std::size_t kMinRemoved = 1000;

// FNV-1a (Fowler, Noll, Vo), 64 bits.
std::uint64_t fingerprint(std::string_view head, std::string_view body) {
  std::uint64_t hash = 0xCBF29CE484222325ull;
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    hash = (hash ^ 0xFF) * 0x100000001B3ull;  // in no UTF-8
  };
  add(head);
  add(body);
  return hash;
}

bool is_offered(const Table& table, Row row) {
  if (!table.is_live(row)) return false;
  if (table.kind() == Kind::kArticle) {
    return is(table, row, field::kArticleState, ArticleState::kPublished);
  }
  return !is(table, row, field::kTicketState, TicketState::kCancelled) &&
         !is(table, row, field::kTicketRestricted, Boolean::kYes) &&
         table.column(field::kTicketMergedInto).is_empty(row);
}

bool helps(const Table& table, Row row) {
  if (table.kind() == Kind::kArticle) return true;
  if (!table.column(field::kTicketWorkaround).is_empty(row)) return true;
  const auto state = static_cast<TicketState>(table.column(field::kTicketState).integer(row));
  return is_finished_state(state) && !table.column(field::kTicketResolution).is_empty(row);
}

std::int64_t time_of(const Table& table, Row row) {
  const bool is_article = table.kind() == Kind::kArticle;
  return table.column(is_article ? field::kArticleUpdatedAt : field::kTicketOpenedAt).integer(row);
}

struct Texts {
  std::string head, body;
};

void append_line(std::string& out, std::string_view text) {
  if (text.empty()) return;
  if (!out.empty()) out.push_back('\n');
  out.append(text);
}

Texts texts_of(const State& state, Kind kind, Row row) {
  const Table& table = state.table(kind);
  Texts texts;
  if (!table.is_live(row)) return texts;
  const auto text = [&](FieldId field) { return table.column(field).text(row); };
  if (kind == Kind::kTicket) {
    texts.head = text(field::kTicketTitle);
    if (is(table, row, field::kTicketType, TicketType::kProblem)) {
      texts.body = text(field::kTicketWorkaround);
    }
    return texts;
  }
  append_line(texts.head, text(field::kArticleTitle));
  append_line(texts.head, text(field::kArticleTitleEn));
  const Value keywords = state.get(kind, row, field::kArticleKeywords);
  for (const std::string& keyword : keywords.set()) append_line(texts.head, keyword);
  append_line(texts.body, text(field::kArticleBody));
  append_line(texts.body, text(field::kArticleBodyEn));
  return texts;
}

}  // namespace

bool SimilarRecords::update(const State& state, std::size_t budget) {
  if (index_.removed() > std::max<std::size_t>(kMinRemoved, index_.size() / 2)) {
    *this = SimilarRecords();
  }
  const auto look = [&](Kind kind) {
    return [this, &state, kind](Row row) { look_at(state, kind, row); };
  };
  const bool has_articles = changed_articles_.update(state, budget, look(Kind::kArticle));
  return changed_tickets_.update(state, budget, look(Kind::kTicket)) && has_articles;
}

void SimilarRecords::look_at(const State& state, Kind kind, Row row) {
  Indexed& indexed = kind == Kind::kTicket ? tickets_ : articles_;
  if (row >= indexed.docs.size()) {
    indexed.docs.resize(row + 1, kNoDoc);
    indexed.fingerprints.resize(row + 1);
  }
  const Texts texts = texts_of(state, kind, row);
  const std::uint64_t print = fingerprint(texts.head, texts.body);
  Doc& doc = indexed.docs[row];
  if (doc != kNoDoc && indexed.fingerprints[row] == print) return;
  if (doc != kNoDoc) index_.remove(doc);
  doc = kNoDoc;
  if (texts.head.empty()) return;
  doc = index_.add(texts.head, texts.body);
  indexed.fingerprints[row] = print;
  sources_.push_back(row * 2 + (kind == Kind::kArticle ? 1 : 0));
}

std::vector<SimilarRecord> SimilarRecords::find(const State& state,
                                                const SimilarQuestion& question) const {
  struct Candidate {
    SimilarRecord record;
    bool is_first, helps;
    std::int64_t time_ms;
    std::uint32_t step() const { return record.likeness / kLikenessStep; }
  };
  const Row except =
      state.kind(question.except) == Kind::kTicket ? state.find(question.except) : kNoRow;
  std::vector<Candidate> candidates;
  for (const LikenessIndex::Hit& hit : index_.find(question.text, kLeastLikeness, kCandidates)) {
    const Row row = sources_[hit.doc] / 2;
    const bool is_article = sources_[hit.doc] % 2 == 1;
    const Kind kind = is_article ? Kind::kArticle : Kind::kTicket;
    const Table& table = state.table(kind);
    if (row >= table.size() || !is_offered(table, row) || (!is_article && row == except)) continue;
    candidates.push_back({{kind, row, hit.likeness},
                          is_article && question.articles_first,
                          helps(table, row),
                          time_of(table, row)});
  }
  // The index gave the last added first, which is the newer where times are equal.
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     if (a.is_first != b.is_first) return a.is_first;
                     if (a.step() != b.step()) return a.step() > b.step();
                     if (a.helps != b.helps) return a.helps;
                     return a.time_ms > b.time_ms;
                   });
  std::vector<SimilarRecord> records;
  for (const Candidate& candidate : candidates) {
    if (records.size() == question.limit) break;
    records.push_back(candidate.record);
  }
  return records;
}

std::size_t SimilarRecords::memory_bytes() const {
  std::size_t bytes = index_.memory_bytes() + sources_.capacity() * sizeof sources_[0];
  for (const Indexed* indexed : {&tickets_, &articles_}) {
    bytes += indexed->docs.capacity() * sizeof(Doc) +
             indexed->fingerprints.capacity() * sizeof(std::uint64_t);
  }
  return bytes;
}

std::string help_text(const State& state, Kind kind, Row row, Language language) {
  const Table& table = state.table(kind);
  const auto first_of = [&](FieldId first, FieldId second) {
    const std::string_view text = table.column(first).text(row);
    return std::string(text.empty() ? table.column(second).text(row) : text);
  };
  if (kind == Kind::kArticle) {
    return language == Language::kJapanese ? first_of(field::kArticleBody, field::kArticleBodyEn)
                                           : first_of(field::kArticleBodyEn, field::kArticleBody);
  }
  const bool is_problem = is(table, row, field::kTicketType, TicketType::kProblem);
  return is_problem ? first_of(field::kTicketWorkaround, field::kTicketResolution)
                    : first_of(field::kTicketResolution, field::kTicketWorkaround);
}

}  // namespace genba
