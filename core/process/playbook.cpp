#include "core/process/playbook.h"

namespace genba {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

std::vector<PlaybookStep> parse_playbook(std::string_view text) {
  std::vector<PlaybookStep> steps;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    PlaybookStep step;
    step.is_required = !line.empty() && line.front() == '!';
    if (step.is_required) line.remove_prefix(1);
    const std::size_t bar = line.find('|');
    step.text = trimmed(line.substr(0, bar));
    if (bar != std::string_view::npos) step.text_en = trimmed(line.substr(bar + 1));
    if (!step.text.empty()) steps.push_back(std::move(step));
  }
  return steps;
}

EntityId playbook_item_id(const EntityId& ticket, const EntityId& playbook,
                          const PlaybookStep& step) {
  return derive_id("playbook_item",
                   to_string(ticket) + ":" + to_string(playbook) + ":" + step.text);
}

}  // namespace genba
