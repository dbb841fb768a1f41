# Node.js and the npm programs of tests/Testing/Node, which only tests use. Their versions are held by its package-lock.json.

OLDEST_NODE=18

# The program, when there is one that is new enough.
node_program() {
  local program version
  program=$(command -v node) || return 1
  version=$("$program" --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p')
  [ "${version:-0}" -ge $OLDEST_NODE ] || return 1
  printf '%s' "$program"
}

# The folder whose node_modules is the locked one; each set of versions has its own.
node_folder() { printf '%s/node/%s' "$STATE" "$(cat "$ROOT"/tests/Testing/Node/package*.json | sha256 | cut -c1-12)"; }

# Makes sure of the programs. No package runs a script of its own while it is installed.
ensure_node_programs() {
  local folder
  folder=$(node_folder)
  [ ! -d "$folder" ] || return 0
  rm -rf "$STATE/node"
  mkdir -p "$folder.new"
  cp "$ROOT"/tests/Testing/Node/package*.json "$folder.new"
  step "Installing the npm programs of the tests" "$STATE/logs/npm.log" \
    npm ci --prefix "$folder.new" --ignore-scripts --no-audit --no-fund --no-update-notifier ||
    die "The npm programs of the tests could not be installed." "The whole log: .nusaloka/logs/npm.log"
  mv "$folder.new" "$folder"
}
