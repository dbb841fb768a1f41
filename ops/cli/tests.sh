# ./nusaloka test: every test project on a private PostgreSQL and a private Redis; at the end what failed, and one line that adds up.

PASSED=0 FAILED=0 SKIPPED=0

# The test projects, as "name<TAB>dll". The slow end-to-end one comes last.
test_projects() {
  local project name assembly
  for project in "$ROOT"/tests/*/*.csproj; do
    [ -f "$project" ] && grep -q '<IsTestProject>true' "$project" || continue
    name=$(basename "$project" .csproj)
    assembly=$name
    case $name in Nusaloka.*) ;; *) assembly=Nusaloka.$name ;; esac
    printf '%s\t%s\n' "$name" "$(program_folder "$name")/$assembly.dll"
  done | awk '/Scenarios/ { last = last $0 "\n"; next } { print } END { printf "%s", last }'
}

# Adds a result file up. A count of attributes of <Counters total=.. passed=.. failed=.. .../>.
counter() { grep -o '<Counters [^>]*' "$1" | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p"; }

add_up() {
  local name=$1 trx=$2 status=$3 passed failed total
  if ! grep -q '<Counters ' "$trx" 2>/dev/null; then
    complain "$name ended with exit code $status and without a result: counted as one failure."
    FAILED=$((FAILED + 1))
    return
  fi
  total=$(counter "$trx" total)
  passed=$(counter "$trx" passed)
  failed=$(($(counter "$trx" failed) + $(counter "$trx" error) + $(counter "$trx" timeout) + $(counter "$trx" aborted)))
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
    complain "$name ended with exit code $status though no test failed (a crashed test host?): counted as one failure."
    failed=1
  fi
  PASSED=$((PASSED + passed))
  FAILED=$((FAILED + failed))
  [ $((total - passed - failed)) -le 0 ] || SKIPPED=$((SKIPPED + total - passed - failed))
}

# The tests that failed by a result file: their names, and of each the beginning of what it said.
failures_of() {
  awk '
    /<UnitTestResult / {
      name = ""
      if (/ outcome="Failed"/ && match($0, / testName="[^"]*"/)) name = substr($0, RSTART + 11, RLENGTH - 12)
    }
    name != "" && /<Message>/ { print "  " name; lines = 0; says = 1; sub(/.*<Message>/, "") }
    says {
      ends = sub(/<\/Message>.*/, "")
      if (++lines <= 8) print "      " substr($0, 1, 400)
      if (ends) { says = 0; name = "" }
    }' "$1" | sed -e 's/&#xD;//g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&amp;/\&/g'
}

say_failures() {
  local trx
  for trx in "$1"/*.trx; do
    [ ! -f "$trx" ] || failures_of "$trx"
  done
}

run_test_project() {
  local name=$1 dll=$2 results=$3 filter=$4 status=0 arguments
  [ -f "$dll" ] || { complain "The build made no ${dll#"$ROOT"/}."; FAILED=$((FAILED + 1)); return; }
  printf '%s\n' "${BOLD}$name${PLAIN}"
  arguments=(--nologo --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal' --results-directory "$results"
    --blame-hang-timeout 6m --blame-hang-dump-type none)
  [ -z "$filter" ] || arguments+=(--filter "$filter")
  start_group dotnet test "$dll" "${arguments[@]}"
  wait_group "$name" beside-output || status=$?
  add_up "$name" "$results/$name.trx" $status
}

# Only what the tests are told may reach them: not the address of somebody's database.
test_environment() {
  local variable
  for variable in $(compgen -e | grep '^NUSALOKA_' || true); do
    case $variable in NUSALOKA_TEST_POSTGRES | NUSALOKA_TEST_REDIS | NUSALOKA_TEST_NODE | NUSALOKA_TEST_CHROMIUM | NUSALOKA_TEST_PLACES | NUSALOKA_SEED) ;; *) unset "$variable" ;; esac
  done
  unset ASPNETCORE_URLS ASPNETCORE_ENVIRONMENT
  export NUSALOKA_TEST_POSTGRES=${NUSALOKA_TEST_POSTGRES:-$(postgres_connection test-postgres postgres)}
  export NUSALOKA_TEST_REDIS=${NUSALOKA_TEST_REDIS:-$(redis_connection test-redis)}
  export NUSALOKA_TEST_NODE=${NUSALOKA_TEST_NODE:-$(node_folder)}
  NUSALOKA_TEST_CHROMIUM=$(chromium_program)
  export NUSALOKA_TEST_CHROMIUM
}

# What killed processes leave among the temporary files goes with the tests. User postgres must get through to checkouts in there.
own_temporary_files() {
  TEST_TEMPORARY=$(mktemp -d "${TMPDIR:-/tmp}/nl.XXXXXX")
  at_exit remove_temporary_files
  chmod 755 "$TEST_TEMPORARY"
  export TMPDIR=$TEST_TEMPORARY
}

remove_temporary_files() { rm -rf "${TEST_TEMPORARY:?}"; }

start_test_postgres() {
  [ -z "${NUSALOKA_TEST_POSTGRES:-}" ] || { note "Tests use the PostgreSQL of NUSALOKA_TEST_POSTGRES."; return 0; }
  stop_postgres test-postgres
  remove_postgres_home test-postgres
  at_exit end_test_postgres
  start_postgres test-postgres postgres
}

end_test_postgres() {
  local log
  stop_postgres test-postgres
  log=$(postgres_home test-postgres)/server.log
  [ ! -f "$log" ] || cp "$log" "$STATE/logs/test-postgres.log"
  remove_postgres_home test-postgres
}

start_test_redis() {
  [ -z "${NUSALOKA_TEST_REDIS:-}" ] || { note "Tests use the Redis of NUSALOKA_TEST_REDIS."; return 0; }
  end_test_redis
  at_exit end_test_redis
  start_redis test-redis
}

end_test_redis() {
  stop_redis test-redis
  remove_redis_home test-redis
}

command_test() {
  local filter=${1:-} needed=()
  [ $# -le 1 ] || usage_error "test takes one filter." "For example: ./nusaloka test FullyQualifiedName~Wallets"
  case $filter in -*) usage_error "test has no option '$filter'." ;; esac
  # The total is the last thing said, whatever happens and after all cleaning up.
  at_exit say_total
  FAILED=1
  [ -n "${NUSALOKA_TEST_POSTGRES:-}" ] || needed=(postgres)
  [ -n "${NUSALOKA_TEST_REDIS:-}" ] || needed+=(redis)
  needed+=(node chromium sqlmap)
  state_begin
  lock_alone test
  set_up all "${needed[@]}"
  [ -n "${NUSALOKA_TEST_NODE:-}" ] || ensure_node_programs
  start_test_postgres
  start_test_redis
  FAILED=0
  run_tests "$filter"
  [ $FAILED -eq 0 ] && [ $PASSED -gt 0 ]
}

run_tests() {
  local filter=$1 results=$STATE/test-results name dll began=$SECONDS
  rm -rf "$results"
  mkdir -p "$results"
  test_environment
  own_temporary_files
  while IFS=$'\t' read -r name dll <&3; do
    run_test_project "$name" "$dll" "$results" "$filter"
  done 3< <(test_projects)
  say_failures "$results"
  note "Tests took $((SECONDS - began)) s; results are in .nusaloka/test-results."
  [ $SKIPPED -eq 0 ] || warn "$SKIPPED tests were skipped."
  [ $((PASSED + FAILED)) -gt 0 ] || complain "No test ran${filter:+ (filter '$filter')}."
}

say_total() { printf '%s passed, %s failed\n' "$PASSED" "$FAILED"; }
