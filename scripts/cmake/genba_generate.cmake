# Sources that a script makes out of data that the machine's packages bring.

find_package(Python3 COMPONENTS Interpreter)
find_program(GENBA_NODE NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)

# genba_generate(NAME SCRIPT OUTPUT [INPUT...])
# Makes ${CMAKE_BINARY_DIR}/generated/OUTPUT by running `SCRIPT <output> <input>...`. SCRIPT is a path
# from the repository root; .py runs under python3, .mjs under Node. Inputs are absolute paths, or
# relative to the repository. OUTPUT is included as "OUTPUT", e.g. "core/text/casefold_table.inc".
# The target NAME builds it; add_dependencies(<library> NAME) orders it before the library.
function(genba_generate name script output)
  set(script_path "${CMAKE_SOURCE_DIR}/${script}")
  set(output_path "${CMAKE_BINARY_DIR}/generated/${output}")
  set(inputs)
  foreach(input IN LISTS ARGN)
    get_filename_component(input_path "${input}" ABSOLUTE BASE_DIR "${CMAKE_SOURCE_DIR}")
    list(APPEND inputs "${input_path}")
  endforeach()
  if(script MATCHES "\\.py$")
    set(interpreter "${Python3_EXECUTABLE}")
  else()
    set(interpreter "${GENBA_NODE}")
  endif()
  get_filename_component(output_folder "${output_path}" DIRECTORY)
  file(MAKE_DIRECTORY "${output_folder}")
  add_custom_command(
    OUTPUT "${output_path}"
    COMMAND "${interpreter}" "${script_path}" "${output_path}" ${inputs}
    DEPENDS "${script_path}" ${inputs}
    COMMENT "Generating ${output}"
    VERBATIM)
  add_custom_target(${name} DEPENDS "${output_path}")
endfunction()
