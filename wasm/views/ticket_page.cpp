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

bool submit_with_undo(const TicketPage& page, const Command& command, std::string done,
                      const Command& undo) {
  const Result<void> result = page.actions.submit(command, 0);
  if (!result) {
    ui::toast(error_text(result.error(), page.model.language), {.tone = ui::Tone::kDanger});
    return false;
  }
  // The actions are the application's and live as long as it does.
  Actions* actions = &page.actions;
  const Language language = page.model.language;
  ui::ToastOptions options;
  options.action_label = text(Message::kUndo, language);
  options.action = [actions, undo, language] {
    const Result<void> undone = actions->submit(undo, 0);
    if (!undone) ui::toast(error_text(undone.error(), language), {.tone = ui::Tone::kDanger});
  };
  ui::toast(std::move(done), std::move(options));
  return true;
}

}  // namespace genba
