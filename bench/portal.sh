#!/bin/bash
# The portal at work: uncached lists against MediaWiki, releases, dependent pages, import, search. Markdown tables.
#   ./dev bench portal; about 20 minutes. PARTS="list releases dependants import search" chooses,
#   SCALE (20) is the demo city's size, DOCUMENTS (100000) the import's; DATA names a loaded folder (it is copied).
# Index of a million documents: bench/search.sh rebuild.
# MediaWiki is what platform.md names and Debian packs: apt-get install --no-install-recommends mediawiki php-fpm
# php-sqlite3 php-apcu. Without it the list is measured alone.
set -u
cd "$(dirname "$0")/.." || exit 2
build=${BUILD:-build/bench}
program=$(realpath "${GONGKAI:-$build/gongkai}")
inside=$build/bench/portal
parts=" ${PARTS:-list releases dependants import search} "
scale=${SCALE:-20} documents=${DOCUMENTS:-100000} seconds=${SECONDS_EACH:-3}
for needed in "$program" "$inside"; do [ -x "$needed" ] || { echo "build first: ninja -C $build gongkai bench_portal" >&2; exit 2; }; done
for tool in wrk taskset curl python3 nginx; do command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 2; }; done
work=$(mktemp -d)
pids=()
finish() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done; sleep 0.5; rm -rf "$work"; }
trap finish EXIT
failures=0
fail() { echo "failed: $1" >&2; failures=$((failures + 1)); }
export GONGKAI_HTTP_LOOPS=1 GONGKAI_HTTP_REQUESTS_PER_SECOND=1000000000 GONGKAI_HTTP_REQUEST_BURST=1000000000
port=$((20000 + RANDOM % 10000)); peer_port=$((port + 1))

wants() { [[ "$parts" == *" $1 "* ]]; }
busy_ns() { local sum=0 pid n; for pid in "$@"; do for n in $(cut -d' ' -f1 /proc/"$pid"/task/*/schedstat 2>/dev/null); do sum=$((sum + n)); done; done; echo "$sum"; }
wait_for() { for _ in $(seq 600); do curl -s -o /dev/null "$1" && return 0; sleep 0.05; done; return 1; }
# The command, then a line with its seconds and its peak memory in MB.
timed() {
  python3 - "$@" <<'PY'
import resource, subprocess, sys, time
began = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
took = time.monotonic() - began
print((done.stdout.strip() or done.stderr.strip() or "{}").splitlines()[-1])
print(f"{took:.1f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} {done.stderr.count(chr(10))}")
sys.exit(done.returncode)
PY
}

if [ -n "${DATA:-}" ]; then cp -r "$DATA" "$work/data"; rm -f "$work/data/lock"
else GONGKAI_DEMO_PASSWORD=Yunhai-2026-demo "$program" demo load --data "$work/data" --demo-scale "$scale" >"$work/load.log" 2>&1 || { tail -3 "$work/load.log" >&2; exit 1; }
fi
echo "$program, $(date -u +%F), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) at the start; demo city ×$scale"

# --- the uncached list: req/s is of one core, CPU time says what the machine's other work hides
cat >"$work/fresh.lua" <<'LUA'
-- every request a page of its own in the cache: rendered, compressed for both encodings, kept
local n = 0
request = function() n = n + 1; return wrk.format("GET", nil, {["Cookie"] = "reading=b" .. n}) end
LUA
cat >"$work/apart.lua" <<'LUA'
-- a reading mode that cannot be one: the page is rendered for this request alone and the cache is not asked
request = function() return wrk.format("GET", nil, {["Cookie"] = "reading=%"}) end
LUA
list_row() {  # title, url, lua script or "", goal, pids… → a row, and $per_request
  local title=$1 url=$2 script=$3 goal=$4 before after report; shift 4
  taskset -c 1 wrk -t1 -c16 -d1s ${script:+-s "$script"} "$url" >/dev/null
  before=$(busy_ns "$@")
  report=$(taskset -c 1 wrk -t1 -c16 -d"${seconds}s" --latency ${script:+-s "$script"} "$url")
  after=$(busy_ns "$@")
  per_request=$(awk -v ns=$((after - before)) '/requests in/ {n = $1} /Non-2xx/ {bad = 1} END { if (n > 0 && !bad) printf "%.1f", ns / 1000 / n }' <<<"$report")
  [ -n "$per_request" ] || { fail "$title"; per_request=0; return; }
  awk -v t="$title" -v us="$per_request" -v g="$goal" '/Requests\/sec/ {r = $2} $1 == "50%" {a = $2} $1 == "99%" {b = $2}
    END { printf "| %s | %.0f | %s | %s | %.0f | %.0f | %s |\n", t, r, a, b, us, 1e6 / us, g }' <<<"$report"
}
start_peer() {
  local wiki=/usr/share/mediawiki fpm
  fpm=$(ls /usr/sbin/php-fpm* 2>/dev/null | head -1)
  [ -e $wiki/maintenance/install.php ] && [ -n "$fpm" ] || return 1
  mkdir -p "$work/wiki" "$work/texts"
  php $wiki/maintenance/install.php --dbtype sqlite --dbpath "$work/wiki" --confpath "$work/wiki" --scriptpath "" \
    --server "http://127.0.0.1:$peer_port" --pass Yunhai-2026-demo Wiki admin >"$work/wiki.log" 2>&1 || return 1
  printf '$wgMainCacheType = CACHE_ACCEL;\n$wgParserCacheType = CACHE_DB;\n$wgUseGzip = false;\n$wgLanguageCode = "zh-hans";\n$wgRCMaxAge = 864000000;\n' >>"$work/wiki/LocalSettings.php"
  export MW_CONFIG_FILE=$work/wiki/LocalSettings.php
  for n in $(seq 300); do echo "关于做好第${n}项工作的通知，请各单位遵照执行。" >"$work/texts/关于做好第${n}项工作的通知.txt"; done
  php $wiki/maintenance/importTextFiles.php --rc -s 初次导入 "$work"/texts/*.txt >>"$work/wiki.log" 2>&1 || return 1
  cat >"$work/fpm.conf" <<CONF
[global]
pid = $work/fpm.pid
error_log = $work/fpm.log
daemonize = no
[www]
user = $(id -un)
group = $(id -gn)
listen = $work/fpm.sock
pm = static
pm.max_children = 4
env[MW_CONFIG_FILE] = $work/wiki/LocalSettings.php
php_admin_value[opcache.enable] = 1
php_admin_value[apc.shm_size] = 64M
CONF
  taskset -c 0 "$fpm" -R -F -y "$work/fpm.conf" 2>"$work/fpm.err" & pids+=($!)
  cat >"$work/nginx.conf" <<CONF
user $(id -un); worker_processes 1; daemon off; pid $work/nginx.pid; error_log $work/nginx.err;
events { worker_connections 1024; }
http {
  access_log off; client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$peer_port; root $wiki;
           location ~ \.php$ { include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME \$document_root\$fastcgi_script_name; fastcgi_pass unix:$work/fpm.sock; } }
}
CONF
  chmod a+rx "$work"  # the data folder beside it keeps its own, its keys are nobody else's
  taskset -c 0 nginx -c "$work/nginx.conf" 2>"$work/nginx.start" & pids+=($!)
  for _ in $(seq 100); do [ "$(curl -s -o /dev/null -w '%{http_code}' "$wiki_pages")" = 200 ] && break; sleep 0.1; done
  peer_pids=("$(cat "$work/nginx.pid")"); peer_pids+=($(pgrep -P "${peer_pids[0]}") $(pgrep -P "$(cat "$work/fpm.pid")"))
  [ "$(curl -s -o /dev/null -w '%{http_code}' "$wiki_pages")" = 200 ]
}
if wants list; then
  read -r path count < <("$inside" path "$work/data" 2>/dev/null)
  taskset -c 0 "$program" serve --data "$work/data" --listen "127.0.0.1:$port" >"$work/serve.log" 2>&1 & server=$!; pids+=("$server")
  wait_for "http://127.0.0.1:$port/healthz" || { tail -3 "$work/serve.log" >&2; exit 1; }
  url=http://127.0.0.1:$port$path
  echo
  echo "List page of 30 out of $count documents, $(curl -s "$url" | wc -c) bytes, 16 connections, server on one core"
  echo
  echo "| | req/s | p50 | p99 | CPU µs a request | req/s of a whole core | reach |"
  echo "|---|---|---|---|---|---|---|"
  list_row "rendered for each request" "$url" "$work/apart.lua" "≥ 5,000, p99 < 20 ms" "$server"; ours=$per_request
  list_row "rendered and put into the cache, brotli and gzip" "$url" "$work/fresh.lua" "–" "$server"
  list_row "from the cache" "$url" "" "–" "$server"
  wiki_pages="http://127.0.0.1:$peer_port/api.php?action=query&list=allpages&aplimit=30&format=json"
  if start_peer; then
    list_row "MediaWiki $(dpkg-query -W -f '${Version}' mediawiki | sed 's/^.*://;s/+.*//'), php-fpm ×4, SQLite: 30 titles as JSON" "$wiki_pages" "" "" "${peer_pids[@]}"; theirs=$per_request
    list_row "the same, newest 30 as a page" "http://127.0.0.1:$peer_port/index.php?title=Special:NewPages&limit=30" "" "" "${peer_pids[@]}"
    list_row "rendered for each request, again" "$url" "$work/apart.lua" "≥ 5,000, p99 < 20 ms" "$server"
    echo
    awk -v a="$ours" -v again="$per_request" -v b="$theirs" 'BEGIN { if (a * again > 0) printf "Our page against their JSON, CPU time: **%.0f×** (reach ≥ 10×)\n", b / ((a + again) / 2) }'
  else
    echo; echo "MediaWiki is not installed or did not start ($(tail -1 "$work/wiki.log" 2>/dev/null)): no comparison in this run."
  fi
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done; wait "$server" 2>/dev/null; pids=()
  echo; echo "One list page from inside:"; echo; "$inside" statements "$work/data" 2>/dev/null | cut -c1-160 || fail statements
fi

for part in releases dependants; do
  wants $part || continue
  cp -r "$work/data" "$work/$part"
  echo; "$inside" $part "$work/$part" 2>"$work/$part.err" || { tail -2 "$work/$part.err" >&2; fail $part; }
  rm -rf "${work:?}/$part"
done

if wants import || wants search; then
  corpus=$("$inside" records "$work/data" "$documents" "$work/records" 2>/dev/null)
  echo; echo "Import of $documents documents ($corpus, $(($(stat -c %s "$work/records.jsonl") >> 20)) MB of JSON lines) into the demo city ×$scale"
  echo
  echo "| | documents | seconds in all | taken over a second | peak memory, MB | lines of progress |"
  echo "|---|---|---|---|---|---|"
  said=$(timed "$program" import "$work/records.jsonl" --map "$work/records.map.json" --data "$work/data" --name bench) || fail import
  read -r took memory lines < <(tail -1 <<<"$said")
  result=$(head -1 <<<"$said")
  id=$(grep -oE '\b[0-9a-z]{13}\b' <<<"$result" | head -1)
  pace=$(grep -oE '[0-9]+' <<<"$result" | tail -1)
  echo "| checked and taken over | $documents | $took | $pace | $memory | $lines |"
  if wants search; then
    cp -r "$work/data" "$work/searched"
  fi
  if [ -n "$id" ] && wants import; then
    said=$(timed "$program" import --undo "$id" --data "$work/data") || fail undo
    read -r took memory lines < <(tail -1 <<<"$said")
    echo "| undone as a whole | $documents | $took | $(awk -v n="$documents" -v s="$took" 'BEGIN { printf "%.0f", n / s }') | $memory | $lines |"
  fi
fi
if wants search; then
  echo; "$inside" search "$work/searched" 2>"$work/search.err" || { tail -2 "$work/search.err" >&2; fail search; }
fi
[ "$failures" = 0 ] || { echo "$failures measurements failed" >&2; exit 1; }
