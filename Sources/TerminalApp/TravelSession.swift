import BoardScreen
import CallCenter
import Crossing
import LiveBoard
import Reports

/// A journey into the past on one screen: joins the time machine, which decides, with those who read journals.
package struct TravelSession {
    private var machine: TimeMachine
    private let sources: [TravelSource]
    private let traveller: TimeTraveller
    private let indexer: JournalIndexer
    private let options: Options
    /// What is on the screen; nil before the first boards came.
    private(set) var frame: TimeTraveller.Frame?
    private var lastTick: Int64
    private var isFailureTold = false
    /// All that was written is in the index.
    private var isIndexed = false
    private var minutes: [TravelIndex.Minute] = []
    private var minutesUntil: Int64 = -1

    /// What a journey begins with.
    package struct Options {
        /// The moment to begin at: our clock, µs since 1970.
        package var start: Int64
        package var first: Int64
        /// The last moment of a recording; nil when a live board goes on.
        package var last: Int64?
        /// Runs from the start, so many times as fast as the clock; nil holds.
        package var speed: Int?
        /// Seconds that local time is ahead of UTC at a moment.
        package var offset: (Int64) -> Int

        package init(start: Int64, first: Int64, last: Int64?, speed: Int?, offset: @escaping (Int64) -> Int) {
            self.start = start
            self.first = first
            self.last = last
            self.speed = speed
            self.offset = offset
        }
    }

    /// - Parameter wake: called on any thread when there is something new to look at.
    package init(_ sources: [TravelSource], _ options: Options, wake: @escaping @Sendable () -> Void) {
        self.sources = sources
        self.options = options
        machine = TimeMachine(
            at: options.start, first: options.first, hasPresent: options.last == nil, speed: options.speed,
            offset: options.offset(options.start))
        traveller = TimeTraveller(sources, wake: wake)
        indexer = JournalIndexer(sources, wake: wake)
        lastTick = BoardClock.monotonicTime()
        // Whoever waits for the first board comes before the index of everything else.
        traveller.go(to: options.start)
        indexer.start()
    }

    /// What the person is to be told, and whether the journey is over.
    struct Outcome {
        var sentences: [String] = []
        var isOver = false
    }

    /// The moment shown, or on its way.
    var moment: Int64 { frame?.moment ?? options.start }
    var isPlaying: Bool { machine.isPlaying }

    /// - Parameter now: the live board's clock.
    mutating func asked(_ wish: TimeTravel, now: Int64) -> Outcome {
        lastTick = BoardClock.monotonicTime()
        let indexes = sources.map { $0.index.withLock { $0 } }
        let moment = machine.moment
        let last = last(now)
        let options = options
        var outcome = obey(
            machine.asked(wish, last: last, indexes: indexes) { text in
                switch Moment(text, relativeTo: moment, offset: options.offset) {
                case .start: options.first
                case .end: last
                case .time(let time): time
                case nil: nil
                }
            })
        // What is looked for may be where nobody has read yet.
        if wish.looksForSomething, !isIndexed, indexer.failure == nil {
            outcome.sentences = outcome.sentences.map { $0 + "; the journal is still being read" }
        }
        return outcome
    }

    /// Takes what came, and lets the recording run on; true when the screen changed.
    mutating func advanced(now: Int64) -> (changed: Bool, Outcome) {
        var outcome = Outcome()
        var changed = false
        if let new = traveller.take() {
            // A step by records says only now where it went.
            if !machine.isPlaying, !new.isOnTheWay, !traveller.isBusy { machine.showed(new.moment) }
            frame = new
            changed = true
            if let trouble = new.trouble { outcome.sentences.append(trouble) }
        }
        if let failure = indexer.failure, !isFailureTold {
            outcome.sentences.append(failure)
            isFailureTold = true
        }
        if !isIndexed {
            // It shows how far the index is.
            isIndexed = indexer.isDone
            changed = true
        }
        let tick = BoardClock.monotonicTime()
        if machine.isPlaying, !traveller.isBusy {
            let last = last(now)
            let more = obey(machine.passed(tick - lastTick, last: last))
            lastTick = tick
            outcome.sentences += more.sentences
            outcome.isOver = more.isOver
        }
        return (changed, outcome)
    }

    /// - Parameter now: the live board's clock.
    mutating func view(now: Int64) -> TravelView {
        let end = sources.map { $0.index.withLock { $0.last } }.max() ?? 0
        if end / 60_000_000 != minutesUntil {
            minutesUntil = end / 60_000_000
            minutes = TravelView.merged(sources.map { $0.index.withLock { $0 } })
        }
        let last = last(now)
        let length = max(1, last - options.first)
        var progress = isIndexed ? nil : Int(100 * min(length, max(0, end - options.first)) / length)
        if frame?.isOnTheWay ?? true { progress = progress ?? 0 }
        return TravelView(machine, first: options.first, last: last, minutes: minutes, progress: progress)
    }

    func stop() { indexer.stop() }

    private func last(_ now: Int64) -> Int64 { options.last ?? now }

    private mutating func obey(_ actions: [TimeMachine.Action]) -> Outcome {
        var outcome = Outcome()
        for action in actions {
            switch action {
            case .show(let moment): traveller.go(to: moment)
            case .stepEvents(let count): traveller.step(records: count)
            case .leave: outcome.isOver = true
            case .tell(let sentence): outcome.sentences.append(sentence)
            }
        }
        return outcome
    }
}

extension TimeTravel {
    /// It asks for the nearest call, alarm or command, which the index knows.
    fileprivate var looksForSomething: Bool {
        switch self {
        case .forward, .back, .nextAlarm, .previousAlarm, .nextCommand, .previousCommand: true
        default: false
        }
    }
}
