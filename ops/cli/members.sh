# The product's processes: silo-1 … silo-N and api-1 … api-M; without silos, api-1 with a silo inside. Their records say how many
# there are, so nothing else remembers it.

# How long a process may take until it is ready, and until it has drained.
READY_SECONDS=90
DRAIN_SECONDS=35

# The names of a role's processes, by number: members silo
members() {
  local last number
  last=$(highest_member "$1")
  for ((number = 1; number <= last; number++)); do printf '%s-%s\n' "$1" $number; done
}

# The highest number of a role's records; 0 when there is none.
highest_member() {
  local record highest=0 number
  for record in "$STATE/run/$1"-*.process; do
    number=${record##*-}
    number=${number%.process}
    case $number in '' | *[!0-9]*) continue ;; esac
    [ "$number" -le $highest ] || highest=$number
  done
  printf '%s' $highest
}

all_members() { members silo; members api; }

is_cluster() { [ "$(highest_member silo)" -gt 0 ]; }

any_member_alive() {
  local name
  for name in $(all_members); do ! process_alive "$name" || return 0; done
  return 1
}

# A field that all processes of the system share, from the first that has it.
system_field() {
  awk -v key="$1=" 'index($0, key) == 1 { print substr($0, length(key) + 1); exit }' "$STATE"/run/*.process 2>/dev/null || true
}

# The environment of the product's programs. Values that are set already win.
export_environment() {
  export NUSALOKA_POSTGRES=${NUSALOKA_POSTGRES:-$(postgres_connection postgres nusaloka)}
  export NUSALOKA_MASTER_KEY=${NUSALOKA_MASTER_KEY:-$(secret master-key base64)}
  export NUSALOKA_SERVICE_CLIENTS__demo=${NUSALOKA_SERVICE_CLIENTS__demo:-$(printf '%s' "$(secret service-demo hex)" | sha256)}
  export NUSALOKA_SERVICE_SCOPES__demo=${NUSALOKA_SERVICE_SCOPES__demo:-accounts accounts.manage records money}
  export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
  export NUSALOKA_PAYMENTS__SANDBOX__SECRET_KEY=${NUSALOKA_PAYMENTS__SANDBOX__SECRET_KEY:-$(secret sandbox-key hex)}
  export NUSALOKA_PAYMENTS__SANDBOX__WEBHOOK_SECRETS__0=${NUSALOKA_PAYMENTS__SANDBOX__WEBHOOK_SECRETS__0:-$(secret sandbox-webhooks hex)}
}

# What makes the processes find each other. The cluster's name is that of the checkout, so that two may share a given Redis.
export_cluster_environment() {
  export NUSALOKA_REDIS=${NUSALOKA_REDIS:-$(redis_connection redis)}
  export NUSALOKA_CLUSTER_ID=${NUSALOKA_CLUSTER_ID:-nusaloka-$(checkout_id)}
  export NUSALOKA_CLUSTER_SECRET=${NUSALOKA_CLUSTER_SECRET:-$(secret cluster-secret hex)}
}

# Where the first API is, or will be: start_members says where, while it does not run.
front_address() {
  local port
  port=$(port_of api-1)
  process_alive api-1 || port=${FRONT_PORT:-$port}
  printf 'http://127.0.0.1:%s' "$port"
}

# start_silo NAME: on the ports that it had, or on new ones.
start_silo() {
  local name=$1 http silo gateway
  http=$(port_of "$name")
  silo=$(process_field "$name" silo_port)
  [ -n "$http" ] && ! port_taken "$http" || http=$(free_port)
  [ -n "$silo" ] && ! port_taken "$silo" || silo=$(free_port)
  # Only Microsoft Orleans has a second one for clients.
  gateway=$(free_port)
  (
    export_environment
    export_cluster_environment
    export NUSALOKA_PAYMENTS__SANDBOX__BASE_URL=${NUSALOKA_PAYMENTS__SANDBOX__BASE_URL:-$(front_address)}
    export NUSALOKA_SILO_NAME=$name NUSALOKA_SILO_ADDRESS=127.0.0.1 NUSALOKA_SILO_PORT=$silo
    export NUSALOKA_GATEWAY_PORT=$gateway ASPNETCORE_URLS=http://127.0.0.1:$http
    start_process "$name" silo "$ASPNETCORE_URLS" "$SILO_PROGRAM" dotnet Nusaloka.Silo.dll
  )
  printf 'silo_port=%s\n' "$silo" >>"$STATE/run/$name.process"
  record_servers "$name" cluster
}

# start_api NAME PORT cluster|alone. In a cluster it knows neither the database nor its keys, and shares its port with the process
# that it succeeds, which takes a moment to finish what it has.
start_api() {
  local name=$1 port=$2 mode=$3 limits
  # What joins or follows is as what was there before.
  limits=${RATE_LIMITS:-$(system_field rate_limits)}
  (
    export_environment
    export ASPNETCORE_URLS=http://127.0.0.1:$port
    export NUSALOKA_PASSKEYS__ORIGINS__0=${NUSALOKA_PASSKEYS__ORIGINS__0:-http://localhost:$port}
    [ "$limits" != off ] || export NUSALOKA_RATE_LIMITS__ENABLED=false
    if [ "$mode" = cluster ]; then
      export_cluster_environment
      unset NUSALOKA_POSTGRES NUSALOKA_MASTER_KEY NUSALOKA_MASTER_KEY_PREVIOUS NUSALOKA_SERVICE_CLIENTS__demo NUSALOKA_SERVICE_SCOPES__demo NUSALOKA_PAYMENTS__SANDBOX__WEBHOOK_SECRETS__0
      export NUSALOKA_REUSE_PORT=$SUCCESSION NUSALOKA_DRAIN_SECONDS=${NUSALOKA_DRAIN_SECONDS:-1}
    else
      unset NUSALOKA_REDIS
    fi
    start_process "$name" api "$ASPNETCORE_URLS" "$API_PROGRAM" dotnet Nusaloka.Api.dll
  )
  record_servers "$name" "$mode"
  [ "$limits" != off ] || printf 'rate_limits=off\n' >>"$STATE/run/$name.process"
}

# Only Linux gives one port to two processes and lets the newer one have the connections.
if [ "$(uname)" = Linux ]; then SUCCESSION=true; else SUCCESSION=false; fi

# Which servers a process was given: record_servers NAME cluster|alone
record_servers() {
  {
    if private_postgres_wanted; then printf 'postgres=private\n'; else printf 'postgres=given\n'; fi
    [ "$2" = alone ] || if private_redis_wanted; then printf 'redis=private\n'; else printf 'redis=given\n'; fi
  } >>"$STATE/run/$1.process"
}

port_of() {
  local address
  address=$(process_field "$1" address)
  printf '%s' "${address##*:}"
}

private_postgres_wanted() { [ -z "${NUSALOKA_POSTGRES:-}" ]; }
private_redis_wanted() { [ -z "${NUSALOKA_REDIS:-}" ]; }

# What runs beside a system that was started on a given server must be given the same one.
require_same_postgres() { require_same postgres NUSALOKA_POSTGRES; }
require_same_redis() { require_same redis NUSALOKA_REDIS; }

require_same() {
  [ "$(system_field "$1")" != given ] || [ -n "${!2:-}" ] ||
    die "Nusaloka was started with $2, which is not set now." "Set it to the same server; or ./nusaloka down first."
}

# Asks all to go, then waits for each. Fails when one had to be killed.
stop_members() {
  local name status=0
  for name in "$@"; do ask_to_stop "$name"; done
  for name in "$@"; do stop_process "$name" $DRAIN_SECONDS || status=1; done
  return $status
}

# A fact from a process's /status: member_fact NAME KEY
member_fact() {
  curl --noproxy '*' -fsS -m 3 "$(process_field "$1" address)/status?format=text" 2>/dev/null | awk -F '\t' -v key="$2" '$1 == key { print $2 }'
}

# Waits until every process of the cluster sees as many active silos as there are.
wait_for_view() {
  local count=$1 deadline=$((SECONDS + READY_SECONDS)) name
  for name in $(all_members); do
    process_alive "$name" || continue
    until [ "$(member_fact "$name" silos)" = "$count" ]; do
      if [ $SECONDS -ge $deadline ]; then
        complain "$name does not see all $count silos."
        return 1
      fi
      sleep 0.1
    done
  done
}
