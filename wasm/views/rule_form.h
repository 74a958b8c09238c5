// One business rule as a form: what is typed, whether it is a rule, and what it would have done.
#pragma once

#include <optional>
#include <string>

#include "core/process/rule_book.h"
#include "core/replica/dry_run.h"
#include "wasm/views/words.h"

namespace genba {

class RuleForm {
 public:
  // A null id makes a new one.
  void open(const Model& model, const EntityId& rule);
  void close() { is_open_ = false; }
  bool is_open() const { return is_open_; }
  // Within a screen; closes itself when the rule was saved or given up.
  void draw(const Model& model, Actions& actions);

 private:
  void draw_fields(const Model& model);
  void draw_buttons(const Model& model, Actions& actions);
  void draw_trial(const Model& model);
  RuleDefinition definition(const Model& model) const;
  void save(const Model& model, Actions& actions);

  bool is_open_ = false;
  EntityId rule_;
  std::string name_, trigger_, condition_, actions_text_, after_, position_;
  bool enabled_ = true;
  bool stops_ = false;
  std::optional<DryRunResult> trial_;
};

// What a parser said, with line and column in the reader's language.
std::string expression_error(const Error& error, Language language);

}  // namespace genba
