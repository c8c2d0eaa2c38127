#!/usr/bin/env python3
"""Does the board equal Asterisk's own lists, while calls come and a supervisor acts, and exactly so a minute after?

  agreement.py --program .build/debug/callboard --release sid --seconds 180

Starts a lab of its own, runs `callboard watch --json` through a proxy that counts actions, places calls, acts, and takes
QueueStatus and CoreShowChannels over a connection of its own again and again. A figure counts as equal if it equals the
truth in a line of watch no further than the tolerance from the moment the truth was taken. Then the load ends; a minute
after the last call every figure must be equal. The actions that passed the proxy must be within the audit's allowance.
"""
import argparse
import json
import os
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ami import AMI  # noqa: E402
from harness import Failed, Lab, Program, Proxy, Skipped, Watch, end_process, require  # noqa: E402
from truth import Comparison, take  # noqa: E402

LIST_ACTIONS = ("queuestatus", "coreshowchannels", "queuesummary", "queues", "gsagents", "status")
SETTLING = 60.0  # seconds after a snapshot in which a queue may be asked again until it agrees
AFTER_RESET = 10.0  # seconds after which a queue may be asked again whose statistics were reset
SLACK = 0.9  # a share of each allowed gap: a busy machine delays one action more than the next


# What an audit may correct, and which event Asterisk does not send for it. Anything else is a fault of the fold.
ALLOWED_KINDS = {
    "reset": "QueueReset and `queue reset stats` send nothing: what fell tells of them",
    "waiting": "a caller pulled out of a queue is counted as waiting until what is left of it is gone (Surrogate/...), which no event tells",
    "memberPenalty": "QueueReload takes a static member's penalty back to the file's without QueueMemberPenalty",
    "position": "QueueChangePriorityCaller reorders waiting callers without an event",
    "completed": "a caller pulled out of a conversation (no AgentComplete), a conversation that Asterisk counts twice, or since a reset",
    "abandoned": "a caller pulled out of a queue, whose half that abandons is a channel without events; or since a reset",
    "completedInLevel": "hidden: of a completion that no event told, or since a reset",
    "abandonedInLevel": "hidden: of an abandon that no event told, or since a reset",
    "holdTime": "moves at the member's answer; AgentConnect is not sent when the caller or the member goes before the conversation",
    "talkTime": "of a completion that no event told, or since a reset",
    "memberCallsTaken": "shared_lastcall raises the member's other queues without an event; or since a reset",
    "memberLastCall": "shared_lastcall, likewise; or since a reset",
    "memberInCall": "Asterisk 16 ends a member's calls in all its queues without an event",
}


def kinds_beyond(audit):
    """The kinds that an audit corrected and that no silence of Asterisk's explains."""
    return {kind: count for kind, count in audit["kinds"].items() if kind not in ALLOWED_KINDS}


def allowance(actions):
    """What in a list of (when, connection, headers) is more than the audit may ask; sentences, empty when all is well."""
    faults = []
    for connection in sorted({c for _, c, _ in actions}):
        mine = [(at, h) for at, c, h in actions if c == connection]
        lists = [(at, h) for at, h in mine if h.get("action", "").lower() in LIST_ACTIONS]
        snapshot = [(at, h) for at, h in lists if h["action"].lower() == "queuestatus" and not h.get("queue")]
        full = len(snapshot)
        if full != 1:
            faults.append(f"connection {connection}: {full} QueueStatus of all queues, expected the snapshot's one")
        if not snapshot:
            continue
        began = snapshot[0][0]
        for action in ("devicestatelist", "pjsipshowendpoints"):
            asked = sum(h.get("action", "").lower() == action for _, h in mine)
            if asked > 1:
                faults.append(f"connection {connection}: {asked} {action}, expected one with the snapshot")
        channels = [at for at, h in lists if h["action"].lower() == "coreshowchannels"]
        first = [at for at in channels if at < began + 5]
        if len(first) != 1:
            faults.append(f"connection {connection}: {len(first)} CoreShowChannels with the snapshot, expected 1")
        for one, next in zip(channels, channels[1:]):
            if next - one < 60 * SLACK and next - began > SETTLING:
                faults.append(f"connection {connection}: CoreShowChannels again after {next - one:.1f} s, at most once a minute is allowed")
        by_queue = {}
        for at, h in lists:
            if h["action"].lower() == "queuestatus" and h.get("queue"):
                by_queue.setdefault(h["queue"], []).append(at)
        early = 0
        for queue, times in sorted(by_queue.items()):
            for one, next in zip(times, times[1:]):
                if next - one < 60 * SLACK and next - began > SETTLING:
                    early += 1
                    if next - one < AFTER_RESET * SLACK:
                        faults.append(f"connection {connection}: QueueStatus of {queue} again after {next - one:.1f} s, at most once in {AFTER_RESET:.0f} s is allowed")
        # the supervisor resets a queue's statistics about twice in five minutes
        most = 2 + (mine[-1][0] - began) / 60
        if early > most:
            faults.append(f"connection {connection}: a queue was asked again within a minute {early} times, expected {most:.0f} at most")
        audits = [at for at, h in lists if at > began + 1 and (h.get("queue") or h["action"].lower() != "queuestatus")]
        for one, next in zip(audits, audits[1:]):
            if next - one < SLACK:
                faults.append(f"connection {connection}: two list actions {next - one:.2f} s apart, at most one a second is allowed")
    return faults


def per_minute(actions):
    """A table of how often each action passed, by minute."""
    if not actions:
        return "no actions"
    began, rows = actions[0][0], {}
    for at, _, h in actions:
        name = h.get("action", "?") + (" of one queue" if h.get("action", "").lower() == "queuestatus" and h.get("queue") else "")
        rows.setdefault(name, {}).setdefault(int((at - began) / 60), 0)
        rows[name][int((at - began) / 60)] += 1
    minutes = int((actions[-1][0] - began) / 60) + 1
    return "\n".join(f"  {name:26} " + " ".join(f"{counts.get(m, 0):4}" for m in range(minutes)) for name, counts in sorted(rows.items()))


def compare_now(ami, watch, tolerance, comparison, note=None):
    """Takes the truth once and compares it with the lines around it."""
    truth, began, ended, clean = take(ami)
    boards = [b for b in watch.between(began - tolerance, ended + tolerance) if b["servers"][0]["state"] == "live"]
    require(boards, f"watch wrote no live line around {began:.1f}; it is {watch.state()}{watch.complaint()}")
    found = comparison.add(truth, boards, began)
    if note:
        note({"at": began, "clean": clean, "differences": found})
    return found, clean


def agreement(program, release, seconds=180, interval=0.1, tolerance=0.5, rate=2.0, limit=60, seed=1, tricky=False, shared=True, least=99.0, settle=62.0, save=None, out=print):
    """The whole check; raises Failed when it does not hold."""
    if save:
        os.makedirs(save, exist_ok=True)
    log = open(f"{save}/differences.jsonl", "w") if save else None

    def note(row):
        if log:
            log.write(json.dumps(row, ensure_ascii=False) + "\n")
            log.flush()

    lab = Lab(release, **{"shared-lastcall": "yes" if shared else "no"}, **({"tricky": True} if tricky else {}))
    proxy = Proxy(lab.ami, save)
    load = lab.begin("load", "--rate", rate, "--calls", 1000000, "--limit", limit, "--seconds", seconds + 600)
    time.sleep(2)
    watch = Watch(program, proxy.listening, interval)
    watch.until("live", 15)
    supervisor = lab.begin("act", "--seconds", seconds, "--seed", seed)
    ami = AMI(lab.ami, "wallboard", "wall-secret-1", events="call,agent")
    busy, truths, clean = Comparison(), 0, 0
    ends = time.time() + seconds
    while time.time() < ends:
        _, was_clean = compare_now(ami, watch, tolerance, busy, note)
        truths, clean = truths + 1, clean + was_clean
        ami.pump(0.3)
    require(load.poll() is None, f"the load ended by itself with {load.returncode}")
    out(f"{release}, under load for {seconds} s, {truths} times ({clean} with no event between): {busy.report()}")
    end_process(supervisor)
    lab.finish_calls()
    due = time.time() + 75
    while load.poll() is None and time.time() < due:
        ami.pump(0.5)
    end_process(load)
    due = time.time() + settle
    while time.time() < due:
        ami.pump(0.5)
    rest = Comparison()
    compare_now(ami, watch, tolerance, rest, note)
    out(f"{release}, a minute after: {rest.report()}")
    audit = watch.last()["servers"][0]["audit"]
    out(f"{release}, audit: {json.dumps(audit)}")
    out(f"{release}, actions by minute:\n{per_minute(proxy.actions)}")
    status = watch.stop()
    faults = allowance(proxy.actions)
    if save:
        with open(f"{save}/actions.jsonl", "w") as f:
            for at, connection, headers in proxy.actions:
                f.write(json.dumps({"at": at, "connection": connection, **{k: v for k, v in headers.items() if k not in ("secret", "key")}}) + "\n")
    beyond = kinds_beyond(audit)
    require(not beyond, f"the audit corrected what Asterisk tells by events: {json.dumps(beyond)}; allowed are only {', '.join(sorted(ALLOWED_KINDS))}")
    require(busy.percent() >= least, f"under load only {busy.percent():.3f} % of the figures were equal, expected {least} %")
    require(rest.percent() == 100, f"a minute after the load {rest.percent():.3f} % of the figures were equal, expected all")
    require(not faults, "more asked of the PBX than the audit may:\n  " + "\n  ".join(faults[:12]))
    require(proxy.connections == 1, f"the link was made {proxy.connections} times, expected once")
    require(status in (0, 143, -15), f"watch ended with {status} after SIGTERM, expected 143")
    return busy, rest


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--program", required=True)
    p.add_argument("--release", default="sid", choices=["sid", "bullseye"])
    p.add_argument("--seconds", type=int, default=180)
    p.add_argument("--interval", type=float, default=0.1, help="seconds between lines of watch")
    p.add_argument("--tolerance", type=float, default=0.5, help="seconds that a line may be away from the truth's moment")
    p.add_argument("--rate", type=float, default=2.0)
    p.add_argument("--limit", type=int, default=60)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--tricky", action="store_true")
    p.add_argument("--unshared", dest="shared", action="store_false", help="shared_lastcall = no in queues.conf")
    p.add_argument("--least", type=float, default=99.0, help="percent that must be equal under load")
    p.add_argument("--settle", type=float, default=62.0, help="seconds between the last call and the comparison at rest")
    p.add_argument("--save", help="a folder for the wire's bytes, the actions and the differences")
    a = p.parse_args()
    options = vars(a)
    try:
        agreement(Program(options.pop("program")), **options)
    except Skipped as why:
        print(f"skipped: {why}")
    except Failed as why:
        sys.exit(f"failed: {why}")


if __name__ == "__main__":
    main()
