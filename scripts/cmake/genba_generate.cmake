# Sources that a script makes out of data that the machine's packages bring.

find_program(GENBA_NODE NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)

# genba_generate(NAME SCRIPT OUTPUT [INPUT...])
# Makes ${CMAKE_BINARY_DIR}/generated/OUTPUT, included as "OUTPUT", by running under Node
#   SCRIPT <input>... <output>
# SCRIPT is a path from the repository root; inputs are absolute, or relative to the repository. The
# target NAME builds it; genba_core_library() orders every target in genba_generated before the library.
function(genba_generate name script output)
  set(script_path "${CMAKE_SOURCE_DIR}/${script}")
  set(output_path "${CMAKE_BINARY_DIR}/generated/${output}")
  set(inputs)
  foreach(input IN LISTS ARGN)
    get_filename_component(input_path "${input}" ABSOLUTE BASE_DIR "${CMAKE_SOURCE_DIR}")
    list(APPEND inputs "${input_path}")
  endforeach()
  get_filename_component(output_folder "${output_path}" DIRECTORY)
  file(MAKE_DIRECTORY "${output_folder}")
  add_custom_command(
    OUTPUT "${output_path}"
    COMMAND "${GENBA_NODE}" "${script_path}" ${inputs} "${output_path}"
    DEPENDS "${script_path}" ${inputs}
    COMMENT "Generating ${output}"
    VERBATIM)
  add_custom_target(${name} DEPENDS "${output_path}")
  if(NOT TARGET genba_generated)
    add_custom_target(genba_generated)
  endif()
  add_dependencies(genba_generated ${name})
endfunction()
