# The running system: up, down, logs, reset.

MOST_SILOS=32
MOST_APIS=16

require_free_port() {
  ! port_taken "$1" || die "Port $1 is taken by $(port_holder "$1")." "Stop that, or take another: ./nusaloka up --port $(free_port)"
}

# A whole number within bounds: require_number WHAT VALUE LEAST MOST
require_number() {
  case $2 in '' | *[!0-9]* | ??????*) usage_error "The $1 is '$2'; it must be a number from $3 to $4." ;; esac
  if [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then usage_error "The $1 is $2; it must be a number from $3 to $4."; fi
}

command_up() {
  local port=${NUSALOKA_PORT:-8080} asked='' foreground=false silos='' apis='' option value
  while [ $# -gt 0 ]; do
    option=$1
    case $option in
      --foreground) foreground=true; shift; continue ;;
      --no-rate-limits) RATE_LIMITS=off; shift; continue ;;
      --port=* | --silos=* | --apis=*) value=${option#*=} option=${option%%=*} ;;
      --port | --silos | --apis) [ $# -ge 2 ] || usage_error "$option needs a number."; value=$2; shift ;;
      *) usage_error "up has no option '$option'." ;;
    esac
    shift
    case $option in
      --port) port=$value asked=$value ;;
      --silos) require_number "number of silos" "$value" 1 $MOST_SILOS; silos=$value ;;
      --apis) require_number "number of APIs" "$value" 1 $MOST_APIS; apis=$value ;;
    esac
  done
  require_number port "$port" 1 65535
  require_rate_limits

  state_begin
  lock_system
  plan_members "$silos" "$apis"
  [ -n "$asked" ] || ! process_known api-1 || port=$(port_of api-1)
  if $foreground && any_member_alive; then
    die "Nusaloka already runs at $(process_field api-1 address)." "./nusaloka down stops it; ./nusaloka logs -f follows it."
  fi
  if members_are_as_planned; then
    find_running "$asked"
    [ "$RATE_LIMITS" = "$(system_field rate_limits)" ] || [ -z "$RATE_LIMITS" ] || note "The rate limits of what runs stay: ./nusaloka down && ./nusaloka up --no-rate-limits"
  else
    bring_up "$port"
  fi
  if $foreground; then stay_attached; fi
}

# --no-rate-limits is for load tests, and the API refuses it in Production, too.
RATE_LIMITS=
require_rate_limits() {
  [ -z "$RATE_LIMITS" ] || [ "${ASPNETCORE_ENVIRONMENT:-Development}" != Production ] ||
    usage_error "--no-rate-limits is for load tests; in Production there are limits." "Quotas are settings: see docs/reference/limits.md"
}

# How many there are to be: what was asked for, otherwise what there was. Sets SILOS and APIS.
plan_members() {
  local running_apis
  running_apis=$(highest_member api)
  SILOS=${1:-$(highest_member silo)}
  APIS=${2:-$running_apis}
  [ "$APIS" -gt 0 ] || APIS=1
  if [ "$SILOS" -eq 0 ] && [ "$APIS" -gt 1 ]; then
    usage_error "--apis needs --silos: one process that does all is one API." "For example: ./nusaloka up --silos 3 --apis $APIS"
  fi
  if [ "$SILOS" -gt 0 ] && ! is_cluster && process_alive api-1; then
    die "Nusaloka runs as one process, which cannot become a cluster while it runs." "./nusaloka down && ./nusaloka up --silos $SILOS"
  fi
}

planned_members() {
  local number
  for ((number = 1; number <= SILOS; number++)); do printf 'silo-%s\n' $number; done
  for ((number = 1; number <= APIS; number++)); do printf 'api-%s\n' $number; done
}

members_are_as_planned() {
  local name
  [ "$(planned_members)" = "$(all_members)" ] || return 1
  for name in $(all_members); do process_alive "$name" || return 1; done
}

find_running() {
  local name
  # The servers may have died alone.
  start_servers
  for name in $(all_members); do
    wait_until_ready "$name" $READY_SECONDS || die "It runs (pid $(process_field "$name" pid)) but is not ready." "./nusaloka logs $name shows why."
  done
  say_where "Nusaloka already runs at"
  case $(process_field api-1 address):${1:-any} in
    *:any | *:"$1":"$1") ;;
    *) note "To have it on port $1 instead: ./nusaloka down && ./nusaloka up --port $1" ;;
  esac
}

start_servers() {
  require_same_postgres
  ! private_postgres_wanted || start_postgres postgres nusaloka
  [ "$SILOS" -gt 0 ] || return 0
  require_same_redis
  ! private_redis_wanted || start_redis redis
}

# Starts what is missing of the plan and stops what is too much.
bring_up() {
  local port=$1 needed=() names=() name
  ! private_postgres_wanted || needed=(postgres)
  [ "$SILOS" -eq 0 ] || ! private_redis_wanted || needed+=(redis)
  for name in $(planned_members); do
    process_alive "$name" && continue
    names+=("$name")
    ! process_known "$name" || note "$name (pid $(process_field "$name" pid)) has died; starting it again."
  done
  process_alive api-1 || require_free_port "$port"
  set_up programs ${needed[@]+"${needed[@]}"}
  stage_programs
  any_member_alive || FRESH=true
  at_exit abandon_start
  [ ${#names[@]} -eq 0 ] || note "Starting …"
  start_servers
  process_alive api-1 || require_free_port "$port"
  start_members "$port" ${names[@]+"${names[@]}"}
  STARTED=true
  dismiss_surplus
  [ "$SILOS" -eq 0 ] || wait_for_view "$SILOS" || die "The silos did not find each other." "./nusaloka logs silo-1 shows why."
  remove_old_programs
  say_where "Nusaloka is up at"
}

stage_programs() {
  [ "$SILOS" -eq 0 ] || { stage_program Nusaloka.Silo; SILO_PROGRAM=$STAGED; }
  stage_program Nusaloka.Api
  API_PROGRAM=$STAGED
}

# All silos at once, then all APIs: they need the silos to be ready. start_members PORT NAME...
start_members() {
  local port=$1 name mode=cluster
  FRONT_PORT=$port
  shift
  [ "$SILOS" -gt 0 ] || mode=alone
  for name in "$@"; do
    case $name in silo-*) begin_start "$name"; start_silo "$name" ;; esac
  done
  for name in "$@"; do
    case $name in silo-*) expect_ready "$name" ;; esac
  done
  for name in "$@"; do
    case $name in
      api-1) begin_start "$name"; start_api "$name" "$port" $mode ;;
      api-*) begin_start "$name"; start_api "$name" "$(port_for "$name" $((port + 1)))" $mode ;;
    esac
  done
  for name in "$@"; do
    case $name in api-*) expect_ready "$name" ;; esac
  done
}

# The port that an API had, or else the first free one from a given one on.
port_for() {
  local port
  port=$(port_of "$1")
  if [ -n "$port" ] && ! port_taken "$port"; then printf '%s' "$port"; else next_free_port "$2"; fi
}

begin_start() {
  BEGUN+=("$1")
  process_known "$1" || ADDED+=("$1")
}

expect_ready() {
  wait_until_ready "$1" $READY_SECONDS || { show_tail "$STATE/logs/$1.log"; die "Nusaloka did not start."; }
}

# A start that fails or is interrupted leaves nothing running that did not run before. What had died is remembered as dead.
FRESH=false STARTED=false BEGUN=() ADDED=()
abandon_start() {
  local name
  $STARTED && return 0
  for name in ${BEGUN[@]+"${BEGUN[@]}"}; do ask_to_stop "$name"; done
  for name in ${BEGUN[@]+"${BEGUN[@]}"}; do end_process "$name" $DRAIN_SECONDS || true; done
  for name in ${ADDED[@]+"${ADDED[@]}"}; do forget_process "$name"; done
  $FRESH || return 0
  stop_redis redis || true
  stop_postgres postgres
}

# Members above the number that was asked for leave; the others take over what they had.
dismiss_surplus() {
  local name planned surplus=()
  planned=$(planned_members)
  for name in $(members api) $(members silo); do
    grep -qx "$name" <<<"$planned" || surplus+=("$name")
  done
  [ ${#surplus[@]} -gt 0 ] || return 0
  note "Stopping ${surplus[*]} …"
  stop_members "${surplus[@]}" || true
}

say_where() {
  local address name others=''
  address=$(process_field api-1 address)
  for name in $(members api); do
    [ "$name" = api-1 ] || others="$others $(process_field "$name" address)"
  done
  printf '%s%s%s %s%s%s\n' "$GREEN" "$1" "$PLAIN" "$BOLD" "$address" "$PLAIN"
  [ -z "$others" ] || printf '  and at         %s\n' "$others"
  ! is_cluster || printf '  silos           %s   (./nusaloka status)\n' "$(highest_member silo)"
  cat <<SAY
  documentation   $address/docs
  next            ./nusaloka demo   (people, wallets and more to look at)
  stop            ./nusaloka down
SAY
}

# Shows the logs until Ctrl-C, SIGTERM or the end of a process, then stops everything.
stay_attached() {
  local name names logs=()
  names=$(all_members)
  for name in $names; do logs+=("$STATE/logs/$name.log"); done
  at_exit stop_all
  unlock_system
  start_group tail -n +1 -f "${logs[@]}"
  while :; do
    for name in $names; do
      process_alive "$name" && continue
      # Whoever ran ./nusaloka down has removed the record.
      process_known "$name" || exit 0
      complain "$name ended."
      exit 1
    done
    sleep 0.5
  done
}

# The APIs first: while they finish what they have, the silos still answer.
stop_all() {
  local status=0
  # shellcheck disable=SC2046
  stop_members $(members api) next-api last-api || status=1
  # shellcheck disable=SC2046
  stop_members $(members silo) || status=1
  stop_redis redis || status=1
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
  if [ -z "$(all_members)" ] && ! process_known redis && ! postgres_pid postgres >/dev/null; then
    note "Nothing is running."
    return 0
  fi
  note "Stopping …"
  stop_all || status=1
  [ $status -ne 0 ] || note "Stopped. Data stays in .nusaloka/; ./nusaloka up starts again."
  return $status
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
    api | silo) log=$STATE/logs/$name-1.log ;;
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
  for name in test-redis bench-redis; do stop_redis "$name" || true; done
  rm -rf "$STATE"
  note "All local data is deleted."
}
