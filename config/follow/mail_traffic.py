"""Sends messages whose fate is known beforehand. Used by config/check-follow.sh.

Appends a line for each recipient to the file of expectations: its address, and how it has to end. Each address is used
once. The domain tells Postfix what to do with it.
"""

import argparse
import smtplib
import subprocess
import time

# What is sent in turn: by what, and to whom. Of "refused" the server says so to the client.
KINDS = [
    ("smtp", ["sent"]),
    ("sendmail", ["sent"]),
    ("smtp", ["bounced"]),
    ("smtp", ["later"]),
    ("smtp", ["refused"]),
    ("smtp", ["sent", "bounced", "discarded"]),
    ("sendmail", ["unknown"]),
    ("smtp", ["expired"]),
    ("smtp", ["refused", "sent", "refused"]),
    ("sendmail", ["sent", "later"]),
    ("smtp", ["deleted"]),
    ("smtp", ["sent", "sent", "sent"]),
]

OUTCOMES = {
    "sent": "sent",
    "bounced": "bounced",
    "unknown": "bounced",
    "discarded": "discarded",
    "later": "sent",  # deferred first
    "refused": "rejected",
    "expired": "expired",
    "deleted": "deleted",
}

# Those of which the sender is told.
RETURNED = {"bounced", "unknown", "expired"}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--postfix", required=True, help="Postfix's configuration")
    options.add_argument("--expected", required=True, help="the file of expectations")
    options.add_argument("--round", required=True, help="becomes part of each address")
    options.add_argument("--count", type=int, required=True)
    options.add_argument("--pause", type=float, default=0, help="seconds between two messages")
    given = options.parse_args()
    with open(given.expected, "a", encoding="ascii") as expected:
        for i in range(given.count):
            by, fates = KINDS[i % len(KINDS)]
            sender = f"{given.round}.{i}@sender.example.org"
            recipients = [
                (f"{given.round}.{i}.{k}@{fate}.example.org", fate) for k, fate in enumerate(fates)
            ]
            for address, fate in recipients:
                print(address, OUTCOMES[fate], file=expected)
            if RETURNED.intersection(fates):
                print(sender, "sent", file=expected)
            expected.flush()
            text = f"From: <{sender}>\r\nSubject: message {i} of {given.round}\r\n\r\nHello\r\n"
            if by == "smtp":
                send(given.port, sender, recipients, text)
            else:
                subprocess.run(
                    ["sendmail", "-C", given.postfix, "-f", sender, *(a for a, _ in recipients)],
                    input=text.replace("\r\n", "\n").encode("ascii"),
                    check=True,
                )
            time.sleep(given.pause)


def send(port, sender, recipients, text):
    with smtplib.SMTP("127.0.0.1", port, local_hostname="client.example.net", timeout=60) as client:
        client.ehlo()
        client.mail(sender)
        taken = 0
        for address, fate in recipients:
            code, reply = client.rcpt(address)
            if (code == 250) != (fate != "refused"):
                raise SystemExit(f"{address}: {code} {reply!r}")
            taken += code == 250
        if taken:
            code, reply = client.data(text)
            if code != 250:
                raise SystemExit(f"{sender}: {code} {reply!r}")


main()
