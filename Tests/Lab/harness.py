"""What the live checks share: a lab of their own, the program under test, its watch lines, a screen, a counting proxy."""
import atexit
import fcntl
import json
import os
import random
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime, timezone

# A worker of a thread pool that starts these checks may have signals blocked, and children inherit that: Asterisk, which
# wakes its AMI sessions by SIGURG, would then tell every event late.
signal.pthread_sigmask(signal.SIG_SETMASK, [])

HERE = os.path.dirname(os.path.abspath(__file__))
LAB = HERE + "/asterisk-lab"
SECRETS = {"wallboard": "wall-secret-1", "limited": "limit-secret-1", "viewer": "view-secret-1", "queueonly": "queue-secret-1"}
RELEASES = {"22": "sid", "16": "bullseye"}

# The keys that the checks press, in one place: the board's keymap may move, the checks follow here.
KEYS = {
    "quit": "q", "filter": "/", "enter": "Enter", "escape": "Escape", "space": "Space", "help": "?", "confirm": "y",
    "queues": "1", "agents": "2", "channels": "3", "trunks": "4", "pause": "p", "unpause": "u", "hang up": "x", "originate": "o", "palette": ":",
    "actions": ".", "transfer": "r", "spy": "s", "park": "H", "fetch parked": "F", "pick up": "c", "undo": "U", "release": "A", "add": "a", "rooms": "C", "voicemail": "E",
    "down": "Down", "last choice": "Up", "next field": "Tab", "clear field": "C-u",
}


class Failed(Exception):
    """A check did not hold; the text says what was expected and what came instead."""


class Skipped(Exception):
    """A check cannot be made here; the text says why."""


def require(holds, why):
    if not holds:
        raise Failed(why() if callable(why) else why)


def eventually(condition, seconds, why):
    """Waits until a condition holds and returns its value; fails with `why` when it does not in time."""
    due = time.time() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.time() > due:
            raise Failed(f"{why() if callable(why) else why} (waited {seconds} s)")
        time.sleep(0.05)


# MARK: what must be undone at the end, however the end comes

_undo = []


def at_end(action):
    _undo.append(action)


def undo():
    while _undo:
        try:
            _undo.pop()()
        except Exception as error:  # the rest must be undone too
            print(f"cleaning up: {error}", file=sys.stderr)


atexit.register(undo)
for _number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(_number, lambda number, _frame: sys.exit(128 + number))


def end_with_parent():
    """Ends this process, and with it all that it started, when the one that started it is gone."""
    parent = os.getppid()

    def watch():
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def end_process(p, number=signal.SIGTERM, patience=5):
    """Ends a process that we started and returns its status; one that outlives its patience is killed."""
    if p.poll() is None:
        p.send_signal(number)
        try:
            p.wait(patience)
        except subprocess.TimeoutExpired:
            p.kill()
            p.wait()
    return p.returncode


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def free_ports(count, kind=socket.SOCK_STREAM):
    """The first of a run of ports that are free now, below the range that the kernel hands out."""
    for first in random.sample(range(31700, 32700 - count, count), 50):
        try:
            for port in range(first, first + count):
                with socket.socket(socket.AF_INET, kind) as s:
                    s.bind(("127.0.0.1", port))
            return first
        except OSError:
            pass
    raise Failed(f"no {count} ports are free in a run from 31700 to 32700")


# MARK: the lab


class Lab:
    """A running Asterisk of its own: folder, ports, phones. Ended with the check."""

    def __init__(self, release, **options):
        self.release, self.dir = release, f"/srv/check-{os.getpid()}-{random.randrange(1 << 30):x}"
        home = os.environ.get("ASTERISK_LAB_HOME", "/var/cache/asterisk-lab")
        self.host = f"{home}/{release}{self.dir}"
        reason = unavailable(release)
        if reason:
            raise Skipped(reason)
        at_end(self.remove)
        sip, media = self.take_ports(home)
        for attempt in range(3):  # a port found free may be taken a moment later
            self.ami, self.tls = free_port(), free_port()
            numbers = {"ami": self.ami, "tls": self.tls, "sip": sip, "phones": sip + 10, "rtp": media}
            done = self.command("start", *[f"--{k}={v}" for k, v in {**numbers, **options}.items() if v is not True],
                                *[f"--{k}" for k, v in options.items() if v is True])
            if done.returncode == 0:
                break
        require(done.returncode == 0, f"the lab did not start: {done.stderr.strip()}")
        self.certificate = self.host + "/keys/ami.pem"

    def take_ports(self, home):
        """SIP and RTP want runs of ports, below the range that the kernel hands out: each lab that runs has one of 14."""
        for number in random.sample(range(14), 14):
            sip, media = 11000 + 20 * number, 12000 + 1400 * number
            self.lock = open(f"{home}/ports-{number}.lock", "w")
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for port in (sip, sip + 10, sip + 15, media, media + 900, media + 1100):
                    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
                        s.bind(("127.0.0.1", port))
                return sip, media
            except OSError:
                self.lock.close()
        raise Failed("no ports are left for a lab: 14 run already, or other programs use UDP ports from 11000 to 31600")

    def arguments(self, command, *options):
        return [sys.executable, LAB, command, "--release", self.release, "--dir", self.dir, *map(str, options)]

    def command(self, command, *options):
        return subprocess.run(self.arguments(command, *options), stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")

    def begin(self, command, *options):
        """Starts a command of the lab in the background."""
        p = subprocess.Popen(self.arguments(command, *options), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        at_end(lambda: end_process(p))
        return p

    def console(self, line):
        return re.sub(r"\x1b\[[0-9;]*m", "", self.command("cli", line).stdout)

    def finish_calls(self):
        """Lets the SIPp callers place no more calls and end those they have."""
        try:
            with open(self.host + "/callers.pid") as f:
                os.kill(int(f.read().split()[0]), signal.SIGUSR1)
        except (OSError, ValueError) as error:
            raise Failed(f"the load ended by itself: {error}") from None

    def remove(self):
        self.command("stop")
        self.lock.close()
        shutil.rmtree(self.host, ignore_errors=True)


def unavailable(release):
    """Why no lab of a release can be had here; None when it can."""
    if os.geteuid() != 0:
        return "the lab runs Asterisk in a chroot, which needs root"
    missing = [tool for tool in ("sipp", "openssl") if not shutil.which(tool)]
    if missing:
        return f"{', '.join(missing)} not found: apt-get install sip-tester openssl"
    home = os.environ.get("ASTERISK_LAB_HOME", "/var/cache/asterisk-lab")
    if not os.path.exists(f"{home}/{release}/usr/sbin/asterisk"):
        return f"Asterisk is not installed: run Tests/Lab/asterisk-lab setup --release {release}"
    return None


# MARK: the program


class Program:
    """The binary under test, in a home of its own, so that no configuration or journal of this machine's user is touched."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        require(os.access(self.path, os.X_OK), f"{self.path} is no program: build it first, or name it with --program")
        self.home = tempfile.mkdtemp(prefix="callboard-check-")
        at_end(lambda: shutil.rmtree(self.home, ignore_errors=True))

    def environment(self, user="wallboard", secret=None):
        """`secret` False: none, so that each server's own of the configuration counts."""
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LD_LIBRARY_PATH", "SWIFT_BACKTRACE")}
        if secret is not False:
            kept["CALLBOARD_SECRET"] = SECRETS.get(user, "") if secret is None else secret
        return dict(kept, HOME=self.home, XDG_CONFIG_HOME=self.home + "/config", XDG_STATE_HOME=self.home + "/state",
                    XDG_DATA_HOME=self.home + "/data", XDG_CACHE_HOME=self.home + "/cache", LANG="C.UTF-8", LC_ALL="C.UTF-8", TZ="UTC",
                    TERM="xterm-256color")

    @staticmethod
    def link(port, user="wallboard"):
        return ["--host", "127.0.0.1", "--port", str(port), "--user", user]

    def run(self, *arguments, user="wallboard", secret=None, seconds=30):
        """Runs it to its end; returns status, standard output and standard error."""
        try:
            return subprocess.run([self.path, *map(str, arguments)], env=self.environment(user, secret), stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=seconds, cwd=self.home)
        except subprocess.TimeoutExpired as late:
            raise Failed(f"callboard {' '.join(map(str, arguments))} did not end in {seconds} s; it said {(late.stderr or b'').decode()!r}") from None

    def board(self, *arguments, **options):
        """Runs a command that prints one board as JSON, which must succeed; returns the board."""
        done = self.run(*arguments, **options)
        require(done.returncode == 0, f"callboard {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stderr.decode().strip()}")
        try:
            return json.loads(done.stdout)
        except ValueError:
            raise Failed(f"callboard {' '.join(map(str, arguments))} printed no JSON: {done.stdout[:200]!r}") from None

    def begin(self, *arguments, user="wallboard", secret=None, **options):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        p = subprocess.Popen([self.path, *map(str, arguments)], env=self.environment(user, secret), cwd=self.home, **options)
        at_end(lambda: end_process(p))
        return p


def moment(text):
    """The seconds since 1970 of a board's `asOf`."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc).timestamp()


class Watch:
    """`callboard watch --json`, its lines read as they come. Without a port: of the servers of a configuration."""

    def __init__(self, program, port, interval=0.2, user="wallboard", keep=240, extra=()):
        self.lines, self.keep, self.lock = [], keep, threading.Lock()
        self.states, self.count = [], 0  # each change of the first server's state, with when it was seen
        link = program.link(port, user) if port else []
        self.process = program.begin("watch", "--json", "--interval", interval, *link, *extra, user=user, secret=None if port else False)
        self.said = b""
        for body in (self.follow, self.listen):
            threading.Thread(target=body, daemon=True).start()

    def follow(self):
        for line in self.process.stdout:
            board = json.loads(line)
            board["_at"] = moment(board["asOf"])
            state = board["servers"][0]["state"] if board["servers"] else None
            with self.lock:
                self.count += 1
                if not self.states or self.states[-1][1] != state:
                    self.states.append((time.time(), state))
                self.lines.append(board)
                del self.lines[:-self.keep]

    def listen(self):
        for line in self.process.stderr:
            self.said += line

    def last(self):
        with self.lock:
            return self.lines[-1] if self.lines else None

    def state(self):
        board = self.last()
        return board["servers"][0]["state"] if board and board["servers"] else None

    def between(self, begin, end):
        """The boards of that span, once one from after it has come."""
        eventually(lambda: (self.last() or {"_at": 0})["_at"] > end or self.process.poll() is not None, 10,
                   lambda: f"watch wrote no line for 10 s{self.complaint()}")
        require(self.process.poll() is None, f"watch ended with {self.process.returncode}{self.complaint()}")
        with self.lock:
            return [b for b in self.lines if begin <= b["_at"] <= end]

    def until(self, state, seconds):
        eventually(lambda: self.state() == state or self.process.poll() is not None, seconds,
                   lambda: f"watch is {self.state()}, expected {state}{self.complaint()}; its last: {self.servers()}")
        require(self.process.poll() is None, f"watch ended with {self.process.returncode}{self.complaint()}")

    def servers(self):
        """What the last line says of the servers, and when their state changed: why it is not the one that was expected."""
        changes = ", ".join(f"{state} {time.time() - at:.1f} s ago" for at, state in self.states[-6:])
        board = self.last()
        return f"{json.dumps(board['servers'])} ({changes})" if board else "nothing"

    def complaint(self):
        return f"; it said {self.said.decode(errors='replace').strip()!r}" if self.said else ""

    def stop(self):
        return end_process(self.process)


# MARK: a screen


class Screen:
    """The board in a terminal: a tmux server of its own, keys in, the screen's text out."""

    def __init__(self, program, *arguments, user="wallboard", size=(140, 44)):
        if not shutil.which("tmux"):
            raise Skipped("tmux not found: apt-get install tmux")
        self.name = f"callboard-check-{os.getpid()}-{random.randrange(1 << 30):x}"
        self.status = f"{program.home}/status-{self.name}"
        environment = [f"{k}={v}" for k, v in program.environment(user).items() if k != "TERM"]
        quoted = " ".join("'" + str(word).replace("'", "'\\''") + "'" for word in [program.path, *arguments])
        self.tmux("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]),
                  f"env {' '.join(chr(39) + e + chr(39) for e in environment)} sh -c \"{quoted}; echo \\$? > {self.status}; sleep 600\"")
        at_end(self.close)
        self.tmux("set-option", "-g", "status", "off")
        self.tmux("set-option", "-g", "escape-time", "0")

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-L", self.name, "-f", "/dev/null", "-u", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              env=dict(os.environ, LANG="C.UTF-8", LC_ALL="C.UTF-8", TERM="xterm-256color"))

    def press(self, *keys):
        """Presses keys by their name in KEYS, or by tmux's own name."""
        for key in keys:
            self.tmux("send-keys", KEYS.get(key, key))

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def text(self):
        return self.tmux("capture-pane", "-p").stdout

    def shows(self, pattern, seconds=10):
        """Waits until the screen's text matches a pattern; returns the match. A refusal is read as long as a person needs: keys that come sooner are dropped."""
        found = eventually(lambda: re.search(pattern, self.text(), re.IGNORECASE), seconds,
                           lambda: f"the screen shows no /{pattern}/:\n{self.text().rstrip()}\n")
        lines = found.string[:found.end()].splitlines()[-2:]
        if any(re.search(r"Cannot |does nothing|There is no command|Nothing was done|Asked already|not the PIN", line) for line in lines):
            time.sleep(0.5)
        return found

    def dialog(self, pattern):
        """Waits for a dialog, and as long as a person needs to read it: sooner keys are not taken for an answer."""
        self.shows(pattern, 5)
        time.sleep(0.4)

    def ended(self):
        """The program's exit status, once it has ended."""
        try:
            with open(self.status) as f:
                return int(f.read())
        except (OSError, ValueError):
            return None

    def close(self):
        self.tmux("kill-server")


# MARK: a proxy that counts


class Proxy:
    """Stands between callboard and Asterisk on loopback and notes when each action passes; it changes nothing, and says nothing while it is `silent`."""

    def __init__(self, port, save=None):
        self.port, self.save = port, save
        self.actions = []  # (when, connection, headers)
        self.connections = 0
        self.silent = False  # a link that is cut without an end: nothing is read, nothing closed
        self.server = socket.create_server(("127.0.0.1", 0))
        self.listening = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()
        at_end(self.server.close)

    def accept(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=(client, self.connections), daemon=True).start()

    def serve(self, client, connection):
        try:
            server = socket.create_connection(("127.0.0.1", self.port))
        except OSError:
            client.close()
            return
        raw = open(f"{self.save}/wire-{connection}.ami", "wb") if self.save else None
        index = open(f"{self.save}/wire-{connection}.idx.jsonl", "w") if self.save else None
        sent, offset, began, other = b"", 0, time.time(), {client: server, server: client}
        try:
            while True:
                if self.silent:
                    time.sleep(0.05)
                    continue
                for end in select.select([client, server], [], [], 0.5)[0]:
                    data = end.recv(262144)
                    if not data:
                        return
                    if end is client:
                        sent += data
                        *whole, sent = sent.split(b"\r\n\r\n")
                        for packet in whole:
                            self.note(connection, packet)
                    elif raw:
                        raw.write(data)
                        index.write(json.dumps({"t": round(time.time() - began, 6), "off": offset, "len": len(data)}) + "\n")
                        offset += len(data)
                    other[end].sendall(data)
        except OSError:
            pass
        finally:
            client.close()
            server.close()
            if raw:
                raw.close()
                index.close()

    def note(self, connection, packet):
        headers = {}
        for line in packet.decode("utf8", "replace").split("\r\n"):
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        self.actions.append((time.time(), connection, headers))
