// genba tls init: a certificate authority of one's own, and a certificate for this server.
#include <cstdio>
#include <ctime>
#include <memory>

#include "sync-server/cli/commands.h"
#include "sync-server/cli/data_folder.h"
#include "sync-server/http/certificates.h"
#include "sync-server/json_text.h"

namespace genba::cli {
namespace {

struct TlsOptions {
  std::string data_dir;
  std::vector<std::string> hosts;
  bool json = false;
};

std::string date_text(std::int64_t unix_s) {
  const std::time_t time = unix_s;
  std::tm utc{};
  gmtime_r(&time, &utc);
  char text[16];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%d", &utc));
}

int init_tls(const TlsOptions& options) {
  if (Result<void> ready = prepare_data_folder(options.data_dir); !ready) {
    return fail(ready.error(), options.json);
  }
  Result<http::CertificateReport> made = http::make_certificates(options.data_dir, options.hosts);
  if (!made) return fail(made.error(), options.json);
  if (options.json) {
    const Json out = {{"hosts", made->hosts},
                      {"made_ca", made->made_ca},
                      {"ca_certificate", http::certificate_files(options.data_dir).ca_cert},
                      {"ca_sha256", made->ca_fingerprint},
                      {"expires", date_text(made->expires_s)}};
    std::printf("%s\n", json_text(out).c_str());
    return kExitOk;
  }
  std::printf("%s\n", made->made_ca ? "made a local certificate authority"
                                    : "kept the local certificate authority");
  std::printf("  SHA-256 %s\n", made->ca_fingerprint.c_str());
  std::printf("made a server certificate, good until %s, for:\n",
              date_text(made->expires_s).c_str());
  for (const std::string& host : made->hosts) std::printf("  %s\n", host.c_str());
  std::printf(
      "next: genba serve --data %s --tls … ; on each device open /install-ca once, and compare\n"
      "the SHA-256 above before trusting the authority\n",
      options.data_dir.c_str());
  return kExitOk;
}

}  // namespace

void add_tls_command(CliCommand& program, Selection& selection) {
  auto options = std::make_shared<TlsOptions>();
  CliCommand* tls = program.add_subcommand("tls", "Certificates for https in a local network");
  tls->require_subcommand();
  CliCommand* init = tls->add_subcommand(
      "init", "Make a local authority (once) and a server certificate (again to renew it)");
  add_data_option(*init, options->data_dir);
  add_json_option(*init, options->json);
  init->add_option("--host", options->hosts,
                   "Name or address that devices reach the server by; may be repeated. Without it: "
                   "those of the present certificate")
      ->type_name("NAME");
  init->callback(
      [options, &selection] { selection.run = [options] { return init_tls(*options); }; });
}

}  // namespace genba::cli
