import CallCenter
import Foundation
import Journal
import Testing

/// What comes out of a journal as tables, through the real binary.
@Suite("Exports and the shift's handover")
struct ExportTests {
    /// An hour's worth of a small queue: three callers, one of whom is answered, and one who gives up and rings again.
    private static let capture: String = {
        func packet(_ fields: String...) -> String { fields.joined(separator: "\r\n") + "\r\n\r\n" }
        let channel = { (id: String, name: String, number: String) in
            packet(
                "Event: Newchannel", "Channel: PJSIP/\(name)", "ChannelState: 4", "CallerIDNum: \(number)",
                "CallerIDName: =1+1", "Context: from-trunk", "Exten: 100", "Priority: 1", "Uniqueid: \(id)",
                "Linkedid: \(id)")
        }
        let join = { (id: String, name: String, number: String) in
            packet(
                "Event: QueueCallerJoin", "Channel: PJSIP/\(name)", "CallerIDNum: \(number)", "CallerIDName: =1+1",
                "Uniqueid: \(id)", "Linkedid: \(id)", "Queue: sales", "Position: 1", "Count: 1")
        }
        let leave = { (id: String, name: String) in
            packet(
                "Event: QueueCallerLeave", "Channel: PJSIP/\(name)", "Uniqueid: \(id)", "Queue: sales", "Count: 0",
                "Position: 1")
        }
        let hangUp = { (id: String, name: String) in
            packet("Event: Hangup", "Channel: PJSIP/\(name)", "Uniqueid: \(id)", "Linkedid: \(id)", "Cause: 16")
        }
        var text = "Asterisk Call Manager/9.0.0\r\n"
        text += packet("Response: Success", "ActionID: 1", "Message: Authentication accepted")
        text += packet("Response: Success", "ActionID: 2", "EventList: start", "Message: Queue status will follow")
        text += packet(
            "Event: QueueParams", "Queue: sales", "Max: 0", "Strategy: ringall", "Calls: 0", "Holdtime: 0",
            "TalkTime: 0",
            "Completed: 0", "Abandoned: 0", "ServiceLevel: 20", "ServicelevelPerf: 0.0", "Weight: 0", "ActionID: 2")
        text += packet("Event: QueueStatusComplete", "ActionID: 2", "EventList: Complete", "ListItems: 1")
        text += packet("Response: Success", "ActionID: 3", "EventList: start", "Message: Channels will follow")
        text += packet("Event: CoreShowChannelsComplete", "ActionID: 3", "EventList: Complete", "ListItems: 0")
        text += channel("1795400000.1", "trunk-1", "+4930111") + join("1795400000.1", "trunk-1", "+4930111")
        text += channel("1795400040.2", "trunk-2", "0301112")
        text += packet(
            "Event: HangupRequest", "Channel: PJSIP/trunk-1", "Uniqueid: 1795400000.1", "Linkedid: 1795400000.1")
        text += packet(
            "Event: QueueCallerAbandon", "Channel: PJSIP/trunk-1", "Uniqueid: 1795400000.1", "Queue: sales",
            "Position: 1",
            "OriginalPosition: 1", "HoldTime: 40")
        text += leave("1795400000.1", "trunk-1") + hangUp("1795400000.1", "trunk-1")
        text += join("1795400040.2", "trunk-2", "0301112") + channel("1795402000.3", "trunk-3", "1")
        return text + leave("1795400040.2", "trunk-2") + hangUp("1795400040.2", "trunk-2")
    }()

    /// A folder with the capture imported as `J`.
    private func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.capture.write(toFile: folder + "/c.ami", atomically: false, encoding: .utf8)
        let done = try BuiltProgram.run(["import", folder + "/c.ami", folder + "/J"])
        #expect(done.status == 0, "\(done.errors)")
        return folder
    }

    @Test("an import hides callers where the journal is to hide them, under the names that they have in other journals")
    func maskedImport() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Self.capture.write(toFile: folder + "/c.ami", atomically: false, encoding: .utf8)
        try "[journal]\nmask = true\ndirectory = \"\(folder)/journals\"\n"
            .write(toFile: folder + "/c.toml", atomically: false, encoding: .utf8)
        for name in ["J", "K"] {
            let done = try BuiltProgram.run(
                ["import", folder + "/c.ami", folder + "/" + name, "--config", folder + "/c.toml"])
            #expect(done.status == 0, "\(done.errors)")
        }
        #expect(FileManager.default.fileExists(atPath: folder + "/journals.key"))
        let (one, other) = (
            try BuiltProgram.run(["export", "calls", folder + "/J"]).output,
            try BuiltProgram.run(["export", "calls", folder + "/K"]).output
        )
        #expect(one.contains("~") && !one.contains("0301112") && !one.contains("4930111"))
        #expect(one == other.replacing("K,", with: "J,"))
    }

    @Test("calls as CSV: one line each, and no name that a spreadsheet would run")
    func calls() throws {
        let folder = try folder()
        let done = try BuiltProgram.run(["export", "calls", folder + "/J"])
        let lines = done.output.split(separator: "\r\n")
        #expect(done.status == 0 && lines.count == 3, "\(done.errors)\n\(done.output)")
        #expect(lines.first?.hasPrefix("server,queue,call,number,name,joined,left,wait,outcome") == true)
        #expect(lines.dropFirst().first?.contains(",sales,1795400000.1,+4930111,'=1+1,2026-11-23T02:13:") == true)
        #expect(lines.dropFirst().first?.contains(",40,abandoned,0,") == true)
    }

    @Test("abandoned calls as lines of JSON, queue intervals in SQLite")
    func others() throws {
        let folder = try folder()
        let lost = try BuiltProgram.run(["export", "abandoned", folder + "/J", "--jsonl"])
        #expect(lost.output.contains(#""number":"+4930111""#) && lost.output.contains(#""state":"open""#))
        let file = folder + "/out.sqlite"
        let done = try BuiltProgram.run(["export", "intervals", folder + "/J", "--every", "15", "--sqlite", file])
        #expect(done.status == 0, "\(done.errors)")
        let bytes = try Data(contentsOf: URL(filePath: file))
        #expect(bytes.starts(with: Data("SQLite format 3".utf8)))
        #expect(!FileManager.default.fileExists(atPath: file + ".unfinished"))
        #expect(String(decoding: bytes, as: UTF8.self).contains("CREATE TABLE intervals"))
    }

    @Test("the board as JSON lists the day's lost callers, and what became of them")
    func lostCallers() throws {
        let folder = try folder()
        let done = try BuiltProgram.run(["replay", folder + "/J", "--json"])
        #expect(done.output.contains(#""lostCallers":[{"server":"c","queue":"sales","callerNumber":"+4930111""#))
        #expect(done.output.contains(#""outcome":"abandoned","attempts":1,"state":"open","settledAt":null}]"#))
    }

    @Test("exported commands carry what the PBX answered, also when a call ended later or nobody answered")
    func audit() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = try SegmentLog.open(directory: folder, mode: .write, server: "hq")
        var time: Int64 = 1_795_400_000_000_000
        func add(_ kind: UInt8, _ payload: [UInt8]) {
            time += 1_000_000
            log.append([LogEntry(kind: kind, time: time, epoch: 1, payload: payload)])
        }
        for (id, name) in [("a", "Hangup"), ("b", "QueuePause"), ("c", "Originate"), ("d", "Redirect"), ("e", "Ping")] {
            add(LogEntry.fact, OwnFact.actionSent(id: id, name: name, scope: "").encoded())
        }
        add(LogEntry.packets, Array("Response: Success\r\nActionID: a\r\nMessage: Channel Hungup\r\n\r\n".utf8))
        add(LogEntry.packets, Array("Response: Error\r\nActionID: b\r\nMessage: Interface not found\r\n\r\n".utf8))
        add(LogEntry.packets, Array("Response: Success\r\nActionID: c\r\nMessage: queued\r\n\r\n".utf8))
        let ended = "Event: OriginateResponse\r\nActionID: c\r\nResponse: Failure\r\nReason: 5\r\n"
        add(LogEntry.packets, Array((ended + "Channel: PJSIP/1\r\nExten: 8001\r\nContext: in\r\n\r\n").utf8))
        add(LogEntry.fact, OwnFact.actionTimedOut(id: "d").encoded())
        log.close()
        let done = try BuiltProgram.run(["export", "audit", folder])
        #expect(done.errors.isEmpty)
        var rows = done.output.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
        #expect(rows.removeFirst().suffix(2) == ["outcome", "answer"])
        #expect(rows.removeLast() == [""])
        let told: [String] = rows.map { "\($0[2]): \($0[5]), \($0[6])" }
        let expected = [
            "Hangup: done, Channel Hungup", "QueuePause: failed, Interface not found",
            "Originate: failed, The call from PJSIP/1 to 8001@in failed: it is busy", "Redirect: no answer, ",
        ]
        #expect(told == expected)
    }

    @Test("the handover names who is to be called back, as text and as a page with its plots")
    func report() throws {
        let folder = try folder()
        let text = try BuiltProgram.run(["report", folder + "/J"])
        #expect(text.status == 0 && text.output.contains("To be called back (") && text.output.contains("+4930111"))
        let page = folder + "/r.html"
        let done = try BuiltProgram.run(["report", folder + "/J", "--html", page])
        #expect(done.status == 0, "\(done.errors)")
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(
            html.contains("<svg") && html.contains("+4930111") && !html.contains("<script") && !html.contains("http://")
        )
    }

    @Test(
        "with --mask no table and no report has a caller's number or name",
        arguments: [
            ["export", "calls"], ["export", "abandoned", "--jsonl"], ["report"], ["replay", "--json", "--at", "end"],
        ])
    func masked(arguments: [String]) throws {
        let folder = try folder()
        let done = try BuiltProgram.run(arguments + ["--mask", folder + "/J"])
        #expect(done.status == 0, "\(done.errors)")
        #expect(!done.output.contains("30111") && !done.output.contains("=1+1"), "\(done.output)")
        if arguments != ["replay", "--json", "--at", "end"] {
            #expect(done.output.contains("******11"), "\(done.output)")
        }
    }

    @Test(
        "nothing is written out by a configuration that cannot be read: it may hide callers",
        arguments: [["export", "calls"], ["report"]])
    func faulty(arguments: [String]) throws {
        let folder = try folder()
        try FileManager.default.createDirectory(atPath: folder + "/callboard", withIntermediateDirectories: true)
        try Data("[board]\nmask = \"yes\"\n".utf8).write(to: URL(filePath: folder + "/callboard/config.toml"))
        let done = try BuiltProgram.run(arguments + [folder + "/J"], environment: ["XDG_CONFIG_HOME": folder])
        #expect(done.status == 2 && done.output.isEmpty && done.errors.contains("config.toml:2"), "\(done.errors)")
    }

    @Test(
        "what cannot be exported is said with the cure",
        arguments: [
            (["export", "nonsense", "/nowhere"], 2), (["export", "calls", "/nowhere"], 3),
            (["export", "calls", "J", "--csv", "--jsonl"], 2), (["export", "calls", "J", "--every", "7"], 2),
        ] as [([String], Int32)])
    func refused(arguments: [String], status: Int32) throws {
        let done = try BuiltProgram.run(arguments)
        #expect(done.status == status && !done.errors.isEmpty && done.output.isEmpty)
    }
}
