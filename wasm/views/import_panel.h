// Bringing in a table of tickets: the file, what its columns hold, what each row would do, and then
// doing it. Nothing changes before the last button is pressed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/exchange/sheet_import.h"
#include "wasm/ui/choice.h"
#include "wasm/views/view.h"

namespace genba {

class ImportPanel {
 public:
  void draw(const Model& model, Actions& actions);

 private:
  void read(const Model& model, Actions& actions, const std::string& name,
            const std::string& bytes);
  void choose(const Model& model, const std::string& preset);
  void plan(const Model& model);
  void draw_format(const Model& model);
  void draw_columns(const Model& model);
  void draw_counts(const Model& model) const;
  void draw_rows(const Model& model) const;
  void draw_buttons(const Model& model, Actions& actions);
  void forget();

  std::string file_, stem_, problem_;
  std::string preset_;          // of a known system, or kAutomatic
  bool shows_columns_ = false;  // what they hold, to be changed
  std::optional<Sheet> sheet_;
  ImportMapping mapping_;
  std::vector<std::string> targets_;  // by column: what it holds, "" for nothing
  std::vector<ui::Choice> choices_;   // what a column may hold
  std::optional<ImportPlan> plan_;
  bool is_done_ = false;  // the plan was carried out
};

}  // namespace genba
