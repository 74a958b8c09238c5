// The controls of a custom report.
#pragma once

#include "wasm/views/report_choice.h"
#include "wasm/views/words.h"

namespace genba {

// Draws them into the current column.
void draw_report_builder(const Model& model, CustomReportChoice* choice);

}  // namespace genba
