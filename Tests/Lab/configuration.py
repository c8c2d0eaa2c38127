"""Writes the configuration of the lab's Asterisk: queues, agents, dialplan, AMI users. Everything listens on 127.0.0.1."""
import os
import random
import subprocess
import textwrap

QUEUES = ["support", "sales", "billing", "vip", "spanish", "retention", "tier2", "callbacks"]
STRATEGIES = ["rrmemory", "leastrecent", "ringall", "fewestcalls", "random", "linear", "wrandom", "rrmemory"]
PEOPLE = ["Ana Lima", "Björn Åkesson", "Chen 李娜", "Dmitri Orlov", "Esra Yılmaz", "Fatima Zahra",
          "Grace Hopper", "Hugo Müller", "Ingrid Nuñez", "Jamal King", "Kiko Tanaka", "Lena Schäfer"]
CALLERS = ["Alice Moore", "José García", "Renée Dupont", "Олег Иванов", "王小明", "O'Brien, Pat", "Müller & Söhne",
           "Unknown", "ACME 'Support' Ltd", "田中太郎", "Ngọc Anh", "Zoë 🎧 Ray", "", "  spaced  name ", "A" * 60, "Colon: In Name"]
# name, secret, read classes, write classes
USERS = [("wallboard", "wall-secret-1", "all", "all"),
         ("limited", "limit-secret-1", "agent,call,originate,reporting,user", "agent,call,originate,reporting,user"),
         ("viewer", "view-secret-1", "agent,call,reporting", "reporting"),
         ("queueonly", "queue-secret-1", "agent", "agent")]
QUIET_MODULES = """chan_sip chan_dahdi chan_iax2 chan_mgcp chan_skinny chan_unistim chan_ooh323 chan_motif chan_console chan_oss
chan_alsa chan_mobile chan_phone chan_vpb res_xmpp res_hep res_hep_pjsip res_hep_rtcp res_snmp res_calendar cdr_pgsql cdr_radius
cel_radius cel_pgsql cdr_tds cel_tds cdr_odbc cel_odbc cdr_adaptive_odbc res_config_pgsql res_config_ldap res_config_odbc res_odbc
pbx_dundi pbx_ael pbx_lua app_jack res_corosync app_alarmreceiver app_sms res_adsi app_adsiprog res_phoneprov
res_pjsip_phoneprov_provider""".split()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def queue_names(n):
    return [QUEUES[i] if i < len(QUEUES) else f"queue{i:03d}" for i in range(n)]


def member_line(agent, tricky=False):
    """Most members are plain PJSIP; every fourth is the way FreePBX writes them: a Local channel with a hint as its state."""
    name = f"{PEOPLE[agent % len(PEOPLE)]} {agent:03d}"
    if tricky and agent % 8 == 5:  # without /n the Local channel is optimised away once the call is up
        return f"member => Local/1{agent:03d}@from-queue,{agent % 3},{name},PJSIP/agent{agent:03d}"
    if agent % 4 == 3:
        return f"member => Local/1{agent:03d}@from-queue/n,{agent % 3},{name},hint:1{agent:03d}@from-internal"
    return f"member => PJSIP/agent{agent:03d},{agent % 3},{name},PJSIP/agent{agent:03d}"


def configure(a, root, host, inside):
    """Writes everything that Asterisk reads: below `host` as this machine sees it, below `inside` as the chroot does."""
    etc = host + "/etc"
    for sub in ("run", "log", "spool", "lib", "keys"):
        os.makedirs(f"{host}/{sub}", exist_ok=True)
    write(etc + "/asterisk.conf", core(root, inside))
    write(etc + "/modules.conf", "[modules]\nautoload=yes\n" + "".join(f"noload => {m}.so\n" for m in QUIET_MODULES))
    write(etc + "/logger.conf", "[general]\n[logfiles]\nmessages => notice,warning,error\n")
    write(etc + "/manager.conf", manager(a, inside))
    certificate(host + "/keys")
    names = queue_names(a.queues)
    write(etc + "/queues.conf", queues(a, names))
    write(etc + "/extensions.conf", extensions(a, names))
    write(etc + "/pjsip.conf", phones(a))
    write(etc + "/rtp.conf", f"[general]\nrtpstart={a.rtp}\nrtpend={a.rtp + 800}\n")
    write(etc + "/musiconhold.conf", "[general]\n[default]\nmode=files\ndirectory=moh\n")
    write(etc + "/features.conf", "[general]\n[featuremap]\nblindxfer => #1\natxfer => *2\nparkcall => #72\nautomixmon => *3\n")
    write(etc + "/res_parking.conf", "[general]\n[default]\nparkext => 700\nparkpos => 701-720\ncontext => parkedcalls\nparkingtime => 45\n")
    write(etc + "/voicemail.conf", "[general]\nformat = wav\n[default]\n1001 => 4711,Björn Åkesson\n1002 => 4712,Chen 李娜\n")
    write(etc + "/confbridge.conf", "[general]\n[default_user]\ntype=user\n[default_bridge]\ntype=bridge\n")
    write(etc + "/cdr.conf", "[general]\nenable=yes\n")
    write(etc + "/cdr_manager.conf", "[general]\nenabled = yes\n")
    write(etc + "/indications.conf", "[general]\ncountry=us\n[us]\ndescription=United States\nringcadence=2000,4000\ndial=350+440\nbusy=480+620/500,0/500\n"
          "ring=440+480/2000,0/4000\ncongestion=480+620/250,0/250\ncallwaiting=440/300,0/10000\n")
    for name in ("acl", "ccss", "udptl", "http", "ari", "stasis", "sorcery", "codecs", "dnsmgr", "cli", "extconfig", "pjproject", "cel", "agents"):
        write(f"{etc}/{name}.conf", "[general]\n" + ("enable=no\n" if name == "cel" else ""))
    write(host + "/callers.csv", callers(a))


def core(root, inside):
    multiarch = "/usr/lib/x86_64-linux-gnu/asterisk/modules"
    modules = multiarch if os.path.isdir(root + multiarch) else "/usr/lib/asterisk/modules"
    return textwrap.dedent(f"""\
        [directories]
        astetcdir => {inside}/etc
        astmoddir => {modules}
        astvarlibdir => {inside}/lib
        astdbdir => {inside}/lib
        astkeydir => {inside}/keys
        astdatadir => /usr/share/asterisk
        astagidir => /usr/share/asterisk/agi-bin
        astspooldir => {inside}/spool
        astrundir => {inside}/run
        astlogdir => {inside}/log
        [options]
        verbose = 0
        """)


def manager(a, inside):
    return (f"[general]\nenabled = yes\nport = {a.ami}\nbindaddr = 127.0.0.1\ntlsenable = yes\ntlsbindaddr = 127.0.0.1:{a.tls}\n"
            f"tlscertfile = {inside}/keys/ami.pem\ntlsprivatekey = {inside}/keys/ami.key\n" +
            "".join(f"[{u}]\nsecret = {s}\ndeny = 0.0.0.0/0.0.0.0\npermit = 127.0.0.1/255.255.255.255\nread = {r}\nwrite = {w}\n"
                    f"writetimeout = {a.writetimeout}\n" for u, s, r, w in USERS))


def certificate(keys):
    """A certificate of its own for 127.0.0.1, so that a check can both trust and refuse it."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", keys + "/ami.key",
                    "-out", keys + "/ami.pem"], check=True, stderr=subprocess.DEVNULL)


def queues(a, names):
    out = ["[general]", "persistentmembers = yes", "autofill = yes", f"shared_lastcall = {a.shared_lastcall}", "log_membername_as_agent = yes", ""]
    for i, name in enumerate(names):
        out += [f"[{name}]", "musicclass = default", f"strategy = {STRATEGIES[i % len(STRATEGIES)]}", f"servicelevel = {[20, 30, 60][i % 3]}",
                "timeout = 12", "retry = 2", f"wrapuptime = {[0, 5, 8][i % 3]}", "ringinuse = no", f"weight = {i % 3}", "joinempty = yes",
                "leavewhenempty = no", "maxlen = 0", "announce-frequency = 0"]
        if a.tricky:
            out += [["ringinuse = yes"], ["memberdelay = 2"], ["autopause = yes", "autopausedelay = 0"], ["reportholdtime = yes"], ["maxlen = 3"], ["context = from-exit"]][i % 6]
        for agent in range(1, a.agents + 1):
            if agent % a.queues == i or (agent * 3) % a.queues == i or (i == 3 and agent % 5 == 0):
                out.append(member_line(agent, a.tricky))
        out.append("")
    return "\n".join(out) + "\n"


def extensions(a, names):
    ext = ["[general]", "static=yes", "[globals]", "", "[from-trunk]"]
    for i, name in enumerate(names):
        ext += [f"exten => {6500 + i},1,Set(QUEUE_PRIO={'${RAND(0,5)}' if a.tricky else i % 3})", " same => n,Answer()", f" same => n,Queue({name},tThHwWkKxX,,,{a.patience})",
                " same => n,Hangup()"]
    ext += ["exten => 7000,1,Answer()", " same => n,MusicOnHold()", "exten => 7100,1,ConfBridge(lobby)", "exten => 700,1,Park()",
            "exten => 8000,1,Answer()", " same => n,Wait(3600)", " same => n,Hangup()", "exten => 8001,1,Answer()", " same => n,Echo()",
            "exten => 9900,1,Answer()", " same => n,Set(i=0)", " same => n,While($[${i} < ${FLOOD}])", " same => n,Set(i=$[${i} + 1])",
            " same => n,UserEvent(Flood,Number: ${i},Payload: the quick brown fox jumps over the lazy dog)", " same => n,EndWhile()", " same => n,Hangup()",
            "", "[from-exit]", "exten => 1,1,Answer()", " same => n,Wait(3)", " same => n,Hangup()", "", "[from-internal]", "include => from-trunk", "exten => _1XXX,1,Dial(PJSIP/agent${EXTEN:1},30,tTkKwW)", " same => n,Hangup()", "include => parkedcalls"]
    ext += [f"exten => 1{agent:03d},hint,PJSIP/agent{agent:03d}" for agent in range(1, a.agents + 1)]
    ext += ["", "[from-queue]", "exten => _1XXX,1,Dial(PJSIP/agent${EXTEN:1},30,tTkKwW)", " same => n,Hangup()"]
    return "\n".join(ext) + "\n"


def phones(a):
    ps = ["[global]", "type=global", "endpoint_identifier_order=header,ip,username,anonymous", "", "[transport-udp]", "type=transport", "protocol=udp",
          f"bind=127.0.0.1:{a.sip}", ""]
    for name, context in (("carrier", "from-trunk"), ("internal", "from-internal")):
        ps += [f"[{name}]", "type=endpoint", f"context={context}", "disallow=all", "allow=ulaw", "direct_media=no", "trust_id_inbound=yes", "",
               f"[{name}-id]", "type=identify", f"endpoint={name}", f"match_header=X-Trunk: {name}", ""]
    if a.carriers:
        ps += carriers(a.carriers)
    for agent in range(1, a.agents + 1):
        who = f"agent{agent:03d}"
        ps += [f"[{who}]", "type=endpoint", "context=from-internal", "disallow=all", "allow=ulaw", "direct_media=no", f"aors={who}",
               f'callerid="{PEOPLE[agent % len(PEOPLE)]} {agent:03d}" <1{agent:03d}>', f"device_state_busy_at={1 if agent % 6 == 0 else 2}", "",
               f"[{who}]", "type=aor", f"contact=sip:{who}@127.0.0.1:{a.phones}", ""]
    return "\n".join(ps) + "\n"


def carriers(port):
    """Two trunks with an address each, asked every second whether it answers; with the first one this PBX registers."""
    ps = []
    for name, far in (("telco", port), ("backup", port + 1)):
        ps += [f"[{name}]", "type=endpoint", "context=from-trunk", "disallow=all", "allow=ulaw", "direct_media=no", f"aors={name}", "",
               f"[{name}]", "type=aor", f"contact=sip:127.0.0.1:{far}", "qualify_frequency=1", "qualify_timeout=0.8", ""]
    return ps + ["[telco-registration]", "type=registration", f"server_uri=sip:127.0.0.1:{port}", f"client_uri=sip:pbx@127.0.0.1:{port}", "contact_user=pbx",
                 "expiration=60", "max_random_initial_delay=0", "retry_interval=1", "forbidden_retry_interval=1", "fatal_retry_interval=1", "max_retries=1000000",
                 "auth_rejection_permanent=no", "line=yes", "endpoint=telco", ""]


def callers(a):
    """The callers that SIPp plays, one a line: name; number; number dialled; trunk. The same on every run."""
    rng, rows = random.Random(5), ["RANDOM"]
    for _ in range(400):
        name = rng.choice(CALLERS)
        if rng.random() < 0.12:
            rows.append(f"{name};{1000 + rng.randint(1, a.agents)};{1000 + rng.randint(1, a.agents)};internal")
        else:
            rows.append(f"{name};+1{rng.randint(2000000000, 9999999999)};{6500 + rng.choices(range(a.queues), [6, 4, 3, 1, 2, 1, 1, 1][:a.queues] + [1] * max(0, a.queues - 8))[0]};carrier")
    return "\n".join(rows) + "\n"
