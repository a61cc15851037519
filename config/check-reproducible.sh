#!/bin/bash
# Builds twice, in two directories, and compares every jar. Arguments go to Maven (CI adds -Prelease).
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
  mkdir -p "$work/$1"
  tar -C "$root" --exclude=.git --exclude=target -cf - . | tar -C "$work/$1" -xf -
  (cd "$work/$1" && mvn -B -q -DskipTests "${@:2}" package)
  (cd "$work/$1" && find . -path '*/target/*.jar' -type f -print0 | sort -z | xargs -0 -r sha256sum) >"$work/$1.sums"
}

build first "$@"
build second-elsewhere "$@"

jars=$(wc -l <"$work/first.sums")
if ((jars < 8)); then
  echo "reproducible build: only $jars jars were built" >&2
  exit 1
fi
if ! diff "$work/first.sums" "$work/second-elsewhere.sums"; then
  echo "reproducible build: the jars above differ" >&2
  exit 1
fi
echo "reproducible build: $jars jars are the same"
