// The exports of systems that people come from, in Japanese and English, as mappings; and the words
// that any table uses.
#pragma once

#include <string_view>
#include <vector>

namespace genba {

struct ImportPreset {
  std::string_view name;
  const char* json;  // as parse_mapping() reads it
  // An export of this system has all columns of one of these.
  std::vector<std::vector<std::string_view>> signatures;
};

const std::vector<ImportPreset>& import_presets();

// The words for tables of no known system.
const char* automatic_words();  // JSON as above

}  // namespace genba
