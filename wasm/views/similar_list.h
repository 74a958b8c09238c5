// Similar tickets and articles beside a form or a ticket: with state and what helped, each opened
// by one press.
#pragma once

#include <string>
#include <string_view>

#include "wasm/views/words.h"

namespace genba {

class SimilarList {
 public:
  struct Options {
    EntityId except = {};  // the ticket that asks
    std::size_t limit = 5;
    bool may_join = false;      // offers to add to an open ticket instead
    bool is_reporting = false;  // an article that is opened is a visit before a report
    bool in_form = false;       // without a surface of its own
  };
  struct Result {
    EntityId join = {};  // the ticket to add to; null: none
  };

  // A card; without anything to show it says why beside a form, else it draws nothing.
  Result draw(const Model& model, Actions& actions, std::string_view text, const Options& options);

 private:
  static void draw_why_none(const Model& model, std::string_view text, bool is_complete);
  void refresh(const Model& model, Actions& actions, std::string_view text, const Options& options);
  static void draw_record(const Model& model, Actions& actions, const SimilarRecord& record,
                          const Options& options, Result* result);

  std::string text_;
  std::uint64_t version_ = ~std::uint64_t{0};
  std::size_t limit_ = 0;
  SimilarAnswer answer_;
};

}  // namespace genba
