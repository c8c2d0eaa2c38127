"""A plain AMI client of the lab's own.

It shares nothing with callboard's decoder or fold, so that it can serve as the other side in a check: what it reads
is what Asterisk says.
"""
import json
import select
import socket
import time

LISTS = {"QueueStatus": "QueueStatusComplete", "CoreShowChannels": "CoreShowChannelsComplete"}


class AMI:
    """One session. With `record` it writes the raw bytes, when each read arrived, and what was sent."""

    def __init__(self, port, user, secret, events="on", record=None):
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.socket.settimeout(10)
        self.buffer, self.count, self.offset, self.began = b"", 0, 0, time.time()
        self.raw = open(record + ".ami", "wb") if record else None
        self.index = open(record + ".idx.jsonl", "w") if record else None
        self.client = open(record + ".client.jsonl", "w") if record else None
        while b"\n" not in self.buffer:  # the banner is a line, not a packet
            self.pump(0.3)
        self.send("Login", Username=user, Secret=secret, Events=events)
        self.pump(0.4)

    def close(self):
        self.socket.close()
        for file in (self.raw, self.index, self.client):
            if file:
                file.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def send(self, action, **headers):
        """Sends an action and returns its ActionID."""
        self.count += 1
        action_id = f"{action.lower()}-{self.count}"
        text = f"Action: {action}\r\nActionID: {action_id}\r\n"
        for key, value in headers.items():
            for v in value if isinstance(value, list) else [value]:
                text += f"{key}: {v}\r\n"
        text += "\r\n"
        if self.client:
            self.client.write(json.dumps({"t": round(time.time() - self.began, 6), "off": self.offset, "data": text}) + "\n")
        self.socket.sendall(text.encode())
        return action_id

    def pump(self, seconds):
        """Reads for so many seconds and returns the whole messages that came."""
        end, messages = time.time() + seconds, []
        while (left := end - time.time()) > 0 and select.select([self.socket], [], [], left)[0]:
            messages += self.read()
        return messages

    def read(self):
        data = self.socket.recv(262144)
        if not data:
            raise EOFError("Asterisk closed the AMI connection")
        if self.raw:
            self.raw.write(data)
            self.index.write(json.dumps({"t": round(time.time() - self.began, 6), "off": self.offset, "len": len(data)}) + "\n")
        self.offset += len(data)
        self.buffer += data
        if b"\r\n\r\n" not in data and b"\r\n\r\n" not in self.buffer:
            return []
        *whole, self.buffer = self.buffer.split(b"\r\n\r\n")
        return whole

    def wait(self, action_id, last, seconds=10):
        """Every message up to the one that names `last` and carries our ActionID; it returns the moment that came."""
        end, got = time.time() + seconds, []
        while (left := end - time.time()) > 0:
            if not select.select([self.socket], [], [], left)[0]:
                break
            more = self.read()
            got += more
            if any(last.encode() in m and action_id.encode() in m for m in more):
                break
        return got

    def ask(self, action, last=None, seconds=10, **headers):
        """Sends an action and returns (its own messages, how many messages of others fell between them)."""
        action_id = self.send(action, **headers)
        messages = self.wait(action_id, last or LISTS.get(action, "Response:"), seconds)
        own = [parsed(m) for m in messages if action_id.encode() in m]
        return own, len(messages) - len(own)


def parsed(message):
    """The headers of a message; of a repeated header the last."""
    out = {}
    for line in message.split(b"\r\n"):
        if b": " in line:
            k, v = line.split(b": ", 1)
            out[k.decode("utf8", "replace")] = v.decode("utf8", "replace")
        elif line.endswith(b":"):
            out[line[:-1].decode("utf8", "replace")] = ""
    return out
