import Glibc

/// A value behind a lock. `Synchronization.Mutex` would do, but the thread sanitizer cannot see into its slow path and
/// reports races that are none; it knows POSIX mutexes.
final class Guarded<Value>: @unchecked Sendable {
    // Unchecked because the compiler cannot know that `value` is touched only while the mutex is held.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    init(_ value: Value) {
        self.value = value
        mutex = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
