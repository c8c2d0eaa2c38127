/// When to draw: at most `framesPerSecond` sustained and no more bytes a second than a slow line carries, at once after a
/// key or a resize, never without a reason.
///
/// Pure: moments in µs of a monotonic clock go in.
package struct FramePacer: Sendable {
    /// Most bytes a second that frames without a key may take: what a wall's SSH session should cost.
    private static let bytesPerSecond: Int64 = 16_000

    private let shortestGap: Int64
    private var gap: Int64
    private var lastFrame: Int64 = .min
    private var isDirty = true
    private var isUrgent = true

    /// - Parameter framesPerSecond: 1 to 60.
    package init(framesPerSecond: Int64 = 20) {
        shortestGap = 1_000_000 / max(1, min(60, framesPerSecond))
        gap = shortestGap
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
    /// - Parameter bytes: what the frames since the last call took on the terminal: the more, the later the next.
    package mutating func drew(at now: Int64, bytes: Int64) {
        let cost = min(max(0, bytes), 1 << 20) * 1_000_000 / Self.bytesPerSecond
        gap = max(shortestGap, min(1_000_000, cost))
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
}
