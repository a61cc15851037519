#!/bin/bash
# Builds examples/ as a user would: from the artifacts as they are installed, in a local repository of its own, every
# warning an error; and makes an image of the modular one with jlink, and runs it. Arguments go to Maven.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What is there of others need not be fetched again; what is there of ours may be older than these sources.
mkdir -p "$work/repository"
usual=${HOME}/.m2/repository
if [[ -d $usual ]]; then
  cp -a --reflink=auto "$usual/." "$work/repository"
  rm -rf "$work/repository/io/maillog"
fi

sources=$work/sources
mkdir -p "$sources"
tar -C "$root" --exclude=.git --exclude=target -cf - . | tar -C "$sources" -xf -
maven() {
  mvn -B -q -Dmaven.repo.local="$work/repository" "$@"
}
(cd "$sources" && maven "$@" -DskipTests -pl '!maillog-benchmarks' install)
(cd "$sources/examples" && maven "$@" package)
(cd "$sources/examples/image" && maven "$@" package)

java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
image=$work/image
modules=$sources/examples/image/target
"$java_home/bin/jlink" --module-path "$modules/mailcount.jar:$modules/modules" --add-modules org.example.mailcount \
  --strip-debug --no-header-files --no-man-pages --output "$image"
counts=$("$image/bin/java" -m org.example.mailcount/org.example.mailcount.Mailcount "$root/examples/postfix.log")
if ! grep -q ' sent$' <<<"$counts"; then
  echo "examples: the image counts no message that was sent: $counts" >&2
  exit 1
fi
echo "examples: built from the installed artifacts; the image has $(du -sm "$image" | cut -f1) MB and runs"
