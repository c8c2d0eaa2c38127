"""The lab's own tests: a check that cannot fail proves nothing."""
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from agreement import allowance  # noqa: E402
from ami import parsed  # noqa: E402
from truth import Comparison, figures_of_board, figures_of_lists, known, unescaped  # noqa: E402

QUEUES = [
    {"Event": "QueueParams", "Queue": "support", "Max": "0", "Strategy": "ringall", "Calls": "1", "Holdtime": "4", "TalkTime": "9", "Completed": "3",
     "Abandoned": "1", "ServiceLevel": "20", "ServicelevelPerf": "66.7", "ServicelevelPerf2": "75.0", "Weight": "2"},
    {"Event": "QueueMember", "Queue": "support", "Name": "Ana", "Location": "PJSIP/1", "StateInterface": "PJSIP/1", "Membership": "static", "Penalty": "0",
     "CallsTaken": "3", "LastCall": "100", "LastPause": "0", "LoginTime": "50", "InCall": "1", "Status": "2", "Paused": "0", "PausedReason": "", "Wrapuptime": "0"},
    {"Event": "QueueEntry", "Queue": "support", "Position": "1", "Channel": "PJSIP/carrier-1", "Uniqueid": "5.1", "CallerIDNum": "+1555", "CallerIDName": "unknown"},
]
CHANNELS = [{"Event": "CoreShowChannel", "Channel": "PJSIP/carrier-1", "Uniqueid": "5.1", "Linkedid": "5.1", "ChannelStateDesc": "Up", "CallerIDNum": "+1555",
             "CallerIDName": "O\\'Brien", "ConnectedLineNum": "<unknown>", "ConnectedLineName": "", "BridgeId": "", "Context": "a", "Exten": "1", "Application": "Queue"}]


def board():
    return {
        "queues": [{"name": "support", "strategy": "ringall", "max": 0, "weight": 2, "waiting": 1, "completed": 3, "abandoned": 1, "holdTime": 4,
                    "talkTime": 9, "serviceLevel": 20, "serviceLevelPerf": 66.7, "serviceLevelPerf2": 75.0}],
        "members": [{"queue": "support", "interface": "PJSIP/1", "name": "Ana", "stateInterface": "PJSIP/1", "membership": "static", "penalty": 0,
                     "callsTaken": 3, "lastCall": 100, "lastPause": 0, "loginTime": 50, "inCall": True, "status": 2, "paused": False, "pausedReason": "",
                     "wrapupTime": 0}],
        "callers": [{"queue": "support", "uniqueID": "5.1", "position": 1, "channel": "PJSIP/carrier-1", "callerNumber": "+1555", "callerName": None}],
        "channels": [{"name": "PJSIP/carrier-1", "uniqueID": "5.1", "linkedID": "5.1", "state": "Up", "callerNumber": "+1555", "callerName": "O'Brien",
                      "connectedNumber": None, "connectedName": None, "bridgeID": None, "context": "b", "extension": "1", "application": "Queue"}],
    }


def compared(*boards):
    comparison = Comparison()
    comparison.add(figures_of_lists(QUEUES, CHANNELS), list(boards))
    return comparison


class ComparisonTests(unittest.TestCase):
    def test_equal_boards_are_equal(self):
        self.assertEqual(compared(board()).percent(), 100)

    def test_each_figure_can_differ(self):
        for (kind, what, field), value in figures_of_board(board()).items():
            if kind == "dialplan" or field == "exists":
                continue
            other = board()
            row = other[kind + "s"][0]
            name = {"number": "callerNumber", "name": "callerName"}.get(field, field) if kind == "caller" else field
            row[name] = (not value) if isinstance(value, bool) else "other" if value is None or isinstance(value, str) else value + 1
            found = [d["figure"] for d in compared(other).differences if not d["figure"].startswith("dialplan")]
            self.assertEqual(found, [f"{kind}.{field}"])

    def test_what_only_the_dialplan_class_tells_is_not_judged(self):
        comparison = compared(board())
        self.assertEqual([d["figure"] for d in comparison.differences], ["dialplan.context"])
        self.assertEqual(comparison.percent(), 100)

    def test_rows_too_few_and_too_many_are_found(self):
        for kind in ("queues", "members", "callers", "channels"):
            self.assertLess(compared(board() | {kind: []}).percent(), 100)
        other = board()
        other["callers"].append(dict(other["callers"][0], uniqueID="6.1"))
        self.assertLess(compared(other).percent(), 100)

    def test_one_equal_board_of_the_moment_is_enough(self):
        other = board()
        other["queues"][0]["waiting"] = 7
        self.assertEqual(compared(other, board()).percent(), 100)

    def test_no_board_is_no_agreement(self):
        self.assertEqual(compared().percent(), 0)

    def test_texts(self):
        self.assertEqual(unescaped(r"a\\b\"c\'\t?"), "a\\b\"c'\t?")
        self.assertEqual([known(t) for t in ("<unknown>", "Unknown", "", "1")], [None, None, None, "1"])
        self.assertEqual(parsed(b"A: b: c\r\nEmpty: \r\nBare:"), {"A": "b: c", "Empty": "", "Bare": ""})


def snapshot(at=0.0):
    return [(at, 1, {"action": "QueueStatus"}), (at, 1, {"action": "CoreShowChannels"})]


def ask(at, queue=None):
    return (at, 1, {"action": "QueueStatus", "queue": queue} if queue else {"action": "CoreShowChannels"})


class AllowanceTests(unittest.TestCase):
    def test_a_slow_audit_is_allowed(self):
        actions = snapshot() + [ask(t, f"q{t % 60}") for t in range(3, 300, 5)] + [ask(t) for t in (62, 122, 182)]
        self.assertEqual(allowance(sorted(actions, key=lambda a: a[0])), [])

    def test_settling_after_the_snapshot_is_allowed(self):
        self.assertEqual(allowance(snapshot() + [ask(2, "a"), ask(4, "a"), ask(8, "a"), ask(70, "a")]), [])

    def test_a_second_look_after_a_reset_is_allowed(self):
        self.assertEqual(allowance(snapshot() + [ask(70, "a"), ask(81, "a"), ask(142, "a")]), [])

    def test_polling_is_not(self):
        self.assertTrue(allowance(snapshot() + snapshot(10)))
        self.assertTrue(allowance(snapshot() + [ask(70, "a"), ask(75, "a")]))
        self.assertTrue(allowance(snapshot() + [ask(t, "a") for t in range(70, 190, 15)]))
        self.assertTrue(allowance(snapshot() + [ask(70), ask(100)]))
        self.assertTrue(allowance(snapshot() + [ask(70, "a"), ask(70.3, "b")]))

    def test_a_missing_snapshot_is_not(self):
        self.assertTrue(allowance([ask(1, "a")]))


class InstallationTests(unittest.TestCase):
    def test_a_failed_installation_has_a_status_of_its_own(self):
        here = os.path.dirname(os.path.abspath(__file__))
        done = subprocess.run([sys.executable, "-B", here + "/asterisk-lab", "setup"], capture_output=True, text=True,
                              env={"PATH": "/nonexistent", "ASTERISK_LAB_HOME": "/nonexistent/lab"})
        self.assertEqual(done.returncode, 75)
        self.assertTrue(done.stderr.startswith("could not install: "), done.stderr)


if __name__ == "__main__":
    unittest.main()
