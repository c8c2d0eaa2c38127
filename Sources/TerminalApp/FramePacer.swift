/// When to draw: at most `framesPerSecond` sustained, at once after a key or a resize, never without a reason.
///
/// Pure: moments in µs of a monotonic clock go in.
package struct FramePacer: Sendable {
    private let gap: Int64
    private var lastFrame: Int64 = .min
    private var isDirty = true
    private var isUrgent = true

    /// - Parameter framesPerSecond: 1 to 60.
    package init(framesPerSecond: Int64 = 20) {
        gap = 1_000_000 / max(1, min(60, framesPerSecond))
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

    package mutating func drew(at now: Int64) {
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
