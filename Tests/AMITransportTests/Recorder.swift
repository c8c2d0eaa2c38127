import AMITransport
import Crossing

/// Keeps what a link delivers, and lets a test wait until enough is there. No clock: who waits in vain is ended by the
/// test's time limit.
final class Recorder: Sendable {
    private struct State {
        var batches: [LinkBatch] = []
        var waiters: [(condition: @Sendable ([LinkItem]) -> Bool, resume: CheckedContinuation<[LinkItem], Never>)] = []

        var items: [LinkItem] { batches.flatMap(\.items) }
    }

    private let state = Guarded(State())

    /// What a link is given to deliver to.
    var deliver: @Sendable (LinkBatch) -> Void {
        { [self] batch in
            let due = state.withLock { state in
                state.batches.append(batch)
                guard !state.waiters.isEmpty else { return [CheckedContinuation<[LinkItem], Never>]() }
                let items = state.items
                let due = state.waiters.filter { $0.condition(items) }.map(\.resume)
                state.waiters.removeAll { $0.condition(items) }
                return due
            }
            let items = self.items
            due.forEach { $0.resume(returning: items) }
        }
    }

    var batches: [LinkBatch] { state.withLock { $0.batches } }
    var items: [LinkItem] { state.withLock { $0.items } }

    /// Everything delivered, once it fulfils the condition.
    @discardableResult
    func items(when condition: @escaping @Sendable ([LinkItem]) -> Bool) async -> [LinkItem] {
        await withCheckedContinuation { continuation in
            let already: [LinkItem]? = state.withLock { state in
                let items = state.items
                if condition(items) { return items }
                state.waiters.append((condition, continuation))
                return nil
            }
            if let already { continuation.resume(returning: already) }
        }
    }

    /// Waits for the nth end of a connection (the first is 1), and returns it.
    func failure(_ number: Int = 1) async -> LinkFailure {
        let items = await items { $0.failures.count >= number }
        return items.failures[number - 1]
    }

    /// Waits until the link is logged in for the nth time (the first is 1).
    @discardableResult
    func loggedIn(_ number: Int = 1) async -> [LinkItem] {
        await items { $0.count(where: \.isLoggedIn) >= number }
    }
}

extension LinkItem {
    var isLoggedIn: Bool { if case .loggedIn = self { true } else { false } }
    var isPong: Bool { if case .pong = self { true } else { false } }
}

extension [LinkItem] {
    var failures: [LinkFailure] {
        compactMap { if case .disconnected(let reason, _) = $0 { reason } else { nil } }
    }

    var retries: [Double?] {
        compactMap { item -> Double?? in if case .disconnected(_, let retry) = item { .some(retry) } else { nil } }
    }

    /// All packets' bytes as one text.
    var text: String {
        let bytes = flatMap { item -> [UInt8] in if case .packets(let bytes, _) = item { bytes } else { [] } }
        return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    /// The stream in short: what happened, and the first line of each packet.
    var outline: [String] {
        flatMap { item -> [String] in
            switch item {
            case .packets(let bytes, let ends):
                var start = 0
                return ends.map { end in
                    defer { start = end }
                    return String(decoding: bytes[start..<end].prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
                }
            case .connecting: return ["connecting"]
            case .connected(let banner): return ["connected \(banner)"]
            case .loggedIn(let commands): return ["logged in: \(commands.joined(separator: " "))"]
            case .actionSent(let id, let name, let scope): return ["sent \(id) \(name) \(scope)"]
            case .actionTimedOut(let id): return ["timed out \(id)"]
            case .pong: return ["pong"]
            case .disconnected(let reason, let retry):
                return ["disconnected \(reason.code.rawValue) \(retry == nil ? "for good" : "for now")"]
            }
        }
    }
}
