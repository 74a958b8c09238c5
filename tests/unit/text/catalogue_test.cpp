#include "core/text/catalogue.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "core/model/choices.h"
#include "core/model/fields.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

struct NamedMessage {
  const char* name;
  Message message;
};

constexpr NamedMessage kMessages[] = {
#define GENBA_MESSAGE(Name, ja, en) {#Name, Message::k##Name},
    GENBA_MESSAGES(GENBA_MESSAGE)
#undef GENBA_MESSAGE
};

// The numbers of the arguments that a message uses; 'x' for a brace that is no place holder.
std::set<char> places_of(std::string_view message) {
  std::set<char> places;
  for (std::size_t i = 0; i < message.size(); ++i) {
    if (message[i] != '{') continue;
    const std::size_t close = message.find('}', i);
    const std::string_view place =
        close == std::string_view::npos ? "" : message.substr(i + 1, close - i - 1);
    const bool is_number = !place.empty() && place[0] >= '0' && place[0] <= '9';
    std::size_t bars = 0;
    for (const char c : place) bars += c == '|';
    const bool is_plural = bars == 2 && place.size() > 1 && place[1] == '|';
    places.insert(is_number && (place.size() == 1 || is_plural) ? place[0] : 'x');
  }
  return places;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

}  // namespace

TEST_CASE("every message says something in both languages, in valid UTF-8") {
  for (const NamedMessage& entry : kMessages) {
    CAPTURE(entry.name);
    const Message message = entry.message;
    for (const Language language : {Language::kJapanese, Language::kEnglish}) {
      CHECK(!is_blank(text(message, language)));
      CHECK(is_utf8(text(message, language)));
    }
  }
}

TEST_CASE("both languages of a message use the same arguments, numbered without a gap") {
  for (const NamedMessage& entry : kMessages) {
    CAPTURE(entry.name);
    const Message message = entry.message;
    const std::set<char> places = places_of(text(message, Language::kEnglish));
    CHECK(places_of(text(message, Language::kJapanese)) == places);
    char next = '0';
    for (const char place : places) CHECK(place == next++);
  }
}

TEST_CASE("English messages contain no Japanese that was left over") {
  for (const NamedMessage& entry : kMessages) {
    CAPTURE(entry.name);
    const Message message = entry.message;
    const std::string_view english = text(message, Language::kEnglish);
    for (std::size_t i = 0; i < english.size();) {
      const char32_t c = next_code_point(english, i);
      // Languages are named in themselves.
      if (std::string_view(english).find("日本語") == std::string_view::npos) CHECK(c < 0x3000);
    }
  }
}

TEST_CASE("every field, kind and choice has a label in both languages") {
#define CHECK_KIND(Name, number, name, ja, en) CHECK((!is_blank(ja) && !is_blank(en)));
  GENBA_KINDS(CHECK_KIND)
#undef CHECK_KIND
#define CHECK_FIELD(Kind_, Name, number, name, type, merge, facet, role, choices, target, ja, en) \
  CHECK((!is_blank(ja) && !is_blank(en)));
  GENBA_FIELDS(CHECK_FIELD)
#undef CHECK_FIELD
#define CHECK_LIST(List)                                         \
  for (const Choice& choice : choices_of(ChoiceList::k##List)) { \
    CAPTURE(choice.code);                                        \
    CHECK(!is_blank(choice.label(Language::kJapanese)));         \
    CHECK(!is_blank(choice.label(Language::kEnglish)));          \
  }
  GENBA_CHOICE_LISTS(CHECK_LIST)
#undef CHECK_LIST
}

TEST_CASE("arguments stand where the message wants them") {
  CHECK(text(Message::kSlaUsed, Language::kEnglish, "3 h", "8 h") == "3 h of 8 h used");
  CHECK(text(Message::kSlaUsed, Language::kJapanese, "3時間", "8時間") == "3時間 / 8時間 使用");
}

TEST_CASE("English counts one thing in the singular and others in the plural") {
  CHECK(text(Message::kListCount, Language::kEnglish, "1") == "1 ticket");
  CHECK(text(Message::kListCount, Language::kEnglish, "0") == "0 tickets");
  CHECK(text(Message::kListCount, Language::kEnglish, "1,001") == "1,001 tickets");
  CHECK(text(Message::kListCount, Language::kJapanese, "1") == "1件");
}

TEST_CASE("an argument that looks like a place holder is not filled again") {
  CHECK(text(Message::kSlaUsed, Language::kEnglish, "{1}", "8 h") == "{1} of 8 h used");
}

TEST_CASE("a place holder without an argument stays to be seen") {
  CHECK(fill(Message::kSlaUsed, Language::kEnglish, {"3 h"}) == "3 h of {1} used");
  CHECK(fill(Message::kListCount, Language::kEnglish, {}) == "{0} {0|ticket|tickets}");
}

}  // namespace genba
