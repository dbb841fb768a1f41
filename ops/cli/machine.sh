# What the machine must have: the .NET SDK, PostgreSQL with PostGIS, Redis, curl; for tests Node.js and Chromium. Installs Debian packages, explains elsewhere.

OLDEST_POSTGRES=14

find_dotnet() {
  local folder
  command -v dotnet >/dev/null && return 0
  for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
    if [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
      export PATH="$folder:$PATH"
      return 0
    fi
  done
  return 1
}

# The product is culture-free, so the SDK need not have ICU either.
dotnet_begin() {
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_UI_LANGUAGE=en
  # No build server stays behind.
  export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
  [ -n "${HOME:-}" ] || export HOME=~
}

require_dotnet() {
  dotnet_begin
  find_dotnet || die "The .NET SDK 10 is not installed." "$(dotnet_remedy)"
  local answer
  answer=$(cd "$ROOT" && dotnet --version 2>&1) ||
    die "The .NET SDK does not work, or none satisfies global.json (10.0.100 or newer in 10.0; found: $(sdk_versions))." \
      "$(tail -n 1 <<<"$answer")" "$(dotnet_remedy)"
}

sdk_versions() { dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' - | grep . || printf 'none'; }

dotnet_remedy() {
  printf 'https://dotnet.microsoft.com/download/dotnet/10.0, or: curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0'
}

# Every folder on this machine with PostgreSQL's programs, newest version first: "15 /usr/lib/postgresql/15/bin".
postgres_installations() {
  local folder onpath
  onpath=$(command -v initdb || true)
  for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin \
    /usr/local/opt/postgresql@*/bin ${onpath:+"$(dirname "$onpath")"}; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/psql" ]; then
      printf '%s %s\n' "$("$folder/postgres" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')" "$folder"
    fi
  done | sort -rn | awk -v oldest=$OLDEST_POSTGRES '$1 >= oldest'
}

# The programs of one version, the one that made a data folder; without it of the newest version, where one that has PostGIS goes
# before those that lack it. Prints the folder.
postgres_programs() {
  local wanted=${1:-} version folder newest=
  while read -r version folder; do
    if [ -n "$wanted" ]; then
      [ "$version" != "$wanted" ] || { printf '%s\n' "$folder"; return 0; }
    elif has_postgis "$folder"; then
      printf '%s\n' "$folder"
      return 0
    else
      newest=${newest:-$folder}
    fi
  done < <(postgres_installations)
  [ -z "$newest" ] || printf '%s\n' "$newest"
  [ -n "$newest" ]
}

# Whether the PostgreSQL whose programs are in that folder can make the extension PostGIS.
has_postgis() {
  local share
  share=$("$1/pg_config" --sharedir 2>/dev/null) || share=/usr/share/postgresql/$(basename "$(dirname "$1")")
  [ -f "$share/extension/postgis.control" ]
}

# The versions that will run here: those that made data folders, or the one that a new folder would get.
postgres_versions() {
  local made newest
  made=$(cat "$STATE"/*postgres/data/PG_VERSION /var/lib/nusaloka/"$(checkout_id)"/*/data/PG_VERSION 2>/dev/null | sort -u || true)
  newest=$(postgres_programs) || newest=
  {
    [ -z "$made" ] || printf '%s\n' "$made"
    [ -z "$newest" ] || "$newest/postgres" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/'
  } | sort -u
}

# The Debian packages of PostGIS that the versions of PostgreSQL here lack.
missing_postgis() {
  local version folder
  for version in $(postgres_versions); do
    folder=$(postgres_programs "$version") || continue
    has_postgis "$folder" || printf 'postgresql-%s-postgis-3 ' "$version"
  done
}

has_certificates() { [ "$(uname)" != Linux ] || [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -d /etc/pki/tls/certs ]; }

# The browser of the tests. Ubuntu's own Chromium is a snap, which finds no files of ours.
chromium_program() {
  local program
  for program in "${NUSALOKA_TEST_CHROMIUM:-}" /usr/bin/chromium /usr/lib/chromium/chromium /usr/bin/google-chrome \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -x "$program" ] && { printf '%s' "$program"; return 0; }
  done
  return 1
}

# The Debian packages of what is missing among the arguments: postgres, redis, node, chromium, curl.
missing_packages() {
  local tool
  for tool in "$@"; do
    case $tool in
      # Which PostGIS it takes says the PostgreSQL that is there, so a machine without either gets them one after the other.
      postgres) if postgres_programs >/dev/null; then missing_postgis; else printf 'postgresql '; fi ;;
      redis) redis_program >/dev/null || printf 'redis-server ' ;;
      node)
        node_program >/dev/null || printf 'nodejs '
        command -v npm >/dev/null || printf 'npm '
        ;;
      chromium) chromium_program >/dev/null || printf 'chromium ' ;;
      *) command -v "$tool" >/dev/null || printf '%s ' "$tool" ;;
    esac
  done
  has_certificates || printf 'ca-certificates '
}

can_install() { command -v apt-get >/dev/null && { is_root || sudo -n true 2>/dev/null; }; }

install_remedy() {
  local brew
  brew=$(sed -E 's/postgresql-[0-9]+-postgis-3/postgis/g; s/postgresql( |$)/postgresql@17 postgis\1/' <<<"$*")
  if command -v apt-get >/dev/null; then
    printf 'sudo apt-get update && sudo apt-get install --no-install-recommends %s' "$*"
  elif command -v brew >/dev/null; then
    brew=${brew/redis-server/redis}
    brew=${brew/nodejs npm/node}
    printf 'brew install %s' "${brew/nodejs/node}"
  else
    printf 'Install with your package manager (names as in Debian): %s' "$*"
  fi
}

# Makes sure of the tools, installing what is missing where that is possible: what the installation of a first lot shows to be
# missing, too.
ensure_tools() {
  local missing round
  for round in 1 2; do
    missing=$(missing_packages "$@")
    missing=${missing% }
    [ -n "$missing" ] || return 0
    can_install || die "Missing on this machine: $missing" "$(install_remedy "$missing")"
    # shellcheck disable=SC2086
    step "Installing $missing" "$STATE/logs/packages-$round.log" bash -c "$(declare -f install_packages as_root is_root); install_packages $missing" ||
      die "The packages could not be installed." "$(install_remedy "$missing")"
  done
  missing=$(missing_packages "$@")
  [ -z "$missing" ] || die "Still missing after the installation: $missing" "See .nusaloka/logs/packages-1.log."
}

as_root() { if is_root; then "$@"; else sudo -n "$@"; fi; }

# Debian's packages would create a PostgreSQL cluster and start both servers for the whole machine; ours are private, so they are
# told not to.
install_packages() {
  local drop_in=/etc/postgresql-common/createcluster.d/nusaloka.conf policy=/usr/sbin/policy-rc.d ours status=0
  ours=$drop_in
  as_root mkdir -p "${drop_in%/*}"
  printf 'create_main_cluster = false\n' | as_root tee "$drop_in" >/dev/null
  if [ ! -e $policy ]; then
    ours="$ours $policy"
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod 755 $policy
  fi
  # shellcheck disable=SC2064
  trap "as_root rm -f $ours" EXIT
  as_root apt-get update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" || status=$?
  case " $* " in
    *' redis-server '*) ! command -v systemctl >/dev/null || as_root systemctl disable redis-server || true ;;
  esac
  return $status
}

# --- doctor

DOCTOR_FAILED=false
doctor_line() {
  local state=$1 what=$2 remedy=${3:-} colour=$GREEN
  case $state in
    missing) colour=$RED; DOCTOR_FAILED=true ;;
    note) colour=$YELLOW ;;
  esac
  printf '%s%-8s%s %s\n' "$colour" "$state" "$PLAIN" "$what"
  [ -z "$remedy" ] || printf '         %s\n' "$remedy"
}

doctor_dotnet() {
  local version own_works=true
  # Without ICU it aborts; what the shell says of that goes nowhere either, and no core is left.
  ! find_dotnet || { (ulimit -c 0; cd "$ROOT" && dotnet --version); } >/dev/null 2>&1 || own_works=false
  dotnet_begin
  if ! find_dotnet; then
    doctor_line missing ".NET SDK 10" "$(dotnet_remedy)"
  elif version=$(cd "$ROOT" && dotnet --version 2>/dev/null); then
    doctor_line ok ".NET SDK $version ($(command -v dotnet))"
    $own_works || doctor_line note "without libicu dotnet works only inside ./nusaloka" \
      "For dotnet commands of your own: export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1"
  else
    doctor_line missing ".NET SDK 10: found $(sdk_versions)" "$(dotnet_remedy)"
  fi
}

doctor_tool() {
  local tool=$1 package=$2
  if command -v "$tool" >/dev/null; then
    doctor_line ok "$tool ($(command -v "$tool"))"
  elif [ "$tool" = curl ] && can_install; then
    doctor_line note "curl is missing" "./nusaloka setup installs it"
  else
    doctor_line missing "$tool" "$(install_remedy "$package")"
  fi
}

doctor_postgres() {
  local found
  if [ -n "${NUSALOKA_POSTGRES:-}" ]; then
    doctor_line ok "PostgreSQL is given by NUSALOKA_POSTGRES"
  elif found=$(postgres_programs); then
    doctor_line ok "$("$found/postgres" --version) ($found)"
  elif can_install; then
    doctor_line note "PostgreSQL $OLDEST_POSTGRES or newer is missing" "./nusaloka setup installs it"
  else
    doctor_line missing "PostgreSQL $OLDEST_POSTGRES or newer" "$(install_remedy postgresql)"
  fi
  [ -n "${NUSALOKA_POSTGRES:-}" ] || ! found=$(postgres_programs) || doctor_postgis
  if is_root && [ -z "${NUSALOKA_POSTGRES:-}" ] && found=$(postgres_programs); then
    if id postgres >/dev/null 2>&1 && command -v runuser >/dev/null; then
      doctor_line ok "user postgres and runuser: PostgreSQL refuses to run as root"
    else
      doctor_line missing "user postgres and runuser: PostgreSQL refuses to run as root" \
        "Run ./nusaloka as an ordinary user, or install PostgreSQL from your distribution's packages."
    fi
  fi
}

doctor_postgis() {
  local missing
  missing=$(missing_postgis)
  missing=${missing% }
  if [ -z "$missing" ]; then
    doctor_line ok "PostGIS for PostgreSQL $(postgres_versions | paste -sd' ' -)"
  elif can_install; then
    doctor_line note "PostGIS is missing: $missing" "./nusaloka setup installs it"
  else
    doctor_line missing "PostGIS: $missing" "$(install_remedy "$missing")"
  fi
}

doctor_redis() {
  local found
  if [ -n "${NUSALOKA_REDIS:-}" ]; then
    doctor_line ok "Redis is given by NUSALOKA_REDIS"
  elif found=$(redis_program); then
    doctor_line ok "Redis $("$found" --version | sed 's/.*v=\([^ ]*\).*/\1/') ($found)"
  elif can_install; then
    doctor_line note "Redis $OLDEST_REDIS or newer is missing; clusters and tests need it" "./nusaloka setup installs it"
  else
    doctor_line note "Redis $OLDEST_REDIS or newer is missing; clusters and tests need it" "$(install_remedy redis-server)"
  fi
}

doctor_node() {
  local found
  if found=$(node_program) && command -v npm >/dev/null; then
    doctor_line ok "Node.js $("$found" --version | tr -d v) and npm ($found)"
  elif can_install; then
    doctor_line note "Node.js $OLDEST_NODE or newer or its npm is missing; tests need them" "./nusaloka test installs them"
  else
    doctor_line note "Node.js $OLDEST_NODE or newer or its npm is missing; tests need them" "$(install_remedy nodejs npm)"
  fi
}

doctor_chromium() {
  local found
  if found=$(chromium_program); then
    doctor_line ok "Chromium ($found)"
  elif can_install; then
    doctor_line note "Chromium is missing; tests need it" "./nusaloka test installs it"
  else
    doctor_line note "Chromium is missing; tests need it" "$(install_remedy chromium)"
  fi
}

doctor_sqlmap() {
  if command -v sqlmap >/dev/null; then
    doctor_line ok "sqlmap ($(command -v sqlmap))"
  elif can_install; then
    doctor_line note "sqlmap is missing; tests need it" "./nusaloka test installs it"
  else
    doctor_line note "sqlmap is missing; tests need it" "$(install_remedy sqlmap)"
  fi
}

doctor_disk() {
  local free
  free=$(df -Pk "$ROOT" | awk 'NR == 2 { printf "%d", $4 / 1024 }')
  if [ "$free" -ge 3072 ]; then
    doctor_line ok "free disk: $((free / 1024)) GiB"
  else
    doctor_line missing "free disk: $free MiB; build, packages and data take about 3 GiB" "Free some space on the disk of $ROOT."
  fi
}

doctor_locale() {
  if [ "$(uname)" != Linux ] || has_utf8_locale; then
    doctor_line ok "locale C.UTF-8"
  else
    doctor_line note "locale C.UTF-8 is missing; databases are made with C"
  fi
}

doctor_rights() {
  if is_root; then
    doctor_line ok "user root; PostgreSQL runs as user postgres"
  elif sudo -n true 2>/dev/null; then
    doctor_line ok "user $(id -un), with sudo"
  else
    doctor_line ok "user $(id -un), without password-free sudo: packages are yours to install"
  fi
  if [ -e "$STATE" ] && [ ! -O "$STATE" ]; then
    doctor_line missing "the right to use .nusaloka, which belongs to $(owner_of "$STATE")" "$(ownership_remedy)"
  fi
}

doctor_port() {
  local port=${NUSALOKA_PORT:-8080} address
  if process_alive api-1; then
    address=$(process_field api-1 address)
    doctor_line ok "Nusaloka is running at $address"
  elif port_taken "$port"; then
    doctor_line note "port $port is taken by $(port_holder "$port")" "./nusaloka up --port N takes another."
  else
    doctor_line ok "port $port is free"
  fi
}

command_doctor() {
  no_arguments doctor "$@"
  doctor_dotnet
  doctor_tool git git
  doctor_tool curl curl
  [ "$(uname)" != Linux ] || doctor_tool flock util-linux
  has_certificates && doctor_line ok "certificate authorities" ||
    doctor_line missing "certificate authorities" "$(install_remedy ca-certificates)"
  doctor_postgres
  doctor_redis
  doctor_node
  doctor_chromium
  doctor_sqlmap
  doctor_rights
  doctor_disk
  doctor_locale
  doctor_port
  ! $DOCTOR_FAILED
}
