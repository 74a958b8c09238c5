// A certificate authority of one's own for a server in a local network: DIR/tls holds ca.key,
// ca.crt and server.key, server.crt (PEM; keys readable by the owner only).
//
// The authority is ECDSA P-256, lives ten years and signs server certificates only (path length 0).
// The server's certificate lives 397 days, the most that browsers take (CA/Browser Forum baseline
// requirements §6.3.2), names every host and address in subjectAltName, and is renewed by running
// the command again. Source: RFC 5280. Threads: any; writes files, so not on the I/O thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/result.h"

namespace genba::http {

struct CertificateFiles {
  std::string ca_cert;
  std::string ca_key;
  std::string server_cert;
  std::string server_key;
};

CertificateFiles certificate_files(const std::string& data_dir);

struct CertificateReport {
  bool made_ca = false;
  std::vector<std::string> hosts;
  std::int64_t expires_s = 0;  // Unix time
  std::string ca_fingerprint;  // SHA-256, "AB:CD:…"
};

// Makes the authority when there is none, and always a new key and certificate for the server.
// hosts: DNS names and IP addresses; empty: those of the present certificate. kInvalidArgument when
// a host is neither, kMissingField when there is none at all, kIo, kCorrupt (unreadable authority).
Result<CertificateReport> make_certificates(const std::string& data_dir,
                                            std::vector<std::string> hosts);

struct CertificateFacts {
  std::vector<std::string> hosts;
  std::int64_t expires_s = 0;
  std::string fingerprint;
  std::string der;  // the certificate itself, in two encodings
  std::string pem;
};

// kNotFound, kCorrupt.
Result<CertificateFacts> read_certificate(const std::string& file);

}  // namespace genba::http
