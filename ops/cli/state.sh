# What the script keeps in .nusaloka: secrets, locks, and the folders that the other parts use.

is_root() { [ "$(id -u)" -eq 0 ]; }

state_begin() {
  mkdir -p "$STATE" 2>/dev/null || [ -d "$STATE" ] ||
    die "$STATE cannot be made: the checkout belongs to $(owner_of "$ROOT"), and you are $(id -un)." "Run ./nusaloka as that user."
  # Root could write to it, but what root leaves there would lock its owner out.
  [ -O "$STATE" ] || die "$STATE belongs to $(owner_of "$STATE"), and you are $(id -un)." "$(ownership_remedy)"
  mkdir -p "$STATE/logs" "$STATE/run" "$STATE/secrets"
  chmod 700 "$STATE/secrets"
}

ownership_remedy() { printf 'Run ./nusaloka as that user; or, to start anew as yourself, let that user ./nusaloka reset and delete artifacts/.'; }

owner_of() { ls -ld "$1" 2>/dev/null | awk '{ print $3 }'; }

# A short name of this checkout, for what must lie outside of it.
checkout_id() { printf '%s' "$ROOT" | sha256 | cut -c1-12; }

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1
}

# Prints a secret, making it first when there is none. secret NAME hex|base64
secret() {
  local file=$STATE/secrets/$1
  if [ ! -s "$file" ]; then
    (
      umask 077
      case $2 in
        hex) head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' ;;
        base64) head -c 32 /dev/urandom | base64 | tr -d '\n' ;;
      esac >"$file.new"
      mv "$file.new" "$file"
    )
  fi
  cat "$file"
}

# Locks are held until the script ends: 9 for what runs, 8 for the build, 7 for tests and bench.
lock_system() { exec 9>"$STATE/run/system.lock"; hold_lock 9; }
lock_build() { exec 8>"$STATE/run/build.lock"; hold_lock 8; }
unlock_system() { exec 9>&-; }
unlock_build() { exec 8>&-; }

hold_lock() {
  command -v flock >/dev/null || return 0
  flock -n "$1" && return 0
  note "Another ./nusaloka is at work in this checkout; waiting for it."
  flock -w 900 "$1" || die "The other ./nusaloka did not end within 15 minutes."
}

lock_alone() {
  exec 7>"$STATE/run/$1.lock"
  command -v flock >/dev/null || return 0
  flock -n 7 || die "./nusaloka $1 already runs in this checkout."
}

# A daemon must not keep our locks, nor anything else that is open here.
close_inherited() {
  local path descriptor
  for path in /dev/fd/*; do
    descriptor=${path##*/}
    case $descriptor in
      0 | 1 | 2 | 255 | *[!0-9]*) ;;
      *) eval "exec $descriptor>&-" 2>/dev/null || true ;;
    esac
  done
}

# Starts a command that outlives the script and its terminal.
detach() {
  close_inherited
  if command -v setsid >/dev/null; then exec setsid "$@"; else exec nohup "$@"; fi
}

# Keeps one earlier log.
rotate_log() {
  [ ! -s "$1" ] || mv -f "$1" "$1.1"
}
