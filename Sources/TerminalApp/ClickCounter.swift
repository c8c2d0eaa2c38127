import Cells

/// Tells double clicks from two clicks, by a clock of our own: the board's may run faster, or stand still.
struct ClickCounter {
    private var last: (x: Int, y: Int, at: Int64)?

    /// As most desktops have it, in µs.
    static let longest: Int64 = 400_000

    /// A key as it came, or a press that is the second of a double click and says so.
    ///
    /// - Parameter now: µs of a monotonic clock.
    mutating func seen(_ key: Key, at now: Int64) -> Key {
        guard case .mouse(var event) = key, event.action == .press, event.button == .left else { return key }
        if let last, last.y == event.y, abs(last.x - event.x) <= 1, now - last.at <= Self.longest {
            // A third click begins anew.
            self.last = nil
            event.isDouble = true
            return .mouse(event)
        }
        last = (event.x, event.y, now)
        return key
    }
}
