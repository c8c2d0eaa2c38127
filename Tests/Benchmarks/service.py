"""The whole program in service: a simulated PBX, callboard on a terminal of its own, and what the kernel says of it.

Everything is on loopback and ends with the `with` statement that began it.
"""
import fcntl
import glob
import json
import os
import pty
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import termios
import threading
import time

LIVE = re.compile(rb"live \d")
CLOCK = re.compile(rb"(\d\d):(\d\d):(\d\d)")
# Chunks of one frame arrive together; the shortest way between two frames is 50 ms.
FRAME_GAP = 0.015


def environment(home):
    return {
        "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC", "CALLBOARD_SECRET": "demo",
        "PATH": os.environ.get("PATH", "/usr/bin:/bin")}


def wait_until(test, seconds, what):
    end = time.monotonic() + seconds
    while not test():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds:.0f} s: {what()}")
        time.sleep(0.02)


class Ended:
    """A process that ends with its `with`."""
    process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Centre(Ended):
    """A simulated PBX: so many agents and calls."""

    def __init__(self, program, queues, agents, calls_per_minute):
        self.home = tempfile.mkdtemp(prefix="callboard-centre-")
        self.program = program
        self.process = subprocess.Popen(
            [program, "simulate", "--listen", "127.0.0.1:0", "--queues", str(queues), "--agents", str(agents),
             "--calls-per-minute", str(calls_per_minute), "--seed", "7"],
            env=environment(self.home), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        # Its morning passes before it listens.
        ready, _, _ = select.select([self.process.stdout], [], [], 120)
        line = self.process.stdout.readline() if ready else b""
        found = re.search(rb"listening on [\d.]+:(\d+)", line)
        if not found:
            self.__exit__()
            raise TimeoutError(f"callboard simulate with {agents} agents said: {line!r}")
        self.port = int(found[1])

    def __exit__(self, *_):
        super().__exit__()
        self.process.stdout.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def watch(self, seconds):
        """Looks as a second client for so long: the events a second that it took, and its last board."""
        command = [self.program, "watch", "--json", "--interval", "2", "--host", "127.0.0.1", "--port", str(self.port),
                   "--user", "demo"]
        process = subprocess.Popen(
            command, env=environment(self.home), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        marks = []
        try:
            for line in process.stdout:
                board = json.loads(line)
                server = board["servers"][0]
                if server["state"] == "live":
                    marks.append((time.monotonic(), server["events"]))
                    if marks[-1][0] - marks[0][0] >= seconds:
                        break
        finally:
            process.terminate()
            process.stdout.close()
            process.wait(10)
        if len(marks) < 2:
            raise TimeoutError("callboard watch never became live")
        (start, before), (end, after) = marks[0], marks[-1]
        return (after - before) / (end - start), board


class Board(Ended):
    """callboard on a pseudo-terminal that is read all the time, or not at all."""

    def __init__(self, program, port, columns=200, rows=60):
        self.home = tempfile.mkdtemp(prefix="callboard-board-")
        self.near, self.far = pty.openpty()
        fcntl.ioctl(self.far, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.set_blocking(self.near, False)
        self.modes = termios.tcgetattr(self.far)
        self.process = subprocess.Popen(
            [program, "--host", "127.0.0.1", "--port", str(port), "--user", "demo"], env=environment(self.home),
            stdin=self.far, stdout=self.far, stderr=self.far, start_new_session=True)
        self.port = port
        self.bytes = self.frames = 0
        self.last = 0.0
        self.tail = b""
        self.seen = {}
        self.reading = threading.Event()
        self.reading.set()
        self.closing = False
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def __exit__(self, *_):
        self.reading.set()
        super().__exit__()
        self.closing = True
        self.thread.join(5)
        os.close(self.near)
        os.close(self.far)
        shutil.rmtree(self.home, ignore_errors=True)

    def read(self):
        while not self.closing:
            self.reading.wait()
            ready, _, _ = select.select([self.near], [], [], 0.1)
            if not ready or not self.reading.is_set():
                continue
            try:
                chunk = os.read(self.near, 65536)
            except OSError:
                return
            now = time.monotonic()
            if now - self.last > FRAME_GAP:
                self.frames += 1
            self.last = now
            self.bytes += len(chunk)
            self.tail = (self.tail + chunk)[-200_000:]
            if "live" not in self.seen and LIVE.search(self.tail):
                self.seen["live"] = now

    def type(self, keys):
        os.write(self.near, keys)

    def wait_live(self, seconds=30):
        wait_until(lambda: "live" in self.seen, seconds, lambda: f"a live board; it showed {self.tail[-300:]!r}")

    def cpu(self):
        """Seconds of all its threads so far."""
        total = 0
        for path in glob.glob(f"/proc/{self.process.pid}/task/*/schedstat"):
            try:
                with open(path) as file:
                    total += int(file.read().split()[0])
            except (OSError, IndexError):
                pass
        return total / 1e9

    def resident(self):
        """Kilobytes in memory, and of these the process's own."""
        with open(f"/proc/{self.process.pid}/status") as file:
            found = dict(re.findall(r"(\w+):\s+(\d+) kB", file.read()))
        return int(found["VmRSS"]), int(found["RssAnon"])

    def connection(self):
        """The local ports of its connections to the PBX: the same as long as they are the same connections."""
        sockets = set()
        for path in glob.glob(f"/proc/{self.process.pid}/fd/*"):
            try:
                sockets.add(os.readlink(path))
            except OSError:
                pass
        ports = set()
        with open("/proc/net/tcp") as file:
            for line in list(file)[1:]:
                field = line.split()
                if field[3] == "01" and int(field[2].split(":")[1], 16) == self.port and f"socket:[{field[9]}]" in sockets:
                    ports.add(int(field[1].split(":")[1], 16))
        return ports

    def clock(self, lag=None):
        """Has the screen sent anew, reading again if nobody did. Seconds until it is live and tells the time, and by
        how much that lies behind ours: a PBX has a clock of its own, so the lag of the time before may be given."""
        self.tail = b""
        start = time.monotonic()
        self.reading.set()
        self.type(b"\x0c")
        lags = []

        def is_right():
            now = int(time.time()) % 86400
            for h, m, s in CLOCK.findall(self.tail):
                lags.append((now - int(h) * 3600 - int(m) * 60 - int(s)) % 86400)
            return LIVE.search(self.tail) and lags and (lag is None or min(abs(one - lag) for one in lags) <= 1)
        wait_until(is_right, 10, lambda: f"a screen live and {lag} s behind; it was {lags[:1]} s behind")
        return time.monotonic() - start, lags[-1]

    def quit(self):
        """`q`: exit status, and whether the terminal is as it was."""
        self.type(b"q")
        status = self.process.wait(10)
        time.sleep(0.2)
        return status, termios.tcgetattr(self.far) == self.modes and b"\x1b[?1049l" in self.tail


class Proxy:
    """Passes bytes on between a board and a PBX, and notes when the end of the first lists went by."""
    ENDS = (b"Event: QueueStatusComplete", b"Event: CoreShowChannelsComplete")

    def __init__(self, port):
        self.upstream = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.ended = {}
        self.bytes = 0
        self.links = []
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
        for link in self.links:
            link.close()
        self.thread.join(5)

    def run(self):
        try:
            board, _ = self.listener.accept()
            pbx = socket.create_connection(("127.0.0.1", self.upstream))
            self.links = [board, pbx]
            before = b""
            while True:
                ready, _, _ = select.select([board, pbx], [], [], 1)
                for link in ready:
                    data = link.recv(262_144)
                    if not data:
                        return
                    (pbx if link is board else board).sendall(data)
                    if link is pbx and len(self.ended) < 2:
                        now = time.monotonic()
                        text = before + data
                        for end in self.ENDS:
                            if end not in self.ended and end in text:
                                self.ended[end] = now
                        before = data[-64:]
                        self.bytes += len(data)
        except (OSError, ValueError):
            pass


def snapshot(program, centre):
    """Seconds from the end of the first lists to a populated frame, and the bytes up to there."""
    with Proxy(centre.port) as proxy, Board(program, proxy.port) as board:
        board.wait_live()
        if len(proxy.ended) < 2:
            raise TimeoutError("live without lists")
        return board.seen["live"] - max(proxy.ended.values()), proxy.bytes


def start_up(program, bench, times=15):
    """Microseconds from exec to the first frame, ours and a C program's in turn."""
    launcher = bench.reference("time-to-word", "-lutil")
    hello = bench.reference("ncurses-hello", "-lncursesw")
    home = tempfile.mkdtemp(prefix="callboard-start-")
    # Nobody listens there: the first frame does not wait for a PBX.
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    def microseconds(*command):
        result = subprocess.run(
            [launcher, *command], env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, text=True)
        found = re.search(r"microseconds=(\d+)", result.stdout)
        if not found:
            raise TimeoutError(f"{command}: {result.stderr.strip()}")
        return int(found[1])
    ours, theirs = [], []
    try:
        for _ in range(times):
            theirs.append(microseconds("hello", "60", "200", hello))
            ours.append(microseconds(
                "connecting", "60", "200", program, "--host", "127.0.0.1", "--port", str(port), "--user", "demo"))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return ours, theirs
