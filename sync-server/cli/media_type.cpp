#include "sync-server/cli/media_type.h"

#include "sync-server/http/message.h"

namespace genba::cli {

std::string_view media_type_of(std::string_view file_name) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"jpg", "image/jpeg"},       {"jpeg", "image/jpeg"},     {"png", "image/png"},
      {"gif", "image/gif"},        {"webp", "image/webp"},     {"heic", "image/heic"},
      {"bmp", "image/bmp"},        {"pdf", "application/pdf"}, {"txt", "text/plain"},
      {"log", "text/plain"},       {"csv", "text/csv"},        {"zip", "application/zip"},
      {"mp4", "video/mp4"},        {"mov", "video/quicktime"}, {"webm", "video/webm"},
      {"mp3", "audio/mpeg"},       {"m4a", "audio/mp4"},       {"html", "text/html"},
      {"json", "application/json"}};
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return {};
  for (const auto& [ending, type] : kTypes) {
    if (http::equals_ignoring_case(file_name.substr(dot + 1), ending)) return type;
  }
  return {};
}

}  // namespace genba::cli
