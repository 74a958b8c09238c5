// What the routes of attachments have in common: an id in the path, the store, and JSON about what
// has arrived.
#pragma once

#include <functional>
#include <memory>

#include "sync-server/routes/route.h"
#include "sync-server/sync/attachment_access.h"

namespace genba::routes {

// Makes the answer, within a transaction of the store. An error changes nothing (sync_service.h).
using AttachmentWork =
    std::function<Result<http::Response>(const Call&, const EntityId&, stores::ServerStore&)>;

// Runs it on the reader's connection, or the writer's; an id that is none is one that is unknown.
void read_attachment(std::shared_ptr<Call> call, Reply reply, AttachmentWork work);
void write_attachment(std::shared_ptr<Call> call, Reply reply, AttachmentWork work);

// {"received":…,"size":…,"whole":…,"thumbnail":…}; an error besides when `code` is not empty.
http::Response state_response(int status, const stores::ContentState& state, std::int64_t size,
                              std::string_view code = {}, std::string_view message = {});

}  // namespace genba::routes
