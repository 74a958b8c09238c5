#include "sync-server/audit/checkpoint.h"

#include <sodium.h>

#include <algorithm>
#include <optional>

#include "core/reports/report_table.h"
#include "sync-server/json_text.h"
#include "sync-server/platform/files.h"

namespace genba::audit {
namespace {

constexpr std::string_view kDomain = "genba checkpoint 1\n";

template <std::size_t size>
std::string hex(const std::array<std::uint8_t, size>& bytes) {
  return to_hex({reinterpret_cast<const char*>(bytes.data()), size});
}

template <std::size_t size>
bool read_hex(std::string_view text, std::array<std::uint8_t, size>& bytes) {
  std::size_t length = 0;
  return text.size() == 2 * size &&
         sodium_hex2bin(bytes.data(), size, text.data(), text.size(), nullptr, &length, nullptr) ==
             0 &&
         length == size;
}

Bytes signed_bytes(const Checkpoint& checkpoint) {
  ByteWriter out;
  out.raw(kDomain);
  encode_id(out, checkpoint.workspace);
  out.fixed64(checkpoint.epoch);
  out.fixed64(checkpoint.head.seq);
  out.raw(view_of(checkpoint.head.link));
  out.fixed64(static_cast<std::uint64_t>(checkpoint.at_ms));
  return out.take();
}

bool is_signed_by(const Checkpoint& checkpoint, const PublicKey& key) {
  const Bytes bytes = signed_bytes(checkpoint);
  return crypto_sign_verify_detached(checkpoint.signature.data(),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     bytes.size(), key.data()) == 0;
}

std::optional<Checkpoint> parse_line(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto number = [&](const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
  };
  const auto text = [&](const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  Checkpoint checkpoint;
  const Result<EntityId> workspace = parse_id(text("workspace"));
  const bool is_read = number("genba_checkpoint") == 1 && workspace.ok() &&
                       read_hex(text("link"), checkpoint.head.link) &&
                       read_hex(text("public_key"), checkpoint.key) &&
                       read_hex(text("signature"), checkpoint.signature);
  if (!is_read) return std::nullopt;
  checkpoint.workspace = *workspace;
  checkpoint.epoch = number("epoch");
  checkpoint.head.seq = number("seq");
  checkpoint.at_ms = static_cast<std::int64_t>(number("at_ms"));
  return checkpoint;
}

std::string effect_name(Seq seq) { return "effect " + std::to_string(seq); }

// The audit link at `seq`, which is in the log; before its first effect there are 32 zero bytes.
Hash256 link_at(const stores::ServerStore& store, Seq seq) {
  if (seq == 0) return {};
  const std::vector<AuditRecord> records = store.records_after(seq - 1, 1);
  return records.empty() ? Hash256{} : records.front().link;
}

Result<void> check_one(const stores::ServerStore& store, const Checkpoint& checkpoint,
                       const PublicKey& key) {
  const std::string name = "the checkpoint at " + effect_name(checkpoint.head.seq) + " of " +
                           instant_text(checkpoint.at_ms, 0) + " UTC";
  const auto broken = [](const std::string& what) { return make_error(ErrorCode::kCorrupt, what); };
  if (!is_signed_by(checkpoint, key)) return broken(name + " was not signed with this key");
  if (checkpoint.workspace != store.workspace()) return broken(name + " is of another workspace");
  std::string since;
  if (checkpoint.epoch < store.epoch()) {
    since = " (since then a backup was restored, which ended with " +
            effect_name(store.began_at()) + ")";
  }
  const Seq last = store.head().seq;
  if (checkpoint.head.seq > last) {
    return broken(name + ": the log was cut off, it ends with " + effect_name(last) + since);
  }
  if (link_at(store, checkpoint.head.seq) != checkpoint.head.link) {
    return broken(name + ": the log up to there was rewritten" + since);
  }
  return {};
}

Result<SigningKey> read_key(const std::string& file) {
  const Result<Bytes> text = platform::read_file(file, 1024);
  if (!text) return text.error();
  std::array<std::uint8_t, crypto_sign_SEEDBYTES> seed;
  if (!read_hex(std::string_view(*text).substr(0, text->find('\n')), seed)) {
    return make_error(ErrorCode::kCorrupt, file + " is no key");
  }
  SigningKey key;
  static_assert(sizeof key.public_key == crypto_sign_PUBLICKEYBYTES);
  static_assert(sizeof key.secret == crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(key.public_key.data(), key.secret.data(), seed.data());
  sodium_memzero(seed.data(), seed.size());
  return key;
}

}  // namespace

Result<SigningKey> open_signing_key(const std::string& dir) {
  const std::string file = dir + "/checkpoint.key";
  Result<SigningKey> key = read_key(file);
  if (key || key.error().code != ErrorCode::kNotFound) return key;
  std::array<std::uint8_t, crypto_sign_SEEDBYTES> seed;
  randombytes_buf(seed.data(), seed.size());
  const Result<void> written = platform::write_file(file, hex(seed) + "\n");
  sodium_memzero(seed.data(), seed.size());
  if (!written) return written.error();
  // As it is now: somebody else may have started at the same moment.
  return read_key(file);
}

std::string to_text(const PublicKey& key) { return hex(key); }

Result<PublicKey> parse_public_key(std::string_view text) {
  PublicKey key;
  if (read_hex(text, key)) return key;
  return make_error(ErrorCode::kInvalidArgument, "a public key has 64 hexadecimal digits");
}

Checkpoint sign_head(const stores::ServerStore& store, std::int64_t now_ms, const SigningKey& key) {
  Checkpoint checkpoint{.workspace = store.workspace(),
                        .epoch = store.epoch(),
                        .head = store.head(),
                        .at_ms = now_ms,
                        .key = key.public_key,
                        .signature = {}};
  const Bytes bytes = signed_bytes(checkpoint);
  crypto_sign_detached(checkpoint.signature.data(), nullptr,
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       key.secret.data());
  return checkpoint;
}

std::string to_line(const Checkpoint& checkpoint) {
  const Json json = {{"genba_checkpoint", 1},
                     {"workspace", to_string(checkpoint.workspace)},
                     {"epoch", checkpoint.epoch},
                     {"seq", checkpoint.head.seq},
                     {"link", hex(checkpoint.head.link)},
                     {"at_ms", checkpoint.at_ms},
                     {"public_key", hex(checkpoint.key)},
                     {"signature", hex(checkpoint.signature)}};
  return json_text(json) + "\n";
}

Result<std::vector<Checkpoint>> parse_checkpoints(std::string_view text) {
  std::vector<Checkpoint> checkpoints;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::optional<Checkpoint> checkpoint = parse_line(line);
    if (!checkpoint) {
      return make_error(ErrorCode::kMalformed,
                        "line " + std::to_string(number) + " is no checkpoint");
    }
    checkpoints.push_back(*checkpoint);
  }
  if (checkpoints.empty()) return make_error(ErrorCode::kMalformed, "there is no checkpoint in it");
  return checkpoints;
}

Result<void> check_against(const stores::ServerStore& store,
                           std::span<const Checkpoint> checkpoints, const PublicKey& key) {
  for (const Checkpoint& checkpoint : checkpoints) {
    if (const auto holds = check_one(store, checkpoint, key); !holds) return holds;
  }
  return {};
}

}  // namespace genba::audit
