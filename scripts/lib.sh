# Shared by the scripts here; sourced, never run. Sets `root` and gives say, die and helpers.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Emscripten's optimiser looks for its parser among Debian's Node modules.
export NODE_PATH=${NODE_PATH:-/usr/share/nodejs}
jobs=${GENBA_JOBS:-$(nproc)}

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Runs a command as root: as it is, or through sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "not root and no sudo: cannot run $*"
  fi
}

# The packages of the named groups of packages.txt that are missing, one a line.
missing_packages() {
  local groups=" $* " group='' package command
  while read -r package command; do
    case $package in
      '' | '#'*) continue ;;
      '['*) group=${package//[\[\]]/} ;;
      *)
        [[ $groups == *" $group "* ]] || continue
        if [ -n "$command" ] && command -v "$command" >/dev/null; then continue; fi
        dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' ||
          echo "$package"
        ;;
    esac
  done <"$root/scripts/packages.txt"
}

# Configure a build unless that was done.
configure_native() {
  [ -f build/native/build.ninja ] || cmake -S . -B build/native -G Ninja
}
configure_wasm() {
  local release=${GENBA_WASM_RELEASE:-ON}
  export EM_CLOSURE_COMPILER=${EM_CLOSURE_COMPILER:-$root/web/node_modules/.bin/google-closure-compiler}
  if ! grep -qs "^GENBA_WASM_RELEASE:BOOL=$release\$" build/wasm/CMakeCache.txt ||
    [ ! -f build/wasm/build.ninja ]; then
    emcmake cmake -S . -B build/wasm -G Ninja -DGENBA_WASM_RELEASE="$release"
  fi
}
