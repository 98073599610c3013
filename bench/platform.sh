#!/bin/bash
# The real binary with the demo city: start, memory, and its home page against nginx with the same bytes as a file.
#   ./dev bench platform; bench/platform.sh takes GONGKAI (default build/release/gongkai, else build/dev/gongkai)
# and DATA, a folder that already has the demo city (it is copied; default: a new one is made). Under a minute.
set -u
cd "$(dirname "$0")/.." || exit 2
program=${GONGKAI:-}
for candidate in build/release/gongkai build/dev/gongkai; do [ -n "$program" ] || [ ! -x "$candidate" ] || program=$candidate; done
[ -x "$program" ] || { echo "build gongkai first" >&2; exit 2; }
program=$(realpath "$program")
for tool in nginx wrk taskset curl brotli; do command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 2; }; done
work=$(mktemp -d)
pids=()
finish() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done; sleep 0.5; rm -rf "$work"; }
trap finish EXIT
failures=0
export GONGKAI_HTTP_LOOPS=1 GONGKAI_HTTP_REQUESTS_PER_SECOND=1000000000 GONGKAI_HTTP_REQUEST_BURST=1000000000
port=$((20000 + RANDOM % 10000)); nginx_port=$((port + 1))
url=http://127.0.0.1:$port; nginx_url=http://127.0.0.1:$nginx_port

# pid, start in ns → milliseconds from the start to the first 200 of /healthz, or the end of the program
answers_after() {
  python3 - "$port" "$1" "$2" <<'PY'
import http.client, os, sys, time
port, pid, began = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
while time.time_ns() - began < 120e9:
    try:
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=5); c.request("GET", "/healthz")
        if c.getresponse().status == 200: print((time.time_ns() - began) // 1_000_000); break
    except OSError: pass
    try: os.kill(pid, 0)
    except OSError: sys.exit(1)
    time.sleep(0.002)
PY
}
serve() {  # further arguments → $pid and $start_ms
  local began; began=$(date +%s%N)
  taskset -c 0 "$program" serve --data "$work/data" --listen "127.0.0.1:$port" "$@" >"$work/serve.log" 2>&1 &
  pid=$!; pids=("$pid" "${nginx_pids[@]}")
  start_ms=$(answers_after "$pid" "$began")
  [ -n "$start_ms" ] || { echo "gongkai did not start:" >&2; tail -5 "$work/serve.log" >&2; exit 1; }
}
halt() { kill "$pid"; wait "$pid" 2>/dev/null; }
nginx_pids=()

if [ -n "${DATA:-}" ]; then cp -r "$DATA" "$work/data"; rm -f "$work/data/lock"; else serve --demo; halt; fi
starts=()
for _ in 1 2 3 4 5; do serve; starts+=("$start_ms"); sleep 0.2; halt; done
serve
sleep 2
field() { awk -v f="$2:" '$1 == f {print $2}' "/proc/$1/$3"; }
echo "$program, $(date -u +%F), $(nproc) cores"
[[ "$program" != */build/dev/* ]] || echo "An unoptimised build: only start and memory mean something."
echo
echo "| the real program with the demo city | measured | reach |"
echo "|---|---|---|"
cold=$(printf '%s\n' "${starts[@]}" | sort -n | sed -n 3p)
echo "| start to the first 200 (median of 5), ms | $cold | ≤ 150 |"
echo "| resident when idle, MB (of it private, by PSS) | $(($(field "$pid" VmRSS status) / 1024)) ($(($(field "$pid" Pss smaps_rollup) / 1024))) | ≤ 40 |"

# The same bytes as files.
mkdir "$work/www"
curl -s "$url/" -o "$work/www/index.html"
curl -s -H 'Accept-Encoding: br' "$url/" -o "$work/www/index.html.br"
brotli -dc "$work/www/index.html.br" | cmp -s - "$work/www/index.html" || { echo "the brotli home page is another page" >&2; exit 1; }
chmod -R a+rX "$work"
cat >"$work/nginx.conf" <<CONF
$(cat /usr/share/nginx/modules-available/*brotli-static*.conf 2>/dev/null)
user $(id -un); worker_processes 1; daemon off; pid $work/nginx.pid; error_log $work/nginx.err;
events { worker_connections 4096; }
http {
  include /etc/nginx/mime.types; access_log $work/nginx.access combined buffer=64k flush=1s;
  sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=1000 inactive=60s; brotli_static on;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$nginx_port; root $work/www; }
}
CONF
taskset -c 0 nginx -c "$work/nginx.conf" 2>"$work/nginx.start" & nginx_pids=($!); pids+=($!)
for _ in $(seq 200); do curl -s -o /dev/null "$nginx_url/" && break; sleep 0.02; done
[ -s "$work/nginx.pid" ] || { echo "nginx did not start:" >&2; cat "$work/nginx.start" "$work/nginx.err" >&2; exit 1; }
worker=$(pgrep -P "$(cat "$work/nginx.pid")" | head -1)

busy_ns() { local sum=0 n; for n in $(cut -d' ' -f1 /proc/"$1"/task/*/schedstat 2>/dev/null); do sum=$((sum + n)); done; echo "$sum"; }
measure() {  # pid, url, header → µs of CPU per request
  local before after report
  curl -s -o /dev/null "$2"
  before=$(busy_ns "$1"); report=$(taskset -c 1 wrk -t1 -c32 -d1s ${3:+-H "$3"} "$2"); after=$(busy_ns "$1")
  awk -v ns=$((after - before)) '/requests in/ {n = $1} /Non-2xx/ {bad = 1} END { if (n > 0 && ns > 0 && !bad) printf "%.2f", ns / 1000 / n }' <<<"$report"
}
median() { tr ' ' '\n' | grep -v '^$' | sort -n | awk '{a[NR]=$1} END {if (NR > 1) print a[int((NR+1)/2)]}'; }
row() {  # title, header, goal
  local ours="" theirs="" a b
  for _ in 1 2 3; do ours+=" $(measure "$pid" "$url/" "$2")"; theirs+=" $(measure "$worker" "$nginx_url/" "$2")"; done
  a=$(median <<<"$ours"); b=$(median <<<"$theirs")
  if [ -z "$a" ] || [ -z "$b" ]; then echo "| $1 | failed | | | ≤ $3 |"; failures=$((failures + 1)); return; fi
  awk -v t="$1" -v a="$a" -v b="$b" -v g="$3" 'BEGIN { printf "| %s | %.2f | %.2f | **%.2f** | ≤ %s |\n", t, a, b, a / b, g }'
}
size() { stat -c %s "$1"; }
echo
echo "| home page, 32 connections, CPU µs per request | gongkai | nginx static | ratio | reach |"
echo "|---|---|---|---|---|"
row "as it is, $(size "$work/www/index.html") bytes" "" 0.90
row "brotli, $(size "$work/www/index.html.br") bytes" "Accept-Encoding: br" 0.70
[ "$failures" = 0 ] || { echo "$failures measurements failed" >&2; exit 1; }
