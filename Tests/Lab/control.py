"""The live checks of call control: every command from the keyboard, its effect read back by the lab's own client."""
import array
import glob
import json
import os
import re
import subprocess
import time
import wave

from ami import AMI, parsed
from harness import SECRETS, Failed, Lab, Program, Screen, eventually, require


class Desk:
    """A lab whose phones answer, a board on it with a person before it, and the lab's own client beside it."""

    def __init__(self, context, *arguments, user="wallboard", size=(160, 50), **options):
        self.release = context.release
        self.lab = Lab(context.release, **options)
        self.lab.command("load", "--calls", 0)
        self.ami = AMI(self.lab.ami, "wallboard", SECRETS["wallboard"], events="off")
        self.screen = Screen(context.program, "connect", *arguments, *Program.link(self.lab.ami, user), user=user, size=size)
        self.screen.shows(r"\blive\b", 15)

    # MARK: the person

    def select(self, panel, text, shown):
        self.screen.press("escape", "escape", "escape", panel, "filter", "clear field")
        self.screen.type(text)
        self.screen.press("enter")
        self.screen.shows(shown)

    def run(self, command, dialog=None):
        """Runs a command by its name, from the palette; waits for its dialog."""
        self.screen.press("palette")
        self.screen.shows("Tab completes", 5)
        self.screen.type(command)
        self.screen.shows(re.escape(command), 5)
        self.screen.press("enter")
        if dialog:
            self.screen.dialog(dialog)

    def fill(self, *texts):
        """Fills the focused field and the next ones; None leaves one as it is. Then Enter."""
        for place, text in enumerate(texts):
            if place:
                self.screen.press("next field")
            if text is not None:
                self.screen.press("clear field")
                self.screen.type(text)
        self.screen.press("enter")

    # MARK: what Asterisk says

    def channels(self):
        """Channel, context, extension, application, data and bridge of every channel."""
        listed, _ = self.ami.ask("CoreShowChannels")
        return [c for c in listed if c.get("Event") == "CoreShowChannel"]

    def channel(self, name):
        return next((c for c in self.channels() if c["Channel"] == name), None)

    def members(self, queue):
        listed, _ = self.ami.ask("QueueStatus", Queue=queue)
        return {m["Location"]: m for m in listed if m.get("Event") == "QueueMember"}

    def waiting(self, queue):
        listed, _ = self.ami.ask("QueueStatus", Queue=queue)
        return sorted((e for e in listed if e.get("Event") == "QueueEntry"), key=lambda e: int(e["Position"]))

    def until(self, condition, what, seconds=10):
        return eventually(condition, seconds, lambda: f"{what}:\n" + "\n".join(
            f"{c['Channel']} {c.get('Context')} {c.get('Exten')} {c.get('Application')}({c.get('ApplicationData')}) {c.get('BridgeId')}" for c in self.channels())
            + "\n" + self.screen.text())

    # MARK: calls

    def conversation(self, number="1002"):
        """A call in a bridge: the agent's phone, and the leg it talks to. The phones refuse some calls, as people do."""
        agent = f"PJSIP/agent{number[1:]}-"
        for _ in range(8):
            self.ami.send("Originate", Channel=f"Local/{number}@from-internal/n", Application="Wait", Data="3600", Async="true",
                          CallerID='"O\'Brien, Pat; \\"x\\"" <5551234>')
            until = time.time() + 5
            while time.time() < until:
                channels = self.channels()
                # one of the two may enter the bridge a moment before the other
                phone = next((c for c in channels if c["Channel"].startswith(agent) and c.get("BridgeId")), None)
                other = phone and next((c for c in channels if c.get("BridgeId") == phone["BridgeId"] and c is not phone), None)
                if other:
                    return phone["Channel"], other["Channel"]
                time.sleep(0.1)
            for c in channels:
                if c["Channel"].startswith((agent, f"Local/{number}@")):
                    self.ami.send("Hangup", Channel=c["Channel"])
        raise AssertionError(f"the phone of {number} answers no call")

    def queue_conversation(self, queue, extension, through_local):
        """A caller who talks to a member of a queue, whom it calls directly or as FreePBX does: the caller's channel, the phone's."""
        members = self.members(queue)
        for interface in 3 * sorted(m for m in members if m.startswith("Local/") == through_local):
            phone = "PJSIP/agent" + re.search(r"1?(\d{3})(?=@|$)", interface).group(1) + "-"
            for m in members:
                self.ami.send("QueuePause", Queue=queue, Interface=m, Paused="false" if m == interface else "true", Reason="Check")
            self.ami.send("Originate", Channel=f"Local/{extension}@from-trunk/n", Application="Wait", Data="3600", Async="true", CallerID="Pat <5550007>")
            until = time.time() + 8
            while time.time() < until:
                talking = [c for c in self.channels() if c.get("BridgeId")]
                caller = next((c["Channel"] for c in talking if c.get("Application") == "Queue"), None)
                own = next((c["Channel"] for c in talking if c["Channel"].startswith(phone)), None)
                if caller and own and len(talking) == (4 if through_local else 2):
                    return caller, own
                time.sleep(0.1)
            self.end_all()
        raise AssertionError(f"no member of {queue} answers")

    def end_all(self):
        """Hangs everything up."""
        for c in self.channels():
            self.ami.send("Hangup", Channel=c["Channel"])
        self.until(lambda: not self.channels(), "channels are left")

    def ended(self, name):
        """Whether no channel of this name is left; asks those that are to go."""
        left = [c["Channel"] for c in self.channels() if c["Channel"].startswith(name)]
        for channel in left:
            self.ami.send("Hangup", Channel=channel)
        return not left

    def wait_in(self, queue, extension, count=1):
        for m in self.members(queue):
            self.ami.send("QueuePause", Queue=queue, Interface=m, Paused="true", Reason="Check")
        for n in range(count):
            self.ami.send("Originate", Channel=f"Local/{extension}@from-trunk/n", Application="Wait", Data="3600", Async="true", CallerID=f"Caller {n} <555000{n}>")
            self.until(lambda: len(self.waiting(queue)) == n + 1, f"no {n + 1} callers wait in {queue}")

    def end(self):
        self.screen.press("escape", "escape", "escape", "quit")
        eventually(lambda: self.screen.ended() is not None, 5, lambda: f"q does not end the board:\n{self.screen.text()}")
        require(self.screen.ended() == 0, f"the board ended with {self.screen.ended()}, expected 0")


def calls_from_the_keyboard(context):
    """Transfer, attended transfer and its cancel, redirect of both legs, park, spy, whisper, barge, record, mute, digits, text, kick, hang-up of marked calls."""
    desk = Desk(context)
    screen = desk.screen
    offered = desk.lab.console("manager show commands")

    # blind transfer: whom the agent talks to goes to 8001
    phone, other = desk.conversation()
    desk.select("channels", phone, re.escape(phone))
    screen.press("transfer")
    screen.dialog(r"Transfer .*; .* is freed")
    screen.type("8001")
    screen.press("enter")
    desk.until(lambda: (desk.channel(other) or {}).get("Application") == "Echo", "the other leg is not at 8001")
    screen.shows(r"Transferred to 8001")
    desk.end_all()

    # whichever row of a queue's call is selected: the caller goes and the agent is free, by Asterisk's own console
    for through_local in (False, True):
        for is_of_caller in (True, False):
            caller, phone = desk.queue_conversation("vip", "6503", through_local)
            row = caller if is_of_caller else phone
            desk.select("channels", row, re.escape(row))
            screen.shows(r"\u258c. talking")  # the board is told a moment after the console
            screen.press("transfer")
            screen.dialog(r"Transfer 5550007; .* is freed")
            screen.type("8001")
            screen.press("enter")

            def lines():
                return {line.split("!")[0]: line.split("!") for line in desk.lab.console("core show channels concise").splitlines()}
            desk.until(lambda: (lines().get(caller) or [""] * 6)[5] == "Echo" and phone not in lines(),
                       f"from the row of {row} the caller is not at 8001, or the agent is not free")
            screen.shows(r"Transferred to 8001: 5550007")
            desk.end_all()

    # attended transfer, then its cancel: the agent is back with the caller
    phone, other = desk.conversation("1006")
    desk.select("channels", phone, re.escape(phone))
    desk.run("call.attended", r"Attended transfer of .* by")
    screen.type("8000")
    screen.press("enter")
    screen.shows(r"is being connected with 8000")
    desk.until(lambda: any(c.get("Exten") == "8000" and c.get("Application") == "Wait" for c in desk.channels()), "nobody is at 8000")
    desk.run("call.cancel-attended")
    screen.shows(r"Cancelled the attended transfer", 8)
    # The agent is back with the caller. Asterisk 16 can end itself when calls are hung up before that has settled.
    desk.until(lambda: (desk.channel(phone) or {}).get("BridgeId") and desk.channel(phone)["BridgeId"] == (desk.channel(other) or {}).get("BridgeId"),
               "the agent is not back with the caller")
    desk.until(lambda: not any(c.get("Exten") == "8000" for c in desk.channels()), "somebody is still at 8000")
    desk.end_all()

    # both legs elsewhere
    phone, other = desk.conversation("1008")
    desk.select("channels", phone, re.escape(phone))
    desk.run("call.redirect", r"Redirect")
    screen.press("BTab", "Left")  # from the last leg of the list: both
    screen.shows(r"both", 3)
    screen.press("next field")
    screen.type("8000")
    screen.press("enter")
    desk.until(lambda: all((desk.channel(name) or {}).get("Exten") == "8000" for name in (phone, other)), "not both legs are at 8000")
    desk.end_all()

    # spy, whisper, barge: a device rings and listens to that very channel
    phone, other = desk.conversation()
    desk.select("channels", phone, re.escape(phone))
    for place, option in enumerate(("qE", "qEw", "qEB")):
        devices = ("agent009", "agent010", "agent013", "agent014", "agent017", "agent018", "agent020", "agent021", "agent022")
        for device in devices[3 * place:3 * place + 3]:  # a phone may be busy, or nobody takes it
            screen.press("spy")
            screen.dialog(r"Spy on")
            if re.search(r"My phone +\w", screen.text()):
                screen.press(*["Right"] * place, "next field", "clear field")
            screen.type(f"PJSIP/{device}")
            screen.press("next field", "clear field")
            screen.type("4")
            screen.press("enter")
            said = screen.shows(rf"Answered: PJSIP/{device}|The call to PJSIP/{device}.* failed", 45).group()
            if said.startswith("Answered"):
                break
        desk.until(lambda: any(c.get("Application") == "ChanSpy" and c.get("ApplicationData") == f"{phone},{option}" for c in desk.channels()), f"no ChanSpy with {option}")
        desk.ended(f"PJSIP/{device}")  # some end only with the call: the phones send no audio that would wake them

    # a bare number will do, and the next time nothing is typed at all
    for number in ("1009", "1010", "1013", "1014", "1017", "1018"):
        screen.press("spy")
        screen.dialog(r"Spy on")
        screen.press("next field", "clear field")
        screen.type(number)
        screen.shows(rf"rings Local/{number}@from-internal/n, through the dialplan", 5)
        screen.press("next field", "clear field")
        screen.type("4")
        screen.press("enter")
        if screen.shows(r"Answered: Local/\d+@from-internal/n, you listen to|The call to Local/.* failed", 45).group().startswith("Answered"):
            break
    spies = lambda: [c for c in desk.channels() if c.get("Application") == "ChanSpy" and c.get("ApplicationData") == f"{phone},qE"]  # noqa: E731
    desk.until(lambda: len(spies()) == 1, f"nobody listens by {number}")
    desk.ended(f"Local/{number}@")
    desk.until(lambda: not spies(), "somebody still listens")
    screen.press("spy")
    screen.shows(rf"My phone +{number}\b", 5)
    screen.press("Escape")

    # record, pause, go on, stop
    def recorders():
        return desk.lab.console(f"mixmonitor list {phone}")
    desk.run("call.record", r"Record ")
    screen.press("clear field")
    screen.type("check-1")
    screen.press("enter")
    screen.shows(r"Recording to check-1\.wav")
    desk.until(lambda: "monitor/check-1" in recorders(), "no recording runs")
    desk.run("call.record-pause")
    screen.shows(r"is silent")
    desk.run("call.record-resume")
    screen.shows(r"goes on")
    desk.run("call.record-stop")
    screen.shows(r"has ended")
    desk.until(lambda: "monitor/check-1" not in recorders(), "the recording still runs")

    # mute, digits, text
    desk.run("call.mute", r"Mute ")
    screen.press("enter")
    screen.shows(r"Muted ")
    desk.run("call.dtmf", r"Digits for")
    screen.type("12#")
    screen.press("enter")
    screen.shows(r"Played 12#")
    desk.run("call.text", r"Text for")
    screen.type("Please call back, \"Pat\"; it's urgent")
    screen.press("enter")
    screen.shows(r"Sent the text|refused to send a text", 10)

    # kick out of the bridge
    desk.select("channels", phone, re.escape(phone))
    desk.run("call.kick", r"Kick out of the bridge")
    screen.press("confirm")
    desk.until(lambda: not (desk.channel(phone) or {}).get("BridgeId"), "the channel is still in its bridge")
    desk.end_all()

    # park, list, fetch
    phone, other = desk.conversation("1012")
    desk.select("channels", phone, re.escape(phone))
    screen.press("park")
    screen.dialog(r"Park the call")
    screen.press("enter")

    def parked():
        listed, _ = desk.ami.ask("ParkedCalls", "ParkedCallsComplete", 2)
        return [p["ParkeeChannel"] for p in listed if p.get("Event") == "ParkedCall"]
    desk.until(lambda: parked() == [other], "the other leg is not parked")
    screen.press("fetch parked")
    screen.shows(r"Parked calls on", 5)
    screen.shows(r"701", 5)
    screen.press("enter")
    screen.dialog(r"Fetch ")
    screen.press("clear field")
    screen.type("Local/8001@from-internal")
    screen.press("enter")
    desk.until(lambda: parked() == [], "the call is still parked")
    desk.until(lambda: (desk.channel(other) or {}).get("BridgeId"), "the fetched call talks to nobody")
    desk.end_all()

    # marked calls are hung up together, the exact list shown first
    for _ in range(3):
        desk.ami.send("Originate", Channel="Local/8000@from-internal/n", Application="Wait", Data="3600", Async="true", CallerID="Bulk <777>")
    desk.until(lambda: len(desk.channels()) == 6, "no six channels")
    desk.select("channels", "Local/8000", r"Channels 6")
    names = [c["Channel"] for c in desk.channels() if c["Channel"].endswith(";1")]
    screen.press("space", "space")
    screen.press("hang up")
    screen.dialog(r"Hang up 2 calls")
    listed = set(re.findall(r"Local/8000@from-internal-\w+;[12]", screen.text()))
    require(len(listed) >= 2, f"the calls are not listed:\n{screen.text()}")
    screen.press("down")
    screen.press("confirm")
    desk.until(lambda: len(desk.channels()) in (2, 4), "not two calls were hung up")
    require(offered, "the console is silent")
    require(names, "no channels")
    desk.end()


def waiting_callers_from_the_keyboard(context):
    """A waiting caller is given another priority, picked up, and withdrawn."""
    desk = Desk(context)
    screen = desk.screen
    desk.wait_in("vip", "6503", 2)
    first, second = [e["Channel"] for e in desk.waiting("vip")]
    desk.select("channels", second, re.escape(second))
    desk.run("call.priority", r"Priority in vip")
    screen.press("clear field")
    screen.type("50")
    screen.press("enter")
    desk.until(lambda: [e["Priority"] for e in desk.waiting("vip") if e["Channel"] == second] == ["50"], "the priority is not 50")
    screen.shows(r"Priority 50 in")
    desk.select("channels", second, re.escape(second))
    screen.press("pick up")
    screen.dialog(r"Pick up from vip")
    screen.press("clear field")
    screen.type("8001")
    screen.press("enter")
    desk.until(lambda: (desk.channel(second) or {}).get("Application") == "Echo", "the caller is not at 8001")
    screen.shows(r"Sent to 8001 from vip")
    # the one who is left goes on in the dialplan, which hangs up
    desk.select("channels", first, re.escape(first))
    desk.run("call.withdraw", r"Withdraw from vip")
    screen.press("confirm")
    desk.until(lambda: not desk.waiting("vip"), "the caller still waits")
    screen.shows(r"Withdrew")
    # a queue row picks up who is next; nobody is left
    desk.select("queues", "vip", r"vip")
    screen.press("pick up")
    screen.shows(r"nobody waits in this queue")
    desk.end()


def agents_from_the_keyboard(context):
    """Pause in one queue, of a whole queue, its undo; release after autopause; add, penalty, ring in use, remove."""
    desk = Desk(context)
    screen = desk.screen

    def paused(queue):
        return {i: m["PausedReason"] for i, m in desk.members(queue).items() if m["Paused"] == "1"}

    # one queue of several
    interface = "PJSIP/agent012"
    queues = [q for q in ("support", "sales", "billing", "vip", "spanish", "retention") if interface in desk.members(q)]
    desk.select("agents", "Ana Lima 012", r"Ana Lima 012")
    screen.press("pause")
    screen.dialog(r"Pause Ana Lima 012")
    screen.press("2", "next field", "Right", "enter")
    desk.until(lambda: sum(interface in paused(q) for q in queues) == 1, "the agent is not paused in exactly one queue")
    screen.shows(r"Paused Ana Lima 012 in (?!every)")
    screen.press("undo")
    desk.until(lambda: not any(interface in paused(q) for q in queues), "the pause was not undone")
    screen.shows(r"Undone")

    # a whole queue, and back
    desk.select("queues", "billing", r"billing")
    before = paused("billing")
    screen.press("pause")
    screen.dialog(r"Pause billing")
    for member in desk.members("billing").values():
        require(member["Name"].split()[0] in screen.text(), f"{member['Name']} is not in the list:\n{screen.text()}")
    screen.press("1", "enter")
    desk.until(lambda: len(paused("billing")) == len(desk.members("billing")), "not everybody in billing is paused")
    screen.press("unpause")
    screen.dialog(r"Unpause billing")
    screen.press("enter")
    desk.until(lambda: not paused("billing"), "somebody in billing is still paused")
    require(not before, f"somebody was paused from the start: {before}")

    # paused by the PBX after a miss, released with one key
    desk.ami.send("QueuePause", Queue="support", Interface=interface, Paused="true", Reason="Auto-Pause")
    desk.until(lambda: paused("support").get(interface) == "Auto-Pause", "no autopause")
    desk.select("agents", "Ana Lima 012", r"missed calls")
    screen.press("release")
    desk.until(lambda: interface not in paused("support"), "the agent was not released")
    screen.shows(r"Released Ana Lima 012")

    # another queue
    absent = next(q for q in ("support", "sales", "billing", "vip", "spanish", "retention") if interface not in desk.members(q))
    screen.press("add")
    screen.dialog(r"Add Ana Lima 012")
    for _ in range(6):
        if re.search(rf"< {absent} >", screen.text()) or re.search(rf"Queue +{absent}\b", screen.text()):
            break
        screen.press("Right")
        time.sleep(0.2)
    screen.press("next field", "clear field")
    screen.type("4")
    screen.press("enter")
    desk.until(lambda: desk.members(absent).get(interface, {}).get("Penalty") == "4", f"the agent is not in {absent} with the penalty 4")
    require(desk.members(absent)[interface]["Name"] == "Ana Lima 012", f"the name is {desk.members(absent)[interface]['Name']!r}")
    desk.run("agent.penalty", r"Penalty of")
    screen.press("clear field")
    screen.type("7")
    screen.press("enter")
    desk.until(lambda: all(desk.members(q)[interface]["Penalty"] == "7" for q in [absent, *queues]), "the penalty is not 7 everywhere")
    desk.run("agent.ring-in-use", r"while in use")
    screen.press("Right", "enter")
    screen.shows(r"rings while in use")
    desk.until(lambda: f"{interface}" in desk.lab.console(f"queue show {absent}") and "ringinuse disabled" not in
               next(l for l in desk.lab.console(f"queue show {absent}").splitlines() if interface in l), "ring in use is off")
    desk.run("agent.remove", r"Remove Ana Lima 012")
    for _ in range(7):
        if re.search(rf"< {absent} >", screen.text()):
            break
        screen.press("Right")
        time.sleep(0.2)
    screen.press("confirm")
    desk.until(lambda: interface not in desk.members(absent), f"the agent is still in {absent}")
    screen.shows(r"Removed Ana Lima 012")
    # a static member cannot be removed: the PBX's own words are shown
    desk.run("agent.remove", r"Remove Ana Lima 012")
    screen.press("confirm")
    screen.shows(r"refused to remove.*Member not dynamic|Member not dynamic", 8)
    screen.press("escape")
    desk.end()

    # the audit trail has every command with its outcome, and what others did; a changed chain ends with 3
    done = context.program.run("audit", "--json")
    require(done.returncode == 0, f"audit ended with {done.returncode}: {done.stderr.decode()!r}")
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    own = [line for line in lines if line["kind"] == "own"]
    for command, phase in (("agent.pause", "done"), ("agent.undo-pause", "done"), ("agent.release", "done"), ("agent.add", "done"),
                           ("agent.remove", "done"), ("agent.remove", "failed")):
        require(any(line["command"] == command and line["phase"] == phase for line in own), f"audit has no {phase} {command}: {own}")
    require(any("dynamic" in (line["answer"] or "").lower() for line in own if line["phase"] == "failed"), f"audit has not the PBX's answer: {own}")
    require(all(line["who"] for line in own), "audit does not say who")
    require(any(line["kind"] == "other" and line["reason"] == "Auto-Pause" and line["source"].startswith("PBX") for line in lines), "audit does not tell the autopause")
    heads = glob.glob(context.program.home + "/**/audit-head", recursive=True)
    require(len(heads) == 1, f"the heads of the chain are {heads}")
    with open(heads[0], "w") as f:
        f.write(f"{len(own) + 1} {'0' * 64}\n")
    done = context.program.run("audit")
    require(done.returncode == 3 and b"broken" in done.stderr, f"audit of a chain whose end is missing ended with {done.returncode}: {done.stderr.decode()!r}")


def rooms_from_the_keyboard(context):
    """Conference rooms: list, who is in, mute, lock, kick."""
    desk = Desk(context)
    screen = desk.screen
    for n in range(2):
        desk.ami.send("Originate", Channel="Local/7100@from-internal/n", Application="Wait", Data="3600", Async="true", CallerID=f"Guest {n} <66{n}>")

    def parties():
        listed, _ = desk.ami.ask("ConfbridgeList", "ConfbridgeListComplete", 1, Conference="lobby")
        return {p["Channel"]: p for p in listed if p.get("Event") == "ConfbridgeList"}

    def room():
        listed, _ = desk.ami.ask("ConfbridgeListRooms", "ConfbridgeListRoomsComplete", 1)
        return next((r for r in listed if r.get("Event") == "ConfbridgeListRooms"), {})
    desk.until(lambda: [c.get("Application") for c in desk.channels()].count("ConfBridge") == 2, "no two are in the room")
    eventually(lambda: "2" in room().get("Parties", ""), 10, "the room has no two parties")
    screen.press("rooms")
    screen.shows(r"lobby +2 in", 8)
    screen.press("l")
    desk.until(lambda: room().get("Locked") == "Yes", "the room is not locked")
    screen.shows(r"lobby +2 in, locked", 8)
    screen.press("o")
    desk.until(lambda: room().get("Locked") == "No", "the room is still locked")
    screen.shows(r"lobby +2 in(?!, locked)", 8)
    screen.press("enter")
    screen.shows(r"Room lobby", 5)
    eventually(lambda: len(re.findall(r"Local/7100@from-internal-0", screen.text())) >= 2, 5, lambda: f"no two in the list:\n{screen.text()}")
    screen.press("m")
    desk.until(lambda: [p["Muted"] for p in parties().values()].count("Yes") == 1, "nobody is muted")
    screen.shows(r"muted", 5)
    screen.press("u")
    desk.until(lambda: [p["Muted"] for p in parties().values()].count("Yes") == 0, "somebody is still muted")
    # whom all see: Asterisk tells it of the bridge
    listener = AMI(desk.lab.ami, "wallboard", SECRETS["wallboard"], events="call")
    screen.press("v")
    sources = []

    def told():
        sources.extend(m for m in map(parsed, listener.pump(0.2)) if m.get("Event") == "BridgeVideoSourceUpdate")
        return sources
    eventually(told, 8, lambda: f"Asterisk tells of no source of video:\n{screen.text()}")
    ids = {c["Uniqueid"]: c["Channel"] for c in desk.channels()}
    require(ids.get(sources[-1].get("BridgeVideoSource")) in parties(), f"the source is {sources[-1]}, in the room are {list(parties())}")
    listener.close()
    time.sleep(0.5)
    screen.press("hang up")
    screen.dialog(r"Kick out of the room lobby")
    require(len(parties()) == 2, "the first key kicked already")
    screen.press("confirm")
    # Asterisk's own `User kicked`; whether a Local channel then goes at once is its affair: 16 and 22 mostly let it stay.
    screen.shows(r"The PBX kicked .*Local/7100.*; a Local channel can stay", 8)
    desk.end()


def voicemail_from_the_keyboard(context):
    """The boxes with their new and old messages, as Asterisk counts them, before and after a message came and was heard."""
    desk = Desk(context)
    screen = desk.screen
    box = f"{desk.lab.host}/spool/voicemail/default/1001"

    def message(folder):
        os.makedirs(f"{box}/{folder}", exist_ok=True)
        number = len(glob.glob(f"{box}/{folder}/msg*.txt"))
        for suffix, body in ((".wav", b""), (".txt", b"[message]\norigmailbox=1001\ncontext=from-internal\nexten=1001\npriority=1\ncallerchan=PJSIP/x\n"
                                              b"callerid=Pat <5551234>\norigdate=Mon Jan  5 09:00:00 AM UTC 2026\norigtime=1767603600\nmsg_id=1767603600-%08d\nduration=7\n" % number)):
            with open(f"{box}/{folder}/msg{number:04d}{suffix}", "wb") as f:
                f.write(body)

    def counted(new, old):
        listed, _ = desk.ami.ask("VoicemailUsersList", "VoicemailUserEntryComplete", 5)
        entry = next((e for e in listed if e.get("VoiceMailbox") == "1001"), None)
        require(entry, f"Asterisk lists no box 1001: {listed}")
        require((entry["NewMessageCount"], entry["OldMessageCount"]) == (str(new), str(old)), f"Asterisk counts {entry}, expected {new} new and {old} old")
        screen.shows(rf"1001@default +Björn Åkesson +{new} new, {old} old", 8)
        screen.shows(r"1002@default +Chen 李娜 +0 new, 0 old", 2)

    screen.press("voicemail")
    if "VoicemailUsersList" not in desk.lab.console("manager show commands"):
        # Debian packs app_voicemail of Asterisk 16 separately
        screen.shows(r"VoicemailUsersList", 5)
        desk.end()
        return
    counted(0, 0)
    message("INBOX")
    message("INBOX")
    message("Old")
    screen.press("R")
    counted(2, 1)
    desk.end()


def a_ucm_from_the_keyboard(context):
    """The whole way on a UCM's dialect: the program on a terminal, a simulated UCM behind a socket, effects read from that by another client; then the audit."""
    ucm = context.program.begin("simulate", "--listen", "127.0.0.1:0", "--dialect", "ucm", "--queues", 3, "--agents", 8, "--calls-per-minute", 0, "--seed", 3, secret="demo")
    said = re.search(rb"listening on \S+:(\d+) as user (\S+)", ucm.stdout.readline())
    require(said, "simulate does not say where it listens")
    port, user = int(said[1]), said[2].decode()
    desk = Desk.__new__(Desk)
    desk.ami = AMI(port, user, "demo", events="agent,call,user")
    journal = context.program.home + "/ucm-journal"
    config = context.program.home + "/ucm.toml"
    with open(config, "w") as f:
        f.write(f'[[server]]\nname = "ucm"\nhost = "127.0.0.1"\nport = {port}\nuser = "{user}"\n[journal]\ndirectory = "{journal}"\n'
                '[originate]\ncontext = "from-internal"\nfrom = "PJSIP/1003"\n')
    SECRETS["ucm"] = "demo"
    screen = desk.screen = Screen(context.program, "connect", "--config", config, user="ucm", size=(160, 50))
    screen.shows(r"\blive\b", 15)

    def member(queue, interface="PJSIP/1001"):
        return desk.members(queue).get(interface)
    queues = [q["Queue"] for q in desk.ami.ask("QueueStatus")[0] if q.get("Event") == "QueueParams"]
    home = next((q for q in queues if member(q)), None)
    require(home, f"the agent 1001 is in none of {queues}")

    # paused with a reason, and free again
    name = member(home)["Name"]
    desk.select("agents", name, re.escape(name))
    screen.press("pause")
    screen.dialog(r"Pause ")
    screen.press("last choice")
    screen.type("Dentist, call 5557654321")
    screen.press("enter")
    desk.until(lambda: member(home).get("PausedReason") == "Dentist, call 5557654321", "the agent is not paused with its reason")
    screen.press("unpause", "enter")
    desk.until(lambda: member(home).get("Paused") == "0", "the agent is still paused")

    # a UCM's own: logged off a queue and in again
    screen.press("Q")
    screen.dialog(r"[Ll]og ")
    screen.press("enter")
    desk.until(lambda: member(home) is None, "the agent is still in the queue")
    desk.run("agent.log-in", r"[Ll]og ")
    screen.shows(r"device|agent|queue", 5)
    screen.press("escape", "escape")

    # a call to a number that nobody else may read
    desk.run("call.originate", r"Call, from")
    screen.press("clear field")
    screen.type("5551234567")
    screen.press("enter")
    desk.until(lambda: any(c.get("ConnectedLineNum") == "5551234567" or c.get("Exten") == "5551234567" or c.get("CallerIDNum") == "5551234567" for c in desk.channels()),
               "nobody calls 5551234567", 15)
    screen.press("escape", "escape", "escape", "quit")
    eventually(lambda: screen.ended() is not None, 5, lambda: f"q does not end the board:\n{screen.text()}")
    require(screen.ended() == 0, f"the board ended with {screen.ended()}, expected 0")

    # who did what: whole for whom it concerns, masked for everybody else
    done = context.program.run("audit", journal)
    text = done.stdout.decode()
    require(done.returncode == 0, f"audit ended with {done.returncode}: {done.stderr.decode()}")
    for word in ("5551234567", "5557654321", "agent.log-off", "agent.pause", "call.originate"):
        require(word in text, f"the audit has no {word}:\n{text}")
    for options in (["--mask"], ["--mask", "--json"], ["--mask", "--own"]):
        done = context.program.run("audit", journal, *options)
        masked = done.stdout.decode()
        require(done.returncode == 0, f"audit {options} ended with {done.returncode}: {done.stderr.decode()}")
        require("5551234567" not in masked and "5557654321" not in masked, f"audit {options} shows a caller's number:\n{masked}")
        require("agent.pause" in masked and len(masked.splitlines()) <= len(text.splitlines()), f"audit {options} is not the same trail:\n{masked}")
    desk.ami.close()


def keys_say_why(context):
    """With the users `queueonly` and `viewer` every key that cannot work says why, naming the class that grants it."""
    lab = Lab(context.release)
    lab.command("load", "--calls", 0)
    for user, reasons in (("queueonly", {"call": ("channels", r"add (system or )?call|select|nothing|no call"), "originate": ("agents", r"originate to write=")}),
                          ("viewer", {"pause": ("agents", r"agent to write="), "originate": ("agents", r"originate to write="), "fetch parked": ("agents", r"originate to write=|call to write=")})):
        screen = Screen(context.program, "connect", *Program.link(lab.ami, user), user=user, size=(160, 50))
        screen.shows(r"\blive\b", 15)
        for key, (panel, pattern) in reasons.items():
            if key == "call":
                continue
            screen.press("escape", panel, key)
            screen.shows(rf"Cannot .*({pattern})", 5)
        screen.press("agents", "actions")
        # in the menu: the message of the key before may still stand below
        screen.shows(r"transfer +.*(call to write=|this PBX|no call)", 5)
        screen.press("escape", "palette")
        screen.type("hang")
        screen.shows(r"call\.hang-up.*(system or call to write=|no call|select)", 5)
        screen.press("escape", "escape", "quit")
        eventually(lambda: screen.ended() is not None, 5, "q does not end the board")


def loudness(path, window=0.1):
    """How loud each tenth of a second of a recording is: the mean of its samples' sizes."""
    with wave.open(path) as w:
        rate, samples = w.getframerate(), array.array("h", w.readframes(w.getnframes()))
    step = int(rate * window)
    return [sum(map(abs, samples[i:i + step])) / step for i in range(0, len(samples) - step, step)]


def longest_run(values, holds):
    best = run = 0
    for value in values:
        run = run + 1 if holds(value) else 0
        best = max(best, run)
    return best


def effects_are_heard(context):
    """What a mute and the pause of a recording do is in the recording itself; digits are in Asterisk's events, a text on the wire; who spies is told."""
    desk = Desk(context)
    screen = desk.screen
    listener = AMI(desk.lab.ami, "wallboard", SECRETS["wallboard"], events="call,dtmf")
    spool = f"{desk.lab.host}/spool/monitor"

    # a call whose far leg plays a tone to the agent's phone
    phone = None
    for number in ("1002", "1006", "1008", "1010", "1012"):
        desk.ami.send("Originate", Channel=f"Local/{number}@from-internal/n", Application="Milliwatt", Data="", Async="true", CallerID="Tone <5559>")
        try:
            phone = eventually(lambda: next((c["Channel"] for c in desk.channels() if c["Channel"].startswith(f"PJSIP/agent{number[1:]}-") and c.get("BridgeId")), None), 8, "")
            break
        except Failed:
            desk.end_all()
    require(phone, "no phone answers")
    tone = eventually(lambda: next((c["Channel"] for c in desk.channels() if c["Channel"].startswith(f"Local/{number}@") and c["Channel"].endswith(";2") and c.get("BridgeId")), None),
                      5, "the tone is in no bridge")

    def recorded(name):
        desk.until(lambda: name not in desk.lab.console(f"mixmonitor list {phone}"), f"{name} is still being recorded")
        time.sleep(0.5)  # the file is closed after the recorder is gone
        # A recording of nothing at all is a file without samples, or none.
        path = f"{spool}/{name}.wav"
        return loudness(path) if os.path.exists(path) and os.path.getsize(path) > 44 else []

    # recorded, silent for a while, and heard again
    desk.select("channels", phone, re.escape(phone))
    desk.run("call.record", r"Record ")
    screen.press("clear field")
    screen.type("heard-1")
    screen.press("enter")
    screen.shows(r"Recording to heard-1\.wav")
    time.sleep(1.5)
    desk.run("call.record-pause")
    screen.shows(r"is silent")
    time.sleep(2)
    desk.run("call.record-resume")
    screen.shows(r"goes on")
    time.sleep(1.5)
    desk.run("call.record-stop")
    screen.shows(r"has ended")
    loud = loud_1 = recorded("heard-1")
    heard = [i for i, v in enumerate(loud) if v > 500]
    require(heard, f"the tone is not in the recording: {[round(v) for v in loud]}")
    begins, ends = heard[0], heard[-1]
    require(longest_run(loud[begins:ends], lambda v: v < 50) >= 12, f"the recording is not silent for a second between two tones: {[round(v) for v in loud]}")

    # muted: what comes from the far leg is not heard any more
    desk.select("channels", tone, re.escape(tone))
    desk.run("call.mute", r"Mute ")
    screen.press("enter")
    screen.shows(r"Muted ")
    desk.ami.ask("MixMonitor", Channel=phone, File="heard-2.wav")
    time.sleep(1.5)
    desk.ami.ask("StopMixMonitor", Channel=phone)
    loud = recorded("heard-2")
    require(max(loud, default=0) < 50, f"the muted leg is heard: {[round(v) for v in loud]}")
    desk.select("channels", tone, re.escape(tone))
    desk.run("call.mute", r"Mute ")
    screen.press("next field", "Right", "enter")
    screen.shows(r"Unmuted ")
    desk.ami.ask("MixMonitor", Channel=phone, File="heard-3.wav")
    time.sleep(1.5)
    desk.ami.ask("StopMixMonitor", Channel=phone)
    loud = recorded("heard-3")
    require(max(loud, default=0) > 500, f"the leg is still muted: {[round(v) for v in loud]}")

    listener.pump(0.2)
    # digits, as the other half of the far leg gets them
    desk.select("channels", tone, re.escape(tone))
    desk.run("call.dtmf", r"Digits for")
    screen.type("12#")
    screen.press("enter")
    screen.shows(r"Played 12#")
    heard = tone[:-1] + "1"
    digits = [m for m in map(parsed, listener.pump(3)) if m.get("Event") == "DTMFEnd" and m.get("Channel") == heard and m.get("Direction") == "Received"]
    require(sorted(m["Digit"] for m in digits) == ["#", "1", "2"], f"the digits are {[m['Digit'] for m in digits]}")

    # a text, as it leaves for the phone
    desk.lab.console("pjsip set history on")
    desk.select("channels", phone, re.escape(phone))
    desk.run("call.text", r"Text for")
    screen.type("Please call Pat; it's urgent")
    screen.press("enter")
    screen.shows(r"Sent the text|refused to send a text", 10)
    history = desk.until(lambda: next((h for h in [desk.lab.console("pjsip show history")] if re.search(r"==> .*MESSAGE", h)), None), "no MESSAGE leaves for the phone")
    entry = re.search(r"^ *(\d+) .*==> .*MESSAGE", history, re.MULTILINE).group(1)
    body = desk.lab.console(f"pjsip show history entry {entry}")
    require("Please call Pat; it's urgent" in body, f"the MESSAGE says something else:\n{body}")

    # what is played stands still for longer than it lasts, and stops when it is told to
    desk.ami.send("Originate", Channel="Local/8000@from-internal/n", Application="ControlPlayback", Data=f"{desk.lab.dir}/spool/monitor/heard-1", Async="true", CallerID="Tape <5558>")
    tape = desk.until(lambda: next((c["Channel"] for c in desk.channels() if c.get("Application") == "ControlPlayback"), None), "nothing is played")
    desk.select("channels", tape, re.escape(tape))
    desk.run("call.playback", r"Playback to")
    screen.press("2", "enter")
    screen.shows(r"pause or go on")
    time.sleep(len(loud_1) / 10 + 2)
    require(desk.channel(tape), "the playback went on while it was paused")
    desk.run("call.playback", r"Playback to")
    screen.press("2", "enter")
    time.sleep(0.3)
    desk.run("call.playback", r"Playback to")
    screen.press("1", "enter")
    desk.until(lambda: not desk.channel(tape), "the playback did not stop")

    # who spies on whom is told beside the call, and ends with it
    desk.select("channels", phone, re.escape(phone))
    screen.press("spy")
    screen.dialog(r"Spy on")
    if re.search(r"My phone +\w", screen.text()):
        screen.press("next field", "clear field")
    screen.type("Local/8000@from-internal/n")
    screen.press("enter")
    spy = desk.until(lambda: next((c["Channel"] for c in desk.channels() if c.get("Application") == "ChanSpy"), None), "nobody spies")
    desk.select("channels", phone, re.escape(phone))
    screen.press("enter")
    screen.shows(rf"Listened to by +{re.escape(spy)}")
    screen.press("escape")
    desk.end_all()
    listener.close()
    desk.end()


def who_may_do_what(context):
    """Roles, a denied command, read-only and its PIN, the phone book, redial, pause in a group of queues, from a configuration; effects read from Asterisk."""
    # crypt(3), as callboard config pin makes it, which asks on a terminal only
    pin = subprocess.run(["openssl", "passwd", "-6", "4711"], capture_output=True, text=True, check=True).stdout.strip()
    config = context.program.home + "/roles.toml"

    def configure(port, role, *lines, top=""):
        with open(config, "w") as f:
            f.write(f'''{top}
[[server]]
name = "hq"
host = "127.0.0.1"
port = {port}
user = "wallboard"

[originate]
context = "from-internal"
from = "PJSIP/agent010"

[phone_book.numbers]
"Night desk" = "8001"

[queue."support"]
group = "Service"
[queue."billing"]
group = "Service"

[permissions]
role = "{role}"
pin_hash = "{pin}"
pin_minutes = 1
''' + "\n".join(lines) + "\n")

    lab = Lab(context.release)
    lab.command("load", "--calls", 0)
    desk = Desk.__new__(Desk)
    desk.release, desk.lab = context.release, lab
    desk.ami = AMI(lab.ami, "wallboard", SECRETS["wallboard"], events="off")

    def sit_down():
        desk.screen = Screen(context.program, "connect", "--config", config, size=(160, 50))
        desk.screen.shows(r"\blive\b", 15)
        return desk.screen

    # an agent's role: hang-up is not theirs, pauses are
    configure(lab.ami, "agent", 'deny = ["agent.unpause"]')
    screen = sit_down()
    phone, _ = desk.conversation("1006")
    desk.select("channels", phone, re.escape(phone))
    screen.press("hang up")
    screen.shows(r"the role agent has no call\.hang-up")
    require(desk.channel(phone), "the call was hung up")
    desk.select("agents", "Ana Lima 012", r"Ana Lima 012")
    screen.press("pause")
    screen.dialog(r"Pause Ana Lima 012")
    screen.press("1", "enter")
    desk.until(lambda: desk.members("support").get("PJSIP/agent012", {}).get("Paused") == "1", "the agent is not paused")
    screen.shows(r"Paused Ana Lima 012")  # or that would take the place of what is said next
    screen.press("unpause")
    screen.shows(r"the configuration denies agent\.unpause")
    desk.end()

    # read-only, left with the PIN for its minutes
    configure(lab.ami, "supervisor", top="[board]\nread_only = true")
    screen = sit_down()
    desk.select("channels", phone, re.escape(phone))
    screen.press("hang up")
    screen.shows(r"L asks for the PIN")
    for typed, said in (("4712", r"not the PIN"), ("4711", r"Read-only is off for 1 min")):
        screen.press("L")
        screen.shows(r"PIN", 5)
        screen.type(typed)
        screen.press("enter")
        screen.shows(said)
    desk.select("channels", phone, re.escape(phone))
    screen.press("hang up")
    screen.dialog(r"Hang up\?")
    screen.press("confirm")
    desk.until(lambda: not desk.channel(phone), "the call is still there")
    screen.shows(r"Hung up")
    screen.press("L")
    screen.press("agents", "pause")
    screen.shows(r"read-only; L asks for the PIN")
    desk.end_all()
    desk.end()

    # a name of the phone book is called and called again; one group of queues is paused
    configure(lab.ami, "supervisor")
    screen = sit_down()
    screen.press("escape", "queues", "originate")
    screen.dialog(r"Call, from hq")
    screen.shows(r"From\*? +PJSIP/agent010", 5)  # the configured phone
    screen.press("BTab", "clear field")
    screen.type("Local/8000@from-internal/n")
    screen.press("next field", "clear field")
    screen.type("night desk")
    screen.press("enter")
    at_desk = lambda: [c["Channel"] for c in desk.channels() if c.get("Application") == "Echo"]  # noqa: E731
    desk.until(lambda: len(at_desk()) == 1, "nobody is at the night desk")
    screen.shows(r"Answered: ")
    screen.press("O")
    desk.until(lambda: len(at_desk()) == 2, "the call was not placed again")
    desk.end_all()
    queues = ("support", "billing", "vip")  # two of a group, one of none

    def paused():
        return [desk.members(q)["PJSIP/agent020"]["Paused"] for q in queues]
    desk.ami.send("QueuePause", Interface="PJSIP/agent020", Paused="false")
    desk.until(lambda: paused() == ["0", "0", "0"], "the agent is paused")
    name = desk.members("vip")["PJSIP/agent020"]["Name"]
    desk.select("agents", name, re.escape(name))
    screen.press("pause")
    screen.dialog(r"Pause ")
    screen.press("BTab", "Right")
    screen.shows(r"group Service")
    screen.press("enter")
    desk.until(lambda: paused() == ["1", "1", "0"], "not the queues of the group alone are paused")
    screen.shows(r"in the group Service")
    screen.press("undo")
    desk.until(lambda: paused() == ["0", "0", "0"], "the pause was not undone")
    desk.end()


def lost_calls_are_called_back(context):
    """A caller who gave up is in the list of lost calls, is called back from it with one key, and is struck off."""
    desk = Desk(context)
    screen = desk.screen
    for m in desk.members("vip"):
        desk.ami.send("QueuePause", Queue="vip", Interface=m, Paused="true", Reason="Check")
    called = "1006"
    desk.ami.send("Originate", Channel="Local/6503@from-trunk/n", Application="Wait", Data="3600", Async="true", CallerID=f"Lost Caller <{called}>")
    desk.until(lambda: len(desk.waiting("vip")) == 1, "nobody waits")
    time.sleep(1.2)
    desk.ami.send("Hangup", Channel=desk.waiting("vip")[0]["Channel"])
    desk.until(lambda: not desk.waiting("vip"), "the caller still waits")
    screen.press("escape", "6")
    screen.shows(rf"{called} .*Lost Caller.*vip.*nobody spoke with them")
    talking = None
    for _ in range(6):  # the phones refuse some calls, as people do
        screen.press("originate")
        screen.dialog(r"Call, from")
        screen.shows(rf"To\*? +{called}", 5)
        screen.press("clear field")  # whose phone rings first is not known, so that is asked for
        screen.type("Local/8000@from-internal/n")
        screen.press("enter")
        try:
            talking = eventually(lambda: next((c["Channel"] for c in desk.channels() if c["Channel"].startswith(f"PJSIP/agent{called[1:]}-") and c.get("BridgeId")), None), 8, "")
            break
        except Failed:
            desk.end_all()
            screen.press("escape")
            time.sleep(0.5)
            screen.press("6")
    require(talking, "the caller's phone answers no call")
    time.sleep(1.2)
    desk.end_all()
    screen.press("escape", "6")
    screen.shows(rf"{called} .*called back", 10)
    desk.end()


CHECKS = [calls_from_the_keyboard, waiting_callers_from_the_keyboard, agents_from_the_keyboard, rooms_from_the_keyboard, voicemail_from_the_keyboard,
          a_ucm_from_the_keyboard, keys_say_why,
          effects_are_heard, who_may_do_what, lost_calls_are_called_back]
