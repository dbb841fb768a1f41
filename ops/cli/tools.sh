# Programs of the house that are not the product: bench, demo; and the product's own maintenance commands.

command_bench() {
  local needed=()
  [ -n "${NUSALOKA_BENCH_POSTGRES:-}" ] || needed=(postgres)
  [ -n "${NUSALOKA_BENCH_REDIS:-}" ] || needed+=(redis)
  state_begin
  lock_alone bench
  set_up all ${needed[@]+"${needed[@]}"}
  if [ -z "${NUSALOKA_BENCH_POSTGRES:-}" ]; then
    at_exit stop_postgres bench-postgres
    start_postgres bench-postgres bench
    NUSALOKA_BENCH_POSTGRES=$(postgres_connection bench-postgres bench)
  fi
  if [ -z "${NUSALOKA_BENCH_REDIS:-}" ]; then
    at_exit stop_redis bench-redis
    start_redis bench-redis
    NUSALOKA_BENCH_REDIS=$(redis_connection bench-redis)
  fi
  export NUSALOKA_BENCH_POSTGRES NUSALOKA_BENCH_REDIS
  run_program Nusaloka.Bench "$@"
}

# Runs a built program in the foreground; it ends when the script is interrupted. Its exit code is ours.
run_program() {
  local name=$1 dll status=0
  shift
  dll=$(program_folder "$name")/$name.dll
  [ -f "$dll" ] || die "The build made no ${dll#"$ROOT"/}."
  start_group dotnet "$dll" "$@"
  wait "$GROUP" || status=$?
  GROUP=
  return $status
}

command_demo() {
  no_arguments demo "$@"
  set_up programs
  # Where it runs and what comes next is said below, in words that fit.
  command_up >/dev/null
  NUSALOKA_URL=$(process_field api-1 address)
  NUSALOKA_DEMO_SECRET=$(secret service-demo hex)
  export NUSALOKA_URL NUSALOKA_DEMO_SECRET
  local people
  people=$(mktemp)
  run_program Nusaloka.Demo >"$people" || { cat "$people"; rm -f "$people"; return 1; }
  cat "$people"
  # No program makes staff; whoever has the database does. By their ids: nobody has proven the addresses.
  export_environment
  run_program Nusaloka.Silo grant-role "$(awk '$1 == "officer" { print $3 }' "$people")" officer
  run_program Nusaloka.Silo grant-role "$(awk '$1 == "admin" { print $3 }' "$people")" admin
  rm -f "$people"
  note "Sign in as one of them: POST $NUSALOKA_URL/api/v1/auth/login; see $NUSALOKA_URL/docs"
}

command_rebuild_projections() {
  no_arguments rebuild-projections "$@"
  run_maintenance rebuild-projections
}

command_verify_ledger() {
  case "$#:${1:-}" in
    0:) run_maintenance verify-ledger ;;
    2:--anchor) run_maintenance verify-ledger --anchor "$2" ;;
    *) usage_error "verify-ledger takes nothing but --anchor FILE." ;;
  esac
}

command_load_places() {
  [ $# -eq 1 ] || usage_error "load-places takes one FILE." "Its format: docs/reference/search.md"
  [ -f "$1" ] || die "There is no file $1."
  run_maintenance load-places "$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")"
}

command_rotate_keys() {
  no_arguments rotate-keys "$@"
  run_maintenance rotate-keys
}

command_rewrap_keys() {
  no_arguments rewrap-keys "$@"
  run_maintenance rewrap-keys
}

command_revoke_program() {
  [ $# -eq 1 ] || usage_error "revoke-program takes the id of one program."
  run_maintenance revoke-program "$1"
}

command_grant_role() {
  [ $# -eq 2 ] || usage_error "grant-role takes whom, by id or e-mail address, and a role: user, seller, host, officer or admin."
  run_maintenance grant-role "$1" "$2"
}

# Works beside a running system; otherwise starts its PostgreSQL for the time it takes.
run_maintenance() {
  local needed=()
  ! private_postgres_wanted || needed=(postgres)
  state_begin
  lock_system
  require_same_postgres
  set_up programs ${needed[@]+"${needed[@]}"}
  if private_postgres_wanted && ! postgres_pid postgres >/dev/null; then
    at_exit stop_postgres postgres
    start_postgres postgres nusaloka
  fi
  export_environment
  run_program Nusaloka.Silo "$@"
}
