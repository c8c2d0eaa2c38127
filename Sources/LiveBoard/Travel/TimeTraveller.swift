import CallCenter
import Crossing
import Dispatch
import Journal

/// Brings boards of the past: from the nearest checkpoint on, it folds what the journals hold until the moment that is
/// wanted. Works on a thread of its own; while it is on its way, a newer wish takes the place of an older one.
package final class TimeTraveller: Sendable {
    /// The boards of a moment.
    package struct Frame: Sendable {
        package let board: Board
        /// Our clock, µs since 1970.
        package let moment: Int64
        /// Why a journal could not be read; nil when all is well.
        package let trouble: String?
        /// How long it took, in µs.
        package let took: Int64
        /// A board of the way: true of its own moment, and the one that is wanted is still to come.
        package let isOnTheWay: Bool
    }

    private enum Wish: Sendable {
        case moment(Int64)
        /// This many records further, or back.
        case records(Int)
    }

    private struct Shared: Sendable {
        var wish: Wish?
        var isRunning = false
        var frame: Frame?
    }

    /// Where one server stands.
    private struct Place: Sendable {
        var board: ServerBoard
        /// The record to fold next.
        var next: UInt64
        /// No folded record is later, and the board's time is not either.
        var time: Int64

        static func beginning(_ name: String, at sequence: UInt64 = 0) -> Place {
            Place(board: ServerBoard(name: name), next: sequence, time: .min)
        }
    }

    private let sources: [TravelSource]
    private let wake: @Sendable () -> Void
    private let queue = DispatchQueue(label: "callboard.time-travel", qos: .userInteractive)
    private let shared = Guarded(Shared())
    private let places: Guarded<[Place]>
    /// What was folded of days that a source's own index does not reach: the way back into them is short as well.
    private let excursions: Guarded<[Excursion]>
    private let moment = Guarded<Int64>(0)
    /// When a frame was last handed out, on a steady clock.
    private let lastShown = Guarded<Int64>(0)

    /// Records between two looks at newer wishes and at the time.
    private let batch: Int
    /// µs of a long way after which somebody is shown how far it went.
    private let patience: Int64

    /// - Parameters:
    ///   - batch: records between two looks at newer wishes and at the time.
    ///   - patience: µs of a long way after which somebody is shown how far it went.
    ///   - wake: called on a thread of the traveller's when a frame can be taken.
    package init(
        _ sources: [TravelSource], batch: Int = 20_000, patience: Int64 = 200_000,
        wake: @escaping @Sendable () -> Void
    ) {
        self.batch = batch
        self.patience = patience
        self.sources = sources
        self.wake = wake
        places = Guarded(sources.map { Place.beginning($0.name) })
        excursions = Guarded(sources.map { _ in Excursion() })
    }

    /// Wants the boards of a moment.
    package func go(to moment: Int64) { want(.moment(moment)) }

    /// Wants to see one record more, or one less; several wishes add up.
    package func step(records: Int) {
        let sum = shared.withLock { shared -> Int in
            if case .records(let waiting)? = shared.wish { waiting + records } else { records }
        }
        want(.records(sum))
    }

    /// The newest frame that nobody took yet.
    package func take() -> Frame? {
        shared.withLock { shared in
            defer { shared.frame = nil }
            return shared.frame
        }
    }

    /// Whether a wish is on its way.
    package var isBusy: Bool { shared.withLock { $0.isRunning || $0.wish != nil } }

    private func want(_ wish: Wish) {
        let starts = shared.withLock { shared in
            shared.wish = wish
            defer { shared.isRunning = true }
            return !shared.isRunning
        }
        if starts { queue.async { [self] in run() } }
    }

    private func run() {
        while true {
            let wish = shared.withLock { shared -> Wish? in
                defer { shared.wish = nil }
                if shared.wish == nil { shared.isRunning = false }
                return shared.wish
            }
            guard let wish else { return }
            let began = BoardClock.monotonicTime()
            lastShown.withLock { $0 = began }
            var trouble: String?
            do {
                switch wish {
                case .moment(let time): if try !show(time) { continue }
                case .records(let count): try step(count)
                }
            } catch {
                trouble = "\(error)"
            }
            hand(
                out: Frame(
                    board: boards(), moment: moment.withLock { $0 }, trouble: trouble,
                    took: BoardClock.monotonicTime() - began, isOnTheWay: false))
        }
    }

    private func boards() -> Board {
        Board(
            servers: places.withLock { places in
                places.map { place in
                    var board = place.board
                    board.isReplay = true
                    return board
                }
            })
    }

    private func hand(out frame: Frame) {
        shared.withLock { $0.frame = frame }
        wake()
    }

    // MARK: On the traveller's thread

    /// Goes to a moment; false when a newer wish came on the way.
    private func show(_ time: Int64) throws -> Bool {
        for (number, source) in sources.enumerated() {
            guard let log = source.log else { continue }
            let current = places.withLock { $0[number] }
            var place = try start(number, source, log, at: time, from: current.time <= time ? current : nil) {
                $0.checkpoint(atOrBefore: time)
            }
            guard try go(&place, to: time, in: log, of: number) else { return false }
            place.board.advance(to: time)
            place.time = max(place.time, time)
            places.withLock { $0[number] = place }
        }
        moment.withLock { $0 = time }
        return true
    }

    /// Folds up to a moment, a batch at a time: between two a newer wish may end it, and who waits sees the way.
    private func go(_ place: inout Place, to time: Int64, in log: any EventLog, of number: Int) throws -> Bool {
        while true {
            var count = 0
            try fold(&place, from: log, of: number) { record in
                guard record.time <= time, count < batch else { return false }
                count += 1
                return true
            }
            guard count == batch else { return true }
            if shared.withLock({ $0.wish != nil }) {
                places.withLock { $0[number] = place }
                return false
            }
            let now = BoardClock.monotonicTime()
            guard now - lastShown.withLock({ $0 }) > patience else { continue }
            lastShown.withLock { $0 = now }
            places.withLock { $0[number] = place }
            moment.withLock { $0 = place.time }
            hand(out: Frame(board: boards(), moment: place.time, trouble: nil, took: 0, isOnTheWay: true))
        }
    }

    /// Steps through the records of all servers in the order of their times; of equal ones, in the order of the servers.
    private func step(_ count: Int) throws {
        for _ in 0..<abs(count) {
            guard try count > 0 ? stepForward() : stepBack() else { return }
        }
    }

    private func stepForward() throws -> Bool {
        var nearest: (number: Int, time: Int64)?
        for (number, source) in sources.enumerated() {
            let next = places.withLock { $0[number].next }
            guard let record = try source.log?.record(from: next) else { continue }
            if nearest.map({ record.time < $0.time }) ?? true { nearest = (number, record.time) }
        }
        guard let nearest, let log = sources[nearest.number].log else { return false }
        var place = places.withLock { $0[nearest.number] }
        var isFirst = true
        try fold(&place, from: log, of: nearest.number) { _ in
            defer { isFirst = false }
            return isFirst
        }
        places.withLock { $0[nearest.number] = place }
        moment.withLock { $0 = nearest.time }
        return true
    }

    private func stepBack() throws -> Bool {
        // The record that was folded last, of all servers.
        var latest: (number: Int, sequence: UInt64, time: Int64)?
        for (number, source) in sources.enumerated() {
            let next = places.withLock { $0[number].next }
            guard next > 1, let record = try source.log?.record(from: next - 1), record.sequence < next else {
                continue
            }
            if latest.map({ record.time >= $0.time }) ?? true { latest = (number, record.sequence, record.time) }
        }
        guard let latest, let log = sources[latest.number].log else { return false }
        let source = sources[latest.number]
        let end = latest.sequence
        var place = try start(latest.number, source, log, at: latest.time) { $0.checkpoint(before: end) }
        try fold(&place, from: log, of: latest.number) { $0.sequence < end }
        var time = place.time
        for number in sources.indices where number != latest.number {
            time = max(time, places.withLock { $0[number].time })
        }
        places.withLock { $0[latest.number] = place }
        if time == .min { time = latest.time }
        moment.withLock { $0 = time }
        return true
    }

    /// The nearest checkpoint, or where the moment's days begin.
    ///
    /// - Parameter current: where somebody stands who may go on from there; it is taken when nothing is nearer, as a
    ///   checkpoint has to be unpacked first.
    private func start(
        _ number: Int, _ source: TravelSource, _ log: any EventLog, at time: Int64, from current: Place? = nil,
        _ find: (TravelIndex) -> TravelIndex.Checkpoint?
    ) throws -> Place {
        func place(_ checkpoint: TravelIndex.Checkpoint) -> Place? {
            if let current, current.next >= checkpoint.next { return current }
            return checkpoint.board().map { Place(board: $0, next: checkpoint.next, time: checkpoint.time) }
        }
        let known = source.index.withLock { index in find(index).map { ($0, isWhole: index.last >= time) } }
        // An index that is still being made may end long before.
        if let known, known.isWhole, let place = place(known.0) { return place }
        let beginning = try source.marks.beginning(of: log, forBoardAt: time)
        let excursion = excursions.withLock { find($0[number].index) }
        if let nearest = [known?.0, excursion].compactMap({ $0 }).max(by: { $0.next < $1.next }),
            nearest.next > beginning, let place = place(nearest)
        {
            return place
        }
        if let current, current.next >= beginning { return current }
        return .beginning(source.name, at: beginning)
    }

    private func fold(
        _ place: inout Place, from log: any EventLog, of number: Int, while holds: (LogRecord) -> Bool
    ) throws {
        var folder = RecordFolder()
        // A day that the source's own index knows needs no other.
        let isKnown = sources[number].index.withLock { index in
            index.first.map { place.time >= $0 && place.next < index.next } ?? false
        }
        var excursion = excursions.withLock { $0[number] }
        if !isKnown { excursion.folds(from: place.next) }
        _ = try log.read(from: place.next) { record in
            guard holds(record) else { return false }
            folder.apply(record, to: &place.board)
            place.next = record.sequence + 1
            place.time = max(place.time, record.time)
            if !isKnown { excursion.folded(record.sequence, at: record.time, board: place.board) }
            return true
        }
        if !isKnown { excursions.withLock { $0[number] = excursion } }
    }
}

extension EventLog {
    /// The first record from a sequence number on; nil at the log's end.
    package func record(from sequence: UInt64) throws -> LogRecord? {
        var found: LogRecord?
        _ = try read(from: sequence) { record in
            found = record
            return false
        }
        return found
    }
}
