#include "wasm/views/draft_form.h"

namespace genba {

// name, US, value, RS: separators that nobody types (ASCII's unit and record separator).
constexpr char kUnit = '\x1F', kRecord = '\x1E';

std::string write_draft(const DraftFields& fields) {
  std::string draft;
  for (const auto& [name, value] : fields) {
    if (value->empty()) continue;
    draft.append(name).push_back(kUnit);
    draft.append(*value).push_back(kRecord);
  }
  return draft;
}

bool read_draft(std::string_view draft, const DraftFields& fields) {
  bool any = false;
  while (!draft.empty()) {
    const std::string_view record = draft.substr(0, draft.find(kRecord));
    draft.remove_prefix(record.size() < draft.size() ? record.size() + 1 : record.size());
    const std::size_t unit = record.find(kUnit);
    if (unit == std::string_view::npos) continue;
    for (const auto& [name, value] : fields) {
      if (name != record.substr(0, unit)) continue;
      *value = record.substr(unit + 1);
      any = true;
    }
  }
  return any;
}

}  // namespace genba
