#!/bin/bash
# What is public stays: compares maillog-core with the last release, whose version is in config/api/last-release; empty
# until there is one. First the check itself is checked: it must see a lost class of a package that everybody sees, and
# must not mind one of a package that nobody does. Needs the jar that a build left; arguments go to Maven.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

jars=("$root"/maillog-core/target/maillog-core-*[0-9T].jar)
jar=${jars[0]}
[[ -f $jar ]] || { echo "api: no jar of maillog-core: build it first" >&2; exit 1; }
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}

compare() { # OLD NEW [OPTION...]
  mvn -B -q -ntp -f "$root/config/api/pom.xml" -Dapi.old="$1" -Dapi.new="$2" "${@:3}" verify >"$work/log" 2>&1
}
without() { # CLASS-FILE: a jar that lacks it
  rm -rf "$work/classes"
  mkdir "$work/classes"
  (cd "$work/classes" && "$java_home/bin/jar" xf "$jar" && rm "$1" && "$java_home/bin/jar" cf "$work/without.jar" .)
}

compare "$jar" "$jar" "$@" || { cat "$work/log"; echo "api: a jar is not like itself" >&2; exit 1; }
without io/maillog/ReadSummary.class
if compare "$jar" "$work/without.jar" "$@" || ! grep -q ReadSummary "$work/log"; then
  cat "$work/log"
  echo "api: a lost class of the public face is not seen" >&2
  exit 1
fi
without io/maillog/framing/LogSets.class
compare "$jar" "$work/without.jar" "$@" || {
  cat "$work/log"
  echo "api: a lost class that nobody sees is minded" >&2
  exit 1
}

release=$(cat "$root/config/api/last-release")
if [[ -z $release ]]; then
  echo "api: the check sees what is lost; there is no release yet to compare with"
  exit
fi
mvn -B -q -ntp dependency:copy -Dartifact="io.maillog:maillog-core:$release" -DoutputDirectory="$work" "$@"
compare "$work/maillog-core-$release.jar" "$jar" "$@" || {
  cat "$work/log"
  echo "api: what everybody saw of $release is no longer there; see CONTRIBUTING.md" >&2
  exit 1
}
echo "api: all that everybody saw of $release is there"
