# The running system: up, down, status, logs, reset.

READY_SECONDS=90
DRAIN_SECONDS=35

# The environment of the product's programs. Values that are set already win.
export_environment() {
  export NUSALOKA_POSTGRES=${NUSALOKA_POSTGRES:-$(postgres_connection postgres nusaloka)}
  export NUSALOKA_MASTER_KEY=${NUSALOKA_MASTER_KEY:-$(secret master-key base64)}
  export NUSALOKA_SERVICE_CLIENTS__demo=${NUSALOKA_SERVICE_CLIENTS__demo:-$(printf '%s' "$(secret service-demo hex)" | sha256)}
  export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
}

private_postgres_wanted() { [ -z "${NUSALOKA_POSTGRES:-}" ]; }

# What runs beside a system that was started on a given server must be given the same one.
require_same_postgres() {
  ! private_postgres_wanted || [ "$(process_field api-1 postgres)" != given ] ||
    die "Nusaloka was started with NUSALOKA_POSTGRES, which is not set now." "Set it to the same server."
}

require_free_port() {
  ! port_taken "$1" || die "Port $1 is taken by $(port_holder "$1")." "Stop that, or take another: ./nusaloka up --port $(free_port)"
}

command_up() {
  local port=${NUSALOKA_PORT:-8080} asked='' foreground=false
  while [ $# -gt 0 ]; do
    case $1 in
      --port) [ $# -ge 2 ] || usage_error "--port needs a number."; port=$2 asked=$2; shift ;;
      --port=*) port=${1#*=} asked=${1#*=} ;;
      --foreground) foreground=true ;;
      *) usage_error "up has no option '$1'." ;;
    esac
    shift
  done
  case $port in '' | *[!0-9]*) usage_error "The port is '$port'; it must be a number from 1 to 65535." ;; esac
  if [ "$port" -lt 1 ] || [ "$port" -gt 65535 ]; then usage_error "The port is $port; it must be a number from 1 to 65535."; fi

  state_begin
  lock_system
  if process_alive api-1; then
    ! $foreground || die "Nusaloka already runs at $(process_field api-1 address)." "./nusaloka down stops it; ./nusaloka logs -f follows it."
    find_running "$asked"
    return
  fi
  ! process_known api-1 || note "api-1 (pid $(process_field api-1 pid)) has died; starting it again."
  require_free_port "$port"
  bring_up "$port"
  if $foreground; then stay_attached; fi
}

find_running() {
  # Its PostgreSQL may have died alone.
  [ "$(process_field api-1 postgres)" = given ] || start_postgres postgres nusaloka
  wait_until_ready api-1 $READY_SECONDS || die "It runs (pid $(process_field api-1 pid)) but is not ready." "./nusaloka logs shows why."
  say_where "Nusaloka already runs at"
  case $(process_field api-1 address):${1:-any} in
    *:any | *:"$1":"$1") ;;
    *) note "To have it on port $1 instead: ./nusaloka down && ./nusaloka up --port $1" ;;
  esac
}

bring_up() {
  local port=$1 needed=()
  ! private_postgres_wanted || needed=(postgres)
  set_up ${needed[@]+"${needed[@]}"}
  stage_program Nusaloka.Api
  at_exit abandon_start
  note "Starting …"
  ! private_postgres_wanted || start_postgres postgres nusaloka
  require_free_port "$port"
  (
    export_environment
    export ASPNETCORE_URLS=http://127.0.0.1:$port
    start_process api-1 api "$ASPNETCORE_URLS" "$STATE/app/Nusaloka.Api" dotnet Nusaloka.Api.dll
  )
  private_postgres_wanted || printf 'postgres=given\n' >>"$STATE/run/api-1.process"
  wait_until_ready api-1 $READY_SECONDS || { show_tail "$STATE/logs/api-1.log"; die "Nusaloka did not start."; }
  STARTED=true
  say_where "Nusaloka is up at"
}

# A start that fails or is interrupted leaves nothing running.
STARTED=false
abandon_start() {
  $STARTED && return 0
  stop_process api-1 $DRAIN_SECONDS || true
  stop_postgres postgres
}

say_where() {
  local address
  address=$(process_field api-1 address)
  cat <<SAY
${GREEN}$1${PLAIN} ${BOLD}$address${PLAIN}
  documentation   $address/docs
  next            ./nusaloka demo   (people, wallets and more to look at)
  stop            ./nusaloka down
SAY
}

# Shows the log until Ctrl-C, SIGTERM or the process's end, then stops everything.
stay_attached() {
  local name=api-1
  at_exit stop_all
  unlock_system
  start_group tail -n +1 -f "$STATE/logs/$name.log"
  while process_alive $name; do sleep 0.5; done
  # Whoever ran ./nusaloka down has removed the record.
  process_known $name || exit 0
  complain "$name ended."
  exit 1
}

stop_all() {
  local status=0
  stop_process api-1 $DRAIN_SECONDS || status=1
  stop_postgres postgres || status=1
  rm -rf "$STATE/app"
  return $status
}

command_down() {
  local status=0
  no_arguments down "$@"
  [ -d "$STATE" ] || { note "Nothing is running."; return 0; }
  state_begin
  lock_system
  if ! process_known api-1 && ! postgres_pid postgres >/dev/null; then
    note "Nothing is running."
    return 0
  fi
  note "Stopping …"
  stop_all || status=1
  [ $status -ne 0 ] || note "Stopped. Data stays in .nusaloka/; ./nusaloka up starts again."
  return $status
}

# One line per process: role, name, pid, address, state, separated by tabs. A dash is "none".
system_processes() {
  local pid address state=stopped
  if pid=$(postgres_pid postgres); then
    address=127.0.0.1:$(postgres_port postgres)
    state=ready
    tail -n 1 "$(postgres_home postgres)/data/postmaster.pid" | grep -q ready || state=starting
  else
    pid=- address=-
    [ ! -f "$(postgres_home postgres)/data/postmaster.pid" ] || state=dead
  fi
  if [ "$pid" != - ] || [ "$(process_field api-1 postgres)" != given ]; then
    printf 'postgres\tpostgres\t%s\t%s\t%s\n' "$pid" "$address" "$state"
  fi
  pid=$(process_field api-1 pid)
  address=$(process_field api-1 address)
  printf 'api\tapi-1\t%s\t%s\t%s\n' "${pid:--}" "${address:--}" "$(process_state api-1)"
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
  ! grep -qv $'\tready$' <<<"$processes" || return 3
}

status_text() {
  { printf 'ROLE\tNAME\tPID\tADDRESS\tSTATE\n'; printf '%s\n' "$1"; } |
    awk -F '\t' '{ printf "%-9s %-9s %-8s %-24s %s\n", $1, $2, $3, $4, $5 }'
}

status_json() {
  local role name pid address state separator=
  printf '{"processes":['
  while IFS=$'\t' read -r role name pid address state; do
    printf '%s{"role":%s,"name":%s,"pid":%s,"address":%s,"state":%s}' "$separator" "$(json_text "$role")" "$(json_text "$name")" \
      "${pid/#-/null}" "$(json_text "${address#-}")" "$(json_text "$state")"
    separator=,
  done <<<"$1"
  printf ']}\n'
}

command_logs() {
  local name=api-1 follow=() lines=200 log
  while [ $# -gt 0 ]; do
    case $1 in
      -f | --follow) follow=(-f) ;;
      -n) [ $# -ge 2 ] || usage_error "-n needs a number of lines."; lines=$2; shift ;;
      -*) usage_error "logs has no option '$1'." ;;
      *) name=$1 ;;
    esac
    shift
  done
  case $name in
    postgres) log=$(postgres_home postgres)/server.log ;;
    api) log=$STATE/logs/api-1.log ;;
    *) log=$STATE/logs/$name.log ;;
  esac
  [ -f "$log" ] || die "There is no log of '$name' (${log#"$ROOT"/})." "Logs: $(cd "$STATE/logs" 2>/dev/null && ls -- *.log 2>/dev/null | sed 's/\.log$//' | paste -sd' ' -) postgres"
  exec tail -n "$lines" ${follow[@]+"${follow[@]}"} "$log"
}

command_reset() {
  local answer name
  case ${1:-} in
    -y | --yes) shift ;;
    '')
      [ -t 0 ] || die "reset deletes all local data and asks first; there is no terminal to ask on." "./nusaloka reset --yes"
      read -r -p "Delete all data of this checkout ($STATE)? [y/N] " answer
      case $answer in y | Y | yes) ;; *) note "Nothing was changed."; return 0 ;; esac
      ;;
  esac
  no_arguments reset "$@"
  [ -d "$STATE" ] || { note "There is nothing to delete."; return 0; }
  state_begin
  lock_system
  lock_alone test
  lock_alone bench
  stop_all || true
  for name in postgres test-postgres bench-postgres; do
    stop_postgres "$name"
    remove_postgres_home "$name"
  done
  for name in redis test-redis bench-redis; do stop_redis "$name" || true; done
  rm -rf "$STATE"
  note "All local data is deleted."
}
