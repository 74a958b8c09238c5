// Walking through the XML of one part of a workbook: elements by their local names, with texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync-server/exchange/xlsx_reader.h"

namespace genba::exchange {

class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // Of the attribute with this local name; empty when there is none.
  std::string_view get(std::string_view name) const;

 private:
  const char** pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view element, const XmlAttributes& attributes) = 0;
  virtual void text(std::string_view part) = 0;
  virtual void end(std::string_view element) = 0;

  // The first call counts; the part is not read any further.
  void stop(Error error) {
    if (!error_) error_ = std::move(error);
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<Error> error_;
};

// kNotFound when there is no such part. A document type declaration is refused.
Result<void> parse_part(XlsxParts& parts, const std::string& name, const XlsxLimits& limits,
                        XmlHandler& handler);

}  // namespace genba::exchange
