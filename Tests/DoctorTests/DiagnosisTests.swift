import Doctor
import Reports
import Testing

/// Broken set-ups as findings: each is found, and its cure is named.
@Suite("What an examination means")
struct DiagnosisTests {
    /// A PBX on which everything works.
    private func healthy() -> Findings {
        var found = Findings(
            server: "hq", host: "pbx.example.com", port: 5038, user: "wall", trust: .systemRoots,
            classes: "system,call,agent,user")
        found.addresses = ["192.0.2.7"]
        found.connectTime = 0.012
        found.banner = "Asterisk Call Manager/11.0.0"
        found.commands = [
            "queuepause", "coreshowchannels", "redirect", "hangup", "originate", "userevent", "pjsipshowendpoints",
        ]
        found.version = "22.10.1"
        found.clockOffset = 0.02
        found.roundTrips = [0.003, 0.001, 0.002]
        found.usual.seconds = 2
        found.usual.count(privilege: "call,all", bytes: 400)
        found.usual.count(privilege: "agent,all", bytes: 300)
        found.all.seconds = 1.5
        found.queues = [QueueFinding(name: "support", serviceLevel: 20, options: ["ringinuse": "no"])]
        found.channelsListed = true
        found.members = 3
        return found
    }

    private func failed(_ stage: Findings.Stage, _ sentence: String = "It failed.") -> Findings {
        var found = healthy()
        found.failure = Findings.Failure(stage: stage, sentence: sentence)
        if stage < .login { found.banner = nil }
        if stage <= .login { found.commands = nil }
        return found
    }

    private func faults(_ found: Findings) -> [Diagnosis] { Diagnosis.all(of: found).filter { $0.level == .fault } }

    private func expect(_ found: Findings, check: String, cure: String..., level: Diagnosis.Level = .fault) {
        let lines = Diagnosis.all(of: found).filter { $0.level == level && $0.check == check }
        #expect(!lines.isEmpty, "\(check) is not a \(level)")
        let cures = lines.flatMap(\.cure).joined(separator: "\n")
        for words in cure { #expect(cures.contains(words), "no \(words) in \(cures)") }
    }

    @Test func `a PBX on which everything works has no fault and no warning`() {
        let lines = Diagnosis.all(of: healthy())
        #expect(lines.allSatisfy { $0.level == .ok || $0.level == .note }, "\(lines)")
        #expect(Set(lines.map(\.check)).isSuperset(of: ["name", "tcp", "tls", "certificate", "banner", "login"]))
        #expect(Set(lines.map(\.check)).isSuperset(of: ["privileges", "clock", "round-trip", "events", "classes"]))
        #expect(DoctorReport([healthy()]).text.hasSuffix("Everything works.\n"))
    }

    @Test func `a stage that failed is the last line, and the ones before it are good`() {
        for stage in [Findings.Stage.name, .connection, .encryption, .certificate, .banner, .login] {
            let lines = Diagnosis.all(of: failed(stage))
            #expect(lines.last?.level == .fault && lines.last?.text == "It failed.", "\(stage)")
            #expect(lines.dropLast().allSatisfy { $0.level == .ok }, "\(stage)")
            #expect(lines.last?.cure.isEmpty == false, "\(stage)")
        }
    }

    @Test func `a wrong host, a closed port, TLS where none is, a wrong certificate, another service, a wrong secret`()
    {
        var closed = failed(.connection)
        closed.openPorts = [7777]
        expect(failed(.name), check: "name", cure: "getent hosts pbx.example.com")
        expect(closed, check: "tcp", cure: "--port 7777", "enabled = yes", "module reload manager")
        expect(failed(.encryption), check: "tls", cure: "leave out --tls", "tlsenable = yes")
        expect(failed(.certificate), check: "certificate", cure: "--fingerprint", "--ca")
        expect(failed(.banner), check: "banner", cure: "--port 5038", "--port 7777")
        expect(
            failed(.login), check: "login", cure: "[wall]", "secret =", "permit = ", "manager reload",
            "Permitted IP(s)", "8 characters at least")
    }

    @Test func `a user without reporting or agent is at fault, one without originate is less`() {
        var found = healthy()
        found.commands?.subtract(["coreshowchannels"])
        found.channelsListed = false
        expect(found, check: "privileges", cure: "[wall]", "read = ", "reporting", "manager reload")
        found = healthy()
        found.commands?.subtract(["queuepause", "queueadd"])
        expect(found, check: "privileges", cure: "write = agent,")
        found = healthy()
        found.commands?.remove("originate")
        expect(found, check: "privileges", cure: "originate", level: .warning)
        #expect(faults(found).isEmpty)
    }

    @Test func `what is told of trunks depends on the classes, and the one that is missing is named`() {
        func line(_ change: (inout Set<String>) -> Void) -> Diagnosis? {
            var found = healthy()
            found.commands?.formUnion([
                "pjsipshowendpoints", "pjsipshowregistrationsoutbound", "devicestatelist", "getvar",
            ])
            if var commands = found.commands {
                change(&commands)
                found.commands = commands
            }
            return Diagnosis.all(of: found).first { $0.check == "trunks" }
        }
        #expect(line { _ in } == nil)
        let limited = line { $0.remove("pjsipshowendpoints") }
        #expect(limited?.level == .note && limited?.text.hasPrefix("no class system: ") == true)
        #expect(limited?.text.contains("state, that") == true)
        #expect(limited?.cure.contains { $0.contains("read = system,") } == true)
        #expect(line { $0.subtract(["pjsipshowendpoints", "getvar"]) }?.text.contains("why is not told") == true)
        let ucm = line {
            $0.remove("pjsipshowendpoints")
            $0.insert("gsagents")
        }
        #expect(ucm?.cure == [], "a UCM grants nobody class system")
        #expect(
            line { $0.subtract(["pjsipshowendpoints", "pjsipshowregistrationsoutbound"]) }?.text.hasPrefix(
                "no class reporting") == true)
        let nothing = line { $0.subtract(["pjsipshowendpoints", "pjsipshowregistrationsoutbound", "devicestatelist"]) }
        #expect(nothing?.level == .warning && nothing?.text.hasPrefix("no class call or reporting") == true)
        #expect(nothing?.cure.contains { $0.contains("reporting") } == true)
    }

    @Test func `a user who hears of agents and of no call cannot read the class`() {
        var found = healthy()
        found.usual.classes = ["agent": .init(events: 2, bytes: 9)]
        found.all.classes = [:]
        #expect(faults(found).isEmpty)
        found.usual.classes = ["agent": .init(events: 3, bytes: 10)]
        expect(found, check: "classes", cure: "[wall]", "read = system,call")
        found.all.classes = ["call": .init(events: 1, bytes: 1)]
        #expect(faults(found).isEmpty)
    }

    @Test func `on a UCM the cure is its page`() {
        var found = healthy()
        found.commands = ["gsagents", "queuestatus", "userevent", "hangup", "originate", "coreshowchannels"]
        expect(found, check: "privileges", cure: "Value-added Features > AMI > Edit wall: tick Agent")
        found.clockOffset = -61
        expect(found, check: "clock", cure: "NTP")
        #expect(Diagnosis.all(of: found).allSatisfy { !$0.cure.joined().contains("manager.conf") || $0.check == "tls" })
    }

    @Test func `a clock that is off is a warning, and far off a fault`() {
        var found = healthy()
        found.clockOffset = 3
        expect(found, check: "clock", cure: "timedatectl", level: .warning)
        found.clockOffset = -3600
        expect(found, check: "clock", cure: "set-ntp true")
        #expect(faults(found).first?.text.contains("3600 s behind") == true)
    }

    @Test func `queues without a service level, and options that falsify figures`() {
        var found = healthy()
        found.queues = [
            QueueFinding(name: "sales", serviceLevel: 0, options: [:]),
            QueueFinding(
                name: "vip", serviceLevel: 20,
                options: ["memberdelay": "2", "reportholdtime": "yes", "ringinuse": "yes", "autopause": "all"]),
        ]
        expect(found, check: "servicelevel", cure: "[sales]", "servicelevel = 20", "queue reload")
        expect(
            found, check: "queue-options", cure: "[vip]", "memberdelay = 0", "reportholdtime = no", "ringinuse = no",
            "autopause = no", level: .warning)
        found.queues = [QueueFinding(name: "vip", serviceLevel: 20, options: ["ringinuse": "no", "memberdelay": "0"])]
        #expect(faults(found).isEmpty)
    }

    @Test func `shared_lastcall is a note until the configuration knows it, and a warning when that is wrong`() {
        func lines(_ isShared: Bool?, _ configured: Bool?) -> [Diagnosis] {
            var found = healthy()
            found.sharedLastCall = isShared
            found.configuredSharedLastCall = configured
            return Diagnosis.all(of: found).filter { $0.check == "shared-lastcall" }
        }
        #expect(lines(true, nil).map(\.level) == [.note])
        #expect(lines(true, nil).first?.cure.contains("  shared_lastcall = true") == true)
        #expect(lines(true, false).map(\.level) == [.warning])
        #expect(lines(false, true).map(\.level) == [.warning])
        #expect(lines(false, true).first?.cure.contains("  shared_lastcall = false") == true)
        #expect(lines(true, true).isEmpty && lines(false, false).isEmpty && lines(false, nil).isEmpty)
        #expect(lines(nil, nil).isEmpty && lines(nil, true).isEmpty)
    }

    @Test func `events that are taken out are noticed`() {
        var found = healthy()
        found.disabledEvents = "VarSet, Newstate,RTCPSent"
        expect(found, check: "filters", cure: "[general]", "; disabledevents")
        found.disabledEvents = "VarSet,RTCPSent"
        #expect(faults(found).isEmpty)
        found.unexplained = ["ghost channel": 3]
        expect(found, check: "filters", cure: "[wall]", "eventfilter", "read = ")
    }

    @Test func `it tells what asking for dialplan would add`() throws {
        var found = healthy()
        for _ in 0..<30 { found.all.count(privilege: "dialplan,all", bytes: 500) }
        for _ in 0..<60 { found.all.count(privilege: "call,all", bytes: 500) }
        let line = try #require(Diagnosis.all(of: found).first { $0.check == "dialplan" })
        #expect(line.text.contains("20 events and 10 kB a second (+50 %)"), "\(line.text)")
        #expect(line.cure.contains("  events = [\"system\", \"call\", \"agent\", \"user\", \"dialplan\"]"))
        found.classes = "call,dialplan"
        #expect(!Diagnosis.all(of: found).contains { $0.check == "dialplan" })
    }

    @Test func `JSON has every line, and a PBX's words cannot reach the terminal as control codes`() {
        var found = healthy()
        found.banner = "Asterisk \u{1B}[2J"
        let report = DoctorReport([found])
        #expect(!report.text.contains("\u{1B}"))
        let json = String(decoding: DoctorDocument(report).encoded(), as: UTF8.self)
        #expect(json.hasPrefix("{\"schema\":\"callboard.doctor/1\",\"faults\":0,\"warnings\":0,\"servers\":[{"))
        #expect(json.contains("\"check\":\"login\",\"level\":\"ok\""))
        #expect(!json.contains("\u{1B}"))
    }
}
