#!/bin/sh
# Installs what the build needs and the machine lacks: a C++ compiler and libclang (RocksDB, inside the
# store, is compiled from source and bound with bindgen). Does nothing where both are there already.
# Without root it says what to install. Rust itself comes from https://rustup.rs.
set -eu

missing=""
command -v cargo >/dev/null 2>&1 || {
    echo "setup: Rust is missing: install it from https://rustup.rs, then run this again" >&2
    exit 1
}
{ command -v c++ || command -v g++ || command -v clang++; } >/dev/null 2>&1 || missing="g++"

# bindgen looks for libclang.so in LIBCLANG_PATH and in the usual folders.
have_libclang() {
    [ -n "${LIBCLANG_PATH:-}" ] && return 0
    for library in /usr/lib/llvm-*/lib/libclang*.so* /usr/lib/*/libclang-*.so* /usr/lib/libclang.so* \
        /usr/lib64/libclang.so* /usr/local/lib/libclang.so* /opt/homebrew/opt/llvm/lib/libclang.dylib \
        /Library/Developer/CommandLineTools/usr/lib/libclang.dylib; do
        case "$library" in *libclang-cpp*) continue ;; esac
        [ -e "$library" ] && return 0
    done
    return 1
}
have_libclang || missing="$missing libclang-dev"

[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "setup: installing $missing" >&2
    # shellcheck disable=SC2086
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >&2
else
    echo "setup: please install: $missing" >&2
    echo "  Debian, Ubuntu:  sudo apt-get install g++ libclang-dev" >&2
    echo "  Fedora:          sudo dnf install gcc-c++ clang-devel" >&2
    echo "  macOS:           xcode-select --install" >&2
    echo "Or build without the on-disk store: cargo build --release --no-default-features" >&2
    exit 1
fi
