#include "sync-server/exchange/xlsx_xml.h"

#include <expat.h>

#include <memory>

namespace genba::exchange {
namespace {

std::string_view local_name(std::string_view name) {
  return name.substr(name.rfind(':') + 1);  // npos + 1 is 0
}

struct Parsing {
  XML_Parser parser;
  XmlHandler& handler;
  bool has_document_type = false;
};

void on_start(void* data, const char* name, const char** attributes) {
  static_cast<Parsing*>(data)->handler.start(local_name(name), XmlAttributes(attributes));
}

void on_end(void* data, const char* name) {
  static_cast<Parsing*>(data)->handler.end(local_name(name));
}

void on_text(void* data, const char* text, int size) {
  static_cast<Parsing*>(data)->handler.text({text, static_cast<std::size_t>(size)});
}

void on_document_type(void* data, const char*, const char*, const char*, int) {
  auto* parsing = static_cast<Parsing*>(data);
  parsing->has_document_type = true;
  XML_StopParser(parsing->parser, XML_FALSE);
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const char** pair = pairs_; *pair; pair += 2) {
    if (local_name(pair[0]) == name) return pair[1];
  }
  return {};
}

Result<void> parse_part(XlsxParts& parts, const std::string& name, const XlsxLimits& limits,
                        XmlHandler& handler) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
      XML_ParserCreate(nullptr), &XML_ParserFree);
  Parsing parsing{parser.get(), handler};
  XML_SetUserData(parser.get(), &parsing);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);

  std::size_t size = 0;
  bool is_well_formed = true;
  const Result<void> read = parts.read(name, [&](std::string_view piece) {
    size += piece.size();
    if (size > limits.max_part_bytes) return false;
    is_well_formed = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()),
                               XML_FALSE) == XML_STATUS_OK;
    return is_well_formed && !handler.error();
  });
  if (!read) return read;
  if (handler.error()) return *handler.error();
  if (size > limits.max_part_bytes) {
    return make_error(ErrorCode::kTooLarge, name + " unpacks to more than " +
                                                std::to_string(limits.max_part_bytes) + " bytes");
  }
  if (is_well_formed) is_well_formed = XML_Parse(parser.get(), "", 0, XML_TRUE) == XML_STATUS_OK;
  if (handler.error()) return *handler.error();
  if (is_well_formed) return {};
  const std::string why = parsing.has_document_type
                              ? "a document type declaration"
                              : XML_ErrorString(XML_GetErrorCode(parser.get()));
  return make_error(
      ErrorCode::kMalformed,
      name + ", line " + std::to_string(XML_GetCurrentLineNumber(parser.get())) + ": " + why);
}

}  // namespace genba::exchange
