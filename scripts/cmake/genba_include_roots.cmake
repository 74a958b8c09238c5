# Include rules by construction.
#
# Every include path starts at the repository root ("core/model/ids.h"). A target does not get that
# root, but a folder of links to just the areas that it may use, so a forbidden include is not found.

# genba_include_root(TARGET AREA...): makes the areas (paths from the repository root) and the
# generated files visible to TARGET and, for the same areas, to what links it.
function(genba_include_root target)
  set(root "${CMAKE_BINARY_DIR}/roots/${target}")
  file(REMOVE_RECURSE "${root}")
  foreach(area IN LISTS ARGN)
    get_filename_component(parent "${root}/${area}" DIRECTORY)
    file(MAKE_DIRECTORY "${parent}")
    file(CREATE_LINK "${CMAKE_SOURCE_DIR}/${area}" "${root}/${area}" SYMBOLIC)
  endforeach()
  target_include_directories(${target} PRIVATE "${root}" "${CMAKE_BINARY_DIR}/generated")
endfunction()

# genba_header_only(TARGET NAME...): exposes header-only packages of the system (a folder or file of
# /usr/include each) through a folder of links; the cross compiler must not see /usr/include itself.
function(genba_header_only target)
  set(root "${CMAKE_BINARY_DIR}/roots/packages-${target}")
  file(MAKE_DIRECTORY "${root}")
  foreach(name IN LISTS ARGN)
    find_path(genba_found_${name} NAMES ${name} PATHS /usr/include /usr/local/include REQUIRED
              NO_CMAKE_FIND_ROOT_PATH)
    file(CREATE_LINK "${genba_found_${name}}/${name}" "${root}/${name}" SYMBOLIC)
  endforeach()
  target_include_directories(${target} SYSTEM PRIVATE "${root}")
endfunction()
