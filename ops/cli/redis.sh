# Private Redis servers: own folder, own port, loopback only. Each has a name, which is its folder in .nusaloka, its record and
# its log: redis (up, with a password), test-redis, bench-redis (whose data is worth nothing, so that any test may look).

REDIS_SECONDS=60
OLDEST_REDIS=6

# The program, when there is one that is new enough.
redis_program() {
  local program version
  for program in "$(command -v redis-server || true)" /usr/bin/redis-server /opt/homebrew/bin/redis-server /usr/local/bin/redis-server; do
    [ -n "$program" ] && [ -x "$program" ] || continue
    version=$("$program" --version | sed -n 's/.*v=\([0-9]*\)\..*/\1/p')
    [ "${version:-0}" -lt $OLDEST_REDIS ] || { printf '%s' "$program"; return 0; }
  done
  return 1
}

redis_port() { cat "$STATE/run/$1.port" 2>/dev/null; }

redis_password() { [ "$1" != redis ] || secret redis-password hex; }

# As StackExchange.Redis writes it.
redis_connection() {
  local password
  password=$(redis_password "$1")
  printf '127.0.0.1:%s%s' "$(redis_port "$1")" "${password:+,password=$password}"
}

# One second of work may be lost with the machine; members and subscriptions renew theirs.
write_redis_settings() {
  local name=$1 port=$2 home=$STATE/$1 password
  password=$(redis_password "$name")
  (
    umask 077
    cat >"$home/redis.conf" <<SETTINGS
bind 127.0.0.1
port $port
dir "$home"
save ""
appendonly yes
appendfsync everysec
${password:+requirepass $password}
SETTINGS
  )
}

# True when the server answers a PING; not while it still loads its data.
redis_answers() {
  local name=$1 password answer=
  password=$(redis_password "$name")
  {
    exec 3<>"/dev/tcp/127.0.0.1/$(redis_port "$name")" || return 1
    printf '%sPING\r\nQUIT\r\n' "${password:+AUTH $password$'\r\n'}" >&3
    while IFS= read -r -t 3 answer <&3; do case $answer in +PONG*) break ;; esac; done
    exec 3>&-
  } 2>/dev/null
  case $answer in +PONG*) return 0 ;; *) return 1 ;; esac
}

wait_for_redis() {
  local name=$1 deadline=$((SECONDS + REDIS_SECONDS))
  # In a shell of its own: a connection that fails to open ends the shell in some versions of bash.
  until (redis_answers "$name"); do
    process_alive "$name" && [ $SECONDS -lt $deadline ] || return 1
    sleep 0.1
  done
}

# Starts the server NAME unless it runs.
start_redis() {
  local name=$1 home=$STATE/$1 log=$STATE/logs/$1.log program port attempt
  program=$(redis_program) || die "Redis $OLDEST_REDIS or newer is missing on this machine." "$(install_remedy redis-server)"
  mkdir -p "$home"
  port=$(redis_port "$name") || port=$(free_port)
  for attempt in 1 2 3 4 5; do
    if ! process_alive "$name"; then
      ! port_taken "$port" || port=$(free_port)
      printf '%s\n' "$port" >"$STATE/run/$name.port"
      write_redis_settings "$name" "$port"
      start_process "$name" redis "127.0.0.1:$port" "$home" "$program" redis.conf
    fi
    ! wait_for_redis "$name" || return 0
    stop_redis "$name" || true
    grep -q 'Address already in use' "$log" || break
    port=$(free_port)
  done
  show_tail "$log"
  die "Redis ($name) did not start on 127.0.0.1:$port."
}

stop_redis() { stop_process "$1" $REDIS_SECONDS; }

remove_redis_home() { rm -rf "${STATE:?}/$1" "$STATE/run/$1.port"; }
