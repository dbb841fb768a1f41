# Our own processes and the ports of the machine. A process that we started has a record in .nusaloka/run.

# The command line of a pid, spaces between the arguments.
command_line() {
  if [ -d /proc/self ]; then
    tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null
  else
    ps -o command= -p "$1" 2>/dev/null
  fi
}

# When a pid was started, so that a pid that was given to another process is not taken for ours. Fails for the dead.
process_birth() {
  local fields
  if [ -d /proc/self ]; then
    fields=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # Fields 3 and 22 of proc(5) stat; the command in field 2 may contain spaces.
    # shellcheck disable=SC2086
    set -- ${fields##*) }
    [ "$1" != Z ] || return 1
    printf '%s' "${20}"
  else
    ps -o lstart= -p "$1" 2>/dev/null | grep .
  fi
}

# Empty when there is no such record.
process_field() { sed -n "s/^$2=//p" "$STATE/run/$1.process" 2>/dev/null || true; }

process_known() { [ -f "$STATE/run/$1.process" ]; }

process_alive() {
  local pid
  pid=$(process_field "$1" pid)
  [ -n "$pid" ] && [ "$(process_birth "$pid" || true)" = "$(process_field "$1" birth)" ]
}

# Starts a program of ours that outlives the script. start_process NAME ROLE ADDRESS FOLDER COMMAND...
start_process() {
  local name=$1 role=$2 address=$3 folder=$4 log=$STATE/logs/$1.log pid
  shift 4
  rotate_log "$log"
  (cd "$folder" && detach "$@") </dev/null >"$log" 2>&1 &
  pid=$!
  printf 'role=%s\npid=%s\nbirth=%s\naddress=%s\nfolder=%s\n' \
    "$role" "$pid" "$(process_birth $pid || true)" "$address" "$folder" >"$STATE/run/$name.process"
}

forget_process() { rm -f "$STATE/run/$1.process"; }

ask_to_stop() { ! process_alive "$1" || kill -TERM "$(process_field "$1" pid)" 2>/dev/null || true; }

# SIGTERM, then patience, then SIGKILL. Fails when the process had to be killed. Its record stays.
end_process() {
  local name=$1 patience=$2 deadline
  ask_to_stop "$name"
  deadline=$((SECONDS + patience))
  while process_alive "$name"; do
    if [ $SECONDS -ge $deadline ]; then
      warn "$name (pid $(process_field "$name" pid)) did not drain within $patience s and was killed; see .nusaloka/logs/$name.log."
      kill -KILL "$(process_field "$name" pid)" 2>/dev/null || true
      return 1
    fi
    sleep 0.1
  done
}

# Ends a process and forgets it.
stop_process() {
  local status=0
  end_process "$@" || status=1
  forget_process "$1"
  return $status
}

answers() { curl --noproxy '*' -fsS -m 3 -o /dev/null "$1" 2>/dev/null; }

# Waits until a process answers /ready. Fails when it dies or takes too long.
wait_until_ready() {
  local name=$1 patience=$2 began=$SECONDS address
  address=$(process_field "$name" address)
  while ! answers "$address/ready"; do
    process_alive "$name" || { complain "$name ended before it was ready."; return 1; }
    [ $((SECONDS - began)) -lt "$patience" ] || { complain "$name was not ready within $patience s ($address/ready)."; return 1; }
    sleep 0.2
  done
}

# ready | starting | dead | stopped
process_state() {
  if ! process_known "$1"; then
    printf 'stopped'
  elif ! process_alive "$1"; then
    printf 'dead'
  elif answers "$(process_field "$1" address)/ready"; then
    printf 'ready'
  else
    printf 'starting'
  fi
}

# --- ports

# The inodes of the sockets that listen on a port.
listening_inodes() {
  awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

port_taken() {
  if [ -r /proc/net/tcp ]; then
    [ -n "$(listening_inodes "$1")" ]
  else
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
  fi
}

# Who listens on a port, as far as we may see.
port_holder() {
  local inode link pid=
  if [ -r /proc/net/tcp ]; then
    for inode in $(listening_inodes "$1"); do
      link=$(find /proc/[0-9]*/fd -maxdepth 1 -lname "socket:\[$inode\]" 2>/dev/null | head -n 1 || true)
      [ -z "$link" ] || { pid=${link#/proc/}; pid=${pid%%/*}; break; }
    done
  elif command -v lsof >/dev/null; then
    pid=$(lsof -nP -t -iTCP:"$1" -sTCP:LISTEN 2>/dev/null | head -n 1 || true)
  fi
  if [ -n "$pid" ]; then
    printf 'pid %s (%s)' "$pid" "$(command_line "$pid" | cut -c1-80 | sed 's/ *$//')"
  else
    printf 'a process of another user'
  fi
}

# Whether a process is among those that listen on a port. Linux only.
process_listens() {
  local name=$1 port=$2 pid inode
  pid=$(process_field "$name" pid)
  for inode in $(listening_inodes "$port"); do
    [ -z "$(find "/proc/$pid/fd" -maxdepth 1 -lname "socket:\[$inode\]" 2>/dev/null)" ] || return 0
  done
  return 1
}

# Whether a port was given to a process of ours, which may not listen on it yet.
port_promised() { grep -qsE "^(address=.*:|silo_port=)$1\$" "$STATE"/run/*.process; }

# A port that nobody listens on, below the range that the kernel gives to outgoing connections.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    port_taken "$port" || port_promised "$port" || break
  done
  printf '%s' "$port"
}

# The first port from a given one on that nobody listens on.
next_free_port() {
  local port=$1
  while port_taken "$port" || port_promised "$port"; do port=$((port + 1)); done
  printf '%s' "$port"
}
