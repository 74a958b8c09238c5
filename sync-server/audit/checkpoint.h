// Signed checkpoints of the audit log: "this workspace's log had this link at this effect", signed
// by the server. Kept elsewhere, one proves later that the log up to there was neither rewritten
// nor cut off, also by somebody who holds the database and recomputes its whole chain.
//
// A checkpoint is one line of JSON:
//   {"genba_checkpoint":1,"workspace","epoch","seq","link","at_ms","public_key","signature"}
// The signature is Ed25519 over "genba checkpoint 1\n" ‖ workspace (16 bytes) ‖ epoch ‖ seq ‖ link
// (32 bytes) ‖ at_ms, integers of 8 bytes, little endian. Hashes, key and signature are
// hexadecimal.
//
// Sources: RFC 8032 (Ed25519); RFC 9162 section 4.10 (signed tree heads). Threads: any, after
// auth::init_crypto().
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/authority/authority.h"
#include "core/model/result.h"
#include "sync-server/stores/server_store.h"

namespace genba::audit {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

struct SigningKey {
  PublicKey public_key{};
  std::array<std::uint8_t, 64> secret{};
};

struct Checkpoint {
  EntityId workspace;
  std::uint64_t epoch = 0;
  Head head;
  std::int64_t at_ms = 0;
  PublicKey key{};
  Signature signature{};
};

// The key of the server of this folder: DIR/checkpoint.key (the seed, readable by its owner alone),
// made when there is none. kIo, kCorrupt.
Result<SigningKey> open_signing_key(const std::string& dir);
std::string to_text(const PublicKey& key);
Result<PublicKey> parse_public_key(std::string_view text);  // kInvalidArgument

// Of the log as the store's present transaction sees it.
Checkpoint sign_head(const stores::ServerStore& store, std::int64_t now_ms, const SigningKey& key);
std::string to_line(const Checkpoint& checkpoint);  // with its LF
// One a line, at least one. kMalformed names the line.
Result<std::vector<Checkpoint>> parse_checkpoints(std::string_view text);

// Holds the store's log, which was found whole (ServerStore::verify), against all of them. kCorrupt
// says which one does not hold and why: signed with another key, of another workspace, the log cut
// off before it, or rewritten.
Result<void> check_against(const stores::ServerStore& store,
                           std::span<const Checkpoint> checkpoints, const PublicKey& key);

}  // namespace genba::audit
