"""A time without callboard, told by Asterisk's queue_log."""
import collections
import csv
import io
import os
import time

from ami import AMI
from harness import SECRETS, Program, end_process, eventually, require


def a_gap_filled_from_the_queue_log(context):
    """A first start and a gap after a kill, filled from queue_log, count what Asterisk counts, and nothing twice."""
    from harness import Lab
    lab = Lab(context.release)
    log = lab.host + "/log/queue_log"
    journal = context.program.home + "/journal"
    # a minute at which nobody was there
    load = lab.begin("load", "--rate", 2, "--calls", 1000000, "--seconds", 300)
    time.sleep(60)
    eventually(lambda: words(log)["COMPLETE"] > 5, 60, "no conversation ended without callboard")
    fill(context, log, journal, "--server", f"127.0.0.1:{lab.ami}")
    first = replayed(context, journal)
    require(sum(q["today"]["answered"] for q in first["queues"]) > 5, f"queue_log alone told of {[q['today'] for q in first['queues']]}")
    # the board is there, is killed, and comes back
    recorder = context.program.begin("record", "--journal", journal, *Program.link(lab.ami))
    time.sleep(15)
    recorder.kill()
    recorder.wait()
    time.sleep(20)
    recorder = context.program.begin("record", "--journal", journal, *Program.link(lab.ami))
    time.sleep(15)
    require(recorder.poll() is None, lambda: f"record ended with {recorder.returncode}: {recorder.stderr.read().decode()!r}")
    # while it writes, what came before is filled; then it goes, and the calls end without it
    fill(context, log, journal)
    end_process(recorder)
    end_process(load)
    with AMI(lab.ami, "wallboard", SECRETS["wallboard"], events="off") as ami:
        eventually(lambda: ended(lab, ami), 90, "the calls do not end")
        truth = counters(ami)
    said = fill(context, log, journal)
    board = replayed(context, journal)
    told = figures(log)
    require(sum(a + b for a, b in truth.values()) > 30, f"Asterisk counted only {truth}")
    for queue in board["queues"]:
        today, name = queue["today"], queue["name"]
        ours = (today["answered"], today["abandoned"] + today["timedOut"])
        require(ours == truth[name], f"{name}: answered and lost {ours}, Asterisk counts {truth[name]}; import said {said!r}")
        require(today["offered"] == told[name]["offered"], f"{name}: offered {today['offered']}, queue_log has {told[name]['offered']}")
        require(today["handled"] == len(told[name]["talks"]), f"{name}: {today['handled']} conversations ended, queue_log has {len(told[name]['talks'])}")
        for figure, sums in (("asa", told[name]["waits"]), ("aht", told[name]["talks"])):
            mean = sum(sums) / len(sums) if sums else None
            require((today[figure] is None) == (mean is None) and (mean is None or abs(today[figure] - mean) < 0.6),
                    f"{name}: {figure} {today[figure]}, queue_log says {mean}")
    # whoever tells of it, a call is one row
    rows = context.program.run("export", "calls", journal).stdout.decode()
    counts = collections.Counter((row["queue"], row["call"]) for row in csv.DictReader(io.StringIO(rows)))
    require(len(counts) > 30 and max(counts.values()) == 1, f"calls with several rows: {[c for c in counts.most_common(9) if c[1] > 1]}")
    gaps = board["servers"][0]["gaps"]
    require(len(gaps) >= 2 and all(g["queueLog"] > 0 for g in gaps), f"the gaps are not marked as filled: {gaps}")
    # once more is once
    again = fill(context, log, journal)
    require(" 0 lines" in again, f"the same lines were taken twice: {again!r}")
    require(replayed(context, journal) == board, "a second import of the same file changed the board")


def words(log):
    """How often each beginning of a word stands in a queue_log."""
    found = collections.Counter()
    if os.path.exists(log):
        with open(log, errors="replace") as f:
            for line in f:
                found[line.split("|")[4][:8]] += 1
    return found


def figures(log):
    """Callers, waits and conversations of each queue."""
    found = collections.defaultdict(lambda: {"offered": 0, "waits": [], "talks": []})
    with open(log, errors="replace") as f:
        for line in f:
            _, _, queue, _, word, *data = line.rstrip("\n").split("|")
            if word == "ENTERQUEUE":
                found[queue]["offered"] += 1
            elif word == "CONNECT":
                found[queue]["waits"].append(int(data[0]))
            elif word in ("COMPLETEAGENT", "COMPLETECALLER"):
                found[queue]["talks"].append(int(data[1]))
    return found


def fill(context, log, journal, *options):
    done = context.program.run("import", "--queue-log", log, journal, *options)
    require(done.returncode == 0, f"import ended with {done.returncode}: {done.stderr.decode()!r}")
    require(done.stderr == b"", f"import complained: {done.stderr.decode()!r}")
    return done.stdout.decode()


def replayed(context, journal):
    return context.program.board("replay", journal, "--at", "end", "--json")


def ended(lab, ami):
    """Hangs up whoever is there, those too that were on their way when the load ended."""
    if at_rest(ami):
        return True
    lab.console("channel request hangup all")
    time.sleep(1)
    return False


def at_rest(ami):
    items, _ = ami.ask("QueueStatus")
    channels, _ = ami.ask("CoreShowChannels")
    waiting = any(i.get("Event") == "QueueEntry" for i in items)
    return not waiting and not any(c.get("Event") == "CoreShowChannel" for c in channels)


def counters(ami):
    items, _ = ami.ask("QueueStatus")
    return {i["Queue"]: (int(i["Completed"]), int(i["Abandoned"])) for i in items if i.get("Event") == "QueueParams"}


CHECKS = [a_gap_filled_from_the_queue_log]
