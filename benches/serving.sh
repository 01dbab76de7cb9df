#!/usr/bin/env bash
# What serving costs, beside nginx serving the same bytes as files: requests a second, CPU a request and the 99th percentile
# of the feed (plain, gzip, brotli, zstd, 304), 1 MiB ranges of a recording against nginx as Debian sets it up and at its best;
# then the feeds of ten thousand shows of which a few are hot, the memory they take and the CPU of an idle second.
#
#   cargo build --release && benches/serving.sh [seconds a run, default 4] [rounds, default 3]
#
# Each server has one worker on CPU 0, wrk one thread on CPU 1; the servers take turns in every round and medians are
# printed. Needs nginx, wrk, curl, ffmpeg, sqlite3, taskset. Figures are loopback's: read the ratios.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-4} rounds=${2:-3}
glos=${GLOS_BIN:-target/release/glos}
work=$(mktemp -d "${TMPDIR:-/tmp}/glos-serving.XXXXXX")
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
port=$((20000 + RANDOM % 20000))
base=http://127.0.0.1:$port

env -i PATH="$PATH" HOME="$work" GLOS_DATA="$work/data" GLOS_LISTEN="127.0.0.1:$port" GLOS_PUBLIC_URL="$base" \
    GLOS_FEEDS=feeds GLOS_LOG=error taskset -c 0 "$glos" serve >"$work/glos.log" &
pids+=($!); glos_pid=$!
for _ in $(seq 100); do curl -fs "$base/readyz" >/dev/null && break; sleep 0.1; done
token=$(env -i PATH="$PATH" GLOS_DATA="$work/data" "$glos" token create bench)

# A feed of about 200 KB, and a recording of an hour.
ffmpeg -v error -f lavfi -i "anoisesrc=d=3600:c=brown:a=0.3:r=44100" -ac 2 -b:a 128k "$work/hour.mp3"
notes=$(for i in $(seq 12); do printf 'Akapit %d: rozmowa o ciałach dialogu obywatelskiego w Krakowie, o tym, po co są i jak działają.\n\n' "$i"; done)
episode() { curl -fs -H "Authorization: Bearer $token" -F "title=$1" -F "notes=$notes" -F "note=cel-projektu" -F "audio=@$2" "$base/api/v1/shows/skuteczny-dialog/episodes"; }
enclosure=$(episode "Godzina" "$work/hour.mp3" | sed 's/.*"enclosure":{[^}]*"url":"\([^"]*\)".*/\1/')
for i in $(seq 60); do episode "Odcinek $i" fixtures/samples/00-zapowiedz.mp3 >/dev/null; done
feed=$base/skuteczny-dialog/feed.xml

mkdir -p "$work/www"
curl -fs "$feed" >"$work/www/feed.xml"
curl -fs -H 'Accept-Encoding: gzip' "$feed" >"$work/www/feed.xml.gz"
for coding in br zstd; do mkdir "$work/www/$coding"; curl -fs -H "Accept-Encoding: $coding" "$feed" >"$work/www/$coding/feed.xml"; done
cp "$work/hour.mp3" "$work/www/hour.mp3"
nginx_on() { # port, lines of the http block
    cat >"$work/nginx-$1.conf" <<CONF
worker_processes 1; daemon off; pid $work/nginx-$1.pid; error_log $work/nginx-$1.log;
events { worker_connections 768; }
http { types { application/rss+xml xml; audio/mpeg mp3; } access_log off; keepalive_requests 100000000;
$2
  server { listen 127.0.0.1:$1; root $work/www; gzip_static on;
    location /br/ { gzip_static off; add_header Content-Encoding br; } location /zstd/ { gzip_static off; add_header Content-Encoding zstd; } } }
CONF
    # The worker must be able to read the folder whoever it runs as.
    taskset -c 0 nginx -c "$work/nginx-$1.conf" -g "user $(id -un);" 2>/dev/null &
    pids+=($!)
}
chmod 755 "$work" "$work/www"
debian=$((port + 1)) tuned=$((port + 2))
nginx_on $debian "sendfile on; tcp_nopush on;"
nginx_on $tuned "sendfile off; output_buffers 2 256k;"
for _ in $(seq 50); do curl -fs "http://127.0.0.1:$tuned/feed.xml" >/dev/null && curl -fs "http://127.0.0.1:$debian/feed.xml" >/dev/null && break; sleep 0.1; done
worker() { pgrep -P "$(cat "$work/nginx-$1.pid")"; }

# CPU time of a process so far, in clock ticks.
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
hertz=$(getconf CLK_TCK)

# name pid url [wrk arguments]: one line "name requests/s MB/s µs-of-CPU/request µs-at-the-99th-percentile"
once() {
    local name=$1 pid=$2 url=$3 before after out requests
    shift 3
    before=$(ticks "$pid")
    out=$(taskset -c 1 wrk -t1 -c32 -d"${seconds}s" --latency "$@" "$url")
    after=$(ticks "$pid")
    requests=$(sed -n 's/^ *\([0-9]*\) requests in.*/\1/p' <<<"$out")
    if grep -q "Non-2xx" <<<"$out" && [ "${allow_3xx:-0}" = 0 ]; then echo "$name answered errors: $out" >&2; exit 1; fi
    awk -v n="$name" -v r="$requests" -v s="$seconds" -v t="$((after - before))" -v hz="$hertz" \
        -v late="$(awk '$1 == "99%" {print $2}' <<<"$out")" \
        -v mb="$(sed -n 's/^Transfer\/sec: *\(.*\)/\1/p' <<<"$out")" \
        'BEGIN { unit = late ~ /us$/ ? 1 : late ~ /ms$/ ? 1e3 : 1e6
                 printf "%s %.0f %s %.1f %.0f\n", n, r / s, mb, t / hz * 1e6 / r, late * unit }' >>"$work/figures"
}

median() { awk -v n="$1" -v c="$2" '$1 == n {print $c}' "$work/figures" | sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

# Title, then server names; the first one is glos, ratios are against each other one.
report() {
    local title=$1; shift
    printf '\n%s\n' "$title"
    for name in "$@"; do printf '  %-14s %9.0f req/s  %8.1f µs CPU/req  %8.0f µs p99\n' "$name" "$(median "$name" 2)" "$(median "$name" 4)" "$(median "$name" 5)"; done
    for name in "${@:2}"; do
        awk -v a="$(median "$1" 2)" -v b="$(median "$name" 2)" -v c="$(median "$1" 4)" -v d="$(median "$name" 4)" \
            -v e="$(median "$1" 5)" -v f="$(median "$name" 5)" -v n="$name" \
            'BEGIN { printf "  glos / %s: %.2fx requests, %.2fx CPU a request, %.2fx p99\n", n, a / b, c / d, e / f }'
    done
    rm -f "$work/figures"
}

printf 'feed %s bytes, gzip %s bytes; %s s a run, %s rounds\n' "$(stat -c %s "$work/www/feed.xml")" "$(stat -c %s "$work/www/feed.xml.gz")" "$seconds" "$rounds"
nginx=$(worker $debian); nginx_tuned=$(worker $tuned)
for _ in $(seq "$rounds"); do once glos "$glos_pid" "$feed"; once nginx "$nginx" "http://127.0.0.1:$debian/feed.xml"; done
report "feed, plain" glos nginx
for _ in $(seq "$rounds"); do
    once glos "$glos_pid" "$feed" -H 'Accept-Encoding: gzip'
    once nginx "$nginx" "http://127.0.0.1:$debian/feed.xml" -H 'Accept-Encoding: gzip'
done
report "feed, gzip" glos nginx
for coding in br zstd; do
    for _ in $(seq "$rounds"); do
        once glos "$glos_pid" "$feed" -H "Accept-Encoding: $coding"
        once nginx "$nginx" "http://127.0.0.1:$debian/$coding/feed.xml"
    done
    report "feed, $coding ($(stat -c %s "$work/www/$coding/feed.xml") bytes)" glos nginx
done
allow_3xx=1
etag=$(curl -fsI "$feed" | tr -d '\r' | sed -n 's/^etag: //Ip')
nginx_etag=$(curl -fsI "http://127.0.0.1:$debian/feed.xml" | tr -d '\r' | sed -n 's/^etag: //Ip')
for _ in $(seq "$rounds"); do
    once glos "$glos_pid" "$feed" -H "If-None-Match: $etag"
    once nginx "$nginx" "http://127.0.0.1:$debian/feed.xml" -H "If-None-Match: $nginx_etag"
done
report "feed, 304" glos nginx
allow_3xx=0
cat >"$work/ranges.lua" <<'LUA'
local mib, length = 1048576, tonumber(os.getenv("LENGTH"))
request = function()
  local from = math.random(0, length - mib)
  return wrk.format("GET", nil, { ["Range"] = "bytes=" .. from .. "-" .. (from + mib - 1) })
end
LUA
LENGTH=$(stat -c %s "$work/hour.mp3"); export LENGTH
for _ in $(seq "$rounds"); do
    once glos "$glos_pid" "$enclosure" -s "$work/ranges.lua"
    once nginx "$nginx" "http://127.0.0.1:$debian/hour.mp3" -s "$work/ranges.lua"
    once nginx-tuned "$nginx_tuned" "http://127.0.0.1:$tuned/hour.mp3" -s "$work/ranges.lua"
done
report "1 MiB ranges of an hour of MP3" glos nginx nginx-tuned
awk '/VmHWM|VmRSS/' "/proc/$glos_pid/status"

# Ten thousand shows. Of a hundred requests one is for any of them, the others are for three hot ones; nginx is asked for its
# one file, which is always in its cache.
sqlite3 "$work/data/glos.db" <benches/ten_thousand_shows.sql
sleep 3
cat >"$work/shows.lua" <<'LUA'
request = function()
  local show = math.random(100) == 1 and math.random(9999) or math.random(3)
  return wrk.format("GET", "/audycja-" .. show .. "/feed.xml", { ["Accept-Encoding"] = "gzip" })
end
LUA
allow_3xx=0
for _ in $(seq "$rounds"); do
    once glos "$glos_pid" "$base/audycja-1/feed.xml" -H 'Accept-Encoding: gzip'
    once glos-1%-cold "$glos_pid" "$base/" -s "$work/shows.lua"
    once nginx "$nginx" "http://127.0.0.1:$debian/feed.xml" -H 'Accept-Encoding: gzip'
done
report "10,000 shows, gzip (nginx: one file, larger)" glos glos-1%-cold nginx
awk '/VmHWM|VmRSS/' "/proc/$glos_pid/status"
before=$(ticks "$glos_pid"); sleep 10; after=$(ticks "$glos_pid")
awk -v t="$((after - before))" -v hz="$hertz" 'BEGIN { printf "idle with 10,000 shows: %.1f ms of CPU a second\n", t / hz * 100 }'
