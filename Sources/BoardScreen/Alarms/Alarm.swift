/// How much attention something asks for.
enum AlarmLevel: Int, Sendable, Comparable {
    case calm, warning, breach

    static func < (one: AlarmLevel, other: AlarmLevel) -> Bool { one.rawValue < other.rawValue }
}

/// What an alarm is about: a kind of trouble in one place.
struct AlarmKey: Sendable, Hashable {
    enum Kind: Int, Sendable, CaseIterable {
        case waiting, longestWait, serviceLevel, lostCallers, nobodyFree, fewFree, tooManyPaused, pause, call, emergency
        case trunkFull, trunkDown, link

        var words: String {
            switch self {
            case .waiting: "callers waiting"
            case .longestWait: "longest wait"
            case .serviceLevel: "service level"
            case .lostCallers: "lost callers"
            case .nobodyFree: "callers wait and nobody serves"
            case .fewFree: "few agents free"
            case .tooManyPaused: "too many on pause at once"
            case .pause: "long pause"
            case .call: "long call"
            case .emergency: "emergency number dialled"
            case .trunkFull: "trunk full"
            case .trunkDown: "trunk down"
            case .link: "link down"
            }
        }

        /// For programs.
        var word: String {
            switch self {
            case .waiting: "waiting"
            case .longestWait: "longest_wait"
            case .serviceLevel: "service_level"
            case .lostCallers: "lost_callers"
            case .nobodyFree: "nobody_serves"
            case .fewFree: "few_free"
            case .tooManyPaused: "too_many_paused"
            case .pause: "pause"
            case .call: "call"
            case .emergency: "emergency"
            case .trunkFull: "trunk_full"
            case .trunkDown: "trunk_down"
            case .link: "link"
            }
        }

        /// What is said of a queue, and what of an agent: their rows stand first on demand.
        static let ofQueues: Set<Kind> = [
            .waiting, .longestWait, .serviceLevel, .lostCallers, .nobodyFree, .fewFree, .tooManyPaused,
        ]
        static let ofAgents: Set<Kind> = [.pause, .call]
    }

    var kind: Kind
    var server: Int
    /// The queue's, agent's or channel's name within the server; empty for the server itself.
    var id: String
}

/// Where a value starts to be an alarm, and how long it must last.
struct AlarmLimits: Sendable, Equatable {
    var warning: Double?
    var breach: Double?
    /// Low values are bad, as of a service level.
    var isBelow = false
    /// How far a value must come back before an alarm ends, as a share of the limit: hysteresis.
    var band = 0.1
    /// µs that a value must last before an alarm rises, and before it falls.
    var rise: Int64 = 5_000_000
    var fall: Int64 = 10_000_000

    /// The level of a value while another level is held.
    func level(_ value: Double, held: AlarmLevel) -> AlarmLevel {
        if let breach, reaches(value, breach, isHeld: held == .breach) { return .breach }
        if let warning, reaches(value, warning, isHeld: held >= .warning) { return .warning }
        return .calm
    }

    private func reaches(_ value: Double, _ limit: Double, isHeld: Bool) -> Bool {
        if isBelow { return value < limit + (isHeld ? abs(limit) * band : 0) }
        // A whole band of a small limit is less than one: it ends below the limit.
        return value >= limit - (isHeld ? abs(limit) * band : 0)
    }
}

/// What is looked at: a value now, or one that grows with time.
struct AlarmObservation: Sendable {
    enum Measure: Sendable {
        case value(Double)
        /// Seconds since a moment of our clock, µs since 1970.
        case since(Int64)
    }

    var key: AlarmKey
    /// What a person calls the place.
    var place: String
    var measure: Measure
    var limits: AlarmLimits

    func value(at now: Int64) -> Double {
        switch measure {
        case .value(let value): value
        case .since(let moment): Double(Durations.seconds(from: moment, to: now))
        }
    }
}

/// One alarm from its rise to its end.
struct AlarmEntry: Sendable, Equatable {
    var number: Int
    var key: AlarmKey
    var place: String
    /// The highest level it had.
    var level: AlarmLevel
    /// Our clock, µs since 1970.
    var began: Int64
    /// Nil while it lasts.
    var ended: Int64?
    /// The worst value so far.
    var worst: Double
    var limits: AlarmLimits
    /// Who has seen it; empty is nobody.
    var acknowledgedBy = ""
    /// Until when it makes no sound, and who wants that.
    var snoozedUntil: Int64?
    var snoozedBy = ""

    var isActive: Bool { ended == nil }

    /// Whether somebody said that it need not be told again now.
    func isQuiet(at now: Int64) -> Bool { !acknowledgedBy.isEmpty || snoozedUntil.map { $0 > now } ?? false }

    /// The worst value as people read it.
    var worstText: String { text(worst) }

    /// A value of its kind as people read it: a count, a duration or a share; empty where there is none.
    func text(_ value: Double) -> String {
        switch key.kind {
        case .waiting, .nobodyFree, .fewFree: "\(Int(value))"
        case .longestWait, .pause, .call: Durations.text(seconds: Int64(value))
        case .serviceLevel, .lostCallers, .tooManyPaused, .trunkFull: Figures.percent(value)
        case .emergency, .trunkDown, .link: ""
        }
    }

    /// `sales: longest wait 2:05`
    var sentence: String { "\(place): \(key.kind.words)" + (worstText.isEmpty ? "" : " \(worstText)") }
}
