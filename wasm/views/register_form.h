// The form of one record of a register. Its fields follow from the field table; what the reader's
// role may not write is shown as text. What was typed is kept as a draft on this device until it is
// saved or taken back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wasm/views/choices.h"
#include "wasm/views/draft_form.h"

namespace genba {

class RegisterForm {
 public:
  // `id` null: a new record.
  void open(const Model& model, Actions& actions, Kind kind, const EntityId& id);
  void draw(const Model& model, Actions& actions, std::string_view title);

 private:
  struct Entry {
    const FieldSpec* spec;
    bool may_write;
    std::string opened, text;  // as an editor has it
  };
  void follow(const Model& model);
  bool is_dirty() const;
  std::string problem_of(const Model& model, const Entry& entry) const;
  void draw_entry(const Model& model, Entry& entry, bool* save_wanted);
  void draw_end(const Model& model, Actions& actions, bool save_wanted);
  void save(const Model& model, Actions& actions);
  void keep_draft(Actions& actions);

  Kind kind_ = Kind::kNone;
  EntityId id_;
  std::vector<Entry> entries_;
  const State* state_ = nullptr;  // what the entries were read from
  std::uint64_t version_ = 0;
  Seq seen_ = 0;
  bool tried_ = false;
  std::string draft_key_, kept_;
  ChoiceCache choices_;
};

}  // namespace genba
