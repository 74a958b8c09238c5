#include "sync-server/cli/attachment_folder.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/model/bytes.h"
#include "sync-server/platform/files.h"

namespace genba::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxSent_bytes = 64u << 20;

std::string line_of(const EntityId& attachment, std::uint64_t epoch) {
  return std::to_string(epoch) + " " + to_string(attachment);
}

std::int64_t size_of(const std::string& path) {
  std::error_code code;
  const auto size = fs::file_size(path, code);
  return code ? -1 : static_cast<std::int64_t>(size);
}

}  // namespace

Result<Fingerprint> AttachmentFolder::keep(const std::string& file) const {
  const std::int64_t size = size_of(file);
  // What has no size cannot be read either, which the copy says better.
  if (size >= 0) {
    if (const auto fits = check_attachment_size(size); !fits) return fits.error();
  }
  const auto digest = platform::copy_by_digest(file, dir_);
  if (!digest) return digest.error();
  if (const auto fits = check_attachment_size(digest->size); !fits) return fits.error();
  return Fingerprint{to_hex(view_of(digest->sha256)), digest->size};
}

bool AttachmentFolder::has(const std::string& sha256) const {
  return is_sha256_text(sha256) && size_of(path_of(sha256)) >= 0;
}

Result<Bytes> AttachmentFolder::content(const std::string& sha256) const {
  return platform::read_file(path_of(sha256), static_cast<std::size_t>(kMaxAttachment_bytes));
}

Result<void> AttachmentFolder::save(const std::string& sha256, const std::string& file) const {
  if (fs::exists(file)) return make_error(ErrorCode::kAlreadyExists, file + " exists already");
  const Result<Bytes> bytes = content(sha256);
  return bytes ? platform::write_file(file, *bytes) : Result<void>(bytes.error());
}

std::int64_t AttachmentFolder::fetched(const std::string& sha256) const {
  return std::max<std::int64_t>(0, size_of(part_of(sha256)));
}

Result<void> AttachmentFolder::add_part(const std::string& sha256, std::string_view bytes) const {
  std::error_code code;
  fs::create_directory(dir_, code);
  std::ofstream part(part_of(sha256), std::ios::binary | std::ios::app);
  part.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  part.close();
  if (part) return {};
  return make_error(ErrorCode::kIo, "cannot write " + part_of(sha256));
}

Result<void> AttachmentFolder::finish(const std::string& sha256) const {
  const auto digest = platform::digest_file(part_of(sha256));
  const bool is_right = digest && to_hex(view_of(digest->sha256)) == sha256;
  Result<void> done;
  if (!digest) {
    done = digest.error();
  } else if (!is_right) {
    done = make_error(ErrorCode::kCorrupt, "what was received is not what was attached");
  } else if (const auto copied = platform::copy_by_digest(part_of(sha256), dir_); !copied) {
    done = copied.error();
  }
  std::error_code ignored;
  fs::remove(part_of(sha256), ignored);
  return done;
}

Result<void> AttachmentFolder::load_sent() {
  const Result<Bytes> text = platform::read_file(dir_ + "/sent", kMaxSent_bytes);
  if (!text) {
    return text.error().code == ErrorCode::kNotFound ? Result<void>() : Result<void>(text.error());
  }
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) sent_.insert(line);
  return {};
}

bool AttachmentFolder::is_sent(const EntityId& attachment, std::uint64_t epoch) const {
  return sent_.count(line_of(attachment, epoch)) != 0;
}

Result<void> AttachmentFolder::note_sent(const EntityId& attachment, std::uint64_t epoch) {
  sent_.insert(line_of(attachment, epoch));
  std::string text;
  for (const std::string& line : sent_) text += line + "\n";
  return platform::write_file(dir_ + "/sent", text);
}

}  // namespace genba::cli
