// genba serve: the sync server.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include "sync-server/audit/checkpoint_writer.h"
#include "sync-server/auth/accounts.h"
#include "sync-server/auth/password.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/data_folder.h"
#include "sync-server/cli/database_option.h"
#include "sync-server/cli/serve_workspace.h"
#include "sync-server/demo/demo_data.h"
#include "sync-server/http/certificates.h"
#include "sync-server/http/server.h"
#include "sync-server/json_text.h"
#include "sync-server/platform/system.h"
#include "sync-server/stores/head_listener.h"

namespace genba::cli {
namespace {

struct ServeOptions {
  http::Options http;
  DatabaseOptions database;
  std::string listen = "127.0.0.1:8080";
  std::string http_listen;
  std::string log_level = "info";
  bool tls = false;
  bool demo = false;
  bool json = false;
};

Result<void> complete(ServeOptions& options) {
  http::Options& http = options.http;
  Result<http::Endpoint> listen = http::parse_endpoint(options.listen);
  if (!listen) return listen.error();
  http.listen = *listen;
  if (options.tls) {
    const http::CertificateFiles files = http::certificate_files(http.data_dir);
    if (Result<http::CertificateFacts> facts = http::read_certificate(files.server_cert); !facts) {
      return make_error(ErrorCode::kNotFound,
                        "--tls needs a certificate: run `genba tls init --data " + http.data_dir +
                            " --host NAME` first");
    }
    http.tls_cert_file = files.server_cert;
    http.tls_key_file = files.server_key;
  }
  if (!options.http_listen.empty()) {
    if (!http.has_tls()) {
      return make_error(ErrorCode::kInvalidArgument, "--http-listen is for use beside https");
    }
    Result<http::Endpoint> plain = http::parse_endpoint(options.http_listen);
    if (!plain) return plain.error();
    http.has_http_listen = true;
    http.http_listen = *plain;
  }
  if (!http.web_dir.empty() && !std::filesystem::exists(http.web_dir + "/index.html")) {
    return make_error(ErrorCode::kNotFound, "there is no site in " + http.web_dir);
  }
  return {};
}

void start_log(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("genba"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_level(spdlog::level::from_str(level));
}

// Each connection takes a file descriptor; the usual soft limit of 1,024 is far below ours.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void warn_about_certificate(const http::Options& options) {
  constexpr std::int64_t kWarnBefore_s = 30 * 24 * 3600;
  if (!options.has_tls()) return;
  Result<http::CertificateFacts> facts = http::read_certificate(options.tls_cert_file);
  if (!facts) return;
  const std::int64_t left_s = facts->expires_s - auth::system_now_ms() / 1000;
  if (left_s < 0) spdlog::error("the certificate has expired");
  if (left_s >= 0 && left_s < kWarnBefore_s) {
    spdlog::warn("the certificate expires in {} days", left_s / (24 * 3600));
  }
}

Result<std::string> first_admin_password(const std::string& address) {
  Result<auth::AccountStore> store = auth::AccountStore::open(address);
  if (!store) return store.error();
  return auth::create_first_admin(*store, auth::system_now_ms());
}

void announce(const ServeOptions& options, const http::Server& server,
              const std::string& password) {
  const std::string url = server.url();
  if (options.json) {
    Json out = {{"listening", url}};
    if (!server.plain_url().empty()) out["http_listening"] = server.plain_url();
    if (!password.empty())
      out["first_admin"] = {{"name", "admin"}, {"one_time_password", password}};
    std::printf("%s\n", json_text(out).c_str());
  } else {
    if (!password.empty()) {
      std::printf("first start: sign in as  admin  with the one-time password  %s\n",
                  password.c_str());
      std::printf("it is shown only now, and must be changed at the first sign-in\n");
    }
    if (options.demo) {
      std::printf("demo data: sign in as  demo  with the password  %s\n", demo::kDemoPassword);
    }
    std::printf("listening on %s (Ctrl+C stops it)\n", url.c_str());
  }
  std::fflush(stdout);
}

int serve(ServeOptions& options) {
  const auto failed = [&](const Error& error) { return fail(error, options.json); };
  if (Result<void> done = complete(options); !done) return failed(done.error());
  platform::share_memory_pool();
  if (Result<void> ready = auth::init_crypto(); !ready) return failed(ready.error());
  const std::string& dir = options.http.data_dir;
  if (Result<void> ready = prepare_data_folder(dir); !ready) return failed(ready.error());
  const Result<std::string> address = database_address(dir, options.database);
  if (!address) return failed(address.error());
  // Any number of servers may work on one PostgreSQL.
  const bool is_shared = stores::is_postgres(*address);
  std::optional<FolderLock> lock;
  if (!is_shared) {
    Result<FolderLock> taken = FolderLock::take(dir);
    if (!taken) return failed(taken.error());
    lock.emplace(std::move(taken).value());
  }
  const Result<audit::SigningKey> key = audit::open_signing_key(dir);
  if (!key) return failed(key.error());
  start_log(options.log_level);
  raise_descriptor_limit();

  Result<auth::AccountStore> sessions = auth::AccountStore::open(*address);
  if (!sessions) return failed(sessions.error());
  Result<auth::AccountStore> accounts = auth::AccountStore::open(*address);
  if (!accounts) return failed(accounts.error());

  Result<auth::AccountStore> kiosks = auth::AccountStore::open(*address);
  if (!kiosks) return failed(kiosks.error());
  Result<auth::DeviceStore> devices = auth::DeviceStore::open(*address);
  if (!devices) return failed(devices.error());

  boost::asio::io_context io(1);
  http::Services services(options.http, io, std::move(sessions).value(),
                          std::move(accounts).value(), std::move(kiosks).value(),
                          std::move(devices).value());
  Result<std::unique_ptr<sync::SyncService>> sync =
      open_workspace(*address, options.demo, services.live);
  if (!sync) return failed(sync.error());
  services.sync = std::move(sync).value();
  services.live.publish(services.sync->head());
  const audit::CheckpointWriter checkpoints(*address, dir, *key);
  std::optional<stores::HeadListener> others;
  if (is_shared) {
    others.emplace(*address, services.sync->workspace(),
                   [&live = services.live](Seq head) { live.publish(head); });
  }
  Result<std::unique_ptr<http::Server>> server = http::Server::open(services, io);
  if (!server) return failed(server.error());
  // After the listener: a one-time password must not be made and lost for a port that is taken.
  Result<std::string> password = first_admin_password(*address);
  if (!password) return failed(password.error());
  warn_about_certificate(options.http);
  if (options.demo) spdlog::warn("the demo accounts' password is public");
  (*server)->run([&] { announce(options, **server, *password); });
  services.workers.stop();
  spdlog::info("stopped");
  return kExitOk;
}

void add_limits(CliCommand& command, http::Limits& limits) {
  const auto milliseconds = [&](const char* name, std::chrono::milliseconds& value,
                                const char* description) {
    command.add_option(name, value, description)->between(1, 3'600'000)->group("Limits");
  };
  milliseconds("--header-timeout-ms", limits.header_timeout, "To send the head of a request");
  milliseconds("--body-timeout-ms", limits.body_timeout,
               "To send a body, and one second more for each 16 KiB");
  milliseconds("--write-timeout-ms", limits.write_timeout, "To take an answer");
  milliseconds("--idle-timeout-ms", limits.idle_timeout, "Between two requests of a connection");
  milliseconds("--ping-interval-ms", limits.ping_interval, "Between pings of a live channel");
  milliseconds("--stop-timeout-ms", limits.stop_timeout, "For requests in flight when stopping");
  const auto rate = [&](const char* name, std::size_t& value, const char* description) {
    command.add_option(name, value, description)
        ->between(0, http::Rates::kMost)
        ->capture_default_str()
        ->group("Limits");
  };
  rate("--user-rate", limits.rates.user, "Requests a second of one person; 0: any number");
  rate("--address-rate", limits.rates.address, "Requests a second of one address; 0: any number");
  command.add_option("--max-connections", limits.connections, "Connections at one time")
      ->between(1, 1'000'000)
      ->capture_default_str()
      ->group("Limits");
}

}  // namespace

void add_serve_command(CliCommand& program, Selection& selection) {
  auto options = std::make_shared<ServeOptions>();
  http::Options& http = options->http;
  CliCommand* serve_app = program.add_subcommand("serve", "Run the sync server");
  add_data_option(*serve_app, http.data_dir);
  add_database_options(*serve_app, options->database);
  add_json_option(*serve_app, options->json);
  serve_app->add_option("--listen", options->listen, "Address and port; port 0 is any free one")
      ->type_name("ADDR:PORT")
      ->capture_default_str()
      ->last_counts();
  serve_app->add_option("--web", http.web_dir, "Folder of the site, e.g. build/web")
      ->type_name("DIR");
  CliOption* cert =
      serve_app->add_option("--tls-cert", http.tls_cert_file, "Certificate chain (PEM) for https");
  CliOption* key = serve_app->add_option("--tls-key", http.tls_key_file, "Its key (PEM)");
  cert->needs(key)->type_name("FILE");
  key->needs(cert)->type_name("FILE");
  serve_app->add_flag("--tls", options->tls, "https with what `genba tls init` made in DIR/tls")
      ->excludes(cert);
  serve_app
      ->add_option("--http-listen", options->http_listen,
                   "Beside https: plain http that serves /healthz and /install-ca and sends "
                   "everything else to https")
      ->type_name("ADDR:PORT");
  serve_app
      ->add_option("--origin", http.origins,
                   "Origin that pages are opened from, e.g. https://genba.example; may be "
                   "repeated. Without it: the scheme and Host of each request")
      ->type_name("URL");
  serve_app->add_flag(
      "--behind-proxy", http.behind_proxy,
      "Believe X-Forwarded-For, -Proto and -Host; only behind a proxy that sets them");
  serve_app->add_flag("--demo", options->demo,
                      "Fill an empty workspace with two months of made-up incidents, and add "
                      "accounts whose password everybody knows (demo, sato, …: genba-demo)");
  serve_app->add_option("--log-level", options->log_level, "debug, info, warn or error")
      ->one_of({"debug", "info", "warn", "error"})
      ->capture_default_str();
  add_limits(*serve_app, http.limits);
  serve_app->callback(
      [options, &selection] { selection.run = [options] { return serve(*options); }; });
}

}  // namespace genba::cli
