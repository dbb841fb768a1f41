# ./nusaloka restart --rolling: each process in its turn makes room for a new one of the current build, while the others serve.

command_restart() {
  local rolling=false name='' names
  while [ $# -gt 0 ]; do
    case $1 in
      --rolling) rolling=true ;;
      -*) usage_error "restart has no option '$1'." ;;
      *) [ -z "$name" ] || usage_error "restart takes one name."; name=$1 ;;
    esac
    shift
  done
  $rolling || usage_error "restart needs --rolling." "With a pause: ./nusaloka down && ./nusaloka up"
  state_begin
  lock_system
  is_cluster || die "Only a cluster can be restarted without a pause." \
    "With a pause: ./nusaloka down && ./nusaloka up; as a cluster: ./nusaloka down && ./nusaloka up --silos 3"
  names=$(all_members)
  if [ -n "$name" ]; then
    grep -qx -- "$name" <<<"$names" || die "There is no process '$name'." "There are: $(paste -sd' ' - <<<"$names")"
    names=$name
  fi
  plan_members '' ''
  require_same_postgres
  require_same_redis
  set_up programs
  stage_programs
  require_healthy
  [ "$SILOS" -gt 1 ] || ! grep -q '^silo' <<<"$names" || warn "There is one silo: while it restarts, requests are answered 503."
  for name in $names; do restart_member "$name"; done
  remove_old_programs
  note "Restarted: $(paste -sd' ' - <<<"$names")"
}

require_healthy() {
  local name
  for name in $(all_members); do
    [ "$(process_state "$name")" = ready ] ||
      die "$name is $(process_state "$name"); nothing was restarted." "./nusaloka up heals what has died; ./nusaloka status shows all."
  done
  wait_for_view "$SILOS" || die "The silos do not see each other; nothing was restarted." "./nusaloka status shows what each sees."
}

restart_member() {
  local name=$1 began=$SECONDS
  case $name in
    silo-*) restart_silo "$name" ;;
    api-*) if $SUCCESSION; then succeed_api "$name"; else replace_api "$name"; fi ;;
  esac || {
    show_tail "$STATE/logs/$name.log"
    die "$name did not come back; the processes after it were left as they are." "./nusaloka up tries again; ./nusaloka logs $name shows more."
  }
  note "$name: new pid $(process_field "$name" pid), $((SECONDS - began)) s"
}

# It hands its grains over and leaves; the next one's turn comes when all see the new one.
restart_silo() {
  end_process "$1" $DRAIN_SECONDS || true
  start_silo "$1"
  wait_until_ready "$1" $READY_SECONDS && wait_for_view "$SILOS"
}

# The successor listens on the same port and gets all new connections from then on; the old one finishes what it has and goes.
succeed_api() {
  local name=$1 port successor=next-api
  port=$(port_of "$name")
  start_api $successor "$port" cluster
  if ! wait_until_listening $successor "$port" || ! wait_until_ready $successor $READY_SECONDS; then
    stop_process $successor $DRAIN_SECONDS || true
    rotate_log "$STATE/logs/$name.log"
    mv -f "$STATE/logs/$successor.log" "$STATE/logs/$name.log"
    return 1
  fi
  mv "$STATE/run/$name.process" "$STATE/run/last-api.process"
  mv "$STATE/run/$successor.process" "$STATE/run/$name.process"
  rotate_log "$STATE/logs/$name.log"
  mv -f "$STATE/logs/$successor.log" "$STATE/logs/$name.log"
  stop_process last-api $DRAIN_SECONDS || true
}

replace_api() {
  local port
  port=$(port_of "$1")
  end_process "$1" $DRAIN_SECONDS || true
  start_api "$1" "$port" cluster
  wait_until_ready "$1" $READY_SECONDS
}

wait_until_listening() {
  local name=$1 port=$2 deadline=$((SECONDS + READY_SECONDS))
  until process_listens "$name" "$port"; do
    process_alive "$name" || { complain "$name ended before it listened."; return 1; }
    [ $SECONDS -lt $deadline ] || { complain "$name did not listen on port $port within $READY_SECONDS s."; return 1; }
    sleep 0.1
  done
}
