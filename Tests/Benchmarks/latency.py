"""From an event on the socket to its text on the terminal: a scripted PBX, callboard on a terminal of its own.

The PBX has one queue. Its first agent, who stands at the top of the screen, is paused for another reason again and again;
the reasons have no letter in common at any place, so that the terminal gets each of them whole. The others, whose events
make up the load, are out and stand below the screen's end.
"""
import os
import random
import select
import socket
import statistics
import threading
import time

from service import Board, wait_until

AGENTS = 3_000


def packet(*headers):
    return ("".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n").encode()


def member(event, number, name, location, status, paused, reason, *more):
    return packet(
        ("Event", event), *more, ("Queue", "support"), (name, f"Agent {number:04d}"), (location, f"PJSIP/{number:04d}"),
        ("StateInterface", f"PJSIP/{number:04d}"), ("Membership", "static"), ("Penalty", 0), ("CallsTaken", 0),
        ("LastCall", 0), ("LastPause", 1_700_000_000 if paused else 0), ("LoginTime", 1_700_000_000), ("InCall", 0),
        ("Status", status), ("Paused", paused), ("PausedReason", reason), ("Ringinuse", 0), ("Wrapuptime", 0))


class ScriptedPBX:
    """Lets everybody in, answers what a board asks, and says what it is told to."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.client = None
        self.asked = set()
        self.writing = threading.Lock()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
        if self.client:
            self.client.close()
        self.thread.join(5)

    def run(self):
        try:
            self.client, _ = self.listener.accept()
            self.client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.say(b"Asterisk Call Manager/11.0.0\r\n")
            text = b""
            while data := self.client.recv(65_536):
                text += data
                while b"\r\n\r\n" in text:
                    whole, text = text.split(b"\r\n\r\n", 1)
                    pairs = (line.split(": ", 1) for line in whole.decode().split("\r\n") if ": " in line)
                    self.answer({name.lower(): value for name, value in pairs})
        except OSError:
            pass

    def say(self, data):
        with self.writing:
            self.client.sendall(data)

    def answer(self, asked):
        action, mine = asked.get("action", "").lower(), ("ActionID", asked.get("actionid", ""))
        begun = packet(("Response", "Success"), mine, ("EventList", "start"), ("Message", "follows"))
        if action == "challenge":
            self.say(packet(("Response", "Success"), mine, ("Challenge", "123456789")))
        elif action == "listcommands":
            self.say(packet(
                ("Response", "Success"), mine, ("QueueStatus", "Queues  (Priv: <none>)"),
                ("CoreShowChannels", "Channels  (Priv: system,reporting,all)")))
        elif action == "ping":
            self.say(packet(("Response", "Success"), mine, ("Ping", "Pong"), ("Timestamp", f"{time.time():.6f}")))
        elif action == "coresettings":
            self.say(packet(("Response", "Success"), mine, ("AsteriskVersion", "22.0.0")))
        elif action == "queuestatus":
            items = [packet(
                ("Event", "QueueParams"), mine, ("Queue", "support"), ("Max", 0), ("Strategy", "ringall"), ("Calls", 0),
                ("Holdtime", 0), ("TalkTime", 0), ("Completed", 0), ("Abandoned", 0), ("ServiceLevel", 20),
                ("ServicelevelPerf", "0.0"), ("ServicelevelPerf2", "0.0"), ("Weight", 0))]
            items += [member("QueueMember", n, "Name", "Location", 5 if n else 1, 0 if n else 1, "", mine) for n in range(AGENTS)]
            end = packet(("Event", "QueueStatusComplete"), mine, ("EventList", "Complete"), ("ListItems", AGENTS + 1))
            self.say(begun + b"".join(items) + end)
        elif action == "coreshowchannels":
            end = packet(("Event", "CoreShowChannelsComplete"), mine, ("EventList", "Complete"), ("ListItems", 0))
            self.say(begun + end)
        else:
            self.say(packet(("Response", "Success"), mine))
        self.asked.add(action)


def reasons(count, seed=7):
    """Words of eight letters, each without a letter of the one before at its place."""
    source, before = random.Random(seed), "-" * 8
    for _ in range(count):
        word = before
        while any(a == b for a, b in zip(word, before)) or any(a == b for a, b in zip(word, word[1:])):
            word = "".join(source.choice("bcdfghjkmpqrtvwxz") for _ in range(8))
        yield word
        before = word


def load(pbx, rate, ending):
    """So many events a second about agents below the screen's end, a hundred times a second, until told to end."""
    states = [member("QueueMemberStatus", n, "MemberName", "Interface", status, 0, "", ("Privilege", "agent,all"))
              for status in (4, 5) for n in range(2_000, AGENTS)]
    place, due = 0, time.monotonic()
    while not ending.wait(max(0.0, due - time.monotonic())):
        due += 0.01
        count = rate // 100
        pbx.say(b"".join(states[(place + i) % len(states)] for i in range(count)))
        place += count


def measure(program, rate, samples=200, columns=200, rows=60):
    """Seconds from the send of each event to its text on the terminal, sorted."""
    with ScriptedPBX() as pbx, Board(program, pbx.port, columns, rows) as board:
        wait_until(lambda: "coreshowchannels" in pbx.asked, 20, lambda: "nobody asked for the channels")
        board.wait_live()
        # This thread reads the terminal from now on, so that nothing lies between a chunk and its time.
        board.closing = True
        board.thread.join(5)
        ending, source = threading.Event(), random.Random(11)
        loader = threading.Thread(target=load, args=(pbx, rate, ending), daemon=True)
        if rate:
            loader.start()
            time.sleep(2)
        taken = []
        try:
            for word in reasons(samples):
                pause = time.monotonic() + source.uniform(0.06, 0.16)
                while (left := pause - time.monotonic()) > 0:
                    drain(board.near, left)
                began = time.monotonic()
                pbx.say(member("QueueMemberPause", 0, "MemberName", "Interface", 1, 1, word, ("Privilege", "agent,all")))
                seen = b""
                while word.encode() not in seen:
                    if time.monotonic() - began > 5:
                        raise TimeoutError(f"{word} is not on the terminal after 5 s")
                    seen = seen[-64:] + drain(board.near, 1)
                taken.append(time.monotonic() - began)
        finally:
            ending.set()
            if rate:
                loader.join(5)
    return sorted(taken)


def drain(near, seconds):
    """What came first within so many seconds."""
    ready, _, _ = select.select([near], [], [], seconds)
    if not ready:
        return b""
    try:
        return os.read(near, 65_536)
    except OSError:
        return b""


def percentile(values, share):
    return values[min(len(values) - 1, int(len(values) * share))]


def summary(values):
    return statistics.median(values) * 1000, percentile(values, 0.99) * 1000
