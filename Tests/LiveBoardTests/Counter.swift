import Crossing

/// A number that closures of any thread may change.
final class Counter: Sendable {
    private let count: Guarded<Int>

    init(_ value: Int = 0) { count = Guarded(value) }

    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
    func set(_ value: Int) { count.withLock { $0 = value } }
}
