#include "wasm/app/application.h"

#include "core/text/catalogue.h"
#include "wasm/app/joining.h"
#include "wasm/app/model_builder.h"
#include "wasm/platform/environment.h"
#include "wasm/platform/release.h"
#include "wasm/ui/ui.h"
#include "wasm/views/shell.h"

namespace genba::app {

bool Application::start() {
  parts_.account.start(account_handlers());
  parts_.host.start(host_handlers());
  parts_.keeper.start([this] {
    ui::toast(std::string(text(Message::kSwitchNotSaved, parts_.settings.language())),
              {.tone = ui::Tone::kWarn});
  });
  parts_.router.start();
  if (!parts_.loop.start(frame_handlers())) return false;
  apply_language(parts_.settings.language());
  parts_.sync.set_online(platform::is_online());
  parts_.sync.on_session_doubt([this] { parts_.report.hurry(); });
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
  handlers.on_resize = [this] { parts_.kiosk.fit(); };
  handlers.on_route = [this](std::string_view path) { parts_.router.arrived(path); };
  handlers.on_visibility = [this](bool visible) { on_visibility(visible); };
  handlers.on_online = [this](bool online) {
    parts_.sync.set_online(online);
    if (online) parts_.contents.hurry();
    if (online) parts_.report.hurry();
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
  handlers.on_taken = [this] {
    parts_.contents.start();  // with what the other tab has added
    begin();
  };
  handlers.on_locked = [this] { load_device({}); };
  handlers.on_saved = [this] {
    parts_.sync.pump();
    describe_store(parts_);
    if (std::exchange(has_asked_to_persist_, true)) return;
    platform::request_persistent_storage([](bool) {});
  };
  handlers.on_change = [this] {
    if (parts_.host.place() != WorkspaceHost::Place::kHere) {
      parts_.sync.stop();
      parts_.report.stop();
    }
    parts_.report.changed();
    parts_.wiping.advance();
    parts_.pacer.changed();
  };
  return handlers;
}

void Application::report_to_server() {
  parts_.report.start({.waiting = [this] { return parts_.waiting(); },
                       .on_wipe = [this](bool may_push) { parts_.wiping.order(may_push); }});
}

Account::Handlers Application::account_handlers() {
  Account::Handlers handlers;
  handlers.on_signed_in = [this](bool asked) {
    join_signed_in(parts_, asked);
    report_to_server();
  };
  handlers.on_wipe = [this] { parts_.wiping.order(true); };
  // The server's next answer says that nobody is signed in, and everything stays here.
  handlers.on_signed_out = [this] { parts_.sync.poll(); };
  handlers.on_sign_out_failed = [this] {
    ui::toast(std::string(text(Message::kSignOutFailed, parts_.settings.language())),
              {.tone = ui::Tone::kDanger});
  };
  handlers.on_no_answer = [this](std::string_view name, std::string_view password,
                                 std::function<void(const Error&)> done) {
    if (parts_.keeper.device().stores.empty()) {
      return done(make_error(ErrorCode::kUnavailable, "the server does not answer"));
    }
    parts_.keeper.prove(name, password, std::move(done));
  };
  handlers.owes_sign_out = [this] { return parts_.keeper.device().owes_sign_out; };
  handlers.on_owed_sign_out = [this] {
    parts_.keeper.signed_out([this] { parts_.account.check(); });
  };
  handlers.on_change = [] { platform::request_frame(); };
  return handlers;
}

void Application::load_device(const platform::StoredFiles& aside) {
  parts_.keeper.refresh();
  parts_.settings.load(parts_.keeper.device().settings, aside);
  parts_.apply_scope();
  parts_.loop.set_appearance(parts_.settings.appearance());
  apply_language(parts_.settings.language());
  // The glyphs that will be needed first.
  parts_.loop.prewarm(std::string(all_texts(parts_.settings.language())));
  parts_.account.check();
}

void Application::opened(const platform::StoredFiles& aside) {
  parts_.drafts.load(aside);
  load_device(aside);
  const bool is_started = parts_.host.is_started();
  if (!is_started && parts_.keeper.owner() == platform::kAlone) return work_alone(parts_);
  parts_.contents.start();
  begin();
}

// What one tab of a device does, the one that holds the workspace.
void Application::begin() {
  if (parts_.host.place() != WorkspaceHost::Place::kHere) return;
  // What was never greeted takes on whoever is signed in: that must be its owner.
  if (parts_.host.is_started() && !parts_.host.workspace().replica().identity().user.is_null() &&
      !parts_.host.workspace().is_alone()) {
    parts_.sync.start();
    report_to_server();
  }
  describe_store(parts_);
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
  } else if (parts_.host.place() == WorkspaceHost::Place::kFollowing) {
    parts_.host.take();
  } else {
    parts_.sync.poll();
  }
}

std::string Application::path_to_draw(const Model& model) const {
  const std::string path = parts_.kiosk.path_for(parts_.router.path());
  return model.replica != nullptr || is_open_to_all(path) ? path : "/welcome";
}

void Application::draw() {
  const Model model = build_model(parts_);
  if (!gates_.draw(model)) {
    const std::string path = path_to_draw(model);
    shell_.draw(model, path, actions_, [&] {
      if (!parts_.router.draw(path, model, actions_)) gates_.draw_not_found(model, actions_);
    });
  }
  parts_.kiosk.settle();
  actions_.settle();
  for (const std::string& key : ui::take_picture_requests()) parts_.contents.load_picture(key);
  parts_.contents.pump();
}

}  // namespace genba::app
