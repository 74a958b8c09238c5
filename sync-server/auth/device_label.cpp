#include "sync-server/auth/device_label.h"

namespace genba::auth {
namespace {

struct Name {
  std::string_view token;  // in the User-Agent
  std::string_view name;
};

// The first that is found: others claim to be these, not the other way round.
constexpr Name kBrowsers[] = {
    {"Edg", "Edge"},         {"OPR/", "Opera"},     {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"},
    {"Chromium/", "Chrome"}, {"Safari/", "Safari"}, {"genba", "genba"}};
constexpr Name kSystems[] = {{"Android", "Android"}, {"iPhone", "iPhone"},   {"iPad", "iPad"},
                             {"CrOS", "ChromeOS"},   {"Windows", "Windows"}, {"Mac OS X", "macOS"},
                             {"Linux", "Linux"}};

template <std::size_t kCount>
std::string_view find(const Name (&names)[kCount], std::string_view user_agent) {
  for (const Name& each : names) {
    if (user_agent.find(each.token) != std::string_view::npos) return each.name;
  }
  return {};
}

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f && c != '"' && c != '\\') out += c;
  }
  return out;
}

}  // namespace

std::string device_label(std::string_view given, std::string_view user_agent) {
  if (!given.empty()) return plain(given);
  const std::string_view browser = find(kBrowsers, user_agent);
  const std::string_view system = find(kSystems, user_agent);
  std::string label(browser);
  if (!browser.empty() && !system.empty()) label += ", ";
  return label.append(system);
}

}  // namespace genba::auth
