/// When to ask for the registrations of trunks: at login, then once a minute. Events tell of them only to users who may
/// read `system`, which a UCM grants nobody.
///
/// Pure: past-tense inputs, moments in µs.
package struct TrunkPlan: Sendable, Equatable {
    private static let interval: Int64 = 60_000_000

    private var nextAt: Int64?

    package init() {}

    /// The login was accepted. - Parameter commands: what ListCommands offered.
    package mutating func loggedIn(commands: [String], at time: Int64) {
        let isOffered = commands.contains { $0.lowercased() == "pjsipshowregistrationsoutbound" }
        nextAt = isOffered ? time : nil
    }

    package mutating func disconnected() { nextAt = nil }

    /// Whether they are to be asked for now, which then counts as done.
    package mutating func isDue(at time: Int64) -> Bool {
        guard let next = nextAt, next <= time else { return false }
        nextAt = time + Self.interval
        return true
    }
}
