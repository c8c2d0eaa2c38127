/// Lets one body at a time run for each key, in the order of arrival; bodies of different keys run side by side.
actor Turn {
    static let shared = Turn()
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    func take<Result: Sendable>(
        _ key: String, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        if waiting[key] == nil {
            waiting[key] = []
        } else {
            await withCheckedContinuation { waiting[key]?.append($0) }
        }
        defer { passOn(key) }
        return try await body()
    }

    /// The key stays taken while it is handed from one to the next.
    private func passOn(_ key: String) {
        guard var queue = waiting[key], !queue.isEmpty else {
            waiting[key] = nil
            return
        }
        let next = queue.removeFirst()
        waiting[key] = queue
        next.resume()
    }
}
