#include "wasm/platform/contents.h"

#include <emscripten.h>

#include <unordered_map>
#include <utility>

#include "wasm/platform/page.h"

EM_JS(void, gb_js_content_list, (int request), { Module["genba"]["contentList"](request); });
EM_JS(void, gb_js_content_send,
      (int request, const char* id, int id_length, const char* sent_to, int sent_to_length),
      { Module["genba"]["contentSend"](request, id, id_length, sent_to, sent_to_length); });
EM_JS(void, gb_js_content_save, (int request, const char* facts, int length),
      { Module["genba"]["contentSave"](request, facts, length); });
EM_JS(void, gb_js_content_picture, (int request, const char* id, int length),
      { Module["genba"]["contentPicture"](request, id, length); });
EM_JS(void, gb_js_content_discard, (const char* id, int length),
      { Module["genba"]["contentDiscard"](id, length); });

namespace genba::platform {

namespace {

struct Done {
  int outcome = 0;
  int number = -1;
  std::string_view bytes;
};
using Callback = std::function<void(const Done&)>;

std::unordered_map<int, Callback>& callbacks() {
  static std::unordered_map<int, Callback> waiting;
  return waiting;
}

int expect(Callback callback) {
  static int last = 0;
  callbacks().emplace(++last, std::move(callback));
  return last;
}

int length_of(std::string_view text) { return static_cast<int>(text.size()); }

// "id U+001F server" a line.
std::vector<KeptContent> parse_list(std::string_view text) {
  std::vector<KeptContent> list;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t end = line.find('\x1f');
    if (end == std::string_view::npos) continue;
    if (const Result<EntityId> id = parse_id(line.substr(0, end))) {
      list.push_back({*id, std::string(line.substr(end + 1))});
    }
  }
  return list;
}

}  // namespace

void list_contents(std::function<void(std::vector<KeptContent>)> done) {
  gb_js_content_list(
      expect([done = std::move(done)](const Done& answer) { done(parse_list(answer.bytes)); }));
}

void send_content(const EntityId& id, std::string_view sent_to,
                  std::function<void(SendOutcome, int)> done) {
  const std::string text = to_string(id);
  const int request = expect([done = std::move(done)](const Done& answer) {
    done(static_cast<SendOutcome>(answer.outcome), answer.number);
  });
  gb_js_content_send(request, text.data(), length_of(text), sent_to.data(), length_of(sent_to));
}

void save_content(const ContentFacts& facts, std::function<void(SaveOutcome)> done) {
  std::string text = to_string(facts.id);
  for (const std::string* part : {&facts.name, &facts.media_type, &facts.sha256, &facts.sent_to}) {
    text.append("\x1f").append(*part);
  }
  const int request = expect([done = std::move(done)](const Done& answer) {
    done(static_cast<SaveOutcome>(answer.outcome));
  });
  gb_js_content_save(request, text.data(), length_of(text));
}

void load_picture(const EntityId& id, std::function<void(int, std::string_view)> done) {
  const std::string text = to_string(id);
  const int request =
      expect([done = std::move(done)](const Done& answer) { done(answer.number, answer.bytes); });
  gb_js_content_picture(request, text.data(), length_of(text));
}

void discard_content(const EntityId& id) {
  const std::string text = to_string(id);
  gb_js_content_discard(text.data(), length_of(text));
}

}  // namespace genba::platform

extern "C" EMSCRIPTEN_KEEPALIVE void gb_content_done(int request, int outcome, int number,
                                                     const char* bytes, int length) {
  auto& waiting = genba::platform::callbacks();
  const auto found = waiting.find(request);
  if (found == waiting.end()) return;
  const auto callback = std::move(found->second);
  waiting.erase(found);
  callback({outcome, number, {bytes, static_cast<std::size_t>(length)}});
  genba::platform::request_frame();
}
