# Lists of the files that register themselves by being there.
#
# genba_registry(OUTPUT DIRECTORY SUFFIX)
# Writes generated/OUTPUT with one line `GENBA_ENTRY(stem)` for each DIRECTORY/<stem>_SUFFIX.cpp, in
# the order of their names. A new report, view, route, command or store is then one new file:
#
#   // core/reports/by_priority_report.cpp defines   const Report& by_priority_report();
#   #define GENBA_ENTRY(name) const Report& name##_report();
#   #include "core/reports/list.inc"
#   #undef GENBA_ENTRY
function(genba_registry output directory suffix)
  file(GLOB files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${directory}/*_${suffix}.cpp")
  list(SORT files)
  set(text "// Made from the files ${directory}/*_${suffix}.cpp.\n")
  foreach(path IN LISTS files)
    get_filename_component(stem "${path}" NAME_WE)
    string(REGEX REPLACE "_${suffix}$" "" stem "${stem}")
    string(APPEND text "GENBA_ENTRY(${stem})\n")
  endforeach()
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/${output}" CONTENT "${text}" @ONLY)
endfunction()
