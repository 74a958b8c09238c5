# How tests are built and named.

if(EMSCRIPTEN)
  set(GENBA_TEST_PREFIX wasm)
elseif(GENBA_SANITIZE)
  set(GENBA_TEST_PREFIX sanitized)
else()
  set(GENBA_TEST_PREFIX native)
endif()

# genba_doctest(NAME MAIN_FILE): gives the target doctest's header, its flags and a main function.
function(genba_doctest name)
  set(main_file "${CMAKE_BINARY_DIR}/generated/doctest_main.cpp")
  file(CONFIGURE OUTPUT "${main_file}" @ONLY CONTENT
       "#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN\n#include <doctest/doctest.h>\n")
  target_sources(${name} PRIVATE "${main_file}")
  set_source_files_properties("${main_file}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  add_dependencies(${name} genba_generated)
  genba_header_only(${name} doctest)
  # Of a test's compiling time a third would be optimising its assertions.
  target_compile_options(${name} PRIVATE -O1)
  if(EMSCRIPTEN)
    target_compile_definitions(
      ${name} PRIVATE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
                      DOCTEST_CONFIG_NO_POSIX_SIGNALS DOCTEST_CONFIG_NO_MULTITHREADING
                      DOCTEST_CONFIG_COLORS_NONE)
  endif()
  genba_precompile(${name} <doctest/doctest.h>)
endfunction()

# genba_add_unit_tests(TARGET AREA...): one ctest entry for each area, the sources of tests/unit/AREA.
# An area in which no test ran fails.
function(genba_add_unit_tests target)
  foreach(area IN LISTS ARGN)
    set(test_name "${GENBA_TEST_PREFIX}/unit/${area}")
    add_test(NAME "${test_name}" COMMAND ${target} "--source-file=*unit/${area}/*")
    set_tests_properties("${test_name}" PROPERTIES LABELS "unit;${GENBA_TEST_PREFIX}"
                         FAIL_REGULAR_EXPRESSION "test cases: +0 ")
  endforeach()
endfunction()

# genba_node_tests(KIND): one ctest entry for each *.test.mjs of this folder, run by Node's test runner
# with GENBA_PROGRAM and GENBA_WEB naming the built program and site. They run one at a time.
function(genba_node_tests kind)
  set(program "${CMAKE_SOURCE_DIR}/build/genba")
  if(GENBA_SANITIZE)
    set(program "${CMAKE_BINARY_DIR}/sync-server/genba")
  endif()
  file(GLOB files CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.test.mjs")
  foreach(path IN LISTS files)
    get_filename_component(stem "${path}" NAME_WE)
    set(test_name "${GENBA_TEST_PREFIX}/${kind}/${stem}")
    add_test(NAME "${test_name}" COMMAND "${GENBA_NODE}" --test "${path}")
    set_tests_properties(
      "${test_name}" PROPERTIES LABELS "${kind}" RUN_SERIAL TRUE TIMEOUT 600
      FAIL_REGULAR_EXPRESSION "# tests 0"
      ENVIRONMENT "GENBA_PROGRAM=${program};GENBA_WEB=${CMAKE_SOURCE_DIR}/build/web")
  endforeach()
endfunction()
