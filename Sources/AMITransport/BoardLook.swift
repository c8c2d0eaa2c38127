import Synchronization

/// When whoever shows the board looks at it next: what comes before that need not be read one by one.
struct BoardLook: Sendable, Equatable {
    /// Microseconds of `Clocks.steady`.
    var at: Int64
    /// Microseconds from one look to the next.
    var gap: Int64
}

/// The next look, told by the board's owner and read on the event loop.
final class BoardLookCell: Sendable {
    private let at = Atomic<Int64>(0)
    private let gap = Atomic<Int64>(0)

    /// The two may be of different looks: a wait comes out a little shorter or longer.
    var value: BoardLook? {
        let gap = gap.load(ordering: .relaxed)
        return gap > 0 ? BoardLook(at: at.load(ordering: .relaxed), gap: gap) : nil
    }

    func tell(_ look: BoardLook) {
        at.store(look.at, ordering: .relaxed)
        gap.store(look.gap, ordering: .relaxed)
    }
}
