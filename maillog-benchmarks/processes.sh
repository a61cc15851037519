#!/bin/bash
# Times whole commands, JVM start included: the median of five runs each, in seconds.
#   processes.sh MAILLOG_JAR POSTFIX_LOG EXIM_LOG
# pflogsumm and eximstats are Debian's packages pflogsumm and exim4-base; RepeatedLog makes long logs.
set -euo pipefail
jar=$1 postfix=$2 exim=$3

median() {
  local name=$1
  shift
  for _ in 1 2 3 4 5; do
    /usr/bin/time -f %e "$@" 2>&1 >/dev/null | tail -1
  done | sort -n | sed -n 3p | sed "s|^|$name: |"
}

median "maillog summary, Postfix" java -jar "$jar" summary "$postfix"
median "maillog summary --threads 2, Postfix" java -jar "$jar" summary --threads 2 "$postfix"
median "pflogsumm" pflogsumm "$postfix"
median "maillog summary, Exim" java -jar "$jar" summary "$exim"
median "maillog summary --threads 2, Exim" java -jar "$jar" summary --threads 2 "$exim"
median "eximstats" eximstats "$exim"
