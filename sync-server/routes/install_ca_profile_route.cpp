// GET /install-ca/genba.mobileconfig: the authority's certificate as a configuration profile for
// iOS and iPadOS (Apple, "Configuration Profile Reference", com.apple.security.root). Its UUIDs
// derive from the certificate, so installing it again replaces it.
#include <sodium.h>

#include "core/model/ids.h"
#include "sync-server/http/certificates.h"
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

std::string base64(const std::string& bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating NUL
  return text;
}

std::string text_entry(const char* key, const std::string& value) {
  return std::string("<key>") + key + "</key><string>" + value + "</string>\n";
}

std::string profile_of(const http::CertificateFacts& ca) {
  const std::string payload_id = to_string(derive_id("mobileconfig.payload", ca.fingerprint));
  const std::string profile_id = to_string(derive_id("mobileconfig.profile", ca.fingerprint));
  const std::string common = "<key>PayloadVersion</key><integer>1</integer>\n" +
                             text_entry("PayloadOrganization", "Genba");
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadContent</key><array><dict>
)" + text_entry("PayloadType", "com.apple.security.root") +
         text_entry("PayloadIdentifier", "genba.ca." + payload_id) +
         text_entry("PayloadUUID", payload_id) + text_entry("PayloadDisplayName", "Genba CA") +
         text_entry("PayloadCertificateFileName", "genba-ca.crt") + common +
         "<key>PayloadContent</key><data>" + base64(ca.der) + "</data>\n</dict></array>\n" +
         text_entry("PayloadType", "Configuration") +
         text_entry("PayloadIdentifier", "genba.profile." + profile_id) +
         text_entry("PayloadUUID", profile_id) + text_entry("PayloadDisplayName", "Genba") +
         common + "</dict></plist>\n";
}

http::Response profile(Call& call) {
  Result<http::CertificateFacts> ca =
      http::read_certificate(http::certificate_files(call.services.options.data_dir).ca_cert);
  if (!ca) return error_response(404, "not_found", "this server has no authority of its own");
  http::Response response;
  response.content_type = "application/x-apple-aspen-config";
  response.body = profile_of(*ca);
  return response;
}

}  // namespace

Route install_ca_profile_route() {
  return {.path = "/install-ca/genba.mobileconfig",
          .access = Access::kPublic,
          .work = profile,
          .is_plain_http = true};
}

}  // namespace genba::routes
