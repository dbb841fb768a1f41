# Building, and where the build puts its programs.

# The folder of a built project: program_folder Nusaloka.Api
program_folder() { printf '%s/artifacts/%s/bin/%s/release' "$ROOT" "$RUNTIME" "$1"; }

runtime_property() { if [ "$RUNTIME" = orleans ]; then printf -- '-p:ActorRuntime=Orleans'; else printf -- '-p:ActorRuntime=Embedded'; fi; }

# What of the last good build there is a stamp: everything, or the programs that run the system.
build_stamp() { printf '%s/run/built-%s-%s' "$STATE" "$RUNTIME" "$1"; }

# True when no source file is newer than the last good build of that scope. Folders count: a deleted file changes its folder.
build_is_current() {
  local stamp folders=("$ROOT/src" "$ROOT/tools")
  stamp=$(build_stamp "$1")
  [ "$1" = programs ] || folders+=("$ROOT/tests" "$ROOT/bench")
  [ -f "$stamp" ] && [ -f "$(program_folder Nusaloka.Api)/Nusaloka.Api.dll" ] || return 1
  [ -z "$(find "${folders[@]}" "$ROOT"/*.props "$ROOT"/*.targets "$ROOT"/*.sln* "$ROOT"/*.txt \
    "$ROOT"/global.json "$ROOT"/nuget.config -newer "$stamp" -not -name node_modules -print 2>/dev/null | head -n 1)" ]
}

# build all, or build programs: what runs the system, without tests and benchmarks, in half the time.
build() {
  local scope=$1 stamp solution=Nusaloka.sln orleans=
  stamp=$(build_stamp "$scope")
  [ "$scope" = all ] || solution=Nusaloka.Programs.slnf
  [ "$RUNTIME" != orleans ] || orleans=yes
  lock_build
  if ! build_is_current "$scope" && ! build_is_current all; then
    touch "$stamp.new"
    step "Building (Release, $RUNTIME)" "$STATE/logs/build.log" \
      dotnet build "$ROOT/$solution" -c Release "$(runtime_property)" -v minimal -tl:off -p:UseSharedCompilation=false ||
      die "The build failed." "The whole log: .nusaloka/logs/build.log" \
        ${orleans:+"--runtime orleans needs a package registry that has all of Microsoft.Orleans; without it there is the embedded runtime."}
    mv "$stamp.new" "$stamp"
  fi
  unlock_build
}

# What runs is a copy, so that a later build does not change a program while it runs; each build has a folder of its own, so that
# old and new can run side by side. Sets STAGED to the folder of the current build.
stage_program() {
  local name=$1 built build
  built=$(program_folder "$name")
  [ -f "$built/$name.dll" ] || die "The build made no $name.dll in ${built#"$ROOT"/}." "Delete artifacts/ and try again."
  build=$(cat "$built"/*.dll "$built"/*.json | cksum | tr -d ' ')
  STAGED=$STATE/app/$name-$build
  [ ! -d "$STAGED" ] || return 0
  mkdir -p "$STATE/app"
  rm -rf "$STAGED.new"
  cp -R "$built" "$STAGED.new"
  mv "$STAGED.new" "$STAGED"
}

# Copies that no process runs any more.
remove_old_programs() {
  local folder
  for folder in "$STATE"/app/*; do
    grep -qsxF "folder=$folder" "$STATE"/run/*.process || rm -rf "$folder"
  done
}

command_setup() {
  no_arguments setup "$@"
  set_up all postgres redis node
  ensure_node_programs
  note "Ready. Next: ${BOLD}./nusaloka up${PLAIN}"
}

# Packages and build: set_up all|programs. The arguments `postgres`, `redis`, `node` and `chromium` ask for these programs too.
set_up() {
  local scope=$1
  shift
  state_begin
  require_dotnet
  ensure_tools curl "$@"
  build "$scope"
}

no_arguments() {
  local command=$1
  shift
  [ $# -eq 0 ] || usage_error "$command takes no '$1'."
}
