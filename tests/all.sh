#!/usr/bin/env bash
# Everything that must hold before a change goes in: format, lints, documentation, every test on both databases and both
# stores, and the pages in a browser. Needs Rust, and root or sudo to install what is missing; starts its own servers and stops only those.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Servers of this run alone, whatever else runs from this checkout.
GLOS_SERVICES_DIR=$(mktemp -d "${TMPDIR:-/tmp}/glos-all.XXXXXX")
export GLOS_SERVICES_DIR
times=()

finish() {
    local status=$?
    tests/services.sh stop
    rm -rf "$GLOS_SERVICES_DIR"
    echo
    printf '%s\n' "${times[@]}"
    if [ "$status" = 0 ]; then echo "all good"; else echo "FAILED in: ${running:-start}"; fi
}
trap finish EXIT
trap 'exit 130' INT TERM

# Runs a stage and notes how long it took.
stage() {
    local began=$SECONDS
    running=$1
    shift
    printf '\n== %s\n' "$running"
    "$@"
    times+=("$(printf '%5d s  %s' $((SECONDS - began)) "$running")")
}

services() {
    local lines
    lines=$(tests/services.sh start)
    eval "$lines"
}

stage "format" cargo fmt --all --check
stage "services" services
stage "lints" cargo clippy --locked --workspace --all-targets -- -D warnings
stage "documentation" env RUSTDOCFLAGS=-Dwarnings cargo doc --locked --workspace --no-deps
stage "tests" cargo test --locked --workspace
stage "browser" tests/browser/run
