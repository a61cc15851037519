#!/bin/bash
# Runs maillog follow and other programs that follow files beside each other: the same numbered lines, the same rotations,
# the same kills; counts lines that were lost and lines that came twice. docs/follow-compared.md tells of it.
#
#   config/compare-followers.sh [maillog.jar]
#   FOLLOWERS="maillog logtail" CASES="create-behind kill" ROUNDS=10 config/compare-followers.sh
#
# On Debian, by hand; it takes about five minutes. rsyslog, syslog-ng and logtail are unpacked into a directory of its own
# if they are not installed: nothing is installed, and no service is started.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/follow/debian.sh"
jar=$(readlink -f "${1:-$here/../maillog-cli/target/maillog.jar}")
followers=${FOLLOWERS:-maillog imfile imfile-polling syslog-ng logtail}
cases=${CASES:-create-live create-behind copytruncate-live copytruncate-behind copytruncate-regrown delete-behind
  compress-down compress-behind two-rotations kill kill-create}
rounds=${ROUNDS:-5}
[[ -f $jar ]] || { echo "$jar is missing: mvn -DskipTests package" >&2; exit 1; }
command -v apt-get python3 java setsid >/dev/null || { echo "wants Debian, python3 and Java" >&2; exit 1; }

work=$(mktemp -d /var/tmp/compare-followers.XXXXXX)
follower=

cleanup() {
  local code=$?
  trap - EXIT INT TERM
  set +e
  [[ -z $(jobs -p) ]] || kill $(jobs -p) 2>/dev/null
  local group
  for group in $(cat "$work/groups" 2>/dev/null); do
    ! pgrep -g "$group" -f "$work" >/dev/null || kill -KILL -- "-$group"
  done
  wait
  if [[ -z ${KEEP:-} ]]; then
    rm -rf "$work"
  else
    echo "kept: $work"
  fi
  exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# --- the followers: each reads $log and writes $out, keeps its state in $state, and has a process group of its own

start() {
  "start_$name" >>"$dir/said" 2>&1 &
  follower=$!
  echo "$follower" >>"$work/groups"
}

start_maillog() {
  exec setsid java -Xmx64m -XX:+UseSerialGC -jar "$jar" follow --events --from start --checkpoint "$state/checkpoint" \
    --output "$out" "$log"
}

# As its documentation asks for where nothing is to be lost: the place is saved at each line, and no line waits in a queue
# that a kill would empty.
start_rsyslog() { # MODULE OPTIONS
  cat >"$dir/rsyslog.conf" <<END
global(workDirectory="$state")
main_queue(queue.type="Direct")
module(load="imfile" $1)
template(name="line" type="string" string="%msg%\n")
input(type="imfile" file="$log" tag="mail" persistStateInterval="1" persistStateAfterSubmission="on"
  reopenOnTruncate="on" freshStartTail="off")
action(type="omfile" file="$out" template="line" asyncWriting="off" flushOnTXEnd="on")
END
  unpacked "$work/rsyslog" setsid rsyslogd -n -f "$dir/rsyslog.conf" -i "$dir/rsyslogd.pid" -M "$rsyslog_modules"
}

start_imfile() {
  start_rsyslog 'mode="inotify"'
}

start_imfile-polling() {
  start_rsyslog 'mode="polling" pollingInterval="1"'
}

start_syslog-ng() {
  cat >"$dir/syslog-ng.conf" <<END
@version: 3.38
source s { file("$log" flags(no-parse) follow-freq(1)); };
destination d { file("$out" template("\$MESSAGE\n")); };
log { source(s); destination(d); flags(flow-control); };
END
  unpacked "$work/syslog-ng-core" setsid syslog-ng -F --no-caps -f "$dir/syslog-ng.conf" \
    --persist-file "$state/persist" --control "$dir/control" --pidfile "$dir/syslog-ng.pid" \
    ${syslog_ng_modules:+--module-path "$syslog_ng_modules"}
}

# It is made to be run by cron: here each second.
start_logtail() {
  exec setsid bash -c 'while true; do
    perl "$1" -f "$2" -o "$3/offset" >>"$4"
    sleep 1
  done' logtail "$logtail2" "$log" "$state" "$out"
}

signal() { # SIGNAL
  kill "-$1" -- "-$follower" 2>/dev/null || true
}

hold() {
  signal STOP
}

go_on() {
  signal CONT
}

end_by_kill() {
  signal KILL
  wait "$follower" 2>/dev/null || true
}

end_by_term() {
  signal TERM
  signal CONT
  if ! within 10 "$name ends" ended "$follower"; then
    signal KILL
  fi
  wait "$follower" 2>/dev/null || true
}

# --- the log

write() { # COUNT [PAUSE]
  "$python" "$here/follow/numbered_log.py" write "$log" "$dir/counter" "$@"
}

shift_numbers() {
  local i
  for ((i = 200; i > 0; i--)); do
    [[ ! -e $log.$i ]] || mv "$log.$i" "$log.$((i + 1))"
  done
}

create() {
  shift_numbers
  mv "$log" "$log.1"
  : >"$log"
}

copytruncate() {
  shift_numbers
  cp "$log" "$log.1"
  : >"$log"
}

delete() {
  rm "$log"
  : >"$log"
}

compress() { # each one a day later
  day=$((${day:-0} + 1))
  local dated=$log-$(date -d "2026-01-01 + $day days" +%Y%m%d)
  mv "$log" "$dated"
  : >"$log"
  gzip "$dated"
}

has_last() {
  tail -c 1000000 "$out" 2>/dev/null | grep -q "$(printf 'line %08d of' "$(cat "$dir/counter")")"
}

# Waits until the last line is there, or nothing came for so many half seconds, eight if none are given.
caught_up() {
  local size=-1 now quiet=0
  until has_last; do
    now=$(stat -c %s "$out" 2>/dev/null || echo 0)
    if [[ $now == "$size" ]]; then
      quiet=$((quiet + 1))
      ((quiet < ${1:-8})) || return 0
    else
      quiet=0
    fi
    size=$now
    sleep 0.5
  done
}

# --- the cases: one round of each

round_create-live() { # the writer goes on into the old file, until it is told
  write 300 0.002 &
  local writer=$!
  sleep 0.4
  create
  wait "$writer"
  write 100
}

round_create-behind() {
  hold
  write 300
  create
  write 300
  go_on
}

round_copytruncate-live() {
  write 300 0.002
  caught_up
  copytruncate
  write 100
}

round_copytruncate-behind() { # what is not read is in the copy only
  write 300
  caught_up
  hold
  write 300
  copytruncate
  write 100
  go_on
}

round_copytruncate-regrown() { # and the file is longer than before when it is looked at
  write 300
  caught_up
  hold
  write 300
  copytruncate
  write 900
  go_on
}

round_delete-behind() {
  hold
  write 300
  delete
  write 300
  go_on
}

round_compress-down() {
  write 300
  caught_up
  end_by_term
  write 300
  compress
  write 300
  start
}

round_compress-behind() {
  write 300
  caught_up
  hold
  write 300
  compress
  write 300
  go_on
}

round_two-rotations() {
  hold
  write 300
  create
  write 300
  create
  write 300
  go_on
}

round_kill() { # while lines are written and read
  write 1500 0.001 &
  local writer=$!
  sleep 1.$((RANDOM % 10))
  end_by_kill
  start
  wait "$writer"
}

round_kill-create() { # rotated while nobody follows
  write 300
  caught_up
  write 300 0.001
  end_by_kill
  write 300
  create
  write 300
  start
}

run_case() { # NAME OF FOLLOWER, CASE
  name=$1
  dir=$work/runs/$2/$1 log=$dir/mail.log out=$dir/out state=$dir/state
  mkdir -p "$state"
  : >"$log"
  write 100
  start
  within 60 "$name has read the first lines" has_last
  local i
  for ((i = 0; i < rounds; i++)); do
    "round_$2"
    caught_up
  done
  caught_up 20
  sleep 1 # perhaps lines come twice
  end_by_term
  "$python" "$here/follow/numbered_log.py" count "$dir/counter" "$out" >"$dir/result"
}

say "unpacking"
for package in rsyslog syslog-ng-core logtail; do
  unpack "$work/$package" "$package"
done
rsyslog_modules=$(ls -d "$work/rsyslog"/usr/lib/*/rsyslog 2>/dev/null || ls -d /usr/lib/*/rsyslog)
syslog_ng_modules=$(ls -d "$work/syslog-ng-core"/usr/lib/syslog-ng/3.* 2>/dev/null || true)
logtail2=$work/logtail/usr/sbin/logtail2
if [[ -e $logtail2 ]]; then # it looks for its parts where it would be installed
  sed -i "s|/usr/share/logtail|$work/logtail/usr/share/logtail|" "$logtail2"
else
  logtail2=$(command -v logtail2)
fi
python=$(python3 -c 'import sys; print(sys.executable)') # not a wrapper, which takes its time
for package in rsyslog syslog-ng-core logtail; do
  apt-cache show --no-all-versions "$package" | sed -n 's/^\(Package\|Version\): //p' | xargs
done
java -jar "$jar" --version

for case in $cases; do
  say "$case"
  running=()
  for each in $followers; do
    (
      trap - EXIT INT TERM
      run_case "$each" "$case"
    ) &
    running+=($!)
  done
  for each in "${running[@]}"; do
    wait "$each" || echo "a run of $case ended with $?"
  done
done

echo
echo "lines lost / doubled, of so many written; $rounds rounds each"
echo
{
  echo "case lines $followers" | xargs | tr ' ' '\t'
  for case in $cases; do
    row=$case lines=
    for each in $followers; do
      read -r lines lost doubled <"$work/runs/$case/$each/result"
      row+=$'\t'"$lost / $doubled"
    done
    echo "$row" | sed "s/^$case/&\t$lines/"
  done
} | column -t -s $'\t'
