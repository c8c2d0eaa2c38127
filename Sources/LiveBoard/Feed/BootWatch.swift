/// Follows a PBX that was still booting at the login. Who may read `system` is told when it has booted (`FullyBooted`);
/// for everybody else ListCommands tells: it grows while modules are loaded.
///
/// Until then QueueStatus must not be asked for: between the moment at which app_queue registers it and the one at which
/// the module runs, Asterisk answers `Permission denied` and closes the connection (`process_message`, main/manager.c).
///
/// Pure: past-tense inputs, moments in µs.
package struct BootWatch: Sendable, Equatable {
    private static let interval: Int64 = 1_000_000
    /// A PBX that offers no queues for so long has none.
    private static let limit: Int64 = 60_000_000

    private var began: Int64?
    private var nextAt: Int64 = 0
    private var listed: Set<String> = []

    package init() {}

    /// Between a login to a PBX that boots and its end.
    package var isBooting: Bool { began != nil }

    /// The login was accepted, or the PBX told that it has booted. - Parameter commands: what ListCommands offered.
    package mutating func loggedIn(commands: [String], at time: Int64) {
        began = nil
        listed = Set(commands.map { $0.lowercased() })
        // A refused list says nothing, and a UCM has queues of its own.
        guard !listed.isEmpty, !listed.contains("gsagents"), !listed.contains("queuestatus") else { return }
        began = time
        nextAt = time + Self.interval
    }

    package mutating func disconnected() { began = nil }

    /// Whether the commands are to be listed now, which then counts as done.
    package mutating func isDue(at time: Int64) -> Bool {
        guard let began, nextAt <= time else { return false }
        guard time - began < Self.limit else {
            self.began = nil
            return false
        }
        nextAt = time + Self.interval
        return true
    }

    /// The commands were listed again.
    ///
    /// - Returns: whether it has booted: it offers queues, and nothing has come since the second before.
    package mutating func listed(_ commands: [String]) -> Bool {
        guard isBooting else { return false }
        let now = Set(commands.map { $0.lowercased() })
        defer { listed = now }
        guard now.contains("queuestatus"), now == listed else { return false }
        began = nil
        return true
    }
}
