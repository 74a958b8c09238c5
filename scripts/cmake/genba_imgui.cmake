# Dear ImGui, 1.92.2 or later, as the static library `genba_imgui`. scripts/fetch-imgui gets the sources
# from the distribution; where there is no such client, CMake gets the release of the same number.

set(genba_imgui_dir "${GENBA_DEPS_DIR}/imgui")
if(NOT EXISTS "${genba_imgui_dir}/imgui.h")
  find_program(GENBA_APT apt-get NO_CMAKE_FIND_ROOT_PATH)
  if(GENBA_APT)
    message(FATAL_ERROR "No Dear ImGui in ${genba_imgui_dir}: run scripts/fetch-imgui first.")
  endif()
  include(FetchContent)
  FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git
                             GIT_TAG v1.92.2b GIT_SHALLOW TRUE)
  FetchContent_Populate(imgui)
  set(genba_imgui_dir "${imgui_SOURCE_DIR}")
endif()

add_library(genba_imgui STATIC
  "${genba_imgui_dir}/imgui.cpp" "${genba_imgui_dir}/imgui_draw.cpp"
  "${genba_imgui_dir}/imgui_tables.cpp" "${genba_imgui_dir}/imgui_widgets.cpp"
  "${genba_imgui_dir}/backends/imgui_impl_opengl3.cpp")
target_include_directories(genba_imgui SYSTEM PUBLIC "${genba_imgui_dir}"
                                                     "${genba_imgui_dir}/backends")
target_compile_definitions(genba_imgui PUBLIC IMGUI_IMPL_OPENGL_ES3 IMGUI_DISABLE_DEMO_WINDOWS)
if(EXISTS "${CMAKE_SOURCE_DIR}/wasm/ui/imgui_config.h")
  target_compile_definitions(genba_imgui PUBLIC "IMGUI_USER_CONFIG=\"wasm/ui/imgui_config.h\"")
endif()
target_compile_options(genba_imgui PRIVATE -w)
target_link_libraries(genba_imgui PRIVATE genba_no_exceptions)
genba_include_root(genba_imgui wasm/ui)
