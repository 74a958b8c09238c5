// The contents of attachments that this device keeps, outside the program's memory
// (web/platform/contents.js): what is there, sending it, saving it as a file, its small picture.
//
// Callbacks run between frames, on the same thread, and never before the call that started them
// returned.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/ids.h"

namespace genba::platform {

struct KeptContent {
  EntityId id;
  std::string sent_to;  // which server has all of it; empty: none
};
void list_contents(std::function<void(std::vector<KeptContent>)> done);

// Numbers are shared with web/platform/content_transfer.js.
enum class SendOutcome : int {
  kSent = 0,
  kLater = 1,    // no network, or the server cannot take it now
  kSignIn = 2,   // the session is over
  kUnknown = 3,  // the server does not know the attachment (yet)
  kRefused = 4,  // trying again will not help
  kGone = 5,     // this device does not have it any more
};
// What the server `sent_to` does not have yet. retry_after_s: -1 when it did not say.
void send_content(const EntityId& id, std::string_view sent_to,
                  std::function<void(SendOutcome, int retry_after_s)> done);

enum class SaveOutcome : int { kSaved = 0, kNotThere = 1, kFailed = 2 };
struct ContentFacts {
  EntityId id;
  std::string name, media_type, sha256;
  std::string sent_to;  // the server that it comes from when it is not here
};
void save_content(const ContentFacts& facts, std::function<void(SaveOutcome)> done);

// RGBA, `width` pixels a row, at most 160 × 160; width 0: there is no picture.
void load_picture(const EntityId& id, std::function<void(int width, std::string_view rgba)> done);

void discard_content(const EntityId& id);

}  // namespace genba::platform
