/// One line of Asterisk's `queue_log` that says something of calls or agents: an epoch second, the caller's unique id, the
/// queue, the member, a word, and what the word goes with (docs.asterisk.org/Operation/Logging/Queue-Logs).
///
/// It is what a board knows of a time when it was not there. Pure: a line in, an entry out.
package struct QueueLogEntry: Sendable, Equatable {
    /// The words that change a figure, as Asterisk writes them.
    package enum Word: String, Sendable, CaseIterable {
        case enterQueue = "ENTERQUEUE"
        case connect = "CONNECT"
        case completeAgent = "COMPLETEAGENT"
        case completeCaller = "COMPLETECALLER"
        /// The agent passed the caller on, before Asterisk 12.
        case transfer = "TRANSFER"
        case blindTransfer = "BLINDTRANSFER"
        case attendedTransfer = "ATTENDEDTRANSFER"
        case abandon = "ABANDON"
        case exitWithTimeout = "EXITWITHTIMEOUT"
        case exitEmpty = "EXITEMPTY"
        case exitWithKey = "EXITWITHKEY"
        case withdraw = "WITHDRAW"
        case agentDump = "AGENTDUMP"
        case ringNoAnswer = "RINGNOANSWER"
        case pause = "PAUSE"
        case unpause = "UNPAUSE"
        case addMember = "ADDMEMBER"
        case removeMember = "REMOVEMEMBER"
        /// Asterisk started: nobody waits, nobody talks.
        case queueStart = "QUEUESTART"

        /// It ends a conversation.
        package var isCompletion: Bool {
            switch self {
            case .completeAgent, .completeCaller, .transfer, .blindTransfer, .attendedTransfer: true
            default: false
            }
        }

        /// It speaks of a caller.
        var isAboutCall: Bool {
            switch self {
            case .pause, .unpause, .addMember, .removeMember, .queueStart: false
            default: true
            }
        }
    }

    /// The PBX's clock, epoch seconds.
    package var time: Int64
    package var word: Word
    /// The caller's unique id; `NONE` for what is about no call.
    package var call: String
    package var queue: String
    /// The member as Asterisk logged it: its name, or its interface when it has none. `NONE` for what is about no member.
    package var agent: String
    /// The member's interface where the journal tells whose name it is; empty otherwise.
    package var interface = ""
    /// The caller's number; empty when it is not told.
    package var number = ""
    /// The unique id of the member's channel; empty when it is not told.
    package var channel = ""
    /// Seconds of the wait; nil when it is not told, as by old releases.
    package var hold: Int?
    /// Seconds of the conversation.
    package var talk: Int?
    /// Milliseconds that a member's phone rang in vain.
    package var ring: Int?
    /// Of a pause.
    package var reason = ""
    /// Seconds of the queue's `servicelevel` where the journal tells it.
    package var serviceLevel: Int?

    package init(time: Int64, word: Word, call: String, queue: String, agent: String) {
        self.time = time
        self.word = word
        self.call = call
        self.queue = queue
        self.agent = agent
    }
}

// MARK: Reading a line

extension QueueLogEntry {
    /// What a line is.
    package enum Line: Sendable, Equatable {
        case entry(QueueLogEntry)
        /// Whole, and of no meaning for a figure.
        case other
        /// Not a line of a queue_log, and why.
        case broken(String)
    }

    private static let longest = 8_192

    /// Reads a line without its line end. Bytes that are not UTF-8 are repaired.
    package static func read(_ bytes: some Collection<UInt8>) -> Line {
        guard bytes.count <= longest else { return .broken("it is longer than \(longest) bytes") }
        let fields = bytes.split(separator: 124, omittingEmptySubsequences: false).map {
            String(decoding: $0.filter { $0 >= 32 && $0 != 127 }, as: UTF8.self)
        }
        guard fields.count >= 5 else { return .broken("expected epoch|call|queue|agent|event|...") }
        // Some write parts of a second behind the epoch.
        guard let time = Int64(fields[0].prefix { $0 != "." }), (100_000_000..<100_000_000_000).contains(time) else {
            return .broken("expected an epoch second at its beginning, got \"\(fields[0].prefix(40))\"")
        }
        guard !fields[4].isEmpty, fields[4].utf8.allSatisfy({ (65...90).contains($0) || (48...57).contains($0) }) else {
            return .broken("expected an event in capitals in the fifth place, got \"\(fields[4].prefix(40))\"")
        }
        guard let word = Word(rawValue: fields[4]) else { return .other }
        var entry = QueueLogEntry(time: time, word: word, call: fields[1], queue: fields[2], agent: fields[3])
        let isNamed = !entry.queue.isEmpty && entry.queue != "NONE"
        if word != .queueStart, !isNamed {
            // A pause in every queue is told once more for each of them.
            return word.isAboutCall ? .broken("\(word.rawValue) names no queue") : .other
        }
        if word.isAboutCall, entry.call.isEmpty || entry.call == "NONE" {
            return .broken("\(word.rawValue) names no call")
        }
        entry.take(Array(fields.dropFirst(5)))
        return .entry(entry)
    }

    private mutating func take(_ data: [String]) {
        func text(_ place: Int) -> String { data.indices.contains(place) ? data[place] : "" }
        func seconds(_ place: Int) -> Int? { Int(text(place)).flatMap { $0 >= 0 && $0 <= 1_000_000_000 ? $0 : nil } }
        switch word {
        case .enterQueue: number = text(1)
        case .connect:
            hold = seconds(0)
            channel = text(1)
        case .completeAgent, .completeCaller:
            hold = seconds(0)
            talk = seconds(1)
        case .transfer, .blindTransfer, .attendedTransfer:
            // Whereto, in two fields or three, then wait, conversation and, since 1.6, the position at the beginning.
            let end = data.count >= 5 ? data.count - 1 : data.count
            hold = seconds(end - 2)
            talk = seconds(end - 1)
        case .abandon, .exitWithTimeout, .exitEmpty, .withdraw: hold = seconds(2)
        case .exitWithKey: hold = seconds(3)
        case .ringNoAnswer: ring = seconds(0)
        case .pause, .unpause: reason = text(0)
        case .agentDump, .addMember, .removeMember, .queueStart: break
        }
    }
}
