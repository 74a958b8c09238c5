// The command palette: everything that can be gone to or done from here, and every ticket and
// article, found as one types in either language (Japanese as core/text/fold.h folds it). What was
// used last comes first.
#pragma once

#include "wasm/ui/ui.h"
#include "wasm/views/palette_entries.h"

namespace genba {

class CommandPalette {
 public:
  void open() { picker_.open(); }
  // Draws it while it is open; carries out what was taken. What the shell does itself comes back.
  PaletteDeed draw(const Model& model, Actions& actions);

 private:
  ui::Picker picker_;
};

}  // namespace genba
