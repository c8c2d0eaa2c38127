// Crossing: what may be touched by two threads, and nothing else. It may not depend on what crosses.

import Glibc

/// A value behind a lock.
///
/// The lock is the system's own rather than the standard library's `Mutex`, because the thread sanitizer sees only the
/// former on Linux and would report every guarded access as a race.
///
/// `@unchecked Sendable`: the value is reached through `withLock` alone, and the lock orders all of those.
package final class Guarded<Value: Sendable>: @unchecked Sendable {
    private var value: Value
    // A mutex must not move in memory, which a stored property may; hence a place of its own, freed with the object.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    package init(_ value: Value) {
        self.value = value
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        let code = pthread_mutex_init(mutex, nil)
        precondition(code == 0, "a plain mutex needs nothing that could be lacking")
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `body` with the value and nobody else in between. Not to be nested.
    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
