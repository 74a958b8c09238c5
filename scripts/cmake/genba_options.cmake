# Compiler settings common to every target, as the interface library `genba_flags`.
#
#   GENBA_SANITIZE      sanitizers, e.g. "address;undefined" (native only)
#   GENBA_SANITIZE_SERVER  then also the program and its contract tests (off: they take as long again)
#   GENBA_WERROR        warnings are errors (on)
#   GENBA_PRECOMPILE    precompiled headers (on; natively only, and never with sanitizers)
#   GENBA_UNITY         the library's files are compiled by the dozen, in a third of the time (on; off
#                       compiles single files again, and shows what one forgot to include)
#   GENBA_WASM_RELEASE  client with link-time optimisation and Closure (on); off links in seconds
#   GENBA_DEPS_DIR      where scripts/fetch-imgui left its sources

set(GENBA_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address;undefined")
option(GENBA_SANITIZE_SERVER "With GENBA_SANITIZE: the program, too, and its contract tests" OFF)
option(GENBA_WERROR "Treat warnings as errors" ON)
option(GENBA_PRECOMPILE "Precompile the headers that most files include" ON)
option(GENBA_UNITY "Compile the library's files by the dozen" ON)
option(GENBA_WASM_RELEASE "Optimise the WebAssembly client for shipping" ON)
set(GENBA_DEPS_DIR "${CMAKE_SOURCE_DIR}/build/deps" CACHE PATH "Fetched sources")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Assertions guard the data, so the server keeps them; -g1 gives stack traces without the bulk.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
if(EMSCRIPTEN)
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "")
endif()

find_program(GENBA_CCACHE ccache)
if(GENBA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths below the source are made relative, so that a clone elsewhere finds what was compiled here.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
      "CCACHE_SLOPPINESS=pch_defines,time_macros")
  if(EMSCRIPTEN)
    # The compiler's own list of what it read spares a second start of emcc for each file.
    list(APPEND CMAKE_CXX_COMPILER_LAUNCHER CCACHE_DEPEND=1)
  endif()
  list(APPEND CMAKE_CXX_COMPILER_LAUNCHER ${GENBA_CCACHE})
endif()

add_library(genba_flags INTERFACE)
target_compile_options(genba_flags INTERFACE -Wall -Wextra -Wpedantic
                                             "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
# Known false alarms of GCC 12: the empty alternatives of a moved std::variant are no uninitialised
# reads, and "text" + std::string overlaps nothing (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(genba_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()
if(GENBA_WERROR)
  target_compile_options(genba_flags INTERFACE -Werror)
endif()
if(GENBA_SANITIZE)
  string(REPLACE ";" "," genba_sanitize_list "${GENBA_SANITIZE}")
  # The library is built without run-time types, which the vptr check would need.
  set(genba_sanitize_flags "-fsanitize=${genba_sanitize_list}" -fno-sanitize=vptr
                           -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(genba_flags INTERFACE ${genba_sanitize_flags})
  target_link_options(genba_flags INTERFACE ${genba_sanitize_flags})
endif()

# The library and the client: a throw would end the program, so nothing throws.
add_library(genba_no_exceptions INTERFACE)
target_compile_options(genba_no_exceptions INTERFACE -fno-exceptions
                                                     $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)

# The client is compiled for size: what a phone must fetch before it works. GENBA_HOT_OPTIONS are for the
# few sources that go through every ticket in the time of a frame (see core/CMakeLists.txt). It is linked for
# speed all the same: without -O3 there, accessors of one line stay calls, which makes reports three times
# slower and spares a fiftieth of the download. Less inlining by
# -fimfs=5 spares a twenty-fifth, and costs as much time.
if(GENBA_WASM_RELEASE)
  set(GENBA_CLIENT_OPTIONS -Oz -flto -DNDEBUG)
  set(GENBA_CLIENT_LINK_OPTIONS -O3 -flto -sASSERTIONS=0)
  set(GENBA_HOT_OPTIONS -O3)
else()
  set(GENBA_CLIENT_OPTIONS -O1)
  set(GENBA_CLIENT_LINK_OPTIONS -O1 -sASSERTIONS=1)
  set(GENBA_HOT_OPTIONS)
endif()

# genba_precompile(TARGET [HEADER...]): precompiles what nearly every file includes of the standard
# library, and the headers given. Not with Emscripten: its precompiled headers hold for one level of
# optimisation and one folder, so they fit neither a library with hot and cold files nor ccache.
function(genba_precompile target)
  if(NOT GENBA_PRECOMPILE OR GENBA_SANITIZE OR EMSCRIPTEN)
    return()
  endif()
  target_precompile_headers(
    ${target} PRIVATE <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <span>
                      <string> <string_view> <unordered_map> <utility> <variant> <vector> ${ARGN})
  # False alarms of GCC 12 about the small buffer in std::string, of the kind that -Wno-restrict is
  # for: other functions are inlined than without precompiled headers.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-stringop-overflow
                                             -Wno-stringop-overread)
  endif()
endfunction()
