import AMI
import CallCenter
import Journal

/// When a journal followed its PBX, and what lies at the ends of those times: what of a queue_log it does not know.
///
/// Pure: past-tense inputs in the order of the journal, our clock in µs since 1970.
package struct JournalCoverage: Sendable {
    /// A time that was not followed: from the last that was heard to the next login.
    package struct Hole: Sendable, Equatable {
        /// `Int64.min` before the first login.
        package var began: Int64
        /// `Int64.max` where nobody has followed since.
        package var ended: Int64
        /// The PBX's clock less ours, in µs, as far as it is known.
        package var offset: Int64 = 0
    }

    package private(set) var holes: [Hole] = []
    /// The moments at which days of the journal began.
    package private(set) var marks: [Int64] = []
    /// The last record's moment; nil without any.
    package private(set) var last: Int64?
    /// The first record's.
    package private(set) var first: Int64?

    /// When it was heard last before the hole that is open; nil while it follows.
    private var openSince: Int64? = .min
    private var heard: Int64 = .min
    private var offset: Int64?
    /// What was told within seconds of the ends of holes.
    private var edges: Set<String> = []
    private var recent: [(time: Int64, key: String)] = []
    private var followedSince: Int64 = .max
    private var interfaces: [String: String] = [:]
    private var levels: [String: Int] = [:]

    /// How far from a hole's ends a line of whole seconds may lie, and what is told there is remembered.
    private static let tolerance: Int64 = 2_000_000
    private static let memory: Int64 = 6_000_000

    package init() {}

    // MARK: Records

    package mutating func met(_ record: LogRecord) {
        if first == nil { first = record.time }
        last = record.time
        switch record.kind {
        case LogEntry.packets:
            if Self.beginnings.contains(where: { record.payload.starts(with: $0) }) { told(record) }
            heard = record.time
        case LogEntry.fact:
            // A scanner is no part of the value, which may be copied.
            var scanner = PacketScanner()
            if let fact = scanner.fact(record.payload) { did(fact, at: record.time) }
        case LogEntry.gap: torn(at: record.time, since: heard)
        default: break
        }
    }

    private mutating func did(_ fact: OwnFact, at time: Int64) {
        switch fact {
        case .connected, .disconnected: stopped()
        case .loggedIn: followed(at: time)
        case .gap: torn(at: time, since: heard)
        case .torn(_, let seconds):
            let lasted = Int64(max(0, min(seconds.isFinite ? seconds : 0, 1e9)) * 1_000_000)
            torn(at: time, since: lasted > 0 ? time - lasted : heard)
        case .pong(let roundTrip, let pbxTime?):
            guard pbxTime > 0, pbxTime < 1e11, roundTrip >= 0, roundTrip.isFinite else { break }
            offset = Int64(pbxTime * 1_000_000) + Int64(min(roundTrip, 10) / 2 * 1_000_000) - time
            // What was not followed before this is told by the same clock.
            if let place = holes.indices.last, holes[place].began == .min { holes[place].offset = offset ?? 0 }
        case .dayBegan: marks.append(time)
        default: break
        }
    }

    private mutating func stopped() {
        guard openSince == nil else { return }
        openSince = heard
        for (time, key) in recent where time >= heard - Self.memory { edges.insert(key) }
        recent = []
    }

    private mutating func followed(at time: Int64) {
        guard let began = openSince else { return }
        holes.append(Hole(began: began, ended: time, offset: offset ?? 0))
        openSince = nil
        followedSince = time
        heard = max(heard, time)
    }

    private mutating func torn(at time: Int64, since: Int64) {
        guard openSince == nil else { return }
        stopped()
        openSince = min(since, time)
        followed(at: time)
    }

    private mutating func told(_ record: LogRecord) {
        var keys: [String] = []
        func read(_ view: MessageView) {
            switch view.event {
            case .queueMember, .queueMemberStatus, .queueMemberAdded, .queueMemberPause:
                guard let queue = view[.queue], let interface = view[.interface] ?? view[.location],
                    let name = view[.memberName] ?? view[.name]
                else { return }
                interfaces["\(queue.string)|\(name.string)"] = interface.string
                interfaces[name.string] = interface.string
            case .queueParams:
                if let queue = view[.queue], let level = view[.serviceLevel]?.int { levels[queue.string] = level }
            case let event?:
                guard let word = Self.words[event], let queue = view[.queue] else { return }
                if let call = view[.uniqueid] {
                    keys.append("\(word)|\(call.string)|\(queue.string)")
                } else if let name = view[.memberName], let hold = view[.holdtime]?.int, let talk = view[.talkTime]?.int
                {
                    keys.append(Self.key(conversation: name.string, queue.string, hold: hold, talk: talk))
                }
            case nil: break
            }
        }
        var scanner = PacketScanner()
        record.payload.withUnsafeBytes { _ = scanner.scan($0, wanted: Self.wanted, read) }
        guard !keys.isEmpty else { return }
        if record.time - followedSince <= Self.memory { edges.formUnion(keys) }
        for key in keys { recent.append((record.time, key)) }
        if recent.count > 4_096 { recent.removeAll { $0.time < record.time - Self.memory } }
    }

    private static let beginnings = ["Event: Queue", "Event: Agent", "Event: Join", "Event: Leave"].map {
        Array($0.utf8)
    }
    private static let words: [EventName: String] = [
        .queueCallerJoin: "join", .join: "join", .queueCallerLeave: "leave", .leave: "leave",
        .queueCallerAbandon: "abandon", .agentConnect: "connect", .agentComplete: "complete",
        .agentRingNoAnswer: "ring",
    ]
    private static let wanted = EventSet([
        .queueMember, .queueMemberStatus, .queueMemberAdded, .queueMemberPause, .queueParams, .queueCallerJoin, .join,
        .queueCallerLeave, .leave, .queueCallerAbandon, .agentConnect, .agentComplete, .agentRingNoAnswer,
    ])

    // MARK: What is missing

    /// No record follows.
    ///
    /// - Parameter isWritten: a board writes it now. What lies behind its last record may be on its way there.
    package mutating func ended(isWritten: Bool) {
        if openSince == nil, !isWritten { stopped() }
        guard let began = openSince else { return }
        holes.append(Hole(began: began, ended: isWritten ? last ?? .max : .max, offset: offset ?? 0))
    }

    /// The moment at which a line belongs into the journal, on our clock; nil when the journal followed the PBX then.
    package func moment(of entry: QueueLogEntry) -> Int64? {
        for hole in holes {
            let time = entry.time * 1_000_000 - hole.offset
            let began = hole.began == .min ? .min : hole.began - Self.tolerance
            let ended = hole.ended == .max ? .max : hole.ended + Self.tolerance
            guard time >= began, time <= ended else { continue }
            // A line of whole seconds may be of a moment at which the journal followed: then it has the event.
            let isAtAnEdge =
                hole.began != .min && time - hole.began <= Self.memory
                || hole.ended != .max && hole.ended - time <= Self.memory
            if isAtAnEdge, isTold(entry) { return nil }
            return min(max(time, hole.began), hole.ended == .max ? .max : max(hole.began, hole.ended - 1))
        }
        return nil
    }

    /// Whether the journal followed the PBX at a moment.
    package func isFollowed(at time: Int64) -> Bool { !holes.contains { $0.began < time && time < $0.ended } }

    /// An entry with what the journal knows of its member and queue.
    package func completed(_ entry: QueueLogEntry) -> QueueLogEntry {
        var entry = entry
        entry.interface = interfaces["\(entry.queue)|\(entry.agent)"] ?? interfaces[entry.agent] ?? ""
        if entry.word == .enterQueue || entry.word == .connect { entry.serviceLevel = levels[entry.queue] }
        return entry
    }

    private func isTold(_ entry: QueueLogEntry) -> Bool {
        if let key = Self.key(entry), edges.contains(key) { return true }
        guard entry.word.isCompletion, let hold = entry.hold, let talk = entry.talk else { return false }
        return edges.contains(Self.key(conversation: entry.agent, entry.queue, hold: hold, talk: talk))
    }

    /// An `AgentComplete` whose caller's channel has gone already names no call: the conversation is known by its figures.
    private static func key(conversation agent: String, _ queue: String, hold: Int, talk: Int) -> String {
        "complete|\(agent)|\(queue)|\(hold)|\(talk)"
    }

    private static func key(_ entry: QueueLogEntry) -> String? {
        let word: String? =
            switch entry.word {
            case .enterQueue: "join"
            case .connect: "connect"
            case .completeAgent, .completeCaller, .transfer, .blindTransfer, .attendedTransfer: "complete"
            case .abandon, .exitWithTimeout, .exitEmpty, .withdraw: "abandon"
            case .exitWithKey, .agentDump: "leave"
            case .ringNoAnswer: "ring"
            case .pause, .unpause, .addMember, .removeMember, .queueStart: nil
            }
        return word.map { "\($0)|\(entry.call)|\(entry.queue)" }
    }
}
