"""A busy supervisor who acts on the lab's Asterisk at random: the things that move figures without an event too."""
import time

from ami import AMI, parsed
from configuration import queue_names

KINDS = ("pause pause pause unpause unpause pauseone add remove penalty hangup redirect park record spy originate fail user "
         "conf transfer priority mute command getvar blind ringinuse reset attended attended pickup pickup dump dump parkcaller parkcaller "
         "redirectboth reload").split()


class Supervisor:
    """Acts once a second or so, by a seeded random number generator, over an AMI session of its own."""

    def __init__(self, lab, rng):
        self.lab, self.rng, self.added, self.due = lab, rng, [], 0.0
        self.later = []  # (when, channel): a transferrer who hangs up when the target has answered
        self.ami = AMI(lab.ami, "wallboard", "wall-secret-1", events="off")

    def work(self, now):
        """Reads what came and, when it is time, does the next thing; returns what it did, or None."""
        self.ami.pump(0.01)
        for when, channel in [entry for entry in self.later if entry[0] <= now]:
            self.later.remove((when, channel))
            self.ami.send("Hangup", Channel=channel, Cause="16")
        if now < self.due:
            return None
        self.due = now + self.rng.uniform(0.3, 2.0)
        return self.act()

    def act(self):
        ami, rng = self.ami, self.rng
        queues = queue_names(self.lab.queues)
        agent = rng.randint(1, self.lab.agents)
        iface = f"Local/1{agent:03d}@from-queue/n" if agent % 4 == 3 else f"PJSIP/agent{agent:03d}"
        kind = rng.choice(KINDS)
        if kind == "pause":
            ami.send("QueuePause", Interface=iface, Paused="true", Reason=rng.choice(["Lunch", "Break", "Training", "Wrap-up: notes", "Coaching", ""]))
        elif kind == "unpause":
            ami.send("QueuePause", Interface=iface, Paused="false")
        elif kind == "pauseone":
            ami.send("QueuePause", Queue=rng.choice(queues), Interface=iface, Paused=rng.choice(["true", "false"]), Reason="One queue")
        elif kind == "add":
            queue = rng.choice(queues)
            ami.send("QueueAdd", Queue=queue, Interface=iface, MemberName=f"Dynamic {agent:03d}", Penalty=rng.randint(0, 5),
                     Paused=rng.choice(["false", "true"]), StateInterface=f"PJSIP/agent{agent:03d}")
            self.added.append((queue, iface))
        elif kind == "remove":
            if self.added:
                queue, iface = self.added.pop()
                ami.send("QueueRemove", Queue=queue, Interface=iface)
        elif kind == "penalty":
            ami.send("QueuePenalty", Interface=iface, Penalty=rng.randint(0, 9), Queue=rng.choice(queues))
        elif kind == "user":
            ami.send("UserEvent", UserEvent="Shift", Agent=iface, Note="x: y: z")
        elif kind == "fail":
            ami.send("Originate", Channel="PJSIP/nobody", Context="from-internal", Exten="8000", Priority="1", Async="true", Timeout="5000")
        elif kind == "originate":
            ami.send("Originate", Channel=f"PJSIP/agent{agent:03d}", Context="from-internal", Exten=rng.choice(["8000", "8001", "6502", "1003"]), Priority="1",
                     Async="true", CallerID="Click To Call <9002>", Timeout="20000", Variable=["A=1", "B=two words"])
        elif kind == "ringinuse":
            ami.send("QueueMemberRingInUse", Interface=iface, RingInUse=rng.choice(["true", "false"]), Queue=rng.choice(queues))
        elif kind == "reset":
            if rng.random() < 0.15:
                ami.send("QueueReset", Queue=rng.choice(queues))
        elif kind == "reload":
            if rng.random() < 0.3:
                ami.send("QueueReload", Members="yes", Rules="no", Parameters="yes")
        elif kind == "command":
            ami.send("Command", Command="queue show " + rng.choice(queues))
        else:
            self.act_on_channel(kind, queues)
        return kind

    def act_on_channel(self, kind, queues):
        ami, rng = self.ami, self.rng
        listed = [parsed(m) for m in ami.wait(ami.send("CoreShowChannels"), "CoreShowChannelsComplete") if b"Event: CoreShowChannel\r" in m]
        up = [c for c in listed if c.get("ChannelStateDesc") == "Up"]
        if kind == "pickup":  # somebody else answers a phone that rings, for a queue or not
            ringing = [c["Channel"] for c in listed if c.get("ChannelStateDesc") == "Ringing"]
            if ringing:
                ami.send("Originate", Channel=f"PJSIP/agent{rng.randint(1, self.lab.agents):03d}", Application="PickupChan", Data=rng.choice(ringing),
                         Async="true", CallerID="Colleague <9003>", Timeout="10000")
            return
        if kind == "dump":  # an agent who hangs up before the conversation: during the announcement or the delay
            up = [c for c in up if c.get("Application") == "AppQueue" and not c.get("BridgeId")]
        elif kind == "attended":
            up = [c for c in up if c.get("Application") == "AppQueue" and c.get("BridgeId")]
        elif kind == "parkcaller":
            up = [c for c in up if c.get("Application") == "Queue" and not c.get("BridgeId")]
        if not up:
            return
        chosen = rng.choice(up)
        channel = chosen["Channel"]
        if kind == "hangup":
            ami.send("Hangup", Channel=channel, Cause=rng.choice(["16", "17", "21"]))
        elif kind == "redirect":
            ami.send("Redirect", Channel=channel, Context="from-internal", Exten=rng.choice(["6500", "6501", "8000", "7000"]), Priority="1")
        elif kind == "dump":
            ami.send("Hangup", Channel=channel, Cause="16")
        elif kind == "attended":  # the agent asks a colleague, then leaves the caller to them
            ami.send("Atxfer", Channel=channel, Context="from-internal", Exten=rng.choice(["8001", "1004", "6501"]))
            self.later.append((time.time() + rng.uniform(2, 5), channel))
        elif kind == "redirectboth":
            others = [c["Channel"] for c in up if c.get("BridgeId") and c["BridgeId"] == chosen.get("BridgeId") and c["Channel"] != channel]
            if others:
                ami.send("Redirect", Channel=channel, ExtraChannel=others[0], Context="from-internal", Exten="7100", Priority="1",
                         ExtraContext="from-internal", ExtraExten="7100", ExtraPriority="1")
        elif kind in ("park", "parkcaller"):
            ami.send("Park", Channel=channel, Parkinglot="default", Timeout="15000")
        elif kind == "record":
            ami.send("MixMonitor", Channel=channel, File=f"/tmp/lab-{rng.randint(1, 99)}.wav", Options="b")
        elif kind == "spy":
            ami.send("Originate", Channel="Local/8000@from-internal", Application="ChanSpy", Data=channel + ",q", Async="true", CallerID="Supervisor <9001>")
        elif kind == "conf":
            ami.send("Redirect", Channel=channel, Context="from-internal", Exten="7100", Priority="1")
        elif kind == "transfer":
            ami.send("Atxfer", Channel=channel, Context="from-internal", Exten="8001")
        elif kind == "blind":
            ami.send("BlindTransfer", Channel=channel, Context="from-internal", Exten=rng.choice(["8001", "6501", "1004"]))
        elif kind == "mute":
            ami.send("MuteAudio", Channel=channel, Direction="all", State=rng.choice(["on", "off"]))
        elif kind == "getvar":
            ami.send("Getvar", Channel=channel, Variable="CHANNEL(state)")
        elif kind == "priority":
            waiting = [c["Channel"] for c in listed if c.get("Application") == "Queue"]
            if waiting:
                ami.send("QueueChangePriorityCaller", Queue=rng.choice(queues), Caller=rng.choice(waiting), Priority="5")
