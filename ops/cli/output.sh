# What the user sees. Data goes to stdout, messages go to stderr.

BOLD='' RED='' YELLOW='' GREEN='' DIM='' PLAIN=''
TICKER=false

output_begin() {
  [ -t 2 ] && [ "${TERM:-dumb}" != dumb ] || return 0
  TICKER=true
  [ -z "${NO_COLOR:-}" ] || return 0
  BOLD=$'\e[1m' RED=$'\e[31m' YELLOW=$'\e[33m' GREEN=$'\e[32m' DIM=$'\e[2m' PLAIN=$'\e[0m'
}

note() { printf '%s\n' "$*" >&2; }
warn() { printf '%s\n' "${YELLOW}warning:${PLAIN} $*" >&2; }

# The first argument says what is wrong, each further one is a line of what to do about it.
complain() {
  printf '%s\n' "${RED}error:${PLAIN} $1" >&2
  shift
  [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
}

die() {
  complain "$@"
  exit 1
}

usage_error() {
  complain "$@" "./nusaloka help lists commands and options."
  exit 2
}

# The end of a log, for a message about what failed; of a compiler's log its errors, each once.
show_tail() {
  local log=$1 errors
  [ -s "$log" ] || return 0
  note "${DIM}--- from ${log#"$ROOT"/}${PLAIN}"
  if errors=$(grep -E ': (fatal )?error [A-Z]+[0-9]+: ' "$log"); then
    sed -e 's/^ *//' -e 's/ \[[^]]*\.csproj[^]]*\]$//' -e "s|^$ROOT/||" <<<"$errors" | sort -u | awk 'NR <= 15' >&2
  else
    tail -n 25 "$log" >&2
  fi
  note "${DIM}---${PLAIN}"
}

# JSON string or null.
json_text() {
  [ -n "$1" ] || { printf 'null'; return; }
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# The word of a list that is at most two edits away from what was typed.
nearest_word() {
  printf '%s\n' "$2" | tr ' ' '\n' | awk -v typed="$1" '
    function least(a, b, c) { return a < b ? (a < c ? a : c) : (b < c ? b : c) }
    function distance(s, t,    i, j, d) {
      for (i = 0; i <= length(s); i++) d[i, 0] = i
      for (j = 0; j <= length(t); j++) d[0, j] = j
      for (i = 1; i <= length(s); i++) for (j = 1; j <= length(t); j++)
        d[i, j] = least(d[i-1, j] + 1, d[i, j-1] + 1, d[i-1, j-1] + (substr(s, i, 1) != substr(t, j, 1)))
      return d[length(s), length(t)]
    }
    { far = distance(typed, $1); if (far <= 2 && (best == "" || far < closest)) { best = $1; closest = far } }
    END { print best }'
}

# Things to undo when the script ends, whatever ends it. Last in, first out, after the command that is running.
CLEANUPS=()
at_exit() { CLEANUPS+=("$*"); }

watch_for_the_end() {
  trap run_cleanups EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

run_cleanups() {
  local status=$? index
  trap - EXIT
  trap '' INT TERM HUP
  [ -z "$GROUP" ] || end_group "$GROUP"
  for ((index = ${#CLEANUPS[@]} - 1; index >= 0; index--)); do
    ${CLEANUPS[index]} || true
  done
  exit "$status"
}

# Runs a command in a process group of its own, so that it can be ended with all its children. Sets GROUP.
GROUP=
start_group() {
  set -m
  ( close_inherited; exec "$@" ) </dev/null &
  GROUP=$!
  set +m
}

end_group() {
  local group=$1 waited=0
  kill -TERM -- "-$group" 2>/dev/null || return 0
  while kill -0 -- "-$group" 2>/dev/null && [ $waited -lt 50 ]; do
    sleep 0.2
    waited=$((waited + 1))
  done
  kill -KILL -- "-$group" 2>/dev/null || true
}

# Waits for GROUP and shows that it is alive: a ticking line on a terminal, a line every 20 seconds elsewhere.
wait_group() {
  local title=$1 began=$SECONDS spoken=0 status=0 elapsed
  while kill -0 "$GROUP" 2>/dev/null; do
    sleep 0.2
    elapsed=$((SECONDS - began))
    if $TICKER && [ "${2:-}" != beside-output ]; then
      printf '\r\e[K%s … %d s' "$title" "$elapsed" >&2
    elif [ $((elapsed - spoken)) -ge 20 ]; then
      spoken=$elapsed
      note "  ${DIM}$title: $elapsed s${PLAIN}"
    fi
  done
  wait "$GROUP" 2>/dev/null || status=$?
  GROUP=
  return $status
}

# A long step: its output goes to a log, whose end is shown when it fails; what failed is the caller's to say.
# step TITLE LOG COMMAND...
step() {
  local title=$1 log=$2 began=$SECONDS status=0
  shift 2
  mkdir -p "$(dirname "$log")"
  $TICKER || note "$title …"
  start_group "$@" >"$log" 2>&1
  wait_group "$title" || status=$?
  ! $TICKER || printf '\r\e[K' >&2
  if [ $status -ne 0 ]; then
    show_tail "$log"
    return $status
  fi
  note "$title: ${GREEN}done${PLAIN} in $((SECONDS - began)) s"
}
