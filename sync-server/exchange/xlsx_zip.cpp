// The parts of a workbook in a ZIP file.
#include <zip.h>

#include <array>
#include <memory>

#include "sync-server/exchange/xlsx_reader.h"

namespace genba::exchange {
namespace {

class ZipParts final : public XlsxParts {
 public:
  // The bytes must outlive the object.
  Result<void> open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!archive && source) zip_source_free(source);
    archive_.reset(archive);
    const std::string why = archive ? "" : zip_error_strerror(&error);
    zip_error_fini(&error);
    if (archive) return {};
    return make_error(ErrorCode::kMalformed, "the file is no .xlsx workbook (" + why + ")");
  }

  Result<void> read(const std::string& name,
                    const std::function<bool(std::string_view)>& sink) override {
    const std::unique_ptr<zip_file_t, Close> file(
        zip_fopen(archive_.get(), name.c_str(), ZIP_FL_ENC_RAW));
    if (!file) {
      const bool is_missing = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_ENC_RAW) < 0;
      return make_error(is_missing ? ErrorCode::kNotFound : ErrorCode::kMalformed,
                        name + ": " + zip_strerror(archive_.get()));
    }
    std::array<char, 16384> piece;
    while (true) {
      const zip_int64_t size = zip_fread(file.get(), piece.data(), piece.size());
      if (size < 0) {
        return make_error(ErrorCode::kMalformed, name + ": " + zip_file_strerror(file.get()));
      }
      if (size == 0 || !sink({piece.data(), static_cast<std::size_t>(size)})) return {};
    }
  }

 private:
  struct Close {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
  };
  std::unique_ptr<zip_t, Close> archive_;
};

}  // namespace

Result<Sheet> read_xlsx(std::string_view file, const std::string& sheet_name,
                        const XlsxLimits& limits) {
  ZipParts parts;
  if (const auto opened = parts.open(file); !opened) return opened.error();
  return read_xlsx(parts, sheet_name, limits);
}

}  // namespace genba::exchange
