/// Decides how long a socket is left alone after it was read empty.
///
/// An idle link is read at once, so that an event is on the screen within a millisecond. A busy one is read just before
/// the next frame is drawn, at most twenty times a second, which costs a tenth of waking up for every event. The wait
/// never lets more gather than the kernel surely holds: a fixed sleep would stop the server's writes when a long list
/// comes, and a server that cannot write disconnects.
struct Coalescer: Sendable {
    /// Longest wait where nobody says when the board is looked at, in microseconds.
    static let longestWait: Int64 = 50_000
    /// Longest wait at all, in microseconds: records bear the time at which they were read.
    static let utmostWait: Int64 = 200_000
    /// How long before a look the socket is read, in microseconds: decoding and folding come between.
    static let lead: Int64 = 3_000
    /// Over which the rate is taken, in microseconds.
    static let window: Int64 = 100_000
    /// Packets within a window from which on waiting pays: 150 in a second.
    static let busyPackets = 15.0
    /// Bytes that may gather while waiting, at the least; half of what a Linux socket holds before it has grown.
    static let comfortable = 32_768.0
    /// And at the most, however far the kernel lets a socket's buffer grow.
    static let mostBytes = 524_288.0
    private struct Tally {
        var packets = 0.0
        var bytes = 0.0
    }

    private var windowStart: Int64 = 0
    private var current = Tally()
    private var previous = Tally()
    private var lastRead: Int64 = 0
    private var room = Coalescer.comfortable

    init() {}

    /// The kernel lets so many bytes wait in the socket's buffer (SO_RCVBUF): half of them are its own book-keeping, and
    /// half of the rest stays free.
    mutating func bufferIs(bytes: Int) {
        room = min(Self.mostBytes, max(Self.comfortable, Double(bytes) / 4))
    }

    /// The socket was read empty.
    ///
    /// - Parameters:
    ///   - packets: whole packets that came since the last time.
    ///   - bytes: bytes that came since the last time.
    ///   - now: microseconds of a clock that never goes back.
    ///   - look: when whoever shows the board looks next; nil when nobody says so.
    /// - Returns: microseconds to leave the socket alone, 0 to read as soon as something comes.
    mutating func socketEmptied(packets: Int, bytes: Int, at now: Int64, before look: BoardLook? = nil) -> Int64 {
        turnWindow(at: now)
        current.packets += Double(packets)
        current.bytes += Double(bytes)
        let sinceLast = Double(max(1, now - lastRead))
        lastRead = now
        // Who shows no board is waited for by nobody, and hears of everything sooner.
        let allowed = look == nil ? Self.comfortable : room
        // More than was to gather: more is surely coming.
        guard Double(bytes) < 2 * allowed else { return 0 }
        let share = 1 - Double(now - windowStart) / Double(Self.window)
        guard current.packets + previous.packets * share >= Self.busyPackets else { return 0 }
        let average = (current.bytes + previous.bytes * share) / Double(Self.window)
        let bytesPerMicrosecond = max(average, Double(bytes) / sinceLast)
        let longest = Self.wait(before: look, at: now)
        guard bytesPerMicrosecond > 0 else { return longest }
        return Int64(min(Double(longest), allowed / bytesPerMicrosecond))
    }

    /// Until just before the next look, or the one after it when that is so near that it takes what was read just now.
    private static func wait(before look: BoardLook?, at now: Int64) -> Int64 {
        guard let look else { return longestWait }
        let gap = min(max(look.gap, longestWait), utmostWait)
        // A look that is long due is taken to be made now: it waited for what was read.
        let rest = min(max(0, look.at &- now), utmostWait) - lead
        return min(utmostWait, rest > gap / 4 ? rest : rest + gap)
    }

    private mutating func turnWindow(at now: Int64) {
        let elapsed = now - windowStart
        guard elapsed >= Self.window else { return }
        previous = elapsed < 2 * Self.window ? current : Tally()
        current = Tally()
        windowStart = elapsed < 2 * Self.window ? windowStart + Self.window : now
    }
}
