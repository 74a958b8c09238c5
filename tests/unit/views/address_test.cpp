#include "wasm/views/address.h"

#include <doctest/doctest.h>

namespace genba {

TEST_CASE("a value comes back from an address as it was put in, whatever it holds") {
  for (const char* value : {"VPN", "プリンター & 複合機", "50% #1 a+b=c?", "吉野家の𠮷", " "}) {
    std::string path = "/tickets";
    append_query(&path, "q", value);
    append_query(&path, "sort", "-number");
    const AddressQuery query = parse_address_query(path);
    CHECK(find_in(query, "q") == value);
    CHECK(find_in(query, "sort") == "-number");
  }
}

TEST_CASE("an empty value leaves no trace in the address") {
  std::string path = "/tickets";
  append_query(&path, "q", "");
  CHECK(path == "/tickets");
}

TEST_CASE("an address that another program escaped reads the same") {
  const AddressQuery query = parse_address_query("?q=%E3%83%97%E3%83%AA+VPN");
  CHECK(find_in(query, "q") == "プリ VPN");
}

TEST_CASE("a damaged address is read as far as it goes") {
  const AddressQuery query = parse_address_query("?=x&a&b=%zz&c=%4&d=1&&");
  CHECK(query.size() == 3);
  CHECK(find_in(query, "b") == "%zz");
  CHECK(find_in(query, "c") == "%4");
  CHECK(find_in(query, "d") == "1");
  CHECK(find_in(query, "missing").empty());
}

}  // namespace genba
