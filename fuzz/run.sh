#!/usr/bin/env bash
# run.sh TARGET SECONDS [OPTIONS OF LIBFUZZER]: runs one fuzz target with the limits that glos promises.
set -euo pipefail
cd "$(dirname "$0")"
target=$1 seconds=$2
shift 2
exec cargo +nightly fuzz run --release --sanitizer none "$target" -- -dict=audio.dict -max_total_time="$seconds" \
  -timeout=10 -rss_limit_mb=256 -max_len=262144 -len_control=20 -use_value_profile=0 "$@"
