/// How long to wait before the next attempt: the first at once (a quarter of a second), each wait twice the one
/// before, never more than three seconds. A part of each is left to chance, so that many boards that lost the same
/// PBX do not all return in the same instant.
package struct Backoff: Sendable, Equatable {
    /// Seconds of the first wait.
    package static let first = 0.25
    /// Seconds that no wait exceeds.
    package static let longest = 3.0
    /// Seconds that a session must have lasted to count as a success. A server that accepts and at once drops us is
    /// not asked four times a second.
    package static let provenAfter = 10.0

    /// Seconds to wait at most when a session had been logged in, however shortly: the PBX is there. Asterisk closes
    /// sessions of its own accord while it boots.
    package static let afterLogin = 1.0

    private var next = Backoff.first

    /// A back-off that has seen no failure.
    package init() {}

    /// An attempt failed or a session ended.
    ///
    /// - Parameters:
    ///   - lasted: seconds that the session was logged in, 0 if it never was.
    ///   - jitter: a number in 0..<1, drawn by the caller.
    /// - Returns: seconds to wait, at most `longest`.
    package mutating func failed(afterSeconds lasted: Double = 0, jitter: Double) -> Double {
        if lasted >= Self.provenAfter {
            next = Self.first
        } else if lasted > 0 {
            next = min(next, Self.afterLogin)
        }
        let wait = next
        next = min(next * 2, Self.longest)
        return wait * (1 - 0.2 * min(max(jitter, 0), 1))
    }

    /// Somebody asked for an attempt now: what follows counts from the beginning.
    package mutating func reset() { next = Self.first }
}
