// The media type of a file by the end of its name, for files that come without one.
#pragma once

#include <string_view>

namespace genba::cli {

// "" when the ending says nothing.
std::string_view media_type_of(std::string_view file_name);

}  // namespace genba::cli
