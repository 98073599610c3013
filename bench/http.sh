#!/bin/bash
# Our server against nginx, in turns, CPU time per request; prints a Markdown table. Loopback only, under two minutes.
#   ./dev bench http, or bench/http.sh with the build folder in BUILD
# A measurement that fails is said to have failed, and so does the script.
# Server on core 0, wrk on core 1. nginx as its users configure it: sendfile, tcp_nopush, open_file_cache, gzip_static,
# brotli_static, access log off for neither side.
set -u
cd "$(dirname "$0")/.." || exit 2
build=${BUILD:-build/bench}
server=$build/bench/http_server
[ -x "$server" ] || { echo "build it first: ninja -C $build bench_http_server" >&2; exit 2; }
for tool in nginx wrk taskset curl; do command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 2; }; done
work=$(mktemp -d)
pids=()
finish() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done; sleep 0.3; rm -rf "$work"; }
trap finish EXIT
seconds=${SECONDS_EACH:-1}
failures=0

start_ours() {  # name, arguments → port in $work/name.port, pid in $work/name.pid
  local name=$1; shift
  mkdir -p "$work/$name"
  taskset -c 0 "$server" 0 "$work/$name" "$@" >"$work/$name.port" 2>"$work/$name.err" &
  pids+=($!); echo $! >"$work/$name.pid"
  for _ in $(seq 500); do [ -s "$work/$name.port" ] && break; sleep 0.01; done
}
began=$(date +%s%N)
start_ours ours
curl -s -o /dev/null "http://127.0.0.1:$(cat "$work/ours.port")/healthz"
cold_ms=$(( ($(date +%s%N) - began) / 1000000 ))
start_ours secure tls
port=$(cat "$work/ours.port"); secure_port=$(cat "$work/secure.port")
nginx_port=$((20000 + RANDOM % 10000)); nginx_tls=$((nginx_port + 1)); micro_port=$((nginx_port + 2))

modules=/usr/share/nginx/modules-available
user=$(id -un)
cat >"$work/nginx.conf" <<CONF
$(cat $modules/*brotli-static*.conf 2>/dev/null)
user $user;
worker_processes 1; daemon off; master_process on; pid $work/nginx.pid; error_log $work/nginx.err;
events { worker_connections 20000; }
http {
  include /etc/nginx/mime.types; access_log $work/nginx.access combined buffer=64k flush=1s;
  sendfile on; tcp_nopush on; keepalive_timeout 65; keepalive_requests 100000000; etag on;
  open_file_cache max=1000 inactive=60s; gzip_static on; brotli_static on;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  proxy_cache_path $work/cache keys_zone=micro:10m;
  server { listen 127.0.0.1:$nginx_port reuseport; root $work/ours; }
  server { listen 127.0.0.1:$nginx_tls ssl; root $work/ours; ssl_protocols TLSv1.3; ssl_session_cache shared:s:1m;
           ssl_certificate $work/secure/tls/cert.pem; ssl_certificate_key $work/secure/tls/key.pem; }
  server { listen 127.0.0.1:$micro_port;
           location / { proxy_pass http://127.0.0.1:$port; proxy_cache micro; proxy_cache_valid 200 10s; proxy_ignore_headers Cache-Control Vary; } }
}
CONF
chmod 755 "$work"
taskset -c 0 nginx -c "$work/nginx.conf" 2>"$work/nginx.start" & pids+=($!)
for _ in $(seq 200); do curl -s -o /dev/null "http://127.0.0.1:$nginx_port/object.json" && break; sleep 0.02; done
[ -s "$work/nginx.pid" ] || { echo "nginx did not start:" >&2; cat "$work/nginx.start" "$work/nginx.err" >&2; exit 1; }
worker=$(pgrep -P "$(cat "$work/nginx.pid")" | head -1)

busy_ns() { local sum=0 n; for n in $(cut -d' ' -f1 /proc/"$1"/task/*/schedstat 2>/dev/null); do sum=$((sum + n)); done; echo "$sum"; }
# pid url connections [header] → µs of CPU per request, nothing when the run failed
measure() {
  local pid=$1 url=$2 connections=$3 before after report
  curl -sk -o /dev/null "$url"
  before=$(busy_ns "$pid")
  report=$(taskset -c 1 wrk -t1 -c"$connections" -d"${seconds}s" ${4:+-H "$4"} "$url")
  after=$(busy_ns "$pid")
  awk -v ns=$((after - before)) '/requests in/ {n = $1} /Non-2xx/ {bad = 1} END { if (n > 0 && ns > 0 && !bad) printf "%.2f", ns / 1000 / n }' <<<"$report"
}
median() { tr ' ' '\n' | grep -v '^$' | sort -n | awk '{a[NR]=$1} END {if (NR > 1) print a[int((NR+1)/2)]}'; }  # of two at least
row() {  # title, path, connections, header, goal, [ours pid, ours url, nginx url]
  local title=$1 path=$2 c=$3 header=$4 goal=$5 ours="" theirs=""
  local our_pid=${6:-$(cat "$work/ours.pid")} our_url=${7:-http://127.0.0.1:$port$path} their_url=${8:-http://127.0.0.1:$nginx_port$path}
  local our_header=$header their_header=$header
  if [ "$header" = 304 ]; then
    our_header="If-None-Match: $(curl -sI "$our_url" | awk 'tolower($1)=="etag:" {print $2}' | tr -d '\r')"
    their_header="If-None-Match: $(curl -sI "$their_url" | awk 'tolower($1)=="etag:" {print $2}' | tr -d '\r')"
  fi
  for round in 1 2 3; do
    if [ $((round % 2)) = 1 ]; then
      ours+=" $(measure "$our_pid" "$our_url" "$c" "$our_header")"; theirs+=" $(measure "$worker" "$their_url" "$c" "$their_header")"
    else
      theirs+=" $(measure "$worker" "$their_url" "$c" "$their_header")"; ours+=" $(measure "$our_pid" "$our_url" "$c" "$our_header")"
    fi
  done
  local a b; a=$(echo "$ours" | median); b=$(echo "$theirs" | median)
  if [ -z "$a" ] || [ -z "$b" ]; then
    echo "| $title | ${a:-failed} | ${b:-failed} | – | ≤ $goal | failed |"
    failures=$((failures + 1))
    return
  fi
  awk -v t="$title" -v a="$a" -v b="$b" -v g="$goal" 'BEGIN { printf "| %s | %.2f | %.2f | **%.2f** | ≤ %s | %s |\n", t, a, b, a / b, g, (a / b <= g ? "yes" : "no") }'
}

echo "CPU µs per request, medians of 3 × ${seconds} s in turns; $(nproc) cores, $(nginx -v 2>&1 | cut -d/ -f2), $(date -u +%F)"
echo
echo "| measure | gongkai | nginx static | ratio | reach | reached |"
echo "|---|---|---|---|---|---|"
row "cached page 12 KB, 32 connections" /page.html 32 "" 0.90
row "brotli variant" /page.html 32 "Accept-Encoding: br" 0.70
row "1 KB JSON" /object.json 32 "" 0.80
row "304" /page.html 32 304 1.05
row "200 KB file" /large.bin 32 "" 1.0
row "cached page 12 KB, 256 connections" /page.html 256 "" 0.90
row "TLS 1.3 keep-alive, 12 KB" /page.html 32 "" 1.0 "$(cat "$work/secure.pid")" "https://127.0.0.1:$secure_port/page.html" "https://127.0.0.1:$nginx_tls/page.html"
row "against nginx microcache, 12 KB" /page.html 32 "" 0.75 "" "http://127.0.0.1:$port/page.html" "http://127.0.0.1:$micro_port/page.html"

resident() { awk '/^VmRSS/ {print $2}' "/proc/$1/status"; }
idle() {  # pid, port, connections, tls → KB per connection
  python3 - "$@" <<'PY'
import socket, ssl, sys, time, resource
pid, port, count, tls = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "tls"
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
rss = lambda: next(int(l.split()[1]) for l in open(f"/proc/{pid}/status") if l.startswith("VmRSS"))
context = ssl._create_unverified_context()
held = []
def one():
    s = socket.create_connection(("127.0.0.1", port))
    if tls: s = context.wrap_socket(s)
    s.sendall(b"GET /object.json HTTP/1.1\r\nHost: localhost\r\n\r\n"); s.recv(4096); held.append(s)
for _ in range(20): one()
before = rss()
for _ in range(count): one()
time.sleep(0.5)
print(f"{(rss() - before) / count:.2f}")
PY
}
echo
echo "| idle keep-alive connection | KB | reach |"
echo "|---|---|---|"
echo "| plain, 10,000 | $(idle "$(cat "$work/ours.pid")" "$port" 10000 plain) | ≤ 2 |"
echo "| TLS, 1,000 | $(idle "$(cat "$work/secure.pid")" "$secure_port" 1000 tls) | ≤ 17 |"
echo
echo "Cold start of this server to its first answer: $cold_ms ms (reach ≤ 150). Resident: $(resident "$(cat "$work/ours.pid")") KB."
[ "$failures" = 0 ] || { echo "$failures measurements failed" >&2; exit 1; }
