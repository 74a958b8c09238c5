// How articles are shown: their state, their text, who wrote them when.
#pragma once

#include <string>
#include <string_view>

#include "wasm/ui/icons.h"
#include "wasm/views/words.h"

namespace genba {

ArticleState article_state(const State& state, Row row);
ui::Tone article_tone(ArticleState state);
std::string article_state_label(const Model& model, Row row);

// The text with its headings, lists and steps, at a width that reads well.
void draw_article_body(std::string_view body);

}  // namespace genba
