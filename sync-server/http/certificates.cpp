#include "sync-server/http/certificates.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "sync-server/http/security.h"

namespace genba::http {
namespace {

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Names = std::unique_ptr<GENERAL_NAMES, Freer<GENERAL_NAMES_free>>;

constexpr long kDay_s = 24 * 3600;
constexpr long kCaLife_days = 3652;
constexpr long kServerLife_days = 397;
// Devices whose clock runs behind would refuse a certificate that begins now.
constexpr long kBackdate_s = 3600;

bool is_ip(const std::string& host) {
  std::array<unsigned char, 16> bytes{};
  return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

Error openssl_error(const char* what) {
  return make_error(ErrorCode::kInternal, std::string("OpenSSL could not ") + what);
}

bool add_extension(X509* certificate, X509* issuer, int id, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
  if (extension == nullptr) return false;
  const bool added = X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

bool set_name(X509_NAME* name, const std::string& common_name) {
  const auto add = [&](const char* field, const std::string& value) {
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(value.c_str()), -1, -1,
                                      0) == 1;
  };
  return add("O", "Genba") && add("CN", common_name);
}

// Serial number, validity, key: what both kinds of certificate begin with.
Certificate begin_certificate(EVP_PKEY* key, long life_days) {
  Certificate certificate(X509_new());
  if (!certificate) return nullptr;
  std::array<unsigned char, 16> serial{};
  if (RAND_bytes(serial.data(), serial.size()) != 1) return nullptr;
  serial[0] &= 0x7f;
  BIGNUM* number = BN_bin2bn(serial.data(), serial.size(), nullptr);
  const bool numbered =
      BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get())) != nullptr;
  BN_free(number);
  const bool begun =
      numbered && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
      X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kBackdate_s) != nullptr &&
      X509_gmtime_adj(X509_getm_notAfter(certificate.get()), life_days * kDay_s - kBackdate_s) !=
          nullptr &&
      X509_set_pubkey(certificate.get(), key) == 1;
  return begun ? std::move(certificate) : nullptr;
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "server";
}

Certificate make_ca(EVP_PKEY* key) {
  Certificate ca = begin_certificate(key, kCaLife_days);
  if (!ca) return nullptr;
  X509_NAME* name = X509_get_subject_name(ca.get());
  const bool made =
      set_name(name, "Genba local CA (" + host_name().substr(0, 40) + ")") &&
      X509_set_issuer_name(ca.get(), name) == 1 &&
      add_extension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
      add_extension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign") &&
      add_extension(ca.get(), ca.get(), NID_subject_key_identifier, "hash") &&
      X509_sign(ca.get(), key, EVP_sha256()) > 0;
  return made ? std::move(ca) : nullptr;
}

Certificate make_server(EVP_PKEY* key, X509* ca, EVP_PKEY* ca_key,
                        const std::vector<std::string>& hosts) {
  std::string names;
  for (const std::string& host : hosts) {
    names.append(names.empty() ? "" : ",").append(is_ip(host) ? "IP:" : "DNS:").append(host);
  }
  Certificate server = begin_certificate(key, kServerLife_days);
  if (!server) return nullptr;
  const bool made = set_name(X509_get_subject_name(server.get()), hosts.front().substr(0, 64)) &&
                    X509_set_issuer_name(server.get(), X509_get_subject_name(ca)) == 1 &&
                    add_extension(server.get(), ca, NID_basic_constraints, "critical,CA:FALSE") &&
                    add_extension(server.get(), ca, NID_key_usage, "critical,digitalSignature") &&
                    add_extension(server.get(), ca, NID_ext_key_usage, "serverAuth") &&
                    add_extension(server.get(), ca, NID_subject_key_identifier, "hash") &&
                    add_extension(server.get(), ca, NID_authority_key_identifier, "keyid:always") &&
                    add_extension(server.get(), ca, NID_subject_alt_name, names) &&
                    X509_sign(server.get(), ca_key, EVP_sha256()) > 0;
  return made ? std::move(server) : nullptr;
}

std::string contents(BIO* memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  return {data, static_cast<std::size_t>(size)};
}

// Replaces the file in one step, so that a server never reads half of one.
Result<void> write_file(const std::string& path, const std::string& bytes, mode_t mode) {
  const std::string temporary = path + ".new";
  const auto failed = [&] {
    return make_error(ErrorCode::kIo, "cannot write " + path + ": " + std::strerror(errno));
  };
  ::unlink(temporary.c_str());
  const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) return failed();
  const bool written =
      ::write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
      ::fsync(fd) == 0;
  ::close(fd);
  if (!written || ::rename(temporary.c_str(), path.c_str()) != 0) return failed();
  return {};
}

Result<void> write_pair(const std::string& cert_file, X509* certificate,
                        const std::string& key_file, EVP_PKEY* key) {
  Memory cert_text(BIO_new(BIO_s_mem()));
  Memory key_text(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_X509(cert_text.get(), certificate) != 1 ||
      PEM_write_bio_PrivateKey(key_text.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    return openssl_error("write a certificate");
  }
  if (Result<void> done = write_file(key_file, contents(key_text.get()), 0600); !done) return done;
  return write_file(cert_file, contents(cert_text.get()), 0644);
}

template <typename T, typename Read>
T* read_pem(const std::string& path, Read read) {
  Memory file(BIO_new_file(path.c_str(), "r"));
  return file ? read(file.get(), nullptr, nullptr, nullptr) : nullptr;
}

std::string fingerprint_of(X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  X509_digest(certificate, EVP_sha256(), digest.data(), &size);
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    if (i > 0) text.push_back(':');
    text.push_back(kDigits[digest[i] >> 4]);
    text.push_back(kDigits[digest[i] & 15]);
  }
  return text;
}

std::vector<std::string> hosts_of(X509* certificate) {
  std::vector<std::string> hosts;
  Names names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type == GEN_DNS) {
      hosts.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                         ASN1_STRING_length(name->d.dNSName));
    } else if (name->type == GEN_IPADD) {
      std::array<char, INET6_ADDRSTRLEN> text{};
      const int family = ASN1_STRING_length(name->d.iPAddress) == 4 ? AF_INET : AF_INET6;
      inet_ntop(family, ASN1_STRING_get0_data(name->d.iPAddress), text.data(), text.size());
      hosts.emplace_back(text.data());
    }
  }
  return hosts;
}

std::int64_t expiry_of(X509* certificate) {
  std::tm end{};
  ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end);
  return timegm(&end);
}

}  // namespace

CertificateFiles certificate_files(const std::string& data_dir) {
  const std::string tls = data_dir + "/tls/";
  return {tls + "ca.crt", tls + "ca.key", tls + "server.crt", tls + "server.key"};
}

Result<CertificateFacts> read_certificate(const std::string& file) {
  if (::access(file.c_str(), R_OK) != 0) {
    return make_error(ErrorCode::kNotFound, "there is no readable certificate " + file);
  }
  Certificate certificate(read_pem<X509>(file, PEM_read_bio_X509));
  if (!certificate) return make_error(ErrorCode::kCorrupt, file + " is not a PEM certificate");
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate.get(), &der);
  if (size <= 0) return openssl_error("encode a certificate");
  CertificateFacts facts{hosts_of(certificate.get()),
                         expiry_of(certificate.get()),
                         fingerprint_of(certificate.get()),
                         std::string(reinterpret_cast<char*>(der), static_cast<std::size_t>(size)),
                         {}};
  OPENSSL_free(der);
  Memory pem(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_X509(pem.get(), certificate.get()) != 1) {
    return openssl_error("encode a certificate");
  }
  facts.pem = contents(pem.get());
  return facts;
}

Result<CertificateReport> make_certificates(const std::string& data_dir,
                                            std::vector<std::string> hosts) {
  const CertificateFiles files = certificate_files(data_dir);
  if (hosts.empty()) {
    Result<CertificateFacts> present = read_certificate(files.server_cert);
    if (present) hosts = present->hosts;
  }
  if (hosts.empty()) {
    return make_error(ErrorCode::kMissingField,
                      "name the server with --host, e.g. --host 192.0.2.5");
  }
  for (const std::string& host : hosts) {
    const bool is_name = is_valid_host(host) && host.find_first_of(":[]") == std::string::npos;
    if (!is_name && !is_ip(host)) {
      return make_error(ErrorCode::kInvalidArgument,
                        host + " is neither a host name nor an address");
    }
  }
  std::error_code code;
  std::filesystem::create_directories(data_dir + "/tls", code);
  ::chmod((data_dir + "/tls").c_str(), 0700);

  CertificateReport report;
  const bool has_ca = std::filesystem::exists(files.ca_cert, code);
  Key ca_key(has_ca ? read_pem<EVP_PKEY>(files.ca_key, PEM_read_bio_PrivateKey)
                    : EVP_EC_gen("P-256"));
  Certificate ca(has_ca ? read_pem<X509>(files.ca_cert, PEM_read_bio_X509) : nullptr);
  if (has_ca && (!ca || !ca_key || X509_check_private_key(ca.get(), ca_key.get()) != 1)) {
    return make_error(ErrorCode::kCorrupt,
                      "the authority in " + data_dir +
                          "/tls cannot be read: ca.crt and ca.key must both be "
                          "there and belong together");
  }
  if (!ca_key) return openssl_error("make a key");
  if (!has_ca) {
    ca = make_ca(ca_key.get());
    if (!ca) return openssl_error("make the authority");
    Result<void> written = write_pair(files.ca_cert, ca.get(), files.ca_key, ca_key.get());
    if (!written) return written.error();
    report.made_ca = true;
  }
  Key key(EVP_EC_gen("P-256"));
  Certificate server(key ? make_server(key.get(), ca.get(), ca_key.get(), hosts) : nullptr);
  if (!server) return openssl_error("make the server's certificate");
  Result<void> written = write_pair(files.server_cert, server.get(), files.server_key, key.get());
  if (!written) return written.error();
  report.hosts = std::move(hosts);
  report.expires_s = expiry_of(server.get());
  report.ca_fingerprint = fingerprint_of(ca.get());
  return report;
}

}  // namespace genba::http
