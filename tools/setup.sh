# Sourced by run, test and dev: installs what is missing and builds. Quick when nothing is to be done.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

# install_packages SECTION…: the Debian packages of these sections of packages.txt that are not there yet
install_packages() {
  local wanted missing
  wanted=$(awk -v sections=" $* " '/^#/ {next} /^\[/ {gsub(/[][]/, ""); on = index(sections, " " $0 " ") > 0; next} on && NF' packages.txt)
  missing=$(comm -23 <(sort <<<"$wanted") <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' | awk '/^ii/ {print $2}' | sort))
  [ -z "$missing" ] && return
  say "Installing Debian packages: $(tr '\n' ' ' <<<"$missing")"
  as_root apt-get update -q
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $missing
}

# The front end needs Node 20.19 or later, Debian 12 has 18: then the npm registry's own binary is used.
node_is_new() { command -v node >/dev/null && node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a==20&&b>=19)?0:1)'; }
ensure_node() {
  local private="$root/build/node/node_modules/node-linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')/bin"
  [ -x "$private/node" ] && export PATH="$private:$PATH"
  node_is_new && return
  command -v npm >/dev/null || { as_root apt-get update -q; as_root apt-get install -yq --no-install-recommends nodejs npm; }
  node_is_new && return
  mkdir -p "$root/build/node"
  npm install --silent --no-save --prefix "$root/build/node" "node-linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')@20.19.5"
  export PATH="$private:$PATH"
}

# npm_install FOLDER: exactly the lock file's packages, once for each lock file
npm_install() {
  local stamp="$1/node_modules/.lock-stamp"
  cmp -s "$1/package-lock.json" "$stamp" && return
  say "Installing npm packages of $1"
  (cd "$1" && npm_config_loglevel=error npm ci --no-audit --no-fund)
  cp "$1/package-lock.json" "$stamp"
}

build_office() {
  if [ -f office/dist/index.html ] && [ -z "$(find office src/*/openapi.json -newer office/dist/index.html -type f \
      -not -path '*/node_modules/*' -not -path 'office/dist/*' -print -quit)" ]; then return; fi
  ensure_node
  npm_install office
  say "Building the office"
  (cd office && npm_config_loglevel=error npm run build)
  touch office/dist/index.html
}

# build PRESET [TARGET…]
build() {
  local preset=$1; shift
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >"$(mkdir -p "build/$preset"; echo "build/$preset/configure.log")" 2>&1 || { cat "build/$preset/configure.log" >&2; return 1; }
  ninja -C "build/$preset" --quiet "$@"
}
