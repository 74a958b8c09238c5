#include "wasm/app/application.h"

#include "core/text/catalogue.h"
#include "wasm/app/joining.h"
#include "wasm/app/model_builder.h"
#include "wasm/platform/environment.h"
#include "wasm/platform/release.h"
#include "wasm/ui/ui.h"
#include "wasm/views/shell.h"

namespace genba::app {
namespace {

// Every message of the interface: the glyphs that will be needed first.
std::string interface_text(Language language) {
  std::string all;
#define GENBA_MESSAGE(Name, ja, en) all += text(Message::k##Name, language);
  GENBA_MESSAGES(GENBA_MESSAGE)
#undef GENBA_MESSAGE
  return all;
}

}  // namespace

bool Application::start() {
  parts_.account.start(account_handlers());
  parts_.host.start(host_handlers());
  parts_.router.start();
  if (!parts_.loop.start(frame_handlers())) return false;
  apply_language(parts_.settings.language());
  parts_.sync.set_online(platform::is_online());
  parts_.host.open(platform::is_visible());
  platform::on_new_version([this] {
    parts_.update_available = true;
    platform::request_frame();
  });
  return true;
}

FrameHandlers Application::frame_handlers() {
  FrameHandlers handlers;
  handlers.draw = [this] { draw(); };
  handlers.on_route = [this](std::string_view path) { parts_.router.arrived(path); };
  handlers.on_visibility = [this](bool visible) { on_visibility(visible); };
  handlers.on_online = [this](bool online) {
    parts_.sync.set_online(online);
    if (online) parts_.contents.hurry();
    if (online && !parts_.account.has_server()) parts_.account.check();
  };
  handlers.on_page_hide = [this] { keep_drafts(); };
  handlers.on_kept_file = [this](std::string_view target, const platform::KeptFile& file) {
    parts_.contents.attach(target, file, parts_.settings.language());
  };
  return handlers;
}

WorkspaceHost::Handlers Application::host_handlers() {
  WorkspaceHost::Handlers handlers;
  handlers.on_opened = [this](const platform::StoredFiles& aside) { opened(aside); };
  handlers.on_saved = [this] {
    parts_.sync.pump();
    if (std::exchange(has_asked_to_persist_, true)) return;
    platform::request_persistent_storage([](bool) {});
  };
  handlers.on_change = [this] {
    if (parts_.host.place() != WorkspaceHost::Place::kHere) parts_.sync.stop();
    parts_.pacer.changed();
  };
  return handlers;
}

Account::Handlers Application::account_handlers() {
  Account::Handlers handlers;
  handlers.on_signed_in = [this](bool asked) { join_signed_in(parts_, asked); };
  // The server's next answer says that nobody is signed in, and everything stays here.
  handlers.on_signed_out = [this] { parts_.sync.poll(); };
  handlers.on_sign_out_failed = [this] {
    ui::toast(std::string(text(Message::kSignOutFailed, parts_.settings.language())),
              {.tone = ui::Tone::kDanger});
  };
  handlers.on_change = [] { platform::request_frame(); };
  return handlers;
}

void Application::opened(const platform::StoredFiles& aside) {
  parts_.drafts.load(aside);
  parts_.settings.load(aside);
  parts_.loop.set_appearance(parts_.settings.appearance());
  apply_language(parts_.settings.language());
  parts_.loop.prewarm(interface_text(parts_.settings.language()));
  if (parts_.host.is_started() && !parts_.host.workspace().is_alone()) parts_.sync.start();
  parts_.contents.start();
  parts_.account.check();
}

void Application::keep_drafts() {
  // What was typed last reaches its view, and so its draft, in a frame.
  parts_.loop.frame(platform::monotonic_ms());
  parts_.drafts.flush();
}

void Application::on_visibility(bool visible) {
  // A hidden page may be ended at any time without another word.
  if (!visible) return keep_drafts();
  if (!parts_.account.has_server()) parts_.account.check();
  if (parts_.host.place() == WorkspaceHost::Place::kElsewhere) {
    parts_.host.open(true);
  } else {
    parts_.sync.poll();
  }
}

void Application::draw() {
  const Model model = build_model(parts_);
  if (!gates_.draw(model)) {
    const std::string path = model.replica != nullptr ? parts_.router.path() : "/welcome";
    shell_.draw(model, path, actions_, [&] {
      if (!parts_.router.draw(path, model, actions_)) gates_.draw_not_found(model, actions_);
    });
  }
  actions_.settle();
  for (const std::string& key : ui::take_picture_requests()) parts_.contents.load_picture(key);
  parts_.contents.pump();
}

}  // namespace genba::app
