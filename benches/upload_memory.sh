#!/usr/bin/env bash
# Memory of the service while a long recording comes in: resident memory at its highest minus before, in one call and by
# resumable upload, to a folder and, when tests/services.sh has started them, to PostgreSQL and S3. And how long it took,
# the check included.
#
#   cargo build --release && benches/upload_memory.sh [MiB, default 1024]
#
# Needs curl, ffmpeg and twice the room in ${TMPDIR:-/tmp}.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mib=${1:-1024}
glos=$PWD/${GLOS_BIN:-target/release/glos}
feeds=$PWD/feeds
work=$(mktemp -d "${TMPDIR:-/tmp}/glos-memory.XXXXXX")
pid=
trap 'kill $pid 2>/dev/null || true; wait; rm -rf "$work"' EXIT
show=skuteczny-dialog

# 176,400 bytes a second, 44 of them the header; RF64 where 4 GiB are not enough.
ffmpeg -v error -f lavfi -i "anoisesrc=c=brown:a=0.3:r=44100:d=$((mib * 1048576 / 176400))" -ac 2 -c:a pcm_s16le -rf64 auto "$work/long.wav"
bytes=$(stat -c %s "$work/long.wav")

# A line of /proc/PID/status, in KiB.
memory() { awk -v name="$1:" '$1 == name { print $2 }' "/proc/$pid/status"; }

# Starts a server with these settings, in an environment without a word of the outside.
serve() {
    port=$((20000 + RANDOM % 10000))
    base=http://127.0.0.1:$port
    settings=(PATH="$PATH" HOME="$work" GLOS_DATA="$work/data" GLOS_LISTEN="127.0.0.1:$port" GLOS_PUBLIC_URL="$base" GLOS_FEEDS="$feeds" GLOS_LOG=warn "$@")
    env -i "${settings[@]}" "$glos" serve >"$work/out" &
    pid=$!
    for _ in $(seq 100); do curl -fs "$base/readyz" >/dev/null && break; sleep 0.1; done
    token=$(env -i "${settings[@]}" "$glos" token create bench)
}

# name command…: runs it and prints the memory it took at the most and how long.
measure() {
    local name=$1 before began
    shift
    # Sets the high-water mark back (proc(5), /proc/pid/clear_refs).
    echo 5 >"/proc/$pid/clear_refs"
    before=$(memory VmRSS) began=$EPOCHREALTIME
    "$@"
    printf '%-34s +%3d MiB  (%d MiB before)  %5.1f s\n' "$name" $((($(memory VmHWM) - before) / 1024)) $((before / 1024)) \
        "$(echo "$EPOCHREALTIME - $began" | bc)"
}

one_call() {
    curl -fsS -o "$work/answer" -H "Authorization: Bearer $token" -F "title=W jednym" -F "audio=@$work/long.wav" \
        "$base/api/v1/shows/$show/episodes"
}

resumable() {
    local upload
    upload=$(curl -fsS -D - -o /dev/null -X POST -H "Authorization: Bearer $token" -H "Tus-Resumable: 1.0.0" \
        -H "Upload-Length: $bytes" "$base/api/v1/uploads" | tr -d '\r' | sed -n 's/^location: //Ip')
    curl -fsS -o /dev/null -X PATCH -T "$work/long.wav" -H "Authorization: Bearer $token" -H "Tus-Resumable: 1.0.0" \
        -H "Upload-Offset: 0" -H "Content-Type: application/offset+octet-stream" -H "Expect:" "$upload"
    until curl -fsS -H "Authorization: Bearer $token" "$upload?wait=60" | grep -q '"state":"accepted"'; do sleep 0.2; done
}

both() { # name
    measure "one call of $mib MiB, $1" one_call
    measure "resumable upload of $mib MiB, $1" resumable
    kill $pid
    wait $pid || true
    rm -rf "$work/data"
}

serve
both folder
if [ -n "${GLOS_TEST_S3_ENDPOINT:-}" ]; then
    database=memory_$RANDOM$RANDOM
    psql -q "$GLOS_TEST_POSTGRES" -c "create database $database"
    serve GLOS_DATABASE_URL="${GLOS_TEST_POSTGRES%/*}/$database" GLOS_STORAGE="s3://$GLOS_TEST_S3_BUCKET/$database" \
        GLOS_S3_ENDPOINT="$GLOS_TEST_S3_ENDPOINT" AWS_ACCESS_KEY_ID="$GLOS_TEST_S3_ACCESS_KEY" \
        AWS_SECRET_ACCESS_KEY="$GLOS_TEST_S3_SECRET_KEY"
    both S3
else
    echo 'not measured on S3: eval "$(tests/services.sh start)"'
fi
