/// Which lists to ask for after a login, and again when a PBX that is still booting refused one.
///
/// Pure: past-tense inputs, requests out, moments in µs.
package struct SnapshotPlan: Sendable, Equatable {
    package enum Request: String, Sendable, Equatable, CaseIterable {
        case coreSettings = "CoreSettings"
        case queueStatus = "QueueStatus"
        case coreShowChannels = "CoreShowChannels"
    }

    /// A booting PBX offers an action a moment after it refused it: ask again this often, for this long.
    private static let retryInterval: Int64 = 1_000_000
    private static let retryLimit: Int64 = 60_000_000

    private var loggedInAt: Int64?
    private var retries: [Request: Int64] = [:]

    package init() {}

    /// Between a login and the end of its connection.
    package var isLoggedIn: Bool { loggedInAt != nil }

    /// The login was accepted, or packets were lost: everything is asked for.
    package mutating func snapshotNeeded(at time: Int64) -> [Request] {
        loggedInAt = time
        retries = [:]
        return Request.allCases
    }

    /// The link is gone; nothing is due until the next login.
    package mutating func disconnected() {
        loggedInAt = nil
        retries = [:]
    }

    /// The PBX answered a request with an error.
    ///
    /// A refusal for want of a privilege is final; `Invalid/unknown command` is what a PBX says while it boots. Anybody
    /// may ask for the queues: `Permission denied` means there that their module is not running yet.
    package mutating func refused(_ request: Request, message: String, at time: Int64) {
        let isBooting =
            message.hasPrefix("Invalid/unknown command")
            || (request == .queueStatus && message.hasPrefix("Permission denied"))
        guard let loggedInAt, time - loggedInAt < Self.retryLimit, isBooting else { return }
        retries[request] = time + Self.retryInterval
    }

    /// No answer came in time: asked again at once.
    package mutating func timedOut(_ request: Request, at time: Int64) {
        if loggedInAt != nil { retries[request] = time }
    }

    /// What has to be asked now.
    package mutating func due(at time: Int64) -> [Request] {
        let due = Request.allCases.filter { (retries[$0] ?? .max) <= time }
        for request in due { retries[request] = nil }
        return due
    }
}
