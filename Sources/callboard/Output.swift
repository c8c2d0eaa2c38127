#if canImport(Glibc)
    import Glibc
#endif

/// The program's plain output, written whole and at once.
enum Output {
    /// A line on standard output. False when nobody reads it any more.
    @discardableResult
    static func print(_ text: String) -> Bool {
        write(Array((text + "\n").utf8), to: STDOUT_FILENO)
    }

    /// A line on standard error.
    static func complain(_ text: String) {
        write(Array((text + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes all bytes; false when the other side is gone or the disk is full.
    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count > 0 {
                written += count
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, -1)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
