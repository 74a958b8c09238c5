// Keeping a custom report: the dialog that names and shares it, and its removal.
#pragma once

#include <optional>
#include <string>

#include "core/reports/saved_reports.h"
#include "wasm/views/report_choice.h"
#include "wasm/views/words.h"

namespace genba {

class ReportSaving {
 public:
  // Asks for a name; `known`: the saved report that is shown, if it is one's own.
  void ask(const std::optional<SavedReport>& known);
  // Draws the dialog while it is open. The report's id once it was saved.
  std::optional<EntityId> draw(const Model& model, const CustomReportChoice& choice,
                               Actions& actions);

  static void remove(const Model& model, const SavedReport& report, Actions& actions);

 private:
  bool is_open_ = false;
  std::string name_, problem_;
  bool is_shared_ = false;
};

}  // namespace genba
