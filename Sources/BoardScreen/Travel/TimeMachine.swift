import CallCenter

/// Where in the past the screen is, and where a key takes it. It decides alone; who reads journals does what it asks.
package struct TimeMachine: Sendable {
    /// How far one step goes.
    package enum Step: String, Sendable, CaseIterable {
        case event, call
        case seconds = "10 s"
        case minute = "1 min"
        case minutes = "10 min"
        case hour = "1 h"

        /// In µs; nil for what is counted and not measured.
        var length: Int64? {
            switch self {
            case .event, .call: nil
            case .seconds: 10_000_000
            case .minute: 60_000_000
            case .minutes: 600_000_000
            case .hour: 3_600_000_000
            }
        }
    }

    /// What is to be done.
    package enum Action: Sendable, Equatable {
        /// Show the boards as they were at a moment.
        case show(Int64)
        /// Go this many records further, or back.
        case stepEvents(Int)
        /// Back to the live board.
        case leave
        /// A sentence for the person.
        case tell(String)
    }

    /// How many times as fast as the clock a recording may run.
    package static let speeds = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_000]

    /// The moment asked for last: our clock, µs since 1970.
    package private(set) var moment: Int64
    package private(set) var step = Step.minute
    package private(set) var speed: Int
    package private(set) var isPlaying: Bool
    /// A live board goes on behind the past.
    package let hasPresent: Bool
    /// A step has come to the moment at which it was asked for: the next one leads to the live board.
    private var isAtPresent = false
    private let first: Int64
    private let offset: Int

    /// - Parameters:
    ///   - moment: what is shown first.
    ///   - first: the first moment there is.
    ///   - offset: seconds that local time is ahead of UTC, for sentences.
    package init(at moment: Int64, first: Int64, hasPresent: Bool, speed: Int? = nil, offset: Int = 0) {
        self.moment = moment
        self.first = first
        self.hasPresent = hasPresent
        self.speed = speed ?? 1
        self.offset = offset
        isPlaying = speed != nil
    }

    /// A person wants to go somewhere.
    ///
    /// - Parameters:
    ///   - last: the last moment there is; now, on a live board.
    ///   - indexes: what is known of each server's past.
    ///   - jump: the moment that a typed text means; nil when it is none.
    package mutating func asked(
        _ wish: TimeTravel, last: Int64, indexes: [TravelIndex], jump: (String) -> Int64?
    ) -> [Action] {
        if wish != .forward { isAtPresent = false }
        switch wish {
        case .forward: return stepped(1, last: last, indexes)
        case .back: return stepped(-1, last: last, indexes)
        case .start: return go(to: first, last: last)
        case .end:
            if hasPresent { return [.leave] }
            return go(to: last, last: last)
        case .hold:
            isPlaying.toggle()
            return isPlaying && moment >= last && !hasPresent ? go(to: first, last: last) : []
        case .jump(let text):
            guard let moment = jump(text) else {
                return [.tell(Sentences.noTime(text))]
            }
            return go(to: moment, last: last)
        case .moment(let moment): return go(to: moment, last: last)
        case .longer: return changeStep(1)
        case .shorter: return changeStep(-1)
        case .faster: return changeSpeed(1)
        case .slower: return changeSpeed(-1)
        case .nextAlarm: return find(indexes.map(\.alarms), after: true, "alarm", last: last)
        case .previousAlarm: return find(indexes.map(\.alarms), after: false, "alarm", last: last)
        case .nextCommand: return find(indexes.map(\.commands), after: true, "command", last: last)
        case .previousCommand: return find(indexes.map(\.commands), after: false, "command", last: last)
        }
    }

    /// The boards of a moment are on the screen: after a step by records only now is the moment known.
    package mutating func showed(_ moment: Int64) {
        self.moment = moment
    }

    /// Real time has passed while the recording runs, in µs.
    package mutating func passed(_ elapsed: Int64, last: Int64) -> [Action] {
        guard isPlaying, elapsed > 0 else { return [] }
        let (way, overflow) = elapsed.multipliedReportingOverflow(by: Int64(speed))
        let target = overflow ? last : moment &+ way
        guard target >= last else {
            moment = target
            return [.show(target)]
        }
        if hasPresent { return [.leave] }
        isPlaying = false
        moment = last
        return [.show(last)]
    }

    private mutating func stepped(_ direction: Int, last: Int64, _ indexes: [TravelIndex]) -> [Action] {
        switch step {
        case .event:
            isPlaying = false
            return [.stepEvents(direction)]
        case .call: return find(indexes.map(\.calls), after: direction > 0, "call", last: last)
        default:
            let target = moment &+ Int64(direction) * (step.length ?? 0)
            guard direction > 0, hasPresent, target >= last, !isAtPresent else { return go(to: target, last: last) }
            // Nobody asked for the live board yet, where time does not stand still.
            isAtPresent = true
            isPlaying = false
            moment = max(first, last)
            return [.show(moment), .tell(Sentences.pastEnds)]
        }
    }

    private mutating func go(to target: Int64, last: Int64) -> [Action] {
        if target >= last, hasPresent { return [.leave] }
        let kept = min(max(target, first), max(first, last))
        moment = kept
        var actions = [Action.show(kept)]
        if target < first { actions.append(.tell(Sentences.journalBegins(WallClock.text(first, offset: offset)))) }
        if target > last { actions.append(.tell(Sentences.journalEnds(WallClock.text(last, offset: offset)))) }
        return actions
    }

    private mutating func find(_ moments: [[Int64]], after: Bool, _ what: String, last: Int64) -> [Action] {
        let found = moments.compactMap {
            after ? TravelIndex.moment($0, after: moment) : TravelIndex.moment($0, before: moment)
        }
        guard let target = after ? found.min() : found.max() else {
            return [.tell("There is no \(what) \(after ? "after" : "before") this moment")]
        }
        isPlaying = false
        return go(to: target, last: last)
    }

    private mutating func changeStep(_ direction: Int) -> [Action] {
        let steps = Step.allCases
        step = steps[((steps.firstIndex(of: step) ?? 0) + direction + steps.count) % steps.count]
        return [.tell("A step is now: " + Self.name(step))]
    }

    private mutating func changeSpeed(_ direction: Int) -> [Action] {
        let place = Self.speeds.lastIndex { $0 <= speed } ?? 0
        speed = Self.speeds[min(max(0, place + direction), Self.speeds.count - 1)]
        isPlaying = true
        return []
    }

    private static func name(_ step: Step) -> String {
        switch step {
        case .event: "one event"
        case .call: "one call"
        default: step.rawValue
        }
    }
}
