#include "core/text/utf8.h"
#include "sync-server/stores/postgres_connection.h"

namespace genba::stores {
namespace {

// Parameters as libpq numbers them.
std::string with_numbers(std::string_view sql, std::size_t& count) {
  std::string out;
  count = 0;
  for (const char c : sql) {
    if (c == '?') {
      out += '$' + std::to_string(++count);
    } else {
      out += c;
    }
  }
  return out;
}

bool is_storable(std::string_view text) {
  return text.find('\0') == std::string_view::npos && is_utf8(text);
}

}  // namespace

std::string storable_text(std::string_view text) {
  if (is_storable(text)) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code_point = next_code_point(text, at);
    append_utf8(out, code_point == 0 ? kReplacementCharacter : code_point);
  }
  return out;
}

PostgresStatement::PostgresStatement(PostgresConnection& connection, std::string_view sql)
    : connection_(connection) {
  std::size_t count = 0;
  sql_ = with_numbers(sql, count);
  parameters_.resize(count);
}

PostgresStatement::~PostgresStatement() { connection_.forget(*this); }

Result<bool> PostgresStatement::step() {
  if (result_) {
    ++row_;
  } else {
    Result<ResultHandle> result = connection_.run(*this);
    if (!result) return result.error();
    result_ = std::move(result).value();
    row_ = 0;
  }
  return row_ < PQntuples(result_.get());
}

Result<void> PostgresStatement::post() {
  const Result<void> posted = connection_.post(*this);
  reset();
  return posted;
}

void PostgresStatement::bind(int parameter, std::int64_t value) {
  Parameter& target = at(parameter);
  auto bits = static_cast<std::uint64_t>(value);
  for (int i = 7; i >= 0; --i, bits >>= 8) target.number[i] = static_cast<char>(bits & 0xff);
  target.bytes = {target.number.data(), target.number.size()};
  target.is_null = false;
}

void PostgresStatement::bind_text(int parameter, std::string_view value) {
  bind_blob(parameter, value);
  if (is_storable(value)) return;
  at(parameter).cleaned = storable_text(value);
  at(parameter).bytes = at(parameter).cleaned;
}

void PostgresStatement::bind_blob(int parameter, std::string_view value) {
  at(parameter).bytes = value.data() != nullptr ? value : std::string_view("", 0);
  at(parameter).is_null = false;
}

void PostgresStatement::reset() {
  result_.reset();
  for (Parameter& parameter : parameters_) parameter.is_null = true;
}

std::int64_t PostgresStatement::integer(int column) const {
  const std::string_view bytes = blob(column);
  if (bytes.empty()) return 0;
  std::int64_t value = static_cast<signed char>(bytes[0]);
  for (const char c : bytes.substr(1)) value = value * 256 + static_cast<unsigned char>(c);
  return value;
}

std::string_view PostgresStatement::blob(int column) const {
  return {PQgetvalue(result_.get(), row_, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

bool PostgresStatement::is_null(int column) const {
  return PQgetisnull(result_.get(), row_, column) != 0;
}

}  // namespace genba::stores
