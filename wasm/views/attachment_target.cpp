#include "wasm/views/attachment_target.h"

namespace genba {
namespace {

constexpr std::string_view kInternal = "internal:";
constexpr std::string_view kPublic = "public:";

}  // namespace

std::string attachment_target(const AttachmentTarget& target) {
  return std::string(target.facet == Facet::kInternal ? kInternal : kPublic) +
         to_string(target.ticket);
}

std::optional<AttachmentTarget> parse_attachment_target(std::string_view text) {
  for (const Facet facet : {Facet::kPublic, Facet::kInternal}) {
    const std::string_view prefix = facet == Facet::kInternal ? kInternal : kPublic;
    if (text.substr(0, prefix.size()) != prefix) continue;
    const Result<EntityId> ticket = parse_id(text.substr(prefix.size()));
    if (ticket) return AttachmentTarget{*ticket, facet};
  }
  return std::nullopt;
}

}  // namespace genba
