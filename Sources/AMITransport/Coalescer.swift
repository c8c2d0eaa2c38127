/// Decides how long a socket is left alone after it was read empty.
///
/// An idle link is read at once, so that an event is on the screen within a millisecond. A busy one is read at most
/// twenty times a second, as often as a frame is drawn, which costs a tenth of waking up for every event. The wait never
/// lets more gather than the kernel surely holds: a fixed sleep would stop the server's writes when a long list comes,
/// and a server that cannot write disconnects.
struct Coalescer: Sendable {
    /// Longest wait, in microseconds.
    static let longestWait: Int64 = 50_000
    /// Over which the rate is taken, in microseconds.
    static let window: Int64 = 100_000
    /// Packets within a window from which on waiting pays: 150 in a second.
    static let busyPackets = 15.0
    /// Bytes that may gather while waiting; half of what a Linux socket holds before it has grown.
    static let comfortable = 32_768.0
    /// Bytes of one read from which on more is surely coming.
    static let flowing = 65_536

    private struct Tally {
        var packets = 0.0
        var bytes = 0.0
    }

    private var windowStart: Int64 = 0
    private var current = Tally()
    private var previous = Tally()
    private var lastRead: Int64 = 0

    init() {}

    /// The socket was read empty.
    ///
    /// - Parameters:
    ///   - packets: whole packets that came since the last time.
    ///   - bytes: bytes that came since the last time.
    ///   - now: microseconds of a clock that never goes back.
    /// - Returns: microseconds to leave the socket alone, 0 to read as soon as something comes.
    mutating func socketEmptied(packets: Int, bytes: Int, at now: Int64) -> Int64 {
        turnWindow(at: now)
        current.packets += Double(packets)
        current.bytes += Double(bytes)
        let sinceLast = Double(max(1, now - lastRead))
        lastRead = now
        guard bytes < Self.flowing else { return 0 }
        let share = 1 - Double(now - windowStart) / Double(Self.window)
        guard current.packets + previous.packets * share >= Self.busyPackets else { return 0 }
        let average = (current.bytes + previous.bytes * share) / Double(Self.window)
        let bytesPerMicrosecond = max(average, Double(bytes) / sinceLast)
        guard bytesPerMicrosecond > 0 else { return Self.longestWait }
        return Int64(min(Double(Self.longestWait), Self.comfortable / bytesPerMicrosecond))
    }

    private mutating func turnWindow(at now: Int64) {
        let elapsed = now - windowStart
        guard elapsed >= Self.window else { return }
        previous = elapsed < 2 * Self.window ? current : Tally()
        current = Tally()
        windowStart = elapsed < 2 * Self.window ? windowStart + Self.window : now
    }
}
