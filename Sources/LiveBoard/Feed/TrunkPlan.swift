/// When to ask what the PBX knows of its trunks: everything at a login, so that the first screen is right, and the
/// registrations once a minute more. Events tell of those only to users who may read `system`, which a UCM grants nobody.
///
/// Pure: past-tense inputs, moments in µs.
package struct TrunkPlan: Sendable, Equatable {
    /// In the order in which they are asked: who registers is known before it is told whether it answers.
    package enum Request: String, Sendable, Equatable, CaseIterable {
        case registrations = "PJSIPShowRegistrationsOutbound"
        case endpoints = "PJSIPShowEndpoints"
        case deviceStates = "DeviceStateList"
    }

    /// What tells why a device is unavailable to users who may not list endpoints.
    private static let function = "Getvar"
    private static let interval: Int64 = 60_000_000

    private var offered: [Request] = []
    /// What the PBX refused although it offers it; kept over every later login.
    private var refused: Set<Request> = []
    private var pending: [Request] = []
    private var registrationsAt: Int64?
    private var mayAsk = false
    private var asked: Set<String> = []

    package init() {}

    /// The login was accepted. - Parameter commands: what ListCommands offered.
    package mutating func loggedIn(commands: [String], at time: Int64) {
        let names = Set(commands.map { $0.lowercased() })
        offered = Request.allCases.filter { names.contains($0.rawValue.lowercased()) }
        mayAsk = names.contains(Self.function.lowercased())
        snapshotNeeded(at: time)
    }

    /// Events were missed: what was offered is asked for again.
    package mutating func snapshotNeeded(at time: Int64) {
        pending = offered.filter { !refused.contains($0) }
        registrationsAt = pending.contains(.registrations) ? time : nil
        asked = []
    }

    package mutating func disconnected() {
        offered = []
        mayAsk = false
        pending = []
        registrationsAt = nil
    }

    /// The PBX answered with an error. An empty list is one too (`No endpoints found`), and no refusal.
    package mutating func failed(_ request: Request, message: String) {
        let words = message.lowercased()
        guard words.contains("permission") || words.contains("denied") || words.contains("unknown command") else {
            return
        }
        refused.insert(request)
        pending.removeAll { $0 == request }
        if request == .registrations { registrationsAt = nil }
    }

    /// Which of the functions that would explain a trunk's state are to be asked now, each once a login. The list of
    /// endpoints explains as much.
    package mutating func questions(_ wanted: @autoclosure () -> [String]) -> [String] {
        guard mayAsk, pending.isEmpty, !offered.contains(.endpoints) || refused.contains(.endpoints) else { return [] }
        return wanted().filter { asked.insert($0).inserted }
    }

    /// What is to be asked for now, which then counts as done.
    package mutating func due(at time: Int64) -> [Request] {
        var due = pending
        pending = []
        if let next = registrationsAt, next <= time {
            registrationsAt = time + Self.interval
            if !due.contains(.registrations) { due.append(.registrations) }
        }
        return due
    }
}
