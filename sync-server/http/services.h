// What routes may use. Made once by the server; each member says on which threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "sync-server/auth/account_store.h"
#include "sync-server/auth/devices.h"
#include "sync-server/auth/kiosks.h"
#include "sync-server/auth/sign_in.h"
#include "sync-server/http/byte_budget.h"
#include "sync-server/http/live_hub.h"
#include "sync-server/http/options.h"
#include "sync-server/http/presence.h"
#include "sync-server/http/static_files.h"
#include "sync-server/http/workers.h"
#include "sync-server/sync/sync_service.h"

namespace genba::http {

struct Services {
  Services(Options given_options, boost::asio::io_context& io, auth::AccountStore session_store,
           auth::AccountStore sign_in_store, auth::AccountStore kiosk_store,
           auth::DeviceStore device_store)
      : options(std::move(given_options)),
        io(io),
        files(options.web_dir),
        sessions(std::move(session_store)),
        sign_in(std::move(sign_in_store)),
        kiosks(std::move(kiosk_store)),
        devices(std::move(device_store)),
        rates(options.limits.rates),
        live(io),
        workers(kWorkerThreads, options.limits.pending_work) {}

  // Each hash takes 64 MiB while it runs.
  static constexpr std::size_t kWorkerThreads = 2;
  // Of attachments that are being sent; more has to wait.
  static constexpr std::int64_t kContentsInMemory_bytes = 128 * 1024 * 1024;

  const Options options;        // any thread
  std::uint16_t port = 0;       // that the main listener got; set before the first request
  boost::asio::io_context& io;  // any thread, for post
  StaticFiles files;            // I/O thread
  auth::AccountStore sessions;  // I/O thread: look-ups only
  auth::SignIn sign_in;         // worker threads
  auth::Kiosks kiosks;          // worker threads
  auth::Devices devices;        // worker threads
  RequestRates rates;           // any thread
  ReceiptRates receipts;        // any thread
  auth::RateLimiter searches{10, 3'000};         // by user; any thread
  LiveHub live;                                  // I/O thread; publish() any
  PresenceBoard presence;                        // I/O thread
  Workers workers;                               // any thread
  ByteBudget contents{kContentsInMemory_bytes};  // any thread
  // The synchronised workspace; set before the first request. Any thread.
  std::unique_ptr<sync::SyncService> sync;
};

}  // namespace genba::http
