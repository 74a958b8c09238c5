#include "sync-server/http/tls_context.h"

#include <openssl/ssl.h>

namespace genba::http {

Result<std::shared_ptr<boost::asio::ssl::context>> make_tls_context(const std::string& cert_file,
                                                                    const std::string& key_file) {
  namespace ssl = boost::asio::ssl;
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);

  boost::system::error_code error;
  context->use_certificate_chain_file(cert_file, error);
  if (error) {
    return make_error(ErrorCode::kIo,
                      "cannot use the certificate " + cert_file + ": " + error.message());
  }
  context->use_private_key_file(key_file, ssl::context::pem, error);
  if (error) {
    return make_error(ErrorCode::kIo, "cannot use the key " + key_file + ": " + error.message());
  }
  if (SSL_CTX_check_private_key(native) != 1) {
    return make_error(ErrorCode::kInvalidArgument,
                      "the key " + key_file + " does not belong to " + cert_file);
  }
  return context;
}

}  // namespace genba::http
