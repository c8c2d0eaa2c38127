/// When to draw: at most `framesPerSecond`, in the long run no more bytes a second than a slow line carries, at once after a
/// key or a resize, never without a reason.
///
/// A frame that nobody asked for is paid for in bytes. What a screen may spend gathers up to `burst`, so that a first paint
/// or a lone event is followed at once by whatever comes next, while an hour of rows that change places is drawn a few
/// times a second.
///
/// Pure: moments in µs of a monotonic clock go in.
package struct FramePacer: Sendable {
    /// Bytes a second that frames without a key may take in the long run: what a wall's SSH session should cost.
    package static let bytesPerSecond: Int64 = 10_000
    /// Bytes that may be spent ahead of that.
    package static let burst: Int64 = 24_000
    /// Frames that may follow each other closely after a rest: a lone event just after a clock's tick need not wait.
    package static let closeFrames: Int64 = 4
    /// The shortest way between two of these, in µs.
    package static let closeGap: Int64 = 5_000
    /// Frames may take one part in so many of a core's time in the long run.
    private static let share: Int64 = 45

    /// The same on a slow link: 300 bytes a second are a modem's, and leave room for keys on anything faster.
    package static let slowBytesPerSecond: Int64 = 300
    package static let slowBurst: Int64 = 2_000
    /// The shortest way between two frames there, and the longest, in µs.
    private static let slowGap: Int64 = 1_000_000
    private static let slowLongest: Int64 = 5_000_000

    private let usualGap: Int64
    private var shortestGap: Int64
    private var gap: Int64
    package private(set) var isSlow = false
    /// Bytes that were written and are not paid for yet.
    private var debt: Int64 = 0
    /// What a frame takes lately, in µs: the one in twenty that puts thousands of rows in order anew counts as one in twenty.
    private var usualCost: Int64 = 0
    /// When the frames that were drawn are paid for, in time: µs of the same clock.
    private var paidAt: Int64 = .min
    private var lastFrame: Int64 = .min
    private var isDirty = true
    private var isUrgent = true

    /// - Parameter framesPerSecond: 1 to 60.
    package init(framesPerSecond: Int64 = 20) {
        usualGap = 1_000_000 / max(1, min(60, framesPerSecond))
        shortestGap = usualGap
        gap = shortestGap
    }

    /// The line to the terminal carries little, or no longer.
    package mutating func setSlow(_ isSlow: Bool) {
        guard isSlow != self.isSlow else { return }
        self.isSlow = isSlow
        shortestGap = isSlow ? Self.slowGap : usualGap
        (debt, usualCost, paidAt, gap) = (0, 0, .min, shortestGap)
    }

    /// Something on the screen changed.
    package mutating func changed() {
        isDirty = true
    }

    /// A person did something and is watching.
    package mutating func acted() {
        isDirty = true
        isUrgent = true
    }

    package func isDue(at now: Int64) -> Bool {
        isDirty && (isUrgent || lastFrame == .min || now - lastFrame >= gap)
    }

    /// A frame was drawn.
    ///
    /// - Parameters:
    ///   - bytes: what the frames since the last call took on the terminal: the more, the later the next.
    ///   - cost: µs of a core that drawing took.
    package mutating func drew(at now: Int64, bytes: Int64, cost: Int64 = 0) {
        let passed = lastFrame == .min ? 0 : min(max(0, now - lastFrame), 60_000_000)
        let rate = isSlow ? Self.slowBytesPerSecond : Self.bytesPerSecond
        debt = max(0, debt - passed * rate / 1_000_000) + min(max(0, bytes), 1 << 20)
        let overdrawn = max(0, debt - (isSlow ? Self.slowBurst : Self.burst)) * 1_000_000 / rate
        if isSlow {
            gap = min(Self.slowLongest, max(shortestGap, overdrawn))
            lastFrame = now
            isDirty = false
            isUrgent = false
            return
        }
        let saved = now - (Self.closeFrames - 1) * shortestGap
        usualCost = usualCost == 0 ? cost : (7 * usualCost + min(cost, 20_000)) / 8
        paidAt = max(paidAt, saved) + min(max(shortestGap, usualCost * Self.share), 4 * shortestGap)
        gap = max(Self.closeGap, min(1_000_000, max(overdrawn, paidAt - now)))
        lastFrame = now
        isDirty = false
        isUrgent = false
    }

    /// µs until a frame is due; nil when nothing changed.
    package func wait(at now: Int64) -> Int64? {
        guard isDirty else { return nil }
        guard !isUrgent, lastFrame != .min else { return 0 }
        return max(0, lastFrame + gap - now)
    }

    /// µs until a frame may be drawn that nobody asked for, whether or not there is something to draw.
    package func rest(at now: Int64) -> Int64 {
        lastFrame == .min ? 0 : max(0, lastFrame + gap - now)
    }
}
