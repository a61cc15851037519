"""Writes a log of numbered lines, and counts which numbers arrived. Used by config/compare-followers.sh.

  numbered_log.py write LOG COUNTER COUNT [PAUSE]   appends lines, on from the number that the counter file has
  numbered_log.py count COUNTER FILE                prints: written lost doubled
"""

import os
import re
import sys
import time

NUMBER = re.compile(rb"line (\d{8}) of the log")


def last(counter):
    try:
        with open(counter, encoding="ascii") as file:
            return int(file.read())
    except FileNotFoundError:
        return 0


def write(log, counter, count, pause=0.0):
    n = last(counter)
    # As syslog daemons do: each line by one write, at the end.
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for _ in range(count):
        n += 1
        stamp = time.strftime("%b %e %H:%M:%S")
        os.write(file, f"{stamp} mail postfix/smtp[4711]: line {n:08d} of the log\n".encode("ascii"))
        if pause:
            time.sleep(pause)
    os.close(file)
    with open(counter, "w", encoding="ascii") as file:
        file.write(str(n))


def numbers(path):
    try:
        with open(path, "rb") as file:
            return NUMBER.findall(file.read())
    except FileNotFoundError:
        return []


def main(command, *rest):
    if command == "write":
        log, counter, count, *pause = rest
        write(log, counter, int(count), *map(float, pause))
    else:
        counter, output = rest
        found = {}
        for number in numbers(output):
            found[int(number)] = found.get(int(number), 0) + 1
        written = range(1, last(counter) + 1)
        lost = [n for n in written if n not in found]
        doubled = sum(times - 1 for times in found.values())
        print(len(written), len(lost), doubled)
        if lost and os.environ.get("SHOW"):
            print(ranges(lost), file=sys.stderr)


def ranges(numbers):
    found = []
    for n in numbers:
        if found and found[-1][1] == n - 1:
            found[-1][1] = n
        else:
            found.append([n, n])
    return ", ".join(f"{first}-{last}" for first, last in found)


main(*sys.argv[1:])
