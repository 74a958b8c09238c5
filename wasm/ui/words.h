// The few words that widgets say by themselves. Everything else comes as a parameter.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace genba::ui {

struct Words {
  std::string close = "Close";
  std::string clear = "Clear";
  std::string search = "Search";
  std::string go_to_search = "Go to search";
  std::string none = "None";
  std::string no_results = "No results";
  // Of what was typed into a choice that takes it as it is.
  std::function<std::string(std::string_view typed)> use_typed = [](std::string_view typed) {
    return "Use “" + std::string(typed) + "”";
  };
  std::string required = "required";
  std::string next_option = "Next";
  std::string previous_option = "Previous";
  std::string choose = "Choose…";
  std::string more = "More";
  std::string previous_page = "Previous page";
  std::string next_page = "Next page";
  std::string of = "of";  // "1–100 of 250"
  std::string select_row = "Select";
  std::string notifications = "Notifications";
  std::string navigation = "Main menu";
  std::string remove = "Remove";
  std::string other = "Other";
  std::string paused = "paused";
};

// Call at start and whenever the language changes.
void set_words(Words words);
const Words& words();

}  // namespace genba::ui
