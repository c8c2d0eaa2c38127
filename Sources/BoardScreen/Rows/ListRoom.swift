/// How many rows a list that grows and shrinks all the time is given: what it needed at most lately, in steps, so that
/// what stands below it stays where it is from call to call.
struct ListRoom: Sendable, Equatable {
    /// Rows; a step more is given as soon as they are needed.
    private(set) var rows = 0
    /// When as many were needed last, in µs since 1970.
    private var neededAt = Int64.min

    private static let step = 6
    /// How long they are kept, in µs.
    private static let patience: Int64 = 300_000_000

    mutating func refresh(_ count: Int, now: Int64) {
        let needed = (max(1, count) + Self.step - 1) / Self.step * Self.step
        // A moment before the last one is another journey into the past.
        guard needed >= rows || now < neededAt || now - neededAt >= Self.patience else { return }
        (rows, neededAt) = (needed, now)
    }
}
