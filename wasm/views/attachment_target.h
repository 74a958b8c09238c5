// What the button of a file that is to be attached says of it: the ticket, and who may see it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/fields.h"

namespace genba {

struct AttachmentTarget {
  EntityId ticket;
  Facet facet = Facet::kPublic;
};

std::string attachment_target(const AttachmentTarget& target);
std::optional<AttachmentTarget> parse_attachment_target(std::string_view text);

}  // namespace genba
