// GET /install-ca/ca.crt: the authority's certificate (PEM), as Android, Windows, macOS and Linux
// take it.
#include "sync-server/http/certificates.h"
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

http::Response certificate(Call& call) {
  Result<http::CertificateFacts> ca =
      http::read_certificate(http::certificate_files(call.services.options.data_dir).ca_cert);
  if (!ca) return error_response(404, "not_found", "this server has no authority of its own");
  http::Response response;
  response.content_type = "application/x-x509-ca-cert";
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"genba-ca.crt\""});
  response.body = std::move(ca->pem);
  return response;
}

}  // namespace

Route install_ca_certificate_route() {
  return {.path = "/install-ca/ca.crt",
          .access = Access::kPublic,
          .work = certificate,
          .is_plain_http = true};
}

}  // namespace genba::routes
