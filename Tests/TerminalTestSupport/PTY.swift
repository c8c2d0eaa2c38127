import CTerminalGuard
import Cells
import Glibc

/// A pseudo-terminal: the test holds the near side, where a terminal emulator would sit.
package final class PTY {
    /// What the test reads and writes; never waits.
    package let near: Int32
    /// What a program believes to be its terminal; -1 after `closeFar`.
    package private(set) var far: Int32
    /// The far side's path.
    package let path: String

    /// A new pseudo-terminal of a size.
    package init(size: Size) {
        var far: Int32 = -1
        var name = [CChar](repeating: 0, count: 64)
        near = cb_open_pty(&far, &name)
        precondition(near >= 0, "no pseudo-terminal to be had: errno \(errno)")
        self.far = far
        path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        _ = fcntl(near, F_SETFL, O_NONBLOCK)
        resize(size)
    }

    deinit {
        close(near)
        if far >= 0 { close(far) }
    }

    /// Gives up this process's own far side, so that the near side sees the program's end.
    package func closeFar() {
        if far >= 0 { close(far) }
        far = -1
    }

    /// Changes the size; the program on the far side gets SIGWINCH.
    package func resize(_ size: Size) {
        _ = cb_set_window_size(near, Int32(size.rows), Int32(size.columns))
    }

    /// Types.
    package func send(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { write(near, $0.baseAddress.map { $0 + sent }, bytes.count - sent) }
            if count > 0 {
                sent += count
            } else {
                var ready = pollfd(fd: near, events: Int16(POLLOUT), revents: 0)
                if poll(&ready, 1, 1000) <= 0 { return }
            }
        }
    }

    /// What has come from the far side, after waiting at most so many milliseconds for the first of it.
    package func receive(milliseconds: Int32 = 0) -> [UInt8] {
        var received: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        var patience = milliseconds
        while true {
            var ready = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, patience) > 0 else { return received }
            let count = read(near, &chunk, chunk.count)
            guard count > 0 else { return received }
            received += chunk[0..<count]
            patience = 0
        }
    }
}
