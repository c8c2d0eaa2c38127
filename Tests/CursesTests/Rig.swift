import Cells
import Curses
import Glibc
import TerminalTestSupport

/// Curses on a pseudo-terminal whose other end is a terminal emulator in memory.
final class Rig {
    let pty: PTY
    let screen: VirtualTerminal
    var terminal: Terminal
    /// What came since the last look.
    var received: [UInt8] = []

    init(
        size: Size = Size(columns: 44, rows: 12), type: String = "xterm-256color",
        change: (inout TerminalOptions) -> Void = { _ in }
    ) throws {
        pty = PTY(size: size)
        screen = VirtualTerminal(size: size)
        var options = TerminalOptions()
        options.output = pty.far
        options.input = pty.far
        options.type = type
        options.guardsProcess = false
        change(&options)
        terminal = try Terminal(options)
        settle()
    }

    /// Reads until everything drawn has arrived.
    func settle() {
        while true {
            let wasIdle = terminal.isIdle
            let bytes = pty.receive(milliseconds: wasIdle ? 0 : 5)
            screen.feed(bytes)
            received += bytes
            if wasIdle && bytes.isEmpty { return }
        }
    }

    /// Draws and waits for it to arrive.
    func show(_ buffer: CellBuffer) -> Bool {
        let isDrawn = terminal.draw(buffer)
        settle()
        return isDrawn
    }

    /// Types, and gives the keys that come of it once there are as many as expected (or a second has passed).
    func keys(_ text: String, count: Int) -> [Key] {
        pty.send(text)
        var keys: [Key] = []
        for _ in 0..<100 where keys.count < count {
            var ready = pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0)
            poll(&ready, 1, 10)
            terminal.readKeys { keys.append($0) }
        }
        return keys
    }

    /// Where screen and buffer differ, as sentences; at most eight of them.
    func differences(
        from buffer: CellBuffer, attributes: Attributes = [.bold, .reverse, .underline],
        colour: (Colour) -> Colour = { $0 }
    ) -> [String] {
        var differences: [String] = []
        for y in 0..<buffer.size.rows {
            for x in 0..<buffer.size.columns where buffer[x, y].width > 0 {
                let wanted = buffer.text(x: x, y: y)
                let got = screen.text(x: x, y: y)
                if wanted != got {
                    differences.append("\(x),\(y): wanted \(scalars(wanted)), got \(scalars(got))")
                }
                let style = buffer.style(x: x, y: y)
                let seen = screen.style(x: x, y: y)
                let expected = Style(
                    foreground: colour(style.foreground), background: colour(style.background),
                    attributes: style.attributes.intersection(attributes))
                let found = Style(
                    foreground: seen.foreground, background: seen.background,
                    attributes: seen.attributes.intersection(attributes))
                // A blank has no foreground, except where reverse or underline shows it.
                let isBlank = wanted == " " && expected.attributes.isDisjoint(with: [.reverse, .underline])
                let isEqual =
                    isBlank
                    ? expected.background == found.background
                        && found.attributes.isDisjoint(with: [.reverse, .underline])
                    : expected == found
                if !isEqual {
                    differences.append("\(x),\(y): wanted \(expected), got \(found)")
                }
                if differences.count >= 8 { return differences }
            }
        }
        return differences
    }

    private func scalars(_ text: String) -> String {
        "'\(text)'" + text.unicodeScalars.map { " " + String($0.value, radix: 16) }.joined()
    }
}

/// Repeatable chance.
struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
