import Glibc

/// Wakes a thread that sleeps until a time. It is closed with its last reference, so that a late call to `wake` can
/// never write into a descriptor that means something else by now.
final class WakePipe: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    init() throws(JournalError) {
        var ends: [Int32] = [-1, -1]
        // A pair of sockets, because it can be made non-blocking and closed on exec in one step.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw .system(operation: "open a pair of sockets for", path: "the journal", code: errno)
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        _ = close(readEnd)
        _ = close(writeEnd)
    }

    /// Ends the present sleep, or the next one. Never waits.
    func wake() {
        var byte: UInt8 = 1
        // A buffer that is full wakes as well as one that takes another byte.
        _ = write(writeEnd, &byte, 1)
    }

    /// Sleeps until woken or, unless nil, for at most this many milliseconds.
    func sleep(milliseconds: Int64?) {
        var descriptor = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        _ = poll(&descriptor, 1, milliseconds.map { Int32(clamping: $0) } ?? -1)
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) == bytes.count {}
    }
}
