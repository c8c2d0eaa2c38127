"""A carrier of the lab's own on loopback: a SIP server that answers, refuses or is silent, as a check wants it."""
import re
import socket
import threading


class Carrier:
    """Says to OPTIONS and REGISTER what it is told to say, takes every call, and can hang the calls up."""

    def __init__(self, port):
        self.answers = True  # to OPTIONS
        self.registers = 200  # what a REGISTER is answered with; None is silence
        self.calls = 0  # answered and not ended yet
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", port))
        self.port = port
        self.ended = False
        threading.Thread(target=self.run, daemon=True).start()

    def close(self):
        self.ended = True
        self.socket.close()

    def run(self):
        while not self.ended:
            try:
                data, peer = self.socket.recvfrom(65536)
            except OSError:
                return
            text = data.decode("utf8", "replace")
            method = text.split(" ", 1)[0]
            if method == "OPTIONS" and self.answers:
                self.reply(text, peer, 200)
            elif method == "REGISTER" and self.registers:
                contact = re.search(r"^Contact: *(<[^>]*>)", text, re.MULTILINE)
                self.reply(text, peer, self.registers, f"Contact: {contact.group(1) if contact else '<sip:pbx>'};expires=60\r\nExpires: 60\r\n")
            elif method == "INVITE":
                self.calls += 1
                body = ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                        f"m=audio {self.port + 2} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n")
                self.reply(text, peer, 200, f"Contact: <sip:127.0.0.1:{self.port}>\r\nContent-Type: application/sdp\r\n", body)
            elif method == "BYE":
                self.calls -= 1
                self.reply(text, peer, 200)

    def reply(self, request, peer, status, more="", body=""):
        word = {200: "OK", 403: "Forbidden", 503: "Service Unavailable"}[status]
        lines = [f"SIP/2.0 {status} {word}"]
        for line in request.split("\r\n"):
            name = line.split(":", 1)[0].lower()
            if name in ("via", "from", "call-id", "cseq"):
                lines.append(line)
            elif name == "to":
                lines.append(line if "tag=" in line else line + f";tag=carrier{self.port}")
            elif not line:
                break
        text = "\r\n".join(lines) + f"\r\n{more}Content-Length: {len(body)}\r\n\r\n{body}"
        try:
            self.socket.sendto(text.encode(), peer)
        except OSError:
            pass
