#include "wasm/views/article_text.h"

#include "wasm/ui/ui.h"
#include "wasm/views/article_blocks.h"
#include "wasm/views/ticket_text.h"

namespace genba {

ArticleState article_state(const State& state, Row row) {
  const Column& states = state.table(Kind::kArticle).column(field::kArticleState);
  return static_cast<ArticleState>(states.integer(row));
}

ui::Tone article_tone(ArticleState state) {
  switch (state) {
    case ArticleState::kDraft: return ui::Tone::kWarn;
    case ArticleState::kPublished: return ui::Tone::kOk;
    case ArticleState::kRetired: break;
  }
  return ui::Tone::kMuted;
}

std::string article_state_label(const Model& model, Row row) {
  const auto state = static_cast<std::int64_t>(article_state(model.state(), row));
  return choice_label(ChoiceList::kArticleState, state, model.language);
}

void draw_article_body(std::string_view body) {
  using BlockKind = ArticleBlock::Kind;
  const ui::TextOptions style{.size = ui::TextSize::k16};
  const std::vector<ArticleBlock> blocks = parse_article(body);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const ArticleBlock& block = blocks[i];
    const bool is_list = block.kind == BlockKind::kItem;
    if (i > 0) {
      const bool continues_list = is_list && blocks[i - 1].kind == BlockKind::kItem;
      const bool is_section = block.kind == BlockKind::kHeading;
      ui::gap(is_section ? ui::kSpace24 : continues_list ? ui::kSpace4 : ui::kSpace12);
    }
    if (block.kind == BlockKind::kHeading) {
      ui::heading(block.text);
    } else if (is_list) {
      ui::list_item(block.mark, block.text, style);
    } else {
      ui::text(block.text, style);
    }
  }
}

}  // namespace genba
