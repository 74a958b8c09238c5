#include "wasm/views/ticket_page.h"

#include "wasm/ui/overlay.h"
#include "wasm/views/error_text.h"

namespace genba {

bool submit_and_say(const TicketPage& page, const Command& command, std::string done, Seq seen) {
  const Result<void> result = page.actions.submit(command, seen);
  if (result) {
    ui::toast(std::move(done));
  } else {
    ui::toast(error_text(result.error(), page.model.language), {.tone = ui::Tone::kDanger});
  }
  return result.ok();
}

bool submit_with_undo(const Model& model, Actions& actions, const Command& command,
                      std::string done, const Command& undo, Seq seen) {
  const Language language = model.language;
  if (const Result<void> result = actions.submit(command, seen); !result) {
    ui::toast(error_text(result.error(), language), {.tone = ui::Tone::kDanger});
    return false;
  }
  ui::ToastOptions options;
  options.action_label = text(Message::kUndo, language);
  // The actions are the application's and live as long as it does.
  options.action = [actions = &actions, undo, language] {
    const Result<void> undone = actions->submit(undo, 0);
    if (!undone) ui::toast(error_text(undone.error(), language), {.tone = ui::Tone::kDanger});
  };
  ui::toast(std::move(done), std::move(options));
  return true;
}

}  // namespace genba
