import CTerminalGuard
import Cells
import Curses
import Glibc

/// A terminal on a pseudo-terminal whose near side this process reads and counts.
struct BenchmarkTerminal: ~Copyable {
    var terminal: Terminal
    private let near: Int32
    private let far: Int32
    private var chunk = [UInt8](repeating: 0, count: 65536)

    init(size: Size, type: String = "xterm-256color") throws {
        var name = [CChar](repeating: 0, count: 64)
        var far: Int32 = -1
        let near = cb_open_pty(&far, &name)
        guard near >= 0 else { throw UsageError(description: "no pseudo-terminal to be had") }
        _ = fcntl(near, F_SETFL, O_NONBLOCK)
        _ = cb_set_window_size(near, Int32(size.rows), Int32(size.columns))
        var options = TerminalOptions()
        options.output = far
        options.input = far
        options.type = type
        options.usesMouse = false
        options.guardsProcess = false
        terminal = try Terminal(options)
        self.near = near
        self.far = far
        _ = settle()
    }

    deinit {
        close(near)
        close(far)
    }

    /// Reads until everything drawn has arrived; the number of bytes.
    mutating func settle() -> Int {
        var total = 0
        while true {
            let wasIdle = terminal.isIdle
            var ready = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
            let count = poll(&ready, 1, wasIdle ? 0 : 2) > 0 ? read(near, &chunk, chunk.count) : 0
            if count > 0 { total += count } else if wasIdle { return total }
        }
    }

    /// Draws and waits for it to arrive.
    mutating func show(_ buffer: CellBuffer) -> Int {
        terminal.draw(buffer)
        return settle()
    }
}
