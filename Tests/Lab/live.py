#!/usr/bin/env python3
"""The live checks: the real program against a real Asterisk, each with a lab of its own.

  live.py --list
  live.py --program .build/debug/callboard --release sid [CHECK...]

Prints one line a check: `passed NAME in S s`, `failed NAME: why` or `skipped NAME: why`. Ends with 1 when one failed, and
with 77 when all were skipped.
"""
import argparse
import hashlib
import json
import os
import re
import signal
import socket
import ssl
import sys
import threading
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import agreement as agreement_check  # noqa: E402
import backfill  # noqa: E402
import control  # noqa: E402
import harness  # noqa: E402
import journey  # noqa: E402
from ami import AMI  # noqa: E402
from carrier import Carrier  # noqa: E402
from harness import SECRETS, Failed, Lab, Program, Screen, Skipped, Watch, end_process, eventually, require  # noqa: E402
from truth import Comparison, take  # noqa: E402

CHECKS = {}


def check(body):
    CHECKS[body.__name__.replace("_", "-")] = body
    return body


class Context:
    def __init__(self, program, release, seconds):
        self.program, self.release, self.seconds = program, release, seconds


# MARK: helpers


def settled_lab(context, **options):
    """A lab at rest with something on the board: counters, a channel, callers that wait in a queue whose members are paused."""
    lab = Lab(context.release, **options)
    with AMI(lab.ami, "wallboard", SECRETS["wallboard"], events="off") as ami:
        members, _ = ami.ask("QueueStatus", Queue="vip")
        for m in members:
            if m.get("Event") == "QueueMember":
                ami.send("QueuePause", Queue="vip", Interface=m["Location"], Paused="true", Reason="Training")
        for _ in range(2):
            ami.send("Originate", Channel="Local/6503@from-trunk", Application="Wait", Data="3600", Async="true", CallerID='"Olga; née \\"O\'Brien\\"" <5551234>')
        ami.send("Originate", Channel="Local/8000@from-internal", Application="Wait", Data="3600", Async="true", CallerID="Click To Call <9002>")
        eventually(lambda: queue_waiting(ami, "vip") == 2, 10, "no two callers wait in the queue vip")
    return lab


def queue_waiting(ami, queue):
    items, _ = ami.ask("QueueStatus", Queue=queue)
    return sum(i.get("Event") == "QueueEntry" for i in items)


def require_equal(lab, board, why, ignoring=()):
    """Every figure of a board equals Asterisk's lists as they are now."""
    with AMI(lab.ami, "wallboard", SECRETS["wallboard"], events="call,agent") as ami:
        truth, _, _, _ = take(ami)
    comparison = Comparison()
    comparison.add({k: v for k, v in truth.items() if k[0] not in ignoring}, [board | {name: [] for name in ("channels",) if "channel" in ignoring}])
    require(comparison.judged()[0] > 100, f"{why}: only {comparison.judged()[0]} figures to compare")
    require(comparison.percent() == 100, lambda: f"{why}: {comparison.report()}")


def refused(done, status, *words):
    """The program ended with a status and one sentence on standard error that has one of the words, and printed nothing."""
    said = done.stderr.decode(errors="replace").strip()
    require(done.returncode == status, f"expected exit status {status}, got {done.returncode}: {said!r}")
    require(done.stdout == b"", f"expected nothing on standard output, got {done.stdout[:200]!r}")
    require(said and len(said.splitlines()) == 1, f"expected one line on standard error, got {said!r}")
    require(any(re.search(word, said, re.IGNORECASE) for word in words), f"expected one of {words} in {said!r}")
    require(not any(secret in said for secret in SECRETS.values()), f"the secret is in {said!r}")


class Answerer:
    """A listener on loopback that says the same to everybody, or nothing."""

    def __init__(self, says):
        self.says, self.held = says, []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()
        harness.at_end(self.server.close)

    def run(self):
        while True:
            try:
                client, _ = self.server.accept()
                self.held.append(client)
                if self.says is None:
                    client.close()
                else:
                    client.sendall(self.says)
            except OSError:
                return


# MARK: the checks


@check
def status_equals_the_lists(context):
    """`status`, as JSON and as text, shows Asterisk's own lists at rest."""
    lab = settled_lab(context)
    board = context.program.board("status", "--json", *Program.link(lab.ami))
    require(board["schema"] == "callboard.board/1", f"schema is {board['schema']!r}")
    server = board["servers"][0]
    require(server["state"] == "live" and server["dialect"] == "asterisk", f"the server is {server}")
    banner = {"sid": "Asterisk Call Manager/11.", "bullseye": "Asterisk Call Manager/5."}[context.release]
    require((server["banner"] or "").startswith(banner), f"the banner is {server['banner']!r}, expected {banner}...")
    require_equal(lab, board, "status --json against Asterisk's lists")
    require(len(board["callers"]) == 2 and all(0 <= c["wait"] < 30 for c in board["callers"]), f"callers are {board['callers']}")
    require(len(board["agents"]) == 24, f"{len(board['agents'])} agents, expected 24")
    done = context.program.run("status", *Program.link(lab.ami))
    text = done.stdout.decode()
    require(done.returncode == 0 and not done.stderr, f"status ended with {done.returncode}: {done.stderr.decode()!r}")
    require("\x1b" not in text, "status wrote terminal codes into a pipe")
    for queue in board["queues"]:
        line = next((line for line in text.splitlines() if f"queue {queue['name']}:" in line), "")
        for word in (f"{queue['waiting']} waiting", f"{queue['completed']} completed", f"{queue['abandoned']} abandoned"):
            require(word in line, f"status says {line!r} of the queue {queue['name']}, expected {word!r}")


@check
def transport_security(context):
    """TLS with the lab's certificate or its fingerprint; refused without, and with a wrong one."""
    lab = Lab(context.release)
    link = Program.link(lab.tls) + ["--tls"]
    with open(lab.certificate) as f:
        fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(f.read())).hexdigest()
    for options in (["--ca", lab.certificate], ["--fingerprint", fingerprint],
                    ["--fingerprint", ":".join(fingerprint[i:i + 2].upper() for i in range(0, 64, 2))], ["--insecure-no-verify"]):
        board = context.program.board("status", "--json", *link, *options)
        require(len(board["queues"]) == 6, f"{options[0]}: {len(board['queues'])} queues over TLS, expected 6")
    refused(context.program.run("status", *link), 1, "certificate", "trust")
    refused(context.program.run("status", *link, "--fingerprint", "00" * 32), 1, "fingerprint", "certificate")
    refused(context.program.run("status", *link[:-1]), 1, "tls", "AMI", "banner", "answer")  # plain to a TLS port
    refused(context.program.run("status", *Program.link(lab.ami), "--tls", "--insecure-no-verify"), 1, "tls")  # TLS to a plain port


@check
def users_with_less(context):
    """Users who may less see what they may."""
    lab = settled_lab(context)
    for user, channels in (("limited", True), ("viewer", True), ("queueonly", False)):
        board = context.program.board("status", "--json", *Program.link(lab.ami, user), user=user)
        require(board["servers"][0]["state"] == "live", f"{user}: the server is {board['servers'][0]}")
        require_equal(lab, board, f"{user} against Asterisk's lists", ignoring=() if channels else ("channel", "dialplan"))
        watch = Watch(context.program, lab.ami, interval=0.2, user=user)
        watch.until("live", 10)
        with AMI(lab.ami, "wallboard", SECRETS["wallboard"], events="off") as ami:
            ami.send("QueuePause", Queue="support", Interface="PJSIP/agent002", Paused="true", Reason=f"For {user}")
            eventually(lambda: any(m["pausedReason"] == f"For {user}" for m in watch.last()["members"]), 5, f"{user} is not told of a pause")
        require(watch.stop() == 143, f"watch ended with {watch.process.returncode} after SIGTERM, expected 143")


@check
def refusals_say_why(context):
    """A wrong secret, user, port or protocol ends with its exit status and one sentence that names the cure."""
    lab = Lab(context.release)
    run = context.program.run
    for command in (["status"], ["status", "--json"], ["watch", "--json"], ["record", "--journal", context.program.home + "/refused"]):
        done = run(*command, *Program.link(lab.ami), secret="not-the-secret")
        if command[0] == "watch":
            done.stdout = b""  # its lines while connecting are as they should be
        refused(done, 1, "secret")
    refused(run("status", *Program.link(lab.ami, "nobody"), secret="x"), 1, "user", "secret")
    refused(run("status", *Program.link(harness.free_port())), 1, "refused", "port", "listen")
    refused(run("status", *Program.link(Answerer(b"SSH-2.0-OpenSSH_9.2p1\r\n").port)), 1, "AMI", "not", "SSH")
    refused(run("status", *Program.link(Answerer(b"HTTP/1.1 400 Bad Request\r\n\r\n").port)), 1, "AMI", "not", "HTTP")
    refused(run("status", *Program.link(Answerer(None).port)), 1, "banner", "closed", "connections")
    began = time.time()
    refused(run("status", *Program.link(Answerer(b"").port)), 1, "nothing", "answer", "banner")
    require(time.time() - began < 12, f"status gave up after {time.time() - began:.1f} s, expected 10 at most")
    refused(run("status", "--host", "callboard.invalid", "--user", "wallboard"), 1, "callboard.invalid")
    for wrong in (["--port", "70000"], ["--port", "x"], ["--bogus"]):
        done = run("status", "--host", "127.0.0.1", "--user", "wallboard", *wrong)
        require(done.returncode == 2 and done.stderr, f"{wrong} ended with {done.returncode}: {done.stderr.decode()!r}, expected 2 and a reason")
    refused(run("status", *Program.link(lab.ami), secret=""), 2, "CALLBOARD_SECRET", "secret")
    pin = context.program.begin("config", "pin", start_new_session=True)  # without a terminal to ask on
    said = [part.decode() for part in pin.communicate(timeout=10)]
    require(pin.returncode == 2 and said[0] == "" and "PIN" in said[1] and "terminal" in said[1] and "CALLBOARD_SECRET" not in said[1],
            f"config pin without a terminal ended with {pin.returncode}: {said}")
    loose = context.program.home + "/loose-secret"
    with open(loose, "w") as f:
        f.write(SECRETS["wallboard"] + "\n")
    os.chmod(loose, 0o644)
    refused(run("status", *Program.link(lab.ami), "--secret-file", loose, secret=""), 2, "0600", "chmod")
    os.chmod(loose, 0o600)
    context.program.board("status", "--json", *Program.link(lab.ami), "--secret-file", loose, secret="")


@check
def doctor_names_the_cure(context):
    """`doctor` finds nothing on a sound PBX, and on broken set-ups each fault with the lines that mend it."""
    lab = Lab(context.release)
    links = {"plain": Program.link(lab.ami), "tls": Program.link(lab.tls) + ["--tls"]}

    def examine(why, check, cures, *options, level="fault", **how):
        done = context.program.run("doctor", "--json", *options, **how)
        said = done.stdout.decode(errors="replace")
        require(done.stderr == b"" and not any(secret in said for secret in SECRETS.values()), f"{why}: {done.stderr.decode()!r} {said}")
        server = json.loads(said)["servers"][0]
        faults = [c for c in server["checks"] if c["level"] == "fault"]
        require(done.returncode == (4 if faults else 0), f"{why}: exit status {done.returncode} with {len(faults)} faults")
        if check is None:
            require(not faults, lambda: f"{why}: expected no fault, got {faults}")
            return server
        found = [c for c in server["checks"] if c["check"] == check and c["level"] == level]
        require(found, lambda: f"{why}: expected {check} as {level}, got {[(c['check'], c['level'], c['text']) for c in server['checks']]}")
        for cure in cures:
            require(any(cure in line for c in found for line in c["cure"]), lambda: f"{why}: no {cure!r} in {found}")
        return server

    began = time.time()
    sound = examine("a sound PBX", None, [], *links["plain"])
    require(time.time() - began < 10, f"doctor took {time.time() - began:.1f} s, expected 10 at most")
    require({"name", "tcp", "banner", "login", "privileges", "clock", "round-trip", "events", "filters", "queues"} <= {c["check"] for c in sound["checks"]},
            f"checks are {[c['check'] for c in sound['checks']]}")
    examine("shared_lastcall that callboard has to learn", "shared-lastcall", ["shared_lastcall = true"], *links["plain"], level="note")
    examine("a sound PBX over TLS", None, [], *links["tls"], "--ca", lab.certificate)
    examine("a wrong host", "name", ["getent hosts"], "--host", "callboard.invalid", "--user", "wallboard")
    examine("a closed port", "tcp", ["port = ", "module reload manager"], *Program.link(harness.free_port()))
    examine("TLS to a plain port", "tls", ["leave out --tls", "tlsenable = yes"], *links["plain"], "--tls", "--insecure-no-verify")
    examine("an unknown certificate", "certificate", ["--fingerprint", "--ca"], *links["tls"])
    examine("something else than AMI", "banner", ["--port 5038"], *Program.link(Answerer(b"SSH-2.0-OpenSSH_9.2p1\r\n").port))
    examine("a wrong secret", "login", ["[wallboard]", "secret ="], *links["plain"], secret="not-the-secret")
    examine("no class reporting", "privileges", ["[queueonly]", "reporting"], *Program.link(lab.ami, "queueonly"), user="queueonly")
    examine("no class agent", "privileges", ["[viewer]", "write = agent,"], *Program.link(lab.ami, "viewer"), user="viewer")

    def edit(file, change):
        path = f"{lab.host}/etc/{file}"
        with open(path) as f:
            text = f.read()
        with open(path, "w") as f:
            f.write(change(text))

    edit("manager.conf", lambda t: t.replace("[viewer]", "[elsewhere]\nsecret = view-secret-1\ndeny = 0.0.0.0/0.0.0.0\npermit = 192.0.2.7/255.255.255.255\nread = all\nwrite = all\n[viewer]")
         .replace("enabled = yes", "enabled = yes\ndisabledevents = Newstate,VarSet", 1))
    edit("queues.conf", lambda t: t.replace("servicelevel = 20", "servicelevel = 0", 1).replace("ringinuse = no", "ringinuse = yes\nautopause = yes\nmemberdelay = 1", 1))
    lab.console("manager reload")
    lab.console("queue reload parameters")
    examine("an address that is not permitted", "login", ["permit ="], *Program.link(lab.ami, "elsewhere"), secret="view-secret-1")
    examine("a queue without servicelevel", "servicelevel", ["[support]", "servicelevel = "], *links["plain"])
    examine("events that are disabled", "filters", ["; disabledevents"], *links["plain"])
    examine("options that falsify figures", "queue-options", ["[support]", "ringinuse = no", "autopause = no", "memberdelay = 0"], *links["plain"], level="warning")


@check
def recovers_from_a_restart(context):
    """Asterisk dies under `watch` and under the board; both say so, keep what they have, and come back by themselves."""
    lab = settled_lab(context)
    watch = Watch(context.program, lab.ami, interval=0.2)
    screen = Screen(context.program, "connect", *Program.link(lab.ami))
    watch.until("live", 10)
    screen.shows(r"support", 10)
    eventually(lambda: re.search(r"\blive\b", screen.text(), re.I), 10, lambda: f"the screen does not say live:\n{screen.text()}")
    lab.command("kill")
    eventually(lambda: watch.state() in ("stale", "connecting"), 5, lambda: f"watch is {watch.state()} after Asterisk died, expected stale")
    board = watch.last()
    require(len(board["queues"]) == 6 and len(board["members"]) > 24, "the board was emptied when Asterisk died; it must keep what it had")
    screen.shows(r"stale|connecting|lost|offline|closed|retry|reconnect", 5)
    screen.shows(r"support", 1)
    time.sleep(3)  # it must go on trying, at most 3 s apart, however long it takes
    require(watch.process.poll() is None, f"watch ended while Asterisk was away{watch.complaint()}")
    began = time.time()
    require(lab.command("again").returncode == 0, "Asterisk did not start again")
    watch.until("live", 12)
    back = time.time() - began
    screen.shows(r"\blive\b", 12)
    eventually(lambda: len(watch.last()["queues"]) == 6, 5, "the queues are not back")
    lab.console("core waitfullybooted")
    deadline = time.time() + 15
    while True:  # while Asterisk boots, lists may still grow
        try:
            require_equal(lab, watch.last(), "after the restart")
            break
        except Failed:
            if time.time() > deadline:
                raise
            time.sleep(0.5)
    states = [state for _, state in watch.states]
    require("live" in states and states[-1] == "live" and len([s for s in states if s == "live"]) >= 2,
            f"states were {states}, expected live, stale or connecting, live")
    screen.press("quit")
    eventually(lambda: screen.ended() is not None, 5, lambda: f"q does not end the board:\n{screen.text()}")
    require(screen.ended() == 0, f"the board ended with {screen.ended()}, expected 0")
    require(watch.stop() == 143, f"watch ended with {watch.process.returncode} after SIGTERM, expected 143")
    print(f"  live {back:.1f} s after Asterisk was started again; states: {' '.join(map(str, states))}")


@check
def trunks_are_asterisks_own(context):
    """Trunks: lines in use, reachability and registration as Asterisk's own console tells them, from the first screen on and through every change."""
    first = harness.free_ports(4, socket.SOCK_DGRAM)
    far = Carrier(first)
    harness.at_end(far.close)
    lab = Lab(context.release, carriers=first)
    load = lab.begin("load", "--rate", 2, "--calls", 1000000, "--seconds", 120, "--limit", 8)
    ami = AMI(lab.ami, "wallboard", SECRETS["wallboard"], events="off")
    config = context.program.home + "/trunks.toml"

    def configure(user):
        with open(config, "w") as f:
            f.write(f'[[server]]\nname = "hq"\nhost = "127.0.0.1"\nport = {proxy.listening}\nuser = "{user}"\n')
            for name, limit in (("telco", 4), ("backup", 4), ("carrier", 100), ("internal", 100)):
                f.write(f'[[trunk]]\nendpoint = "PJSIP/{name}"\nlimit = {limit}\n')

    def sit_down(user):
        configure(user)
        # a home of its own: what another board's journal says of today would be known before the PBX is asked
        screen = Screen(Program(context.program.path), "connect", "--config", config, user=user, size=(160, 50))
        screen.shows(r"\blive\b", 15)
        screen.press("trunks")
        screen.shows(r"PJSIP/backup", 5)
        return screen

    def row(screen, name):
        """State, lines in use, and of these the ones that came in and that are answered, as the panel shows them."""
        line = next((line for line in screen.text().splitlines() if f"PJSIP/{name} " in line), "")
        found = re.search(rf"PJSIP/{name} +\W*([a-z][a-z ]*[a-z]) .*?\W(\d+) +(\d+) +(\d+) +(\d+) +(\d+) *│", line)
        return (found[1], int(found[2]), int(found[4]), int(found[6])) if found else (line, 0, 0, 0)

    def shown(screen, name, state, why, seconds=8):
        eventually(lambda: row(screen, name)[0] == state, seconds, lambda: f"{why}: {name} is {row(screen, name)}, expected {state}:\n{screen.text()}")

    def in_use(name):
        """What Asterisk lists: lines of a trunk, those that began their call, and those that are up."""
        mine = [c for c in lab.console("core show channels concise").splitlines() if c.startswith(f"PJSIP/{name}-")]
        listed, _ = ami.ask("CoreShowChannels")
        listed = [c for c in listed if c.get("Channel", "").startswith(f"PJSIP/{name}-")]
        require(abs(len(mine) - len(listed)) <= 2, f"Asterisk's two lists of {name} are {len(mine)} and {len(listed)}")
        return len(listed), sum(c["Linkedid"] == c["Uniqueid"] for c in listed), sum(c["ChannelStateDesc"] == "Up" for c in listed)

    def endpoint(name):
        return re.search(rf"Endpoint: +{name} +(Unavailable|Not in use|In use)", lab.console(f"pjsip show endpoint {name}"))[1]

    def registration():
        return re.search(r"telco-registration\S* +.*?(Registered|Rejected|Unregistered)", lab.console("pjsip show registrations"))[1]

    proxy = harness.Proxy(lab.ami)
    eventually(lambda: endpoint("backup") == "Unavailable" and endpoint("telco") == "Not in use" and registration() == "Registered", 20,
               lambda: f"the lab's trunks are {endpoint('telco')}, {endpoint('backup')}, {registration()}")
    # the first screen, before any event: what answers, what does not, what registered
    screen = sit_down("wallboard")
    shown(screen, "telco", "registered", "on the first screen")
    shown(screen, "backup", "unreachable", "on the first screen")
    # lines in use: out by one trunk, in by another under load
    for n in range(3):
        ami.send("Originate", Channel="PJSIP/555@telco", Application="Wait", Data="3600", Async="true")
    eventually(lambda: in_use("telco") == (3, 3, 3), 10, lambda: f"three calls do not go out: {in_use('telco')}")
    eventually(lambda: row(screen, "telco")[1:] == (3, 3, 3), 5, lambda: f"the board shows {row(screen, 'telco')} of telco, Asterisk {in_use('telco')}:\n{screen.text()}")
    compared = 0
    for _ in range(12):
        def equal():
            before, said, after = in_use("carrier"), row(screen, "carrier")[1:], in_use("carrier")
            return said if said in (before, after) else None
        said = eventually(equal, 5, lambda: f"the board shows {row(screen, 'carrier')} of carrier, Asterisk {in_use('carrier')}:\n{screen.text()}")
        compared += said[0] > 0
        time.sleep(0.5)
    require(compared > 6, "the load brought no calls by the trunk")
    # full: one line more than its warning, all of them
    ami.send("Originate", Channel="PJSIP/555@telco", Application="Wait", Data="3600", Async="true")
    eventually(lambda: row(screen, "telco")[1] == 4, 5, lambda: f"the fourth line does not show:\n{screen.text()}")
    screen.shows(r"‼ ?4 ", 5)
    for c in lab.console("core show channels concise").splitlines():
        if c.startswith("PJSIP/telco-"):
            ami.send("Hangup", Channel=c.split("!")[0])
    eventually(lambda: row(screen, "telco")[1] == 0 == in_use("telco")[0], 8, lambda: f"the lines of telco are still in use: {in_use('telco')}\n{screen.text()}")
    # the far end falls silent and comes back; the registration is refused and taken again
    far.answers = False
    eventually(lambda: endpoint("telco") == "Unavailable", 10, "Asterisk takes the silent carrier for reachable")
    shown(screen, "telco", "unreachable", "after the far end fell silent", 3)
    # who may not read class system sees it from the device's state, at login and live
    limited = sit_down("limited")
    shown(limited, "telco", "unreachable", "with fewer classes, on the first screen")
    # what has no address by its configuration takes calls and is no fault, whoever asks
    for each in (screen, limited):
        eventually(lambda: row(each, "internal")[0] in ("takes calls", "carries calls"), 8, lambda: f"what only takes calls is {row(each, 'internal')}:\n{each.text()}")
        require(not re.search("internal: trunk down", each.text()), "what only takes calls is an alarm")
    far.answers = True
    eventually(lambda: endpoint("telco") == "Not in use", 10, "Asterisk takes the carrier for unreachable")
    shown(screen, "telco", "registered", "after the far end answers again", 3)
    far.answers = False
    eventually(lambda: endpoint("telco") == "Unavailable", 10, "Asterisk takes the silent carrier for reachable")
    shown(limited, "telco", "unreachable", "with fewer classes", 3)
    far.answers = True
    shown(limited, "telco", "registered", "with fewer classes", 10)
    limited.press("quit")
    far.registers = 403
    lab.console("pjsip send register telco-registration")
    eventually(lambda: registration() == "Rejected", 10, lambda: f"the registration is {registration()}")
    shown(screen, "telco", "rejected", "after the registration was refused", 3)
    far.registers = 200
    eventually(lambda: registration() == "Registered", 10, lambda: f"the registration is {registration()}")
    shown(screen, "telco", "registered", "after the registration was taken", 3)
    screen.press("quit")
    eventually(lambda: screen.ended() is not None, 5, "q does not end the board")
    lab.finish_calls()
    end_process(load)
    # asked once a login; the registrations once a minute more
    for connection in sorted({c for _, c, _ in proxy.actions}):
        mine = [h.get("action", "").lower() for _, c, h in proxy.actions if c == connection]
        for action, most in (("devicestatelist", 1), ("pjsipshowendpoints", 1), ("pjsipshowregistrationsoutbound", 3), ("pjsipshowcontacts", 0)):
            require(mine.count(action) <= most, f"connection {connection}: {action} {mine.count(action)} times, expected {most} at most")
    print(f"  {compared} comparisons of a trunk under load")


@check
def three_servers_on_one_board(context):
    """Two real Asterisks, of both releases, and a simulated UCM on one board: each server's figures are its own lists', also while one is dead."""
    other = {"sid": "bullseye", "bullseye": "sid"}[context.release]
    labs = {"first": Lab(context.release), "second": Lab(other)}
    ucm = context.program.begin("simulate", "--listen", "127.0.0.1:0", "--dialect", "ucm", "--queues", 4, "--agents", 12, "--calls-per-minute", 60,
                                "--seed", 3, secret="demo")
    said = re.search(rb"listening on \S+:(\d+) as user (\S+)", ucm.stdout.readline())
    require(said, "simulate does not say where it listens")
    ways = {name: (lab.ami, "wallboard", SECRETS["wallboard"]) for name, lab in labs.items()} | {"ucm": (int(said[1]), said[2].decode(), "demo")}
    home = context.program.home
    with open(home + "/three.toml", "w") as f:
        for name, (port, user, secret) in ways.items():
            with open(f"{home}/{name}.secret", "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as secret_file:
                secret_file.write(secret + "\n")
            f.write(f'[[server]]\nname = "{name}"\nhost = "127.0.0.1"\nport = {port}\nuser = "{user}"\nsecret_file = "{name}.secret"\n\n')
    loads = [lab.begin("load", "--rate", 2, "--calls", 1000000, "--seconds", 300) for lab in labs.values()]
    watch = Watch(context.program, None, interval=0.1, extra=["--config", home + "/three.toml"])

    def server(name, board=None):
        return next((s for s in (board or watch.last() or {"servers": []})["servers"] if s["name"] == name), {"state": None})

    def only(name, board):
        return board | {kind: [row for row in board[kind] if row["server"] == name] for kind in ("queues", "members", "callers", "channels")}

    amis = {name: AMI(port, user, secret, events="call,agent") for name, (port, user, secret) in ways.items()}

    def compare(names, rounds, why):
        """Some rounds under load: what an event has not told yet may differ for a moment, nothing may stay."""
        total = {name: Comparison() for name in names}
        for _ in range(rounds):
            for name in names:
                truth, began, ended, _ = take(amis[name])
                boards = watch.between(began - 0.5, ended + 0.5)
                require(boards and all(server(name, b)["state"] == "live" for b in boards), f"{why}: {name} is not live: {[server(name, b)['state'] for b in boards]}")
                total[name].add(truth, [only(name, b) for b in boards], began)
                amis[name].pump(0.3)
        for name, comparison in total.items():
            require(comparison.judged()[0] > 100 * rounds, f"{why}: only {comparison.judged()[0]} figures of {name} to compare")
            require(comparison.percent() > 99.5, lambda: f"{why}, {name}: {comparison.report()}")
        return {name: (comparison.judged()[0], round(comparison.percent(), 3)) for name, comparison in total.items()}

    for name in ways:
        eventually(lambda: server(name)["state"] == "live", 15, lambda: f"{name} is {server(name)}, expected live{watch.complaint()}")
    require([s["name"] for s in watch.last()["servers"]] == ["first", "second", "ucm"], f"the servers are {[s['name'] for s in watch.last()['servers']]}")
    require([server(name)["dialect"] for name in ways] == ["asterisk", "asterisk", "ucm"], f"the dialects are {[server(name)['dialect'] for name in ways]}")
    time.sleep(8)  # calls come in
    all_three = compare(ways, 4, "all three live")
    require(all(only(name, watch.last())["channels"] for name in ways), "a server has no channel: the load is too small for this check")
    # one dies: the board keeps what it had, and the others go on as if nothing were
    kept = len(only("first", watch.last())["queues"])
    amis.pop("first").close()
    began = time.time()
    labs["first"].command("kill")
    eventually(lambda: server("first")["state"] != "live", 5, "the dead server is live on the board")
    without = compare(["second", "ucm"], 6, "one server dead")
    require(server("first")["state"] in ("stale", "connecting"), f"the dead server is {server('first')['state']}")
    require(len(only("first", watch.last())["queues"]) == kept == 6, "the dead server's queues are gone from the board")
    with watch.lock:
        seen = [b for b in watch.lines if b["_at"] >= began]
    require(all(server(name, b)["state"] == "live" and not server(name, b)["gaps"] for b in seen for name in ("second", "ucm")), "another server was disturbed")
    late = max((b["_at"] - a["_at"] for a, b in zip(seen, seen[1:])), default=0)
    require(late < 2, f"the board stood still for {late:.1f} s while a server was dead")
    require(labs["first"].command("again").returncode == 0, "Asterisk did not start again")
    eventually(lambda: server("first")["state"] == "live", 5, lambda: f"the server that came back is {server('first')}")
    labs["first"].console("core waitfullybooted")
    require(len(server("first")["gaps"]) == 1 and not server("second")["gaps"] and not server("ucm")["gaps"], f"the gaps are {[s['gaps'] for s in watch.last()['servers']]}")
    for lab in labs.values():
        lab.finish_calls()
    amis["first"] = AMI(*ways["first"], events="call,agent")
    deadline = time.time() + 60
    while True:  # the counters of the new start are compared with the first audit's help
        try:
            again = compare(ways, 1, "after it came back")
            break
        except Failed:
            if time.time() > deadline:
                raise
    for load in loads:
        end_process(load)
    end_process(ucm)
    require(watch.stop() == 143, f"watch ended with {watch.process.returncode} after SIGTERM, expected 143")
    print(f"  figures compared and percent equal: {all_three}; with one dead: {without}; after it came back: {again}")


@check
def survives_five_kills_under_load(context):
    """Asterisk is killed and started again five times under load: live within 5 s of AMI answering for its queues, with a gap and no ghost."""
    lab = Lab(context.release)
    load = lab.begin("load", "--rate", 3, "--calls", 1000000, "--seconds", 300)
    watch = Watch(context.program, lab.ami, interval=0.2)
    watch.until("live", 10)
    slowest, offered = 0.0, 0
    for turn in range(1, 6):
        time.sleep(6)  # calls come in, queues fill; on a slow machine it takes longer
        before = eventually(lambda: next((b for b in [watch.last()] if b["channels"] and b["callers"]), None), 30,
                            lambda: f"turn {turn}: the load brought no calls: {len(watch.last()['channels'])} channels")
        lab.command("kill")
        eventually(lambda: watch.state() != "live", 5, "watch is live although Asterisk is dead")
        at = time.time()
        require(lab.command("again").returncode == 0, f"turn {turn}: Asterisk did not start again")
        lab.console("core waitfullybooted")  # AMI answers sooner, and closes the session of who then asks for its queues
        answering = time.time()
        watch.until("live", 5)
        slowest = max(slowest, time.time() - answering)
        now = watch.last()
        gaps = now["servers"][0]["gaps"]
        require(len(gaps) == turn and all(gap["to"] and gap["cause"] == "link" for gap in gaps), f"turn {turn}: the gaps are {gaps}")
        require(harness.moment(gaps[-1]["from"]) <= at, f"turn {turn}: the gap begins only at {gaps[-1]['from']}")
        old = {row["uniqueID"] for row in before["channels"]}
        ghosts = [row["name"] for row in now["channels"] + now["callers"] if row["uniqueID"] in old and "name" in row]
        require(not ghosts, f"turn {turn}: channels of the Asterisk before are still there: {ghosts}")
        require(not [row for row in now["callers"] if row["uniqueID"] in old], f"turn {turn}: callers of the Asterisk before still wait")
        day = sum(row["today"]["offered"] for row in now["queues"])
        require(day >= offered, f"turn {turn}: {day} callers were offered today, before it were {offered}")
        offered = day
    require(offered > 0, "no caller was offered at all")
    lab.finish_calls()
    ami = AMI(lab.ami, "wallboard", SECRETS["wallboard"], events="off")
    deadline = time.time() + 60
    while True:  # the counters of the last start are compared with the first audit's help
        comparison = Comparison()
        comparison.add(take(ami)[0], [watch.last()])
        if comparison.percent() == 100:
            break
        require(time.time() < deadline, lambda: f"after the fifth start: {comparison.report()}")
        ami.pump(1)
    end_process(load)
    require(watch.stop() == 143, f"watch ended with {watch.process.returncode} after SIGTERM, expected 143")
    print(f"  live {slowest:.1f} s after Asterisk had booted at the latest; {offered} callers offered over all starts")


@check
def a_start_is_waited_for(context):
    """Asterisk is killed and started again: nothing is asked that makes it close the link while it boots, and afterwards the board knows what it may do."""
    lab = Lab(context.release)
    proxies = {user: harness.Proxy(lab.ami) for user in ("wallboard", "limited")}
    screens = {user: Screen(Program(context.program.path), "connect", *Program.link(proxy.listening, user), user=user, size=(160, 50)) for user, proxy in proxies.items()}
    for screen in screens.values():
        screen.shows(r"\blive\b", 15)
    starts = 6
    for _ in range(starts):
        lab.command("kill")
        for screen in screens.values():
            screen.shows(r"stale|connecting|lost|closed|retry|reconnect", 5)
        require(lab.command("again").returncode == 0, "Asterisk did not start again")
        for screen in screens.values():
            screen.shows(r"\blive\b", 15)
        lab.console("core waitfullybooted")
    for user, screen in screens.items():
        logins = sum(h.get("action", "").lower() == "login" for _, _, h in proxies[user].actions)
        require(logins == 1 + starts, f"{user}: {logins} logins for {1 + starts} starts of Asterisk: it closed a link while it booted")

        def pauses():
            screen.press("escape", "agents", "pause")
            return re.search(r"Pause .*\?|Reason|reason", screen.text())
        eventually(pauses, 8, lambda: f"{user}: after the start the keys do not know what may be done:\n{screen.text()}")
        screen.press("escape", "quit")


@check
def notices_a_link_that_went_silent(context):
    """A link without a word and without an end (no FIN): the board says so after its keep-alive, and comes back with a gap."""
    lab = settled_lab(context)
    proxy = harness.Proxy(lab.ami)
    watch = Watch(context.program, proxy.listening, interval=0.2)
    watch.until("live", 10)
    heard = time.time()
    proxy.silent = True
    eventually(lambda: watch.state() == "stale", 25, "watch is live although nothing has been heard for 25 s")
    noticed = time.time() - heard
    proxy.silent = False
    watch.until("live", 10)
    gaps = watch.last()["servers"][0]["gaps"]
    require(len(gaps) == 1 and gaps[0]["to"] and harness.moment(gaps[0]["from"]) <= heard + 1, f"the gap must begin with the last word at {heard:.1f}: {gaps}")
    require_equal(lab, watch.last(), "after the silence")
    print(f"  stale {noticed:.1f} s after the last word")


@check
def a_board_that_was_stopped(context):
    """A board that stood still (SIGSTOP, as a closed lid) asks for everything again, and marks the time as a gap."""
    lab = Lab(context.release)
    load = lab.begin("load", "--rate", 2, "--calls", 1000000, "--seconds", 120)
    watch = Watch(context.program, lab.ami, interval=0.2)
    watch.until("live", 10)
    time.sleep(8)
    watch.process.send_signal(signal.SIGSTOP)
    stopped = time.time()
    time.sleep(13)
    watch.process.send_signal(signal.SIGCONT)
    eventually(lambda: (watch.last() or {"_at": 0})["_at"] > stopped + 13 and watch.state() == "live", 10, lambda: f"watch is {watch.state()}, expected live")
    gaps = eventually(lambda: watch.last()["servers"][0]["gaps"], 5, "the standstill is no gap")
    gaps = eventually(lambda: [gap for gap in watch.last()["servers"][0]["gaps"] if gap["to"]], 5, "the gap does not end")
    require(len(gaps) == 1 and gaps[0]["cause"] == "stopped" and gaps[0]["to"], f"the gaps are {gaps}")
    require(abs(harness.moment(gaps[0]["from"]) - stopped) < 1.5, f"it was stopped at {stopped:.1f}, the gap begins {gaps[0]['from']}")
    waits = {row["uniqueID"]: row["wait"] for row in watch.last()["callers"]}
    lab.finish_calls()
    with AMI(lab.ami, "wallboard", SECRETS["wallboard"], events="off") as ami:
        truth, _, _, _ = take(ami)
    board = watch.last()
    ours = {row["uniqueID"] for row in board["channels"]}
    theirs = {what for kind, what, field in truth if kind == "channel" and field == "exists"}
    require(len(ours ^ theirs) <= 4, f"channels that differ after the standstill: {sorted(ours ^ theirs)}")
    require(waits, "nobody waits: the load is too small for this check")
    end_process(load)
    watch.stop()


@check
def journal_survives_a_kill(context):
    """`record` is killed at once under load; its journal replays to the board that it held, and goes on being written."""
    lab = Lab(context.release)
    load = lab.begin("load", "--rate", 2, "--calls", 1000000, "--seconds", 120)
    journal = context.program.home + "/journal"
    recorder = context.program.begin("record", "--journal", journal, *Program.link(lab.ami))
    watch = Watch(context.program, lab.ami, interval=0.2)
    watch.until("live", 10)
    time.sleep(12)
    require(recorder.poll() is None, lambda: f"record ended with {recorder.returncode}: {recorder.stderr.read().decode()!r}")
    killed = time.time()
    recorder.kill()
    recorder.wait()
    time.sleep(1.5)  # watch shows what came before the kill a moment later, on a busy machine by more than an interval
    boards = watch.between(killed - 3, killed + 1.5)
    replayed = context.program.board("replay", journal, "--at", "end", "--json")
    require(replayed["servers"][0]["state"] == "replay", f"the state is {replayed['servers'][0]['state']!r}, expected replay")
    require(len(replayed["queues"]) == 6 and replayed["channels"], f"the replay has {len(replayed['queues'])} queues and {len(replayed['channels'])} channels: {replayed['servers']}")
    lost = killed - harness.moment(replayed["asOf"])
    require(-1 < lost < 3, f"the journal ends {lost:.1f} s before the kill, expected 1.5 s at most")
    # the replayed board is a board that watch showed near its moment
    comparison = Comparison()
    from truth import figures_of_board
    at = harness.moment(replayed["asOf"])
    near = [b for b in boards if abs(b["_at"] - at) < 1.5] or boards[-3:]
    comparison.add(figures_of_board(replayed), near)
    require(comparison.percent() > 99, lambda: f"the replay against watch at that moment: {comparison.report()}")
    again = context.program.board("replay", journal, "--at", "end", "--json")
    require(again == replayed, "two replays of one journal differ")
    # a second run goes on in the same journal, cutting the torn tail
    recorder = context.program.begin("record", "--journal", journal, *Program.link(lab.ami))
    eventually(lambda: recorder.poll() is not None or harness.moment(context.program.board("replay", journal, "--at", "end", "--json")["asOf"]) > killed + 1,
               15, "record does not go on in a journal whose writer was killed")
    require(recorder.poll() is None, lambda: f"record ended with {recorder.returncode}: {recorder.stderr.read().decode()!r}")
    status = end_process(recorder)
    require(status == 143, f"record ended with {status} after SIGTERM, expected 143")
    lab.finish_calls()
    end_process(load)
    watch.stop()


@check
def import_repeats_itself(context):
    """A capture imported twice gives the same board, byte for byte, and it is Asterisk's truth of that moment."""
    lab = Lab(context.release)
    load = lab.begin("load", "--rate", 2, "--calls", 1000000, "--seconds", 120)
    capture = context.program.home + "/capture"
    done = lab.command("record", "--out", capture, "--seconds", 15, "--act")
    require(done.returncode == 0, f"the lab could not record: {done.stderr}")
    lab.finish_calls()
    end_process(load)
    texts = []
    for n in (1, 2):
        journal = f"{context.program.home}/imported-{n}"
        done = context.program.run("import", capture + ".ami", journal)
        require(done.returncode == 0, f"import ended with {done.returncode}: {done.stderr.decode()!r}")
        done = context.program.run("replay", journal, "--at", "end", "--json")
        require(done.returncode == 0, f"replay ended with {done.returncode}: {done.stderr.decode()!r}")
        texts.append(done.stdout)
    require(texts[0] == texts[1], "two imports of one capture give different boards")
    done = context.program.run("import", capture + ".ami", f"{context.program.home}/imported-1")
    refused(done, 3, "empty", "already", "new")
    from truth import figures_of_lists
    with open(capture + ".truth.json") as f:
        last = json.load(f)[-1]
    comparison = Comparison()
    comparison.add(figures_of_lists(last["queue_status"], last["channels"]), [json.loads(texts[0])])
    require(comparison.percent() > 98, lambda: f"the import against the lists at its end: {comparison.report()}")


@check
def keyboard_commands(context):
    """Pause with a reason, hang-up and originate from the keyboard are seen in Asterisk's own console."""
    lab = settled_lab(context)
    lab.command("load", "--calls", 0)
    screen = Screen(context.program, "connect", *Program.link(lab.ami), size=(160, 50))
    screen.shows(r"\blive\b", 10)

    def select(panel, text, shown):
        screen.press(panel, "filter")
        screen.type(text)
        screen.press("enter")
        screen.shows(shown)

    def done(line, pattern, what):
        eventually(lambda: re.search(pattern, lab.console(line)), 15, lambda: f"{what}:\n{lab.console(line)}\n{screen.text()}")

    select("agents", "Ana Lima 012", r"Ana Lima 012")
    screen.press("pause")
    screen.dialog(r"reason|lunch|break")
    screen.press("last choice")
    screen.type("Dentist at 3")
    screen.press("enter")
    done("queue show support", r"agent012\).*\(paused:Dentist at 3 was", "Asterisk does not show agent012 paused with its reason")
    screen.shows(r"Dentist at 3")
    screen.press("unpause")
    screen.press("enter")
    done("queue show support", r"agent012\)(?!.*paused).*has taken", "Asterisk still shows agent012 paused")
    screen.press("escape", "escape")

    channels = "core show channels concise"
    select("channels", "Local/8000", r"Channels 2 of 6")
    screen.press("hang up")
    screen.dialog(r"hang")
    require("Local/8000" in lab.console(channels), "the first key hung up already; a second must be asked for")
    screen.press("confirm")
    done(channels, r"\A(?![\s\S]*Local/8000)", "the channel still lives")
    require("Local/6503" in lab.console(channels), "more was hung up than the channel that was selected")
    screen.press("escape", "escape")

    select("agents", "Chen", r"Chen 李娜 002")
    screen.press("originate")
    screen.dialog(r"from|extension")
    screen.type("8001")  # who is called from is known: the agent that is selected
    screen.press("next field", "clear field")
    screen.type("from-internal")
    screen.press("enter")
    done(channels, r"PJSIP/agent\d+-\w+!from-internal!8001!\d+!Up", "the agent was not connected to 8001")
    screen.press("escape", "escape", "quit")
    eventually(lambda: screen.ended() is not None, 5, lambda: f"q does not end the board:\n{screen.text()}")
    require(screen.ended() == 0, f"the board ended with {screen.ended()}, expected 0")


@check
def read_only_keeps_its_hands_off(context):
    """With --read-only no key reaches Asterisk: not one action beside those that read."""
    lab = settled_lab(context)
    proxy = harness.Proxy(lab.ami)
    screen = Screen(context.program, "connect", "--read-only", *Program.link(proxy.listening), size=(160, 50))
    screen.shows(r"\blive\b", 10)
    for panel in ("agents", "channels"):
        screen.press(panel, "pause", "enter", "escape", "hang up", "confirm", "escape", "originate", "escape", "unpause", "escape")
    screen.shows(r"read.only|🔒", 5)
    time.sleep(1)
    reading = {"login", "challenge", "listcommands", "ping", "queuestatus", "coreshowchannels", "coresettings", "corestatus", "logoff", "events",
               "pjsipshowregistrationsoutbound", "pjsipshowendpoints", "devicestatelist", "getvar"}
    others = sorted({h.get("action", "").lower() for _, _, h in proxy.actions} - reading)
    require(not others, f"with --read-only Asterisk was sent {', '.join(others)}")
    screen.press("quit")


@check
def a_terminal_nobody_reads(context):
    """A terminal that stops reading stops neither the link nor the fold; the screen is right once it reads again."""
    import fcntl
    import pty
    import struct
    import termios
    lab = Lab(context.release)
    load = lab.begin("load", "--rate", 4, "--calls", 1000000, "--seconds", 120)
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
    board = context.program.begin("connect", *Program.link(lab.ami), stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
    os.close(slave)
    os.set_blocking(master, False)
    seen = b""

    def read():
        nonlocal seen
        try:
            seen += os.read(master, 1 << 20)
        except (BlockingIOError, OSError):
            pass
        return seen

    def linked():
        return len(re.findall(r"^\s*wallboard\s", lab.console("manager show connected"), re.M))

    eventually(lambda: b"support" in read(), 10, "the board does not show its queues")
    eventually(lambda: linked() == 1, 5, "the board is not connected")
    connected = lab.console("manager show connected")
    lab.command("flood", "--events", 20000)
    time.sleep(12)  # nobody reads the terminal now
    require(board.poll() is None, f"the board ended with {board.returncode} when its terminal was not read")
    require(linked() == 1, f"Asterisk cut the link:\n{connected}\n{lab.console('manager show connected')}")
    warnings = open(lab.host + "/log/messages", errors="replace").read() if os.path.exists(lab.host + "/log/messages") else ""
    require("fd is blocked" not in warnings and "Write failed" not in warnings, "Asterisk complains of a reader that does not read")
    with AMI(lab.ami, "wallboard", SECRETS["wallboard"], events="off") as ami:
        ami.send("QueueAdd", Queue="support", Interface="Local/777@from-internal", MemberName="Zebra Last")
    seen = b""
    eventually(lambda: read() and b"Zebra" in seen or len(seen) > 3_000_000, 10, "")  # it writes again
    board.send_signal(signal.SIGTERM)
    eventually(lambda: (read(), board.poll() is not None)[1], 5, "the board does not end on SIGTERM")
    require(board.returncode == 143, f"the board ended with {board.returncode} after SIGTERM, expected 143")
    lab.finish_calls()
    end_process(load)


@check
def figures_agree_under_load(context):
    """The agreement check: figures equal under load, all of them a minute after, actions within the audit's allowance."""
    agreement_check.agreement(context.program, context.release, seconds=context.seconds)


@check
def figures_agree_with_tricky_options(context):
    """The same where simple models go wrong: optimised Local channels, ringinuse, memberdelay, announcements, exit keys."""
    agreement_check.agreement(context.program, context.release, seconds=context.seconds, tricky=True, seed=2, least=98.0)


for body in control.CHECKS + journey.CHECKS + backfill.CHECKS:
    check(body)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--list", action="store_true", help="the names of the checks")
    p.add_argument("--program")
    p.add_argument("--release", default="sid", choices=["sid", "bullseye"])
    p.add_argument("--seconds", type=int, default=60, help="how long the agreement checks put load on Asterisk")
    p.add_argument("--with-parent", action="store_true", help="end when the process that started this one ends")
    p.add_argument("checks", nargs="*", metavar="CHECK")
    a = p.parse_args()
    if a.list:
        for name, body in CHECKS.items():
            print(f"{name:36} {body.__doc__.splitlines()[0]}")
        return 0
    unknown = [name for name in a.checks if name not in CHECKS]
    if unknown or not a.program:
        p.error(f"no check is named {unknown[0]}: see --list" if unknown else "--program PATH is missing")
    if a.with_parent:
        harness.end_with_parent()
    failed = skipped = 0
    names = a.checks or list(CHECKS)
    for name in names:
        began = time.time()
        try:
            CHECKS[name](Context(Program(a.program), a.release, a.seconds))
            print(f"passed {name} in {time.time() - began:.1f} s", flush=True)
        except Skipped as why:
            skipped += 1
            print(f"skipped {name}: {why}", flush=True)
        except Failed as why:
            failed += 1
            print(f"failed {name}: {why}", flush=True)
        except Exception:  # a fault of the check itself is a failure too
            failed += 1
            print(f"failed {name}: {traceback.format_exc()}", flush=True)
        finally:
            harness.undo()
    return 1 if failed else 77 if skipped == len(names) else 0


if __name__ == "__main__":
    sys.exit(main())
