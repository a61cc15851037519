"""Compares the traces that were written with what was sent. Used by config/check-follow.sh.

Prints a line for each round, and each difference. Ends with 1 if there is one, and with 2 as long as recipients are
missing but nothing is wrong.
"""

import argparse
import collections
import json
import sys

MOST_SHOWN = 20


def main():
    options = argparse.ArgumentParser()
    options.add_argument("expected")
    options.add_argument("traces")
    options.add_argument("--quiet", action="store_true")
    given = options.parse_args()

    expected = {}
    with open(given.expected, encoding="ascii") as lines:
        for line in lines:
            address, outcome = line.split()
            if address in expected:
                raise SystemExit(f"{address} was used twice")
            expected[address] = outcome

    found = collections.defaultdict(list)
    with open(given.traces, encoding="utf-8") as lines:
        for line in lines:
            if not line.endswith("\n"):
                continue  # is being written
            trace = json.loads(line)
            for recipient in trace["recipients"]:
                completeness = trace["completeness"]
                attempts = [attempt["status"] for attempt in recipient["attempts"]]
                if "@later." in recipient["to"] and attempts[:1] != ["deferred"]:
                    completeness = f"not deferred first: {attempts}"
                found[recipient["to"]].append((recipient["outcome"], completeness))

    rows = collections.defaultdict(collections.Counter)
    differences = []
    for address, outcome in expected.items():
        row = rows[address.split(".")[0]]
        row["recipients"] += 1
        row[outcome] += 1
        outcomes = found.pop(address, [])
        if not outcomes:
            row["missing"] += 1
            differences.append(f"{address}: missing, expected {outcome}")
        elif len(outcomes) > 1:
            row["doubled"] += 1
            differences.append(f"{address}: {len(outcomes)} times, {outcomes}")
        elif outcomes[0][0] != outcome:
            row["other outcome"] += 1
            differences.append(f"{address}: {outcomes[0][0]}, expected {outcome}")
        elif outcomes[0][1] != "complete":
            row["incomplete"] += 1
            differences.append(f"{address}: {outcomes[0][1]}")
        else:
            row["right"] += 1
    for address, outcomes in found.items():
        rows["(others)"]["not sent"] += 1
        differences.append(f"{address}: nobody sent to it, {outcomes}")

    wrong = [row for row in rows.values() if row["doubled"] or row["other outcome"] or row["not sent"] or row["incomplete"]]
    missing = any(row["missing"] for row in rows.values())
    if not given.quiet:
        show(rows)
        for difference in differences[:MOST_SHOWN]:
            print(difference)
        if len(differences) > MOST_SHOWN:
            print(f"… and {len(differences) - MOST_SHOWN} more")
    sys.exit(1 if wrong else 2 if missing else 0)


def show(rows):
    outcomes = ["sent", "bounced", "expired", "deleted", "discarded", "rejected"]
    results = ["right", "missing", "doubled", "other outcome", "incomplete", "not sent"]
    columns = ["recipients", *outcomes, *results]
    width = max(len(name) for name in [*rows, "all"])
    print(" " * width, *columns, sep="  ")
    total = collections.Counter()
    for name, row in rows.items():
        total.update(row)
        print(name.ljust(width), *(str(row[c]).rjust(len(c)) for c in columns), sep="  ")
    print("all".ljust(width), *(str(total[c]).rjust(len(c)) for c in columns), sep="  ")


main()
