#!/bin/bash
# Follows the log of a real Postfix through real logrotate, and compares the traces with what was sent: every recipient
# once, with the outcome that it had. On Debian, as root, by hand; it takes about six minutes.
#
#   config/check-follow.sh [maillog.jar]
#   MESSAGES=200 LOGS=postfix config/check-follow.sh        # more messages a rotation; Postfix writes its log itself
#
# Postfix is installed for it and purged afterwards, unless it is there. It runs beside one that is there: with a
# configuration, a queue and ports of its own, on the loopback interface, and no message leaves the machine. Its log is
# written by rsyslog (where no other syslog has /dev/log) and, in a second run, by Postfix itself. rsyslog and logrotate
# are not installed, but unpacked.
#
# For each way of rotating the log is rotated three times under way: once as the follower reads on, once as it is held
# (so that there are bytes that it has not read), and once between kill -9 and its next start. copytruncate loses what is
# written between the copy and the truncation, whoever reads; so the writer is held meanwhile.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/follow/debian.sh"
jar=$(readlink -f "${1:-$here/../maillog-cli/target/maillog.jar}")
messages=${MESSAGES:-60}
logs=${LOGS:-rsyslog postfix}
[[ -f $jar ]] || { echo "$jar is missing: mvn -DskipTests package" >&2; exit 1; }
[[ $(id -u) == 0 ]] || { echo "installs Postfix, and runs it: has to be root" >&2; exit 1; }
command -v apt-get python3 java >/dev/null || { echo "wants Debian, python3 and Java" >&2; exit 1; }

work=$(mktemp -d /var/tmp/check-follow.XXXXXX)
chmod 755 "$work"
conf=$work/conf
declare -A pid=()
followed= users=

# --- what is installed, and taken away again

cleanup() {
  local code=$?
  trap - EXIT INT TERM
  set +e
  ((code == 0)) || echo "check-follow FAILED ($code)"
  [[ -z $followed ]] || kill -KILL "$followed" 2>/dev/null
  [[ ! -f $work/queue/pid/master.pid ]] || postfix -c "$conf" stop >/dev/null 2>&1
  local name
  for name in "${!pid[@]}"; do
    stop "${pid[$name]}"
  done
  if [[ -s $work/installed ]]; then
    xargs env DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq <"$work/installed" >/dev/null 2>&1
    [[ -e $work/aliases ]] || rm -f /etc/aliases /etc/aliases.db
    [[ -n $users ]] || { deluser --quiet postfix; delgroup --quiet postdrop; } >/dev/null 2>&1
  fi
  if [[ -d $work/etc-postfix ]]; then
    rm -rf /etc/postfix
    cp -a "$work/etc-postfix" /etc/postfix
  fi
  if ((code == 0)) || [[ -z ${KEEP:-} ]]; then
    rm -rf "$work"
  else
    echo "kept: $work"
  fi
  exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

install_postfix() {
  local wanted
  wanted=$(not_installed postfix)
  users=$(getent passwd postfix || true)
  [[ -n $wanted ]] || return 0
  [[ ! -d /etc/postfix ]] || cp -a /etc/postfix "$work/etc-postfix"
  [[ ! -e /etc/aliases ]] || touch "$work/aliases" # else Postfix's package makes it, and leaves it
  # No service starts, and no configuration is made.
  local policy=/usr/sbin/policy-rc.d
  [[ ! -e $policy ]] || mv "$policy" "$work/policy-rc.d"
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  echo "$wanted" >"$work/installed"
  local code=0
  xargs env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends <<<"$wanted" \
    >"$work/apt.log" 2>&1 || code=$?
  rm "$policy"
  [[ ! -e $work/policy-rc.d ]] || mv "$work/policy-rc.d" "$policy"
  ((code == 0)) || { cat "$work/apt.log"; return 1; }
}

# --- Postfix, and those that it delivers to

port=$((20000 + RANDOM % 10000))
kind_port=$((port + 1)) hard_port=$((port + 2)) soft_port=$((port + 3))

sink() { # NAME PORT [OPTION...]
  local name=$1 at=$2
  shift 2
  smtp-sink -u postfix "$@" "127.0.0.1:$at" 100 &
  pid[$name]=$!
  within 10 "there is a server on port $at" listens "$at"
}

listens() { # PORT
  (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

configure_postfix() { # rsyslog|postfix
  rm -rf "$conf" "$work/queue" "$work/data"
  mkdir -p "$conf" "$work/queue" "$work/data"
  chown postfix "$work/data"
  cp /usr/share/postfix/master.cf.dist "$conf/master.cf"
  local kind="smtp:[127.0.0.1]:$kind_port"
  cat >"$conf/main.cf" <<END
compatibility_level = 3.6
queue_directory = $work/queue
data_directory = $work/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mail.example.org
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
smtp_dns_support_level = disabled
smtp_host_lookup = native
smtpd_peername_lookup = no
smtpd_reject_unlisted_recipient = no
smtpd_recipient_restrictions = check_recipient_access inline:{ { refused.example.org = REJECT nobody here } },
  permit_mynetworks, reject
default_transport = discard
transport_maps = inline:{
  { sent.example.org = $kind } { sender.example.org = $kind }
  { bounced.example.org = smtp:[127.0.0.1]:$hard_port }
  { unknown.example.org = error:5.1.1 no such user }
  { later.example.org = smtp:[127.0.0.1]:$soft_port }
  { expired.example.org = retry:4.3.0 not today }
  { deleted.example.org = retry:4.3.0 not today } }
# Those that wait are asked for.
minimal_backoff_time = 1h
maximal_backoff_time = 1h
queue_run_delay = 1h
END
  if [[ $1 == postfix ]]; then
    cat >>"$conf/main.cf" <<END
maillog_file = $log
maillog_file_prefixes = $work
END
  fi
  postconf -c "$conf" -F '*/*/chroot=n'
  postconf -c "$conf" -MX smtp/inet
  postconf -c "$conf" -M "$port/inet=127.0.0.1:$port inet n - n - - smtpd"
}

queue_is_empty() {
  [[ -z $(find "$work/queue"/{maildrop,incoming,active,deferred} -type f -print -quit) ]]
}

only_waiting() { # nothing but what waits for being asked for
  [[ -z $(find "$work/queue"/{maildrop,incoming,active} -type f -print -quit) ]]
}

# --- who writes the log

start_rsyslog() {
  cat >"$work/rsyslog.conf" <<END
module(load="imuxsock")
global(workDirectory="$work")
module(load="builtin:omfile" Template="RSYSLOG_TraditionalFileFormat")
mail.* action(type="omfile" file="$log" fileCreateMode="0640")
END
  unpacked "$work/debian" rsyslogd -n -f "$work/rsyslog.conf" -i "$work/rsyslogd.pid" -M "$modules" >"$work/rsyslogd.log" 2>&1 &
  pid[rsyslogd]=$!
  within 10 "rsyslogd has /dev/log" test -S /dev/log
}

# Who has the log open: for copytruncate it is held meanwhile.
writer() {
  if [[ -n ${pid[rsyslogd]:-} ]]; then
    echo "${pid[rsyslogd]}"
  else
    pgrep -P "$(tr -d ' ' <"$work/queue/pid/master.pid")" postlogd
  fi
}

reopen() {
  if [[ -n ${pid[rsyslogd]:-} ]]; then
    echo "kill -HUP ${pid[rsyslogd]}"
  else
    echo "postfix -c $conf reload >/dev/null 2>&1"
  fi
}

# --- who rotates it

rotate() { # WAY
  local how
  case $1 in
    copytruncate) how=copytruncate ;;
    create) how="create 0640" ;;
    compress) how=$'create 0640\ndateext\ndateformat -%Y%m%d-%s\ncompress' ;;
    delaycompress) how=$'create 0640\ndateext\ndateformat -%Y%m%d-%s\ncompress\ndelaycompress' ;;
    itself)
      postfix -c "$conf" logrotate
      return
      ;;
  esac
  local then=
  [[ $1 == copytruncate ]] || then=$'postrotate\n'$(reopen)$'\nendscript'
  printf '%s {\nrotate 1000\n%s\n%s\n}\n' "$log" "$how" "$then" >"$work/logrotate.conf"
  chmod 644 "$work/logrotate.conf"
  local held=
  if [[ $1 == copytruncate ]]; then
    held=$(writer)
    kill -STOP "$held"
  fi
  local code=0
  (unpacked "$work/debian" logrotate -f -s "$work/logrotate.state" "$work/logrotate.conf") || code=$?
  [[ -z $held ]] || kill -CONT "$held"
  return "$code"
}

# --- who follows it

start_follower() {
  java -Xmx64m -XX:+UseSerialGC -jar "$jar" follow --from start --checkpoint "$work/state" --output "$traces" "$log" 2>>"$said" &
  followed=$!
}

kill_follower() {
  kill -KILL "$followed"
  wait "$followed" 2>/dev/null || true
  followed=
}

compare() {
  python3 "$here/follow/compare_traces.py" "$@" "$expected" "$traces"
}

all_there() {
  local code=0
  compare --quiet || code=$?
  ((code != 2))
}

# --- the run

send() { # ROUND COUNT
  timeout 300 python3 "$here/follow/mail_traffic.py" --port "$port" --postfix "$conf" --expected "$expected" --round "$1" \
    --count "$2" --pause 0.02
}

send_in_background() {
  send "$@" &
  sending=$!
}

sent() {
  wait "$sending"
}

rotate_three_times() { # WAY
  local way=$1
  say "$way: while it is read"
  send_in_background "$way" "$messages"
  sleep 1
  rotate "$way"
  sent

  say "$way: while the follower is held"
  kill -STOP "$followed"
  send_in_background "$way.held" "$messages"
  sleep 1
  rotate "$way"
  sent
  kill -CONT "$followed"

  say "$way: while the follower is dead"
  send_in_background "$way.dead" "$messages"
  sleep 1
  kill_follower
  sleep 0.5
  rotate "$way"
  sleep 0.5
  start_follower
  sleep 0.7
  kill_follower
  start_follower
  sent
}

run() { # rsyslog|postfix
  say "== the log is written by $1"
  local folder=$work/$1
  mkdir "$folder"
  log=$folder/mail.log traces=$folder/traces.ndjson expected=$folder/expected said=$folder/said
  : >"$traces"
  : >"$expected"
  : >"$said"
  rm -f "$work/state" "$work/logrotate.state"
  configure_postfix "$1"
  start_follower # before there is a log
  within 60 "the follower looks" grep -q 'no such file yet' "$said"
  [[ $1 == postfix ]] || start_rsyslog
  sink soft "$soft_port" -r rcpt
  postfix -c "$conf" start 2>/dev/null
  within 10 "Postfix listens" listens "$port"
  send first 12
  local way ways="copytruncate create compress delaycompress"
  [[ $1 != postfix ]] || ways+=" itself"
  for way in $ways; do
    rotate_three_times "$way"
  done

  say "what waits is sent, deleted or given up"
  within 30 "all is delivered or waits" only_waiting
  stop "${pid[soft]}" || true
  sink soft "$soft_port"
  local id
  for id in $(postqueue -c "$conf" -j | python3 -c '
import json, sys
for line in sys.stdin:
    message = json.loads(line)
    if message["recipients"][0]["address"].endswith("@deleted.example.org"):
        print(message["queue_id"])'); do
    echo "$id"
  done | postsuper -c "$conf" -d - 2>/dev/null
  postconf -c "$conf" maximal_queue_lifetime=0 bounce_queue_lifetime=0
  postfix -c "$conf" reload 2>/dev/null
  sleep 1
  postqueue -c "$conf" -f
  if ! within 90 "the queue is empty" queue_is_empty; then
    postqueue -c "$conf" -p | tail -5
    return 1
  fi
  within 30 "every recipient is in a trace" all_there || true
  postfix -c "$conf" stop 2>/dev/null
  stop "${pid[soft]}" || true
  if [[ $1 == rsyslog ]]; then
    stop "${pid[rsyslogd]}" || true
    unset 'pid[rsyslogd]'
  fi
  local code=0
  stop "$followed" || code=$?
  followed=
  ((code == 0)) || { echo "the follower ended with $code"; return 1; }
  echo
  compare
  echo "the follower said:"
  cat "$said"
  echo "files of the log: $(ls "$folder" | grep -c '^mail\.log'), lines: $(cat_logs "$folder" | wc -l)"
  echo
}

cat_logs() { # FOLDER
  zcat -f "$1"/mail.log*
}

say "installing"
install_postfix
for package in logrotate rsyslog; do
  unpack "$work/debian" "$package"
done
modules=$(ls -d "$work/debian"/usr/lib/*/rsyslog 2>/dev/null || ls -d /usr/lib/*/rsyslog)
dpkg-query -W -f '${Package} ${Version}\n' postfix
sink kind "$kind_port"
sink hard "$hard_port" -f rcpt
for writes in $logs; do
  if [[ $writes == rsyslog && -e /dev/log ]]; then
    say "skipped: another syslog has /dev/log"
    continue
  fi
  run "$writes"
done
echo "check-follow passed (${SECONDS} s)"
