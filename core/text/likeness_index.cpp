#include "core/text/likeness_index.h"

#include <algorithm>

#include "core/text/fold.h"

namespace genba {
namespace {

constexpr std::size_t kMaxGramsAsked = 128;
constexpr std::size_t kMaxPostingsRead = 2'000'000;
// What the other text has besides counts against it by one in so many, and no more than as if the
// typed text were longer by one in so many.
constexpr std::uint32_t kRestDivisor = 8;
constexpr std::uint32_t kMostRestDivisor = 4;

// A text's score while the lists are read: the weight that it shares, doubled so that half of it is
// whole, and above that the number of grams that its head shares.
constexpr unsigned kSharedBits = 24;
constexpr std::uint32_t kOneShared = 1u << kSharedBits;

// 16 × log2, by straight lines between the powers of two. number > 0.
std::uint32_t log2_sixteenths(std::uint32_t number) {
  const unsigned exponent = 31u - static_cast<unsigned>(__builtin_clz(number));
  const std::uint64_t fraction = (std::uint64_t{number} << 4 >> exponent) & 15;
  return exponent * 16 + static_cast<std::uint32_t>(fraction);
}

void append_varint(std::string& out, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

std::uint32_t read_varint(const char*& at) {
  std::uint32_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    number |= std::uint32_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return number;
  }
}

std::string_view beginning_of(std::string_view text) {
  // A character that is cut in two reads as a separator.
  return text.substr(0, LikenessIndex::kMaxTextBytes);
}

void distinct_grams(std::vector<Gram>& out, std::string_view text) {
  out.clear();
  append_grams(out, fold_for_search(beginning_of(text)));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace

std::size_t LikenessIndex::slot_of(Gram gram) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = static_cast<std::size_t>(gram * 0x9E3779B97F4A7C15ull >> 32) & mask;
  while (slots_[at] != 0 && terms_[slots_[at] - 1].gram != gram) at = (at + 1) & mask;
  return at;
}

const LikenessIndex::Term* LikenessIndex::find_term(Gram gram) const {
  if (slots_.empty()) return nullptr;
  const std::uint32_t number = slots_[slot_of(gram)];
  return number == 0 ? nullptr : &terms_[number - 1];
}

void LikenessIndex::grow() {
  slots_.assign(std::max<std::size_t>(slots_.size() * 2, 64), 0);
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    slots_[slot_of(terms_[i].gram)] = static_cast<std::uint32_t>(i + 1);
  }
}

void LikenessIndex::post(Gram gram, Doc doc, bool in_body) {
  if (terms_.size() * 2 >= slots_.size()) grow();
  std::uint32_t& number = slots_[slot_of(gram)];
  if (number == 0) {
    terms_.emplace_back().gram = gram;
    number = static_cast<std::uint32_t>(terms_.size());
  }
  Term& term = terms_[number - 1];
  append_varint(term.postings, (doc - term.last) * 2 + (in_body ? 1 : 0));
  term.last = doc;
  ++term.count;
}

LikenessIndex::Doc LikenessIndex::add(std::string_view head, std::string_view body) {
  const Doc doc = size();
  distinct_grams(head_, head);
  distinct_grams(body_, body);
  for (const Gram gram : head_) post(gram, doc, false);
  for (const Gram gram : body_) {
    if (!std::binary_search(head_.begin(), head_.end(), gram)) post(gram, doc, true);
  }
  docs_.push_back(static_cast<std::uint8_t>(std::clamp<std::size_t>(head_.size(), 1, 255)));
  return doc;
}

void LikenessIndex::remove(Doc doc) {
  if (docs_[doc] == 0) return;
  docs_[doc] = 0;
  ++removed_;
}

std::uint32_t LikenessIndex::weight_of(const Term& term) const {
  return 16 + log2_sixteenths(size()) - log2_sixteenths(term.count);
}

LikenessIndex::Question LikenessIndex::ask(std::string_view typed) const {
  std::vector<Gram> grams;
  append_grams(grams, fold_for_search(beginning_of(typed)), true);
  if (grams.size() > kMaxGramsAsked) grams.resize(kMaxGramsAsked);
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  Question question;
  for (const Gram gram : grams) {
    const Term* term = find_term(gram);
    if (term != nullptr) question.asked.push_back({term, weight_of(*term)});
  }
  std::sort(question.asked.begin(), question.asked.end(), [](const Asked& a, const Asked& b) {
    return a.term->count != b.term->count ? a.term->count < b.term->count
                                          : a.term->gram < b.term->gram;
  });
  const std::size_t unknown = grams.size() - question.asked.size();
  std::size_t to_read = 0, count = 0;
  while (count < question.asked.size()) {
    to_read += question.asked[count].term->count;
    if (count > 0 && to_read > kMaxPostingsRead) break;
    question.total += question.asked[count++].weight;
  }
  question.asked.resize(count);
  if (count == 0) return question;
  // What nothing has (a typing mistake, most often) is no rarer than the rest.
  question.mean = question.total / static_cast<std::uint32_t>(count);
  question.total += question.mean * static_cast<std::uint32_t>(unknown);
  return question;
}

void LikenessIndex::tally(const Asked& asked, std::vector<std::uint32_t>& scores) const {
  const std::uint32_t in_head = kOneShared + asked.weight * 2;
  const std::uint32_t in_body = asked.weight;
  const char* at = asked.term->postings.data();
  const char* const end = at + asked.term->postings.size();
  for (Doc doc = 0; at < end;) {
    const std::uint32_t step = read_varint(at);
    doc += step >> 1;
    scores[doc] += (step & 1) != 0 ? in_body : in_head;
  }
}

std::vector<LikenessIndex::Hit> LikenessIndex::find(std::string_view typed, std::uint32_t least,
                                                    std::size_t limit) const {
  const Question question = ask(typed);
  std::vector<Hit> hits;
  if (question.asked.empty()) return hits;
  std::vector<std::uint32_t> scores(docs_.size());
  for (const Asked& asked : question.asked) tally(asked, scores);
  const std::uint32_t total = question.total * 2;
  // Nothing that shares less can be alike enough.
  const auto least_shared = static_cast<std::uint32_t>(std::uint64_t{total} * least / 1000);
  for (Doc doc = 0; doc < docs_.size(); ++doc) {
    const std::uint32_t shared = scores[doc] & (kOneShared - 1);
    if (shared == 0 || shared < least_shared || docs_[doc] == 0) continue;
    const std::uint32_t in_head = scores[doc] >> kSharedBits;
    const std::uint32_t rest = docs_[doc] > in_head ? docs_[doc] - in_head : 0;
    const std::uint32_t against =
        std::min(rest * question.mean * 2 / kRestDivisor, total / kMostRestDivisor);
    const auto likeness =
        static_cast<std::uint32_t>(std::uint64_t{shared} * 1000 / (total + against));
    if (likeness >= least) hits.push_back({doc, likeness});
  }
  const auto middle = hits.begin() + static_cast<std::ptrdiff_t>(std::min(limit, hits.size()));
  std::partial_sort(hits.begin(), middle, hits.end(), [](const Hit& a, const Hit& b) {
    return a.likeness != b.likeness ? a.likeness > b.likeness : a.doc > b.doc;
  });
  hits.erase(middle, hits.end());
  return hits;
}

std::size_t LikenessIndex::memory_bytes() const {
  std::size_t bytes =
      terms_.capacity() * sizeof(Term) + slots_.capacity() * sizeof slots_[0] + docs_.capacity();
  const std::size_t inside = std::string().capacity();
  for (const Term& term : terms_) {
    if (term.postings.capacity() > inside) bytes += term.postings.capacity();
  }
  return bytes;
}

}  // namespace genba
