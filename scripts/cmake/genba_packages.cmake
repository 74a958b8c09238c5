# What the native program takes from the system, as the interface library `genba_packages`.

find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(EXPAT REQUIRED)
find_package(Threads REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlienc libbrotlidec)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)

add_library(genba_packages INTERFACE)
target_link_libraries(
  genba_packages
  INTERFACE Boost::headers OpenSSL::SSL OpenSSL::Crypto SQLite::SQLite3 PkgConfig::pq CURL::libcurl
            ZLIB::ZLIB Threads::Threads spdlog::spdlog CLI11::CLI11 nlohmann_json::nlohmann_json
            PkgConfig::sodium PkgConfig::brotli PkgConfig::tomlplusplus EXPAT::EXPAT PkgConfig::zip
            PkgConfig::xlsxwriter)
target_compile_definitions(genba_packages INTERFACE BOOST_ASIO_NO_DEPRECATED)
