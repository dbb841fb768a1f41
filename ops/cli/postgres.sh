# Private PostgreSQL servers: own data folder, own port, loopback only, password by scram-sha-256.
# Each has a name, which is its folder in .nusaloka: postgres (up), test-postgres, bench-postgres.

# PostgreSQL refuses to run as root; then it is user postgres who owns and runs it.
as_postgres() {
  if is_root; then (cd / && runuser -u postgres -- "$@"); else (cd / && "$@"); fi
}

# Where a server's files are: in .nusaloka, or where the link there points to.
postgres_home() {
  local place=$STATE/$1
  if [ -L "$place" ]; then readlink "$place"; else printf '%s' "$place"; fi
}

create_postgres_home() {
  local name=$1 home
  home=$(postgres_home "$name")
  mkdir -p "$home"
  chmod 700 "$home"
  is_root || return 0
  id postgres >/dev/null 2>&1 && command -v runuser >/dev/null ||
    die "PostgreSQL refuses to run as root, and this machine lacks the user postgres or runuser." "Run ./nusaloka as an ordinary user."
  chown postgres: "$home" 2>/dev/null || true
  as_postgres test -w "$home" && return 0
  # User postgres cannot get there, for instance below /root.
  rm -rf "${STATE:?}/$name"
  home=/var/lib/nusaloka/$(checkout_id)/$name
  mkdir -p "$home"
  chmod 755 /var/lib/nusaloka "${home%/*}"
  chmod 700 "$home"
  chown postgres: "$home"
  as_postgres test -w "$home" || die "User postgres can write neither to $STATE/$name nor to $home."
  ln -s "$home" "$STATE/$name"
}

remove_postgres_home() {
  local name=$1 home
  home=$(postgres_home "$name")
  rm -rf "$home" "${STATE:?}/$name"
  rmdir "/var/lib/nusaloka/$(checkout_id)" /var/lib/nusaloka 2>/dev/null || true
}

# The server's pid, when it is alive and really the one of this data folder.
postgres_pid() {
  local data pid
  data=$(postgres_home "$1")/data
  [ -r "$data/postmaster.pid" ] || return 1
  pid=$(head -n 1 "$data/postmaster.pid")
  grep -qF -- "$data" <<<"$(command_line "$pid")" || return 1
  printf '%s' "$pid"
}

postgres_port() { cat "$STATE/run/$1.port" 2>/dev/null; }

# An Npgsql connection string: postgres_connection NAME DATABASE
postgres_connection() {
  printf 'Host=127.0.0.1;Port=%s;Username=nusaloka;Password=%s;Database=%s' "$(postgres_port "$1")" "$(secret "$1-password" hex)" "$2"
}

postgres_query() {
  local name=$1 programs=$2 query=$3
  PGPASSWORD=$(secret "$name-password" hex) PGCONNECT_TIMEOUT=10 \
    "$programs/psql" -X -q -A -t -h 127.0.0.1 -p "$(postgres_port "$name")" -U nusaloka -d postgres -v ON_ERROR_STOP=1 -c "$query"
}

has_utf8_locale() { grep -qi '^C\.utf-\{0,1\}8$' <<<"$(locale -a 2>/dev/null)"; }

initialize_postgres() {
  local name=$1 programs=$2 data=$3 locale=C.UTF-8 log=$STATE/logs/$1-init.log
  has_utf8_locale || locale=C
  rm -rf "$data"
  # The password goes through a pipe: initdb runs as another user, who may read neither our files nor our arguments.
  # shellcheck disable=SC2016
  secret "$name-password" hex | as_postgres bash -c \
    '"$1/initdb" -D "$2" -U nusaloka --auth=scram-sha-256 --pwfile=<(cat) --encoding=UTF8 --locale="$3" --no-instructions' \
    initdb "$programs" "$data" "$locale" >"$log" 2>&1 || {
    show_tail "$log"
    rm -rf "$data"
    die "PostgreSQL's data folder could not be made in $data."
  }
}

# Durable, and sized for a developer machine; for measuring so that a checkpoint does not fall into each row of the table.
postgres_options() {
  local name=$1 port=$2 buffers=256MB wal=2GB option
  [ "$name" != bench-postgres ] || { buffers=1GB wal=8GB; }
  printf -- "-p %s" "$port"
  for option in listen_addresses=127.0.0.1 "unix_socket_directories=''" max_connections=300 "shared_buffers=$buffers" \
    fsync=on synchronous_commit=on "max_wal_size=$wal" timezone=UTC log_timezone=UTC; do
    printf -- ' -c %s' "$option"
  done
}

# Starts the server NAME unless it runs, and makes sure of the database. start_postgres NAME DATABASE
start_postgres() {
  local name=$1 database=$2 home data programs
  home=$(postgres_home "$name")
  data=$home/data
  if postgres_pid "$name" >/dev/null; then
    programs=$(postgres_programs "$(cat "$data/PG_VERSION")") || programs=$(postgres_programs)
  else
    create_postgres_home "$name"
    home=$(postgres_home "$name")
    data=$home/data
    programs=$(programs_for "$data") || exit 1
    [ -f "$data/PG_VERSION" ] || initialize_postgres "$name" "$programs" "$data"
    rm -f "$data/postmaster.pid"
    launch_postgres "$name" "$programs" "$home"
  fi
  if [ "$(postgres_query "$name" "$programs" "SELECT count(*) FROM pg_database WHERE datname = '$database'")" != 1 ]; then
    postgres_query "$name" "$programs" "CREATE DATABASE $database" || die "The database $database could not be created."
  fi
}

# The programs of the version that made the data folder, or the newest for a new one.
programs_for() {
  local data=$1 version=
  [ ! -f "$data/PG_VERSION" ] || version=$(cat "$data/PG_VERSION")
  postgres_programs "$version" ||
    die "The data in ${data%/data} was made by PostgreSQL $version, whose programs are gone." \
      "Install PostgreSQL $version again, or ./nusaloka reset to start anew."
}

launch_postgres() {
  local name=$1 programs=$2 home=$3 port attempt
  rotate_log "$home/server.log"
  port=$(postgres_port "$name") || port=$(free_port)
  for attempt in 1 2 3 4 5; do
    ! port_taken "$port" || port=$(free_port)
    printf '%s\n' "$port" >"$STATE/run/$name.port"
    if (close_inherited; as_postgres "$programs/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 120 \
      -o "$(postgres_options "$name" "$port")" start) </dev/null >"$STATE/logs/$name-start.log" 2>&1; then
      return 0
    fi
    grep -q 'Address already in use\|could not bind' "$home/server.log" || break
    port=$(free_port)
  done
  cat "$home/server.log" >>"$STATE/logs/$name-start.log" 2>/dev/null || true
  show_tail "$STATE/logs/$name-start.log"
  die "PostgreSQL ($name) did not start on 127.0.0.1:$port."
}

# Stops the server NAME; nothing to do is fine.
stop_postgres() {
  local name=$1 home programs
  postgres_pid "$name" >/dev/null || return 0
  home=$(postgres_home "$name")
  programs=$(programs_for "$home/data")
  as_postgres "$programs/pg_ctl" -D "$home/data" -m fast -w -t 60 stop >/dev/null 2>&1 ||
    as_postgres "$programs/pg_ctl" -D "$home/data" -m immediate -w -t 30 stop >/dev/null 2>&1 ||
    { warn "PostgreSQL ($name) did not stop; its pid is $(postgres_pid "$name")."; return 1; }
}
