import AMI
import BoardScreen
import CallCenter
import Cells
import Curses
import Glibc

extension Benchmark {
    /// What a frame of the board itself costs the thread that draws it: the screen's rows and figures taken from a
    /// large centre, put into cells, and given to curses. Twenty things change and some time passes before each frame:
    /// a second, as on a quiet board, or the twentieth of a second that lies between frames under a storm. Taking the
    /// changes in is measured beside it. Medians, so that a shared machine's worst moments do not count.
    static let boardFrame = Benchmark(name: "board-frame", usage: "[FRAMES [MILLISECONDS]]") { arguments in
        let frames = max(1, arguments.first.flatMap { Int($0) } ?? 60)
        let step = max(1, arguments.count > 1 ? Int64(arguments[1]) ?? 1000 : 1000) * 1000
        let theme = try ThemeLibrary.theme("default", colours: 256)
        let keymap = try Keymap.standard()
        var centre = LargeCentre(agents: 5_000, channels: 10_000)
        for (columns, rows) in [(80, 24), (120, 40), (200, 60), (300, 100)] {
            let size = Size(columns: columns, rows: rows)
            var state = ScreenState(options: ScreenOptions(), theme: theme, keymap: keymap)
            _ = update(&state, .resized(size), board: centre.board, now: centre.now)
            var screen = try BenchmarkTerminal(size: size)
            _ = screen.show(draw(&state, board: centre.board, now: centre.now, size: size))
            var fold: [Double] = []
            var cells: [Double] = []
            var curses: [Double] = []
            var bytes = 0
            for _ in 0..<frames {
                let start = Measurement.seconds(CLOCK_THREAD_CPUTIME_ID)
                centre.pass(step)
                let folded = Measurement.seconds(CLOCK_THREAD_CPUTIME_ID)
                _ = update(&state, .ticked, board: centre.board, now: centre.now)
                let buffer = draw(&state, board: centre.board, now: centre.now, size: size)
                let drawn = Measurement.seconds(CLOCK_THREAD_CPUTIME_ID)
                screen.terminal.draw(buffer)
                let shown = Measurement.seconds(CLOCK_THREAD_CPUTIME_ID)
                bytes += screen.settle()
                fold.append(folded - start)
                cells.append(drawn - folded)
                curses.append(shown - drawn)
            }
            screen.terminal.close()
            let whole = zip(cells, curses).map { $0 + $1 }
            print(
                "RES board-frame size=\(columns)x\(rows) agents=\(centre.agentCount) channels=\(centre.channelCount)"
                    + " drawMicroseconds=\(microseconds(cells)) cursesMicroseconds=\(microseconds(curses))"
                    + " microseconds=\(microseconds(whole)) foldMicroseconds=\(microseconds(fold))"
                    + " bytes=\(bytes / frames)")
        }
    }

    /// What a channel and a membership cost in the board's memory.
    static let memory = Benchmark(name: "memory", usage: "[CHANNELS]") { arguments in
        let few = LargeCentre(agents: 5_000, channels: 0)
        let many = LargeCentre(agents: 5_000, channels: arguments.first.flatMap { Int($0) } ?? 10_000)
        let empty = ServerBoard(name: "empty").tableBytes
        let memberships = few.board.servers[0].members.count
        let channels = many.board.servers[0].channelCount
        let forMembers = few.board.servers[0].tableBytes - empty
        let forChannels = many.board.servers[0].tableBytes - few.board.servers[0].tableBytes
        print(
            "RES memory memberships=\(memberships) perMembership=\(forMembers / max(1, memberships))"
                + " channels=\(channels) perChannel=\(forChannels / max(1, channels))")
    }

    private static func microseconds(_ seconds: [Double]) -> Int {
        Int(seconds.sorted()[seconds.count / 2] * 1e6)
    }
}

/// A centre of forty queues with every agent in two of them, listed at once as after a login.
struct LargeCentre {
    private static let queues = 40
    private(set) var board = Board(servers: [ServerBoard(name: "hq")])
    private(set) var now: Int64 = 1_795_416_742_000_000
    private let agents: Int
    private let channels: Int
    private var changes = 0

    init(agents: Int, channels: Int) {
        self.agents = agents
        self.channels = channels
        tell(.connecting)
        tell(.connected(banner: "Asterisk Call Manager/9.0.0"))
        tell(.loggedIn(commands: ["QueuePause", "Hangup", "Originate", "QueueStatus", "CoreShowChannels"]))
        for (id, name) in [("1", "CoreSettings"), ("2", "QueueStatus"), ("3", "CoreShowChannels")] {
            tell(.actionSent(id: id, name: name, scope: ""))
        }
        tell("Response: Success\r\nActionID: 1\r\nAMIversion: 9.0.0\r\nAsteriskVersion: 22.5.0\r\nSystemName:\r\n\r\n")
        tell(queueList())
        tell(channelList())
        now += 2_000_000
        board.servers[0].advance(to: now)
    }

    var agentCount: Int { board.servers[0].agents(at: now).count }
    var channelCount: Int { board.servers[0].channelCount }

    /// So many microseconds pass; ten members and ten channels change their state.
    mutating func pass(_ time: Int64) {
        now += time
        var text = ""
        for _ in 0..<10 {
            changes += 1
            let agent = changes * 37 % agents
            text += "Event: QueueMemberStatus\r\nPrivilege: agent,all\r\nQueue: queue-\(agent % Self.queues)\r\n"
            text += member(agent, nameHeader: "MemberName", interfaceHeader: "Interface", status: changes % 3 + 1)
            text += "Ringinuse: 0\r\n\r\n"
            guard channels > 0 else { continue }
            let channel = changes * 73 % channels
            text += "Event: Newstate\r\nPrivilege: call,all\r\n"
            text += self.channel(channel, state: changes % 2 == 0 ? (5, "Ringing") : (6, "Up")) + "\r\n"
        }
        tell(text)
        board.servers[0].advance(to: now)
    }

    private mutating func tell(_ fact: OwnFact) {
        board.servers[0].apply(fact, at: RecordStamp(time: now, epoch: 1))
    }

    private mutating func tell(_ text: String) {
        var text = text
        text.withUTF8 {
            board.servers[0].apply(packets: UnsafeRawBufferPointer($0), at: RecordStamp(time: now, epoch: 1))
        }
    }

    private func queueList() -> String {
        var text = "Response: Success\r\nActionID: 2\r\nEventList: start\r\nMessage: Queue status will follow\r\n\r\n"
        for queue in 0..<Self.queues {
            text +=
                "Event: QueueParams\r\nQueue: queue-\(queue)\r\nMax: 0\r\nStrategy: rrmemory\r\nCalls: 0\r\nHoldtime: 13\r\n"
                + "TalkTime: 140\r\nCompleted: 225\r\nAbandoned: 11\r\nServiceLevel: 30\r\nServicelevelPerf: 80.1\r\n"
                + "ServicelevelPerf2: 78.3\r\nWeight: 0\r\nActionID: 2\r\n\r\n"
            for agent in 0..<agents where agent % Self.queues == queue || (agent * 7 + 1) % Self.queues == queue {
                text += "Event: QueueMember\r\nQueue: queue-\(queue)\r\n"
                text += member(agent, nameHeader: "Name", interfaceHeader: "Location", status: agent % 3 + 1)
                text += "ActionID: 2\r\n\r\n"
            }
        }
        return text + "Event: QueueStatusComplete\r\nActionID: 2\r\nEventList: Complete\r\nListItems: 1\r\n\r\n"
    }

    private func channelList() -> String {
        var text = "Response: Success\r\nActionID: 3\r\nEventList: start\r\nMessage: Channels will follow\r\n\r\n"
        for index in 0..<channels {
            text += "Event: CoreShowChannel\r\nActionID: 3\r\n" + channel(index, state: (6, "Up"))
            text += "Application: Queue\r\nApplicationData: queue-\(index % Self.queues),tT,,,300\r\n"
            text += "Duration: 00:0\(index % 9):\(10 + index % 50)\r\nBridgeId: bridge-\(index / 2)\r\n\r\n"
        }
        return text
            + "Event: CoreShowChannelsComplete\r\nActionID: 3\r\nEventList: Complete\r\nListItems: \(channels)\r\n\r\n"
    }

    private func member(_ agent: Int, nameHeader: String, interfaceHeader: String, status: Int) -> String {
        let isPaused = agent % 7 == 0
        return "\(nameHeader): Agent Number \(agent)\r\n\(interfaceHeader): PJSIP/\(10_000 + agent)\r\n"
            + "StateInterface: PJSIP/\(10_000 + agent)\r\nMembership: static\r\nPenalty: 0\r\nCallsTaken: \(agent % 30)\r\n"
            + "LastCall: 1795416000\r\nLastPause: 0\r\nLoginTime: 1795410000\r\nInCall: 0\r\nStatus: \(status)\r\n"
            + "Paused: \(isPaused ? 1 : 0)\r\nPausedReason: \(isPaused ? "lunch" : "")\r\nWrapuptime: 0\r\n"
    }

    private func channel(_ index: Int, state: (number: Int, name: String)) -> String {
        let id = "1795416000.\(index)"
        let name = "PJSIP/\(10_000 + index % 5_000)-\(String(index, radix: 16))"
        return "Channel: \(name)\r\nChannelState: \(state.number)\r\n"
            + "ChannelStateDesc: \(state.name)\r\nCallerIDNum: 0301\(100_000 + index)\r\n"
            + "CallerIDName: Caller \(index)\r\n"
            + "ConnectedLineNum: \(10_000 + index % 5_000)\r\nConnectedLineName: Agent Number \(index % 5_000)\r\n"
            + "Language: en\r\nAccountCode: \r\nContext: from-internal\r\nExten: 400\r\nPriority: 1\r\nUniqueid: \(id)\r\n"
            + "Linkedid: 1795416000.\(index / 2 * 2)\r\n"
    }
}
