"""Asterisk's own lists as figures, callboard's boards as figures, and the comparison of the two.

A figure is ((kind, what, field), value), for example (("queue", "support", "completed"), 12). Names of fields are those
of `callboard.board/1`.
"""
import time
from collections import Counter

MISSING = "(none)"
ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}

QUEUE = {"waiting": "Calls", "completed": "Completed", "abandoned": "Abandoned", "holdTime": "Holdtime", "talkTime": "TalkTime",
         "serviceLevel": "ServiceLevel", "max": "Max", "weight": "Weight"}
MEMBER = {"status": "Status", "callsTaken": "CallsTaken", "lastCall": "LastCall", "lastPause": "LastPause", "penalty": "Penalty",
          "loginTime": "LoginTime", "wrapupTime": "Wrapuptime"}
MEMBER_FLAGS = {"paused": "Paused", "inCall": "InCall"}
MEMBER_TEXTS = {"pausedReason": "PausedReason", "name": "Name", "membership": "Membership", "stateInterface": "StateInterface"}
# what only the dialplan class would tell, which the board does not ask for: reported, not judged
DIALPLAN = {"context": "Context", "extension": "Exten", "application": "Application"}


def unescaped(text):
    """A caller's name as CoreShowChannels writes it, with C's escapes, as the text that it is."""
    out, letters = [], iter(text)
    for letter in letters:
        if letter == "\\":
            letter = next(letters, "\\")
            letter = ESCAPES.get(letter, letter)
        out.append(letter)
    return "".join(out)


def known(text):
    """A caller ID, or None for the ways of saying that there is none."""
    return None if text is None or text.lower() in ("", "unknown", "<unknown>") else text


def percent(text):
    return round(float(text), 1)


def figures_of_lists(queue_status, channels):
    """The figures in the items of a QueueStatus and a CoreShowChannels."""
    out = {}
    for item in queue_status:
        event = item.get("Event")
        if event == "QueueParams":
            kind, what = "queue", item["Queue"]
            fields = {ours: int(item[theirs]) for ours, theirs in QUEUE.items() if theirs in item}
            fields["strategy"] = item["Strategy"]
            fields["serviceLevelPerf"] = percent(item["ServicelevelPerf"])
            if "ServicelevelPerf2" in item:
                fields["serviceLevelPerf2"] = percent(item["ServicelevelPerf2"])
        elif event == "QueueMember":
            kind, what = "member", f"{item['Queue']} {item['Location']}"
            fields = {ours: int(item[theirs]) for ours, theirs in MEMBER.items() if theirs in item}
            fields |= {ours: item[theirs] == "1" for ours, theirs in MEMBER_FLAGS.items() if theirs in item}
            fields |= {ours: item[theirs] for ours, theirs in MEMBER_TEXTS.items() if theirs in item}
        elif event == "QueueEntry":
            kind, what = "caller", f"{item['Queue']} {item['Uniqueid']}"
            fields = {"position": int(item["Position"]), "channel": item["Channel"], "number": known(item.get("CallerIDNum")),
                      "name": known(item.get("CallerIDName"))}
        else:
            continue
        out |= {(kind, what, field): value for field, value in fields.items()} | {(kind, what, "exists"): True}
    for item in channels:
        if item.get("Event") != "CoreShowChannel":
            continue
        what = item["Uniqueid"]
        fields = {"exists": True, "name": item["Channel"], "state": item["ChannelStateDesc"], "callerNumber": known(item.get("CallerIDNum")),
                  "callerName": known(unescaped(item.get("CallerIDName", ""))), "connectedNumber": known(item.get("ConnectedLineNum")),
                  "connectedName": known(unescaped(item.get("ConnectedLineName", ""))), "bridgeID": item.get("BridgeId") or None,
                  "linkedID": item["Linkedid"]}
        out |= {("channel", what, field): value for field, value in fields.items()}
        out |= {("dialplan", what, ours): item.get(theirs) or None for ours, theirs in DIALPLAN.items()}
    return out


def figures_of_board(board):
    """The same figures in a board of callboard's."""
    out = {}
    for row in board["queues"]:
        what = row["name"]
        for field in [*QUEUE, "strategy"]:
            out["queue", what, field] = row[field]
        for field in ("serviceLevelPerf", "serviceLevelPerf2"):
            out["queue", what, field] = None if row[field] is None else round(row[field], 1)
        out["queue", what, "exists"] = True
    for row in board["members"]:
        what = f"{row['queue']} {row['interface']}"
        for field in [*MEMBER, *MEMBER_FLAGS, *MEMBER_TEXTS]:
            out["member", what, field] = row[field]
        out["member", what, "exists"] = True
    for row in board["callers"]:
        what = f"{row['queue']} {row['uniqueID']}"
        out |= {("caller", what, "position"): row["position"], ("caller", what, "channel"): row["channel"], ("caller", what, "exists"): True,
                ("caller", what, "number"): known(row["callerNumber"]), ("caller", what, "name"): known(row["callerName"])}
    for row in board["channels"]:
        what = row["uniqueID"]
        for field in ("name", "state", "linkedID"):
            out["channel", what, field] = row[field]
        for field in ("callerNumber", "callerName", "connectedNumber", "connectedName"):
            out["channel", what, field] = known(row[field])
        out["channel", what, "bridgeID"] = row["bridgeID"] or None
        out["channel", what, "exists"] = True
        for field in DIALPLAN:
            out["dialplan", what, field] = row[field] or None
    return out


def take(ami, attempts=8):
    """Asterisk's lists, taken so that no event of a queue or a call falls between; (figures, began, ended, clean)."""
    for attempt in range(attempts):
        ami.pump(0.02)
        began = time.time()
        queues, stray = ami.ask("QueueStatus")
        channels, more = ami.ask("CoreShowChannels")
        ended = time.time()
        if stray + more == 0:
            break
    return figures_of_lists(queues, channels), began, ended, stray + more == 0


class Comparison:
    """How many figures were equal, and which were not. A figure is equal if it is in any of the boards of its moment."""

    def __init__(self):
        self.compared, self.equal, self.differences = Counter(), Counter(), []

    def add(self, truth, boards, moment=0.0):
        """Compares one truth with the boards around its moment; returns the differences that it found."""
        ours = [figures_of_board(board) for board in boards]
        # what every board shows and Asterisk does not have is a difference too
        shown = set.intersection(*(set(figures) for figures in ours)) if ours else set()
        # a field that this release does not list is no figure
        have = {(kind, what) for kind, what, _ in truth}
        keys = set(truth) | {key for key in shown if (key[0], key[1]) not in have}
        found = []
        for key in keys:
            expected = truth.get(key, MISSING)
            values = [figures.get(key, MISSING) for figures in ours]
            name = f"{key[0]}.{key[2]}"
            self.compared[name] += 1
            if any(self.same(key, expected, value, truth) for value in values):
                self.equal[name] += 1
            else:
                found.append({"at": round(moment, 3), "figure": name, "of": key[1], "asterisk": expected, "callboard": values})
        self.differences += found
        return found

    @staticmethod
    def same(key, expected, value, truth):
        if expected == value:
            return True
        # above 1,000 completed calls one decimal does not tell the hidden count exactly
        if key[2] in ("serviceLevelPerf", "serviceLevelPerf2") and truth.get((key[0], key[1], "completed"), 0) > 1000:
            return isinstance(value, float) and isinstance(expected, float) and abs(value - expected) < 0.11
        return False

    def judged(self):
        """(compared, equal) of all that is judged: everything but what only the dialplan class would tell."""
        return tuple(sum(n for name, n in counter.items() if not name.startswith("dialplan.")) for counter in (self.compared, self.equal))

    def percent(self):
        compared, equal = self.judged()
        return 100 * equal / compared if compared else 0.0

    def report(self, examples=2):
        compared, equal = self.judged()
        lines = [f"{self.percent():.3f} % of {compared} figures equal ({compared - equal} differ)"]
        by_name = Counter(d["figure"] for d in self.differences)
        for name, count in by_name.most_common():
            lines.append(f"  {name}: {count} of {self.compared[name]} differ" + (" (not judged: dialplan class)" if name.startswith("dialplan.") else ""))
            for d in [d for d in self.differences if d["figure"] == name][:0 if name.startswith("dialplan.") else examples]:
                lines.append(f"    {d['of']}: Asterisk {d['asterisk']!r}, callboard {sorted(set(map(repr, d['callboard'])))}")
        return "\n".join(lines)
