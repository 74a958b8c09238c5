// One message of a ClientSession over HTTP, and what came of it.
#pragma once

#include "core/sync/client_session.h"
#include "wasm/platform/net.h"

namespace genba::app {

platform::HttpRequest http_request(SyncRequest message);
// Status 0: there was no answer.
void take_answer(ClientSession& session, const platform::HttpResponse& response);

}  // namespace genba::app
