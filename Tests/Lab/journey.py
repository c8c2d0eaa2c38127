"""The live check of winding the board back: what happened in a real Asterisk is found again at its moment."""
import json
import re
import time
from datetime import datetime, timezone

from control import Desk
from harness import Program, Screen, eventually, moment, require


def clock(at):
    return datetime.fromtimestamp(at, timezone.utc).strftime("%H:%M:%S")


class Journey:
    """A screen in the past."""

    def __init__(self, screen):
        self.screen = screen

    def shows(self):
        """The moment that the screen shows, in seconds since 1970; None while it shows the present."""
        found = re.search(r"(?:PAST|REPLAY at) (\d+-\d+-\d+ )?(\d+:\d+:\d+)", self.screen.text())
        if not found:
            return None
        day = (found[1] or "").strip() or datetime.now(timezone.utc).strftime("%Y-%m-%d")
        return datetime.strptime(f"{day} {found[2]}", "%Y-%m-%d %H:%M:%S").replace(tzinfo=timezone.utc).timestamp()

    def jumps(self, key, at, what):
        """A key leads to a moment, give or take what two seconds' edges and a journal's batch take."""
        self.screen.press(key)

        def arrived():
            if self.shows() is not None and abs(self.shows() - at) <= 2.5:
                return True
            # a journal that is still being read knows of nothing yet
            if "There is no" in self.screen.text():
                self.screen.press(key)
                time.sleep(0.5)
            return False

        eventually(arrived, 12,
                   lambda: f"{key} does not lead to {what} at {clock(at)}:\n{self.screen.text()}")

    def goes(self, at):
        """Goes to a moment by typing it."""
        self.screen.press("b")
        self.screen.dialog(r"14:05|time|moment")
        self.screen.press("clear field")
        self.screen.type(clock(at))
        self.screen.press("enter")
        eventually(lambda: self.shows() is not None and abs(self.shows() - int(at)) < 1, 8,
                   lambda: f"b does not lead to {clock(at)}:\n{self.screen.text()}")


def an_incident_wound_back(context):
    """Someone else pauses an agent, a queue fills until it is an alarm, a caller is hung up from the board: each is found again, live and in replay."""
    desk = Desk(context)
    screen, ami = desk.screen, desk.ami
    for member in desk.members("vip"):
        ami.send("QueuePause", Queue="vip", Interface=member, Paused="true", Reason="Check")
    time.sleep(4)  # the journal holds the lists two seconds before it
    paused = time.time()
    ami.send("QueuePause", Queue="support", Interface="PJSIP/agent012", Paused="true", Reason="Incident")
    screen.press("agents")
    screen.shows(r"Incident")
    time.sleep(2.5)
    for number in range(5):
        ami.send("Originate", Channel="Local/6503@from-trunk/n", Application="Wait", Data="3600", Async="true", CallerID=f"Caller {number} <555000{number}>")
        desk.until(lambda: len(desk.waiting("vip")) == number + 1, f"no {number + 1} callers wait")
    full = time.time()
    screen.shows(r"alarm")
    time.sleep(3)
    gone = desk.waiting("vip")[0]
    desk.select("channels", gone["Channel"], re.escape(gone["Channel"]))
    screen.press("hang up")
    screen.dialog(r"hang")
    hung = time.time()
    screen.press("confirm")
    desk.until(lambda: len(desk.waiting("vip")) == 4, "the caller was not hung up")
    screen.press("escape", "escape", "escape")
    time.sleep(3)

    # on the live board
    journey = Journey(screen)
    journey.jumps("{", hung, "the command")
    journey.jumps("[", full, "the alarm")
    screen.press("queues")
    screen.shows(r"vip +\W?5 ")
    journey.jumps("}", hung, "the command after it")
    journey.goes(paused + 2)
    screen.press("agents")
    screen.shows(r"Incident")
    journey.goes(paused - 2)
    eventually(lambda: "Incident" not in screen.text(), 5, lambda: f"agent012 was paused before it was:\n{screen.text()}")
    journey.jumps("]", full, "the next alarm")
    screen.press("Z")
    eventually(lambda: journey.shows() is None, 5, lambda: f"Z does not lead back to now:\n{screen.text()}")
    screen.shows(r"\blive\b")
    desk.end()

    # from the journal alone
    journal = context.program.home + "/state/callboard/journal"

    def board(at):
        return context.program.board("replay", journal, "--at", datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"), "--json")

    def reason(at):
        return next(m["pausedReason"] for m in board(at)["members"] if m["queue"] == "support" and m["interface"] == "PJSIP/agent012")

    require(reason(paused + 2) == "Incident" and reason(paused - 2) != "Incident", "the pause is not where it was")
    waiting = [sum(c["queue"] == "vip" for c in board(at)["callers"]) for at in (paused, full + 2, hung + 3)]
    require(waiting == [0, 5, 4], f"in vip waited {waiting}, expected 0, 5 and 4")
    end = context.program.board("replay", journal, "--at", "end", "--json")
    lost = [(c["queue"], c["callerNumber"], c["state"]) for c in end["lostCallers"]]
    require(lost == [("vip", gone["CallerIDNum"], "open")], f"the lost callers are {lost}")

    replay = Screen(context.program, "replay", journal, "--at", "start", size=(160, 50))
    journey = Journey(replay)
    eventually(lambda: journey.shows() is not None, 10, lambda: f"the replay shows no past:\n{replay.text()}")
    journey.jumps("]", full, "the first alarm")
    replay.press("queues")
    replay.shows(r"vip +\W?5 ")
    journey.jumps("}", hung, "the command")
    journey.jumps("[", full, "the alarm before")
    replay.press("escape", "quit")
    eventually(lambda: replay.ended() == 0, 5, lambda: f"q does not end the replay:\n{replay.text()}")

    # who did what
    lines = [json.loads(line) for line in context.program.run("audit", journal, "--json").stdout.splitlines()]
    others = [line for line in lines if line["kind"] == "other" and line.get("reason") == "Incident"]
    require(len(others) == 1 and abs(moment(others[0]["at"]) - paused) < 2, f"the pause by somebody else is not in the audit: {lines}")
    own = [(line["phase"], line["command"]) for line in lines if line["kind"] == "own"]
    require([phase for phase, _ in own] == ["asked", "done"], f"the board's own lines are {own}")
    rows = [json.loads(line) for line in context.program.run("export", "audit", journal, "--jsonl").stdout.splitlines()]
    require([(row["action"], row["outcome"]) for row in rows] == [("Hangup", "done")], f"the exported commands are {rows}")


CHECKS = [an_incident_wound_back]
