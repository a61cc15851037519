# What the scripts that run maillog beside Debian's programs have in common. To be sourced.

# say TEXT...
say() {
  echo "$(date +%T) $*"
}

# not_installed PACKAGE...: these and what they need, as far as it is not installed. Fails where another would have to go.
not_installed() {
  local plan
  plan=$(apt-get install -s --no-install-recommends "$@")
  if grep -q '^Remv' <<<"$plan" && [[ ${MAY_CONFLICT:-no} == no ]]; then
    echo "$*: would remove $(sed -n 's/^Remv \([^ ]*\).*/\1/p' <<<"$plan" | xargs)" >&2
    return 1
  fi
  sed -n 's/^Inst \([^ ]*\).*/\1/p' <<<"$plan"
}

# unpack DIRECTORY PACKAGE: puts a package and what it needs into a directory, without installing it: no service starts,
# and nothing conflicts with what is there. What is installed already is used as it is.
unpack() {
  local directory=$1 package=$2 wanted
  wanted=$(MAY_CONFLICT=yes not_installed "$package")
  mkdir -p "$directory/archives"
  chmod 755 "$directory" "$directory/archives"
  if [[ -n $wanted ]]; then
    (cd "$directory/archives" && xargs apt-get -qq -o APT::Sandbox::User=root download <<<"$wanted")
  fi
  local archive
  for archive in "$directory"/archives/*.deb; do
    [[ ! -e $archive ]] || dpkg-deb -x "$archive" "$directory"
  done
  rm -rf "$directory/archives"
}

# unpacked DIRECTORY COMMAND...: runs a command of an unpacked package, or of one that is installed. Takes the shell's
# place, so that what is started in the background has the command's own process id.
unpacked() {
  local directory=$1
  shift
  local libraries
  libraries=$directory/usr/lib/$(gcc_triplet):$directory/lib/$(gcc_triplet):$directory/usr/lib/syslog-ng
  PATH=$directory/usr/sbin:$directory/usr/bin:$PATH:/usr/sbin:/sbin LD_LIBRARY_PATH=$libraries exec "$@"
}

gcc_triplet() {
  basename "$(dirname "$(readlink -f /lib/*-linux-gnu*/libc.so.6 | head -1)")"
}

# within SECONDS WHAT COMMAND...: waits until a command succeeds.
within() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    if ((SECONDS >= end)); then
      echo "not in time: $what" >&2
      return 1
    fi
    sleep 0.1
  done
}

# ended PID
ended() {
  [[ ! -e /proc/$1 ]] || [[ $(ps -o stat= -p "$1") == Z* ]]
}

# stop PID: by SIGTERM, and by SIGKILL after ten seconds. Gives what wait gives.
stop() {
  kill "$1" 2>/dev/null || true
  kill -CONT "$1" 2>/dev/null || true
  within 10 "the end of process $1" ended "$1" || kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null
}
