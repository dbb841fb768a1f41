# ./nusaloka status: what runs, and what each process says of itself and of the cluster.

# One line per process, fields separated by tabs: role, name, pid, address, state, the address in the cluster, the version of the
# view, active silos in it, and activations as "kind=count,kind=count". A dash is "none".
system_processes() {
  local name names results
  postgres_line
  redis_line
  names=$(all_members)
  # At once, because a process that hangs takes its time not to answer.
  results=$(mktemp -d "${TMPDIR:-/tmp}/nl-status.XXXXXX")
  for name in ${names:-api-1}; do member_line "$name" >"$results/$name" & done
  wait
  for name in ${names:-api-1}; do cat "$results/$name"; done
  rm -rf "$results"
}

process_line() { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "${3:--}" "${4:--}" "$5" "${6:--}" "${7:--}" "${8:--}" "${9:--}"; }

postgres_line() {
  local pid address='' state=stopped
  if pid=$(postgres_pid postgres); then
    address=127.0.0.1:$(postgres_port postgres)
    state=ready
    grep -q ready <<<"$(tail -n 1 "$(postgres_home postgres)/data/postmaster.pid")" || state=starting
  else
    [ "$(system_field postgres)" != given ] || return 0
    [ ! -f "$(postgres_home postgres)/data/postmaster.pid" ] || state=dead
  fi
  process_line postgres postgres "$pid" "$address" $state
}

redis_line() {
  local state=dead
  process_known redis || return 0
  if process_alive redis; then
    state=starting
    ! (redis_answers redis) || state=ready
  fi
  process_line redis redis "$(process_field redis pid)" "$(process_field redis address)" $state
}

# The state is stopped, dead, starting, ready, or draining.
member_line() {
  local name=$1 state facts silo
  state=$(process_state "$name")
  facts=$(member_facts "$name")
  [ "$state" = starting ] && grep -q $'^state\tshutting_down$' <<<"$facts" && state=draining
  silo=$(fact address "$facts")
  # A process without a silo says where it listens, which is known.
  case $silo in http*) silo= ;; esac
  process_line "${name%-*}" "$name" "$(process_field "$name" pid)" "$(process_field "$name" address)" "$state" \
    "$silo" "$(fact view_version "$facts")" "$(fact silos "$facts")" "$(activations "$facts")"
}

# What a process's /status says, a line per fact: the key, a tab, the value.
member_facts() {
  process_alive "$1" || return 0
  curl --noproxy '*' -fsS -m 3 "$(process_field "$1" address)/status?format=text" 2>/dev/null || true
}

fact() { awk -F '\t' -v key="$1" '$1 == key { print $2; exit }' <<<"$2"; }

activations() {
  awk -F '\t' '$1 ~ /^activations\./ { printf "%s%s=%s", comma, substr($1, 13), $2; comma = "," }' <<<"$1"
}

command_status() {
  local format=text processes
  case ${1:-} in
    '') ;;
    --json) format=json; shift ;;
  esac
  no_arguments status "$@"
  processes=$(system_processes)
  if [ $format = json ]; then status_json "$processes"; else status_text "$processes"; fi
  awk -F '\t' '$5 != "ready" { exit 3 }' <<<"$processes"
}

status_text() {
  { printf 'ROLE\tNAME\tPID\tADDRESS\tSTATE\t-\tVIEW\tSILOS\tACTIVATIONS\n'; printf '%s\n' "$1"; } | awk -F '\t' '{
    gsub(/,/, " ", $9)
    line = sprintf("%-9s %-9s %-8s %-24s %-9s %-5s %-5s %s", $1, $2, $3, $4, $5, $7, $8, $9)
    sub(/ +$/, "", line)
    print line
  }'
}

status_json() {
  local role name pid address state silo_address view silos kinds separator=
  printf '{"processes":['
  while IFS=$'\t' read -r role name pid address state silo_address view silos kinds; do
    printf '%s{"role":%s,"name":%s,"pid":%s,"address":%s,"state":%s' "$separator" "$(json_text "$role")" "$(json_text "$name")" \
      "${pid/#-/null}" "$(json_text "${address#-}")" "$(json_text "$state")"
    case $role in
      silo | api) printf ',"silo_address":%s,"view_version":%s,"silos":%s,"activations":%s' \
        "$(json_text "${silo_address#-}")" "${view/#-/null}" "${silos/#-/null}" "$(activations_json "$view" "$kinds")" ;;
    esac
    printf '}'
    separator=,
  done <<<"$1"
  printf ']}\n'
}

# Null for a process that did not say.
activations_json() {
  [ "$1" != - ] || { printf 'null'; return; }
  awk -v kinds="${2#-}" 'BEGIN {
    count = split(kinds, parts, ",")
    printf "{"
    for (i = 1; i <= count; i++) { split(parts[i], pair, "="); printf "%s\"%s\":%s", (i > 1 ? "," : ""), pair[1], pair[2] }
    printf "}"
  }'
}
