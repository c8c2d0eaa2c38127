#!/usr/bin/env python3
"""Reduces a raw capture to what a default login receives: reduce.py FOLDER NAME...

Reads FOLDER/NAME.ami (what Asterisk sent), .idx.jsonl (when each read arrived), .client.jsonl (what was asked) and
.truth.json (where Asterisk's own lists were asked for at the end), and writes here
  NAME.ami        everything up to the last quiet moment, without the classes that a default login does not ask for and
                  without the earlier attempts to read the truth; before each read a packet `Fact: time` with its
                  moment in microseconds since 1970 (from the epoch seconds in the unique ids)
  NAME.truth.ami  Asterisk's own QueueStatus and CoreShowChannels, each time that they were asked for: before each a packet
                  `Fact: truth` with its moment and how many packets of NAME.ami came before it began and before it ended
"""
import bisect
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
UNASKED = (b"dialplan", b"reporting", b"cdr", b"dtmf", b"security", b"verbose", b"command", b"test")
KEPT_ANSWERS = (b"login-", b"coresettings-", b"listcommands-", b"queuestatus-", b"coreshowchannels-")


def packets(data):
    """Offset and bytes of each packet; a banner line counts as one."""
    start = 0
    if data.startswith(b"Asterisk Call Manager"):
        start = data.index(b"\r\n") + 2
    while (end := data.find(b"\r\n\r\n", start)) >= 0:
        yield start, data[start:end + 4]
        start = end + 4


def header(packet, name):
    found = re.search(rb"(?m)^" + name + rb": ([^\r\n]*)", packet)
    return found.group(1) if found else None


def kept(packet, dropped_ids):
    action = header(packet, b"ActionID")
    if action is not None:
        return action not in dropped_ids and action.startswith(KEPT_ANSWERS)
    classes = header(packet, b"Privilege")
    return classes is None or not any(c in UNASKED for c in classes.split(b","))


def reduce(folder, name):
    path = os.path.join(folder, name)
    with open(path + ".ami", "rb") as f:
        data = f.read()
    with open(path + ".idx.jsonl") as f:
        reads = [json.loads(line) for line in f]
    with open(path + ".client.jsonl") as f:
        asked = [json.loads(line) for line in f]
    with open(path + ".truth.json") as f:
        attempts = json.load(f)
    quiet = [a for a in attempts if a["interleaved_events"] == 0][-1]
    first_cut = attempts[0]["cut"]
    dropped = {re.search(r"ActionID: (\S+)", a["data"]).group(1).encode() for a in asked if a["off"] >= first_cut}
    offsets = [r["off"] for r in reads]

    def arrived(offset):
        return reads[max(0, bisect.bisect_right(offsets, offset) - 1)]["t"]

    # A unique id begins with the second in which its channel was made: the latest of them fixes the clock.
    base = max(int(header(p, b"Uniqueid").split(b".")[0]) - arrived(o + len(p) - 1)
               for o, p in packets(data) if p.startswith(b"Event: Newchannel\r"))
    out, last, ends = [], None, []
    for offset, packet in packets(data[:quiet["cut"]]):
        if not kept(packet, dropped):
            continue
        time = round((base + arrived(offset + len(packet) - 1)) * 1e6)
        if time != last:
            out.append(b"Fact: time\r\nTime: %d\r\n\r\n" % time)
            last = time
        out.append(packet)
        ends.append(offset + len(packet))
    with open(os.path.join(HERE, name + ".ami"), "wb") as f:
        f.write(b"".join(out))
    truth = []
    for attempt in attempts:
        # An earlier list than the last quiet one may hold events that came between its items.
        time = round((base + arrived(attempt["cut"])) * 1e6)
        before, within = (bisect.bisect_right(ends, attempt[end]) for end in ("cut", "end"))
        if attempt["cut"] > quiet["cut"]:
            continue
        truth.append(b"Fact: truth\r\nTime: %d\r\nBefore: %d\r\nWithin: %d\r\n\r\n" % (time, before, within))
        truth += [p for _, p in packets(data[attempt["cut"]:attempt["end"]])
                  if (header(p, b"ActionID") or b"").startswith((b"queuestatus-", b"coreshowchannels-"))]
    with open(os.path.join(HERE, name + ".truth.ami"), "wb") as f:
        f.write(b"".join(truth))


for name in sys.argv[2:]:
    reduce(sys.argv[1], name)
