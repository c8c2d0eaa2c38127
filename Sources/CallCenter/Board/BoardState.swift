import AMI

/// Everything that a server's board knows, in tables that are copied by copying memory.
///
/// `ServerBoard` shares one such state between its copies and copies it before the first change: folding a record
/// touches nothing but these tables. The folds stand in extensions, one file a subject.
struct BoardState: ~Copyable {
    // MARK: Tables
    var texts = TextTable()
    var channels = SlotTable<ChannelRecord>()
    /// Whom they listen to, by the listener's slot: a unique id. Mostly nobody does, so that it is no part of a channel.
    var spies: [UInt32: TextID] = [:]
    /// What was told of the recordings of channels, by slot: of few of them anything is.
    var recordings: [UInt32: ChannelRecordings] = [:]
    var bridges = SlotTable<BridgeRecord>()
    var devices = SlotTable<DeviceRecord>()
    var queues = SlotTable<QueueRecord>()
    var members = SlotTable<MemberRecord>()
    var visits = SlotTable<VisitRecord>()
    var endpoints = SlotTable<EndpointRecord>(capacity: 4)
    var phones = PhoneNames()

    // MARK: What has just gone
    /// Unique ids of channels that hung up, the oldest overwritten: a late event may not bring one back.
    var departed = Ring<TextID>(capacity: 1_024, filler: 0)
    /// Visits that ended, likewise.
    var left = Ring<LeftVisit>(capacity: 512, filler: LeftVisit())
    /// Memberships that were removed, by a hash of queue and interface and the packet's number.
    var removedMembers = Ring<RemovedMember>(capacity: 64, filler: RemovedMember())
    /// Finished visits and agents' intervals.
    var ledger = Ledger()

    // MARK: The link
    var phase = LinkPhase()
    var banner = ""
    var version = ""
    var dialect = Dialect.asterisk
    var commands: Set<String> = []
    var lastEventAt: Int64?
    /// When a packet last came while everything was known: later ones of a new login tell nothing of the board.
    var liveAt: Int64?
    /// When the figures of the day began to be counted: our clock, µs since 1970.
    var countedSince: Int64?
    /// When anything was counted first; a new day does not change it.
    var countedFirst: Int64?
    /// When the PBX was not followed since the figures of the day are counted, in order.
    var gaps: [Gap] = []
    /// Packets folded; also the number of the packet being folded.
    var sequence: Int64 = 0
    /// Packets passed over unread.
    var skippedEvents = 0
    var unknownEvents = 0
    /// PBX clock minus ours, in µs.
    var clockOffset: Int64 = 0
    var clockKnown = false
    var roundTrip: Double?
    /// Our clock at the last record or advance, µs since 1970.
    var now: Int64 = 0
    /// The moment of the record that is being folded, or of the deadline that is being settled: time that was let pass
    /// before a record on its way came must not make it a later one, or a replay would differ.
    var moment: Int64 = 0
    /// The moment of the last record; records do not go back.
    var recordedAt: Int64 = 0
    /// A hang-up request was ever told: then a caller who gives up is known by it.
    var hangupsAreAsked = false

    // MARK: A time told by queue_log
    /// What is being folded comes from queue_log.
    var isFilling = false
    /// The `VisitOutcome` that queue_log tells of a wait that ends unserved; 0 is none.
    var giveUp: UInt8 = 0
    /// The moment of a day's mark that begins nothing: the day began before, in queue_log.
    var dayToIgnore: Int64?

    // MARK: Lists and audits
    var lists = ListBook()
    var audit = AuditSummary()
    var settings = BoardSettings()
    /// Other queues' events showed that a call raises the member's counters in all its queues.
    var sharesLastCall = false

    init() {}

    /// A state of its own with the same contents.
    borrowing func copy() -> BoardState {
        var new = BoardState()
        new.texts = texts.copy()
        new.channels = channels.copy()
        new.bridges = bridges.copy()
        new.devices = devices.copy()
        new.queues = queues.copy()
        new.members = members.copy()
        new.visits = visits.copy()
        new.endpoints = endpoints.copy()
        new.departed = departed
        new.left = left
        new.removedMembers = removedMembers
        new.ledger = ledger
        copyFigures(to: &new)
        return new
    }

    /// Gives another state everything but the tables, rings and the ledger.
    borrowing func copyFigures(to new: inout BoardState) {
        new.phones = phones
        new.spies = spies
        new.recordings = recordings
        new.phase = phase
        new.banner = banner
        new.version = version
        new.dialect = dialect
        new.commands = commands
        new.lastEventAt = lastEventAt
        new.liveAt = liveAt
        new.countedSince = countedSince
        new.countedFirst = countedFirst
        new.gaps = gaps
        new.sequence = sequence
        new.skippedEvents = skippedEvents
        new.unknownEvents = unknownEvents
        new.clockOffset = clockOffset
        new.clockKnown = clockKnown
        new.roundTrip = roundTrip
        new.now = now
        new.moment = moment
        new.recordedAt = recordedAt
        new.hangupsAreAsked = hangupsAreAsked
        new.dayToIgnore = dayToIgnore
        new.lists = lists
        new.audit = audit
        new.settings = settings
        new.sharesLastCall = sharesLastCall
    }

    // MARK: Clocks

    /// Whole epoch seconds of the PBX at a moment of ours.
    @inline(__always)
    func pbxSeconds(_ time: Int64) -> Int64 {
        let pbx = time &+ clockOffset
        return pbx >= 0 ? pbx / 1_000_000 : 0
    }

    /// Our moment at which the PBX's clock showed these epoch seconds, never later than `limit`.
    ///
    /// - Parameter shift: by how far that clock was set since, in µs.
    func ourTime(pbxSeconds seconds: Int64, shift: Int64 = 0, limit: Int64) -> Int64 {
        guard seconds > 0, seconds < 100_000_000_000 else { return 0 }
        return max(1, min(seconds * 1_000_000 - clockOffset + shift, limit))
    }

    // MARK: Texts

    @inline(__always)
    func find(_ kind: TextKind, _ bytes: Bytes) -> TextID {
        texts.find(kind, UnsafeRawPointer(bytes.start), bytes.count)
    }

    @inline(__always)
    mutating func keep(_ kind: TextKind, _ bytes: Bytes) -> TextID {
        texts.keep(kind, UnsafeRawPointer(bytes.start), bytes.count)
    }
}

/// Why a membership is no more, as far as a list needs to know.
struct RemovedMember: BitwiseCopyable {
    var key: UInt64 = 0
    /// The packet that told of it, by its number.
    var removed: Int64 = 0
}
