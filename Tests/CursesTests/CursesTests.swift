import CTerminalGuard
import Cells
import Curses
import Glibc
import TerminalTestSupport
import Testing

/// Curses is one set of globals a process, so everything that opens a terminal stands in this suite.
@Suite(.serialized) struct CursesTests {
    private static let words = [
        "Agent", "受付", "Café", "e\u{301}\u{323}x", "日本語", "naïve", "►●○", "ﾊﾝｶｸ", "─┼│", "Ω≈ç", "\u{7}bell",
        "한국어", "עברית", "a\u{200D}b", "😀!", "🏳️‍🌈x", "\u{1B}[31mred", "\u{202E}gnorw", "\u{9B}5n", "👍🏽", "\u{301}",
        "x\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", "\u{378}", "",
    ]

    private func randomFrame(_ size: Size, _ chance: inout Chance, colours: [Colour]) -> CellBuffer {
        var frame = CellBuffer(size: size)
        for _ in 0..<Int.random(in: 0...40, using: &chance) {
            let style = Style(
                foreground: colours.randomElement(using: &chance) ?? .terminalDefault,
                background: colours.randomElement(using: &chance) ?? .terminalDefault,
                attributes: Attributes(rawValue: UInt8.random(in: 0...15, using: &chance) & ~2))
            let x = Int.random(in: -3..<size.columns, using: &chance)
            let y = Int.random(in: 0..<size.rows, using: &chance)
            if Int.random(in: 0..<8, using: &chance) == 0 {
                frame.fill(Rect(x: x, y: y, width: 9, height: 3), style)
            } else if Int.random(in: 0..<8, using: &chance) == 0 {
                frame.restyle(Rect(x: x, y: y, width: 20, height: 2)) { $0.adding(.reverse) }
            } else {
                frame.put(Self.words.randomElement(using: &chance) ?? "", x: x, y: y, style: style)
            }
        }
        return frame
    }

    @Test("A person sees exactly the cells that were drawn, whatever stood there before")
    func randomFrames() throws {
        let rig = try Rig()
        var chance = Chance(state: 42)
        let colours = (0..<256).map { Colour.indexed(UInt8($0)) } + [Colour](repeating: .terminalDefault, count: 80)
        for number in 0..<200 {
            let frame = randomFrame(rig.terminal.size, &chance, colours: colours)
            try #require(rig.show(frame))
            let differences = rig.differences(from: frame)
            try #require(differences.isEmpty, "frame \(number):\n\(differences.joined(separator: "\n"))")
        }
        rig.terminal.close()
    }

    @Test("An unchanged frame sends nothing, a changed digit a few bytes")
    func onlyChanges() throws {
        let rig = try Rig()
        var frame = CellBuffer(size: rig.terminal.size)
        frame.put("12:34 Anna", x: 3, y: 4, style: Style(foreground: .indexed(2)))
        _ = rig.show(frame)
        rig.received = []
        _ = rig.show(frame)
        #expect(rig.received.isEmpty)
        frame.put("12:35 Anna", x: 3, y: 4, style: Style(foreground: .indexed(2)))
        _ = rig.show(frame)
        #expect(rig.received.count > 0 && rig.received.count <= 24, "\(rig.received.count) bytes")
        #expect(rig.screen.text(row: 4) == "   12:35 Anna")
        rig.terminal.close()
    }

    @Test("A resize repaints at the new size, also down to one cell and up again")
    func resizes() throws {
        let rig = try Rig()
        var chance = Chance(state: 7)
        for (columns, rows) in [(60, 20), (20, 5), (1, 1), (2, 3), (1, 9), (9, 1), (120, 40), (44, 12)] {
            let size = Size(columns: columns, rows: rows)
            rig.screen.resize(size)
            rig.pty.resize(size)
            rig.terminal.resized()
            #expect(rig.terminal.size == size)
            // A frame made for a size that is gone does no harm.
            let frame = randomFrame(size, &chance, colours: [.terminalDefault, .indexed(3)])
            #expect(rig.show(randomFrame(Size(columns: 44, rows: 12), &chance, colours: [.indexed(4)])))
            #expect(rig.show(frame))
            #expect(rig.differences(from: frame) == [])
        }
        rig.terminal.close()
    }

    @Test("A frame moved by a line is right on terminals that are higher or lower than their description says")
    func scrolls() throws {
        let rig = try Rig(size: Size(columns: 60, rows: 40), type: "tmux-256color")
        for size in [Size(columns: 60, rows: 40), Size(columns: 60, rows: 16), Size(columns: 60, rows: 50)] {
            rig.screen.resize(size)
            rig.pty.resize(size)
            rig.terminal.resized()
            // Down and up by a line, where curses has the terminal scroll.
            for first in [5, 6, 7, 6, 5, 4] {
                var frame = CellBuffer(size: size)
                for y in 0..<size.rows {
                    frame.put(
                        String(repeating: "line \(first + y) ", count: 6), x: 0, y: y,
                        style: Style(foreground: .indexed(3)))
                }
                _ = rig.show(frame)
                #expect(rig.differences(from: frame) == [])
            }
        }
        rig.terminal.close()
    }

    @Test("^L repaints a screen that somebody else wrote to")
    func redraws() throws {
        let rig = try Rig()
        var frame = CellBuffer(size: rig.terminal.size)
        frame.put("callboard", x: 0, y: 0, style: .plain)
        _ = rig.show(frame)
        rig.screen.feed(Array("\u{1B}[1;3Hmessage from root".utf8))
        _ = rig.show(frame)
        #expect(rig.screen.text(row: 0) != "callboard")
        rig.terminal.redraw()
        _ = rig.show(frame)
        #expect(rig.screen.text(row: 0) == "callboard")
        rig.terminal.close()
    }

    @Test(
        "Every kind of terminal shows the text, in the nearest colours that it has",
        arguments: [
            ("xterm", ColourDepth.eight), ("linux", .eight), ("vt220", .monochrome), ("xterm-16color", .sixteen),
            ("screen-256color", .indexed), ("tmux-256color", .indexed), ("rxvt-256color", .indexed),
        ])
    func terminalKinds(_ type: String, _ depth: ColourDepth) throws {
        let rig = try Rig(type: type)
        #expect(rig.terminal.colours == depth)
        var chance = Chance(state: 3)
        let colours: [Colour] = [.terminalDefault, .indexed(1), .indexed(2), .indexed(4), .indexed(7)]
        for _ in 0..<20 {
            let frame = randomFrame(rig.terminal.size, &chance, colours: colours)
            _ = rig.show(frame)
            for y in 0..<frame.size.rows { #expect(rig.screen.text(row: y) == frame.text(row: y)) }
            if depth != .monochrome {
                #expect(rig.differences(from: frame, attributes: [.bold, .reverse]) == [])
            }
        }
        rig.terminal.close()
    }

    @Test("Bright colours are bold and legible where there are only eight")
    func eightColours() throws {
        let rig = try Rig(type: "linux")
        var frame = CellBuffer(size: rig.terminal.size)
        frame.put("green", x: 0, y: 0, style: Style(foreground: .indexed(10)))
        frame.put("grey", x: 0, y: 1, style: Style(foreground: .indexed(8)))
        frame.put("orange", x: 0, y: 2, style: Style(foreground: .rgb(255, 20, 10)))
        frame.put("same", x: 0, y: 3, style: Style(foreground: .rgb(250, 0, 0), background: .rgb(240, 0, 0)))
        _ = rig.show(frame)
        #expect(rig.screen.style(x: 0, y: 0) == Style(foreground: .indexed(2), attributes: .bold))
        #expect(rig.screen.style(x: 0, y: 1).foreground == .indexed(7))
        #expect(rig.screen.style(x: 0, y: 2) == Style(foreground: .indexed(1), attributes: .bold))
        #expect(rig.screen.style(x: 0, y: 3).foreground != rig.screen.style(x: 0, y: 3).background)
        rig.terminal.close()
    }

    @Test(
        "A dark grey background is an underline, or bold, where few colours are, and what stands on it keeps its colour",
        arguments: ["linux", "xterm", "xterm-16color"])
    func greyGround(_ type: String) throws {
        let rig = try Rig(type: type)
        var frame = CellBuffer(size: rig.terminal.size)
        for (row, colour) in [Colour.terminalDefault, .indexed(7), .indexed(4)].enumerated() {
            frame.put("row", x: 0, y: row, style: Style(foreground: colour, background: .indexed(8)))
        }
        _ = rig.show(frame)
        for (row, colour) in [Colour.terminalDefault, .indexed(7), .indexed(4)].enumerated() {
            let style = rig.screen.style(x: 1, y: row)
            #expect(style.background == .terminalDefault && style.foreground == colour)
            // A Linux console cannot underline what has a colour (`ncv` of its terminfo).
            #expect(style.attributes == (type == "linux" && colour != .terminalDefault ? .bold : .underline))
        }
        rig.terminal.close()
    }

    @Test("24-bit colour is sent as it is where the terminal says that it has it")
    func directColour() throws {
        let rig = try Rig(change: { $0.colourTerm = "truecolor" })
        #expect(rig.terminal.colours == .direct)
        var frame = CellBuffer(size: rig.terminal.size)
        frame.put("red", x: 0, y: 0, style: Style(foreground: .rgb(200, 30, 40), background: .rgb(1, 2, 3)))
        frame.put("palette", x: 0, y: 1, style: Style(foreground: .indexed(3)))
        frame.put("cube", x: 0, y: 2, style: Style(foreground: .indexed(196)))
        frame.put("black", x: 0, y: 3, style: Style(background: .rgb(0, 0, 3)))
        _ = rig.show(frame)
        // The emulator does not know the form with colons, so the bytes must do; colours 1...7 are the palette's.
        let sent = String(decoding: rig.received, as: UTF8.self)
        for sequence in ["38:2::200:30:40m", "48:2::1:2:3m", "\u{1B}[33m", "38:2::255:0:0m", "48:2::0:0:8m"] {
            #expect(sent.contains(sequence), "\(sequence)")
        }
        rig.terminal.close()
    }

    @Test("More colour pairs than the terminal has still end in the right frame")
    func pairsRunOut() throws {
        let rig = try Rig(type: "linux")
        for round in 0..<6 {
            var frame = CellBuffer(size: rig.terminal.size)
            for place in 0..<81 {
                let style = Style(
                    foreground: place % 9 == 8 ? .terminalDefault : .indexed(UInt8((place + round) % 8)),
                    background: place / 9 == 8 ? .terminalDefault : .indexed(UInt8(place / 9)))
                frame.put("x", x: place % 40, y: place / 40, style: style)
            }
            _ = rig.show(frame)
            #expect(rig.screen.text(row: 0) == frame.text(row: 0))
        }
        var last = CellBuffer(size: rig.terminal.size)
        last.put("alarm", x: 0, y: 0, style: Style(foreground: .indexed(7), background: .indexed(1)))
        _ = rig.show(last)
        #expect(rig.differences(from: last) == [])
        rig.terminal.close()
    }

    @Test("NO_COLOR keeps attributes and sends no colour")
    func noColour() throws {
        let rig = try Rig(change: { $0.isColourless = true })
        #expect(rig.terminal.colours == .monochrome)
        var frame = CellBuffer(size: rig.terminal.size)
        frame.put("alarm", x: 0, y: 0, style: Style(foreground: .indexed(1), attributes: [.bold, .reverse]))
        _ = rig.show(frame)
        #expect(rig.screen.style(x: 0, y: 0) == Style(attributes: [.bold, .reverse]))
        rig.terminal.close()
    }

    @Test("A terminal without UTF-8 gets ASCII in the same columns")
    func asciiOnly() throws {
        let rig = try Rig(change: { $0.isASCII = true })
        var frame = CellBuffer(size: rig.terminal.size)
        frame.put("│Jürgen 受付 ✓ end", x: 0, y: 0, style: .plain)
        rig.received = []
        _ = rig.show(frame)
        #expect(rig.screen.text(row: 0) == "|Jurgen ???? ? end")
        #expect(rig.received.allSatisfy { $0 < 0x80 })
        rig.terminal.close()
    }

    @Test("Keys, their variants and what no key should leak")
    func keys() throws {
        let rig = try Rig()
        let cases: [(String, [Key])] = [
            ("aZ é受", [.character("a"), .character("Z"), .character(" "), .character("é"), .character("受")]),
            ("\u{1B}OA\u{1B}[B\u{1B}[C\u{1B}OD", [.up, .down, .right, .left]),
            ("\u{1B}[H\u{1B}[F\u{1B}OH\u{1B}OF\u{1B}[1~\u{1B}[4~", [.home, .end, .home, .end, .home, .end]),
            ("\u{1B}[5~\u{1B}[6~\u{1B}[2~\u{1B}[3~", [.pageUp, .pageDown, .insert, .delete]),
            ("\r\n\t\u{1B}[Z\u{7F}\u{8}", [.enter, .enter, .tab, .backTab, .backspace, .backspace]),
            (
                "\u{C}\u{12}\u{13}\u{11}\u{1C}",
                [.control("l"), .control("r"), .control("s"), .control("q"), .control("\\")]
            ),
            ("\u{1B}OP\u{1B}[15~\u{1B}[24~", [.function(1), .function(5), .function(12)]),
            ("\u{1B}[1;5A\u{1B}[1;2Cx", [.up, .right, .character("x")]),
            ("\u{1B}[200~", [.unknown]),
            ("\u{1B}[Iq", [.unknown, .character("q")]),
            ("\u{1B}q", [.escape, .character("q")]),
            ("\u{1B}", [.escape]),
            (
                "\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<64;1;1M\u{1B}[<65;2;1M",
                [
                    .mouse(MouseEvent(action: .press, button: .left, x: 4, y: 2)),
                    .mouse(MouseEvent(action: .release, button: .left, x: 4, y: 2)),
                    .mouse(MouseEvent(action: .wheelUp, button: .none, x: 0, y: 0)),
                    .mouse(MouseEvent(action: .wheelDown, button: .none, x: 1, y: 0)),
                ]
            ),
            (
                "\u{1B}[<0;2;3M\u{1B}[<0;2;3m\u{1B}[<2;300;3Mq",
                [
                    .mouse(MouseEvent(action: .press, button: .left, x: 1, y: 2)),
                    .mouse(MouseEvent(action: .release, button: .left, x: 1, y: 2)),
                    .mouse(MouseEvent(action: .press, button: .right, x: 299, y: 2)), .character("q"),
                ]
            ),
            (
                "\u{1B}[M !!\u{1B}[M#!!\u{1B}[M`\"$q",
                [
                    .mouse(MouseEvent(action: .press, button: .left, x: 0, y: 0)),
                    .mouse(MouseEvent(action: .release, button: .left, x: 0, y: 0)),
                    .mouse(MouseEvent(action: .wheelUp, button: .none, x: 1, y: 3)), .character("q"),
                ]
            ),
            ("\u{1B}[<0;2;3\u{1B}q\u{1B}[[Ax", [.escape, .character("q"), .function(1), .character("x")]),
        ]
        for (typed, wanted) in cases {
            #expect(rig.keys(typed, count: wanted.count) == wanted, "typed \(typed.debugDescription)")
        }
        rig.terminal.close()
    }

    @Test("The mouse is reported while wanted and not afterwards")
    func mouseSwitch() throws {
        let rig = try Rig(change: { $0.usesMouse = false })
        #expect(!String(decoding: rig.received, as: UTF8.self).contains("\u{1B}[?1000h"))
        rig.received = []
        rig.terminal.setMouse(true)
        rig.settle()
        #expect(String(decoding: rig.received, as: UTF8.self).contains("1000h"))
        rig.received = []
        rig.terminal.setMouse(false)
        rig.settle()
        #expect(String(decoding: rig.received, as: UTF8.self).contains("1000l"))
        rig.terminal.close()
    }

    @Test("Closing leaves the other screen, shows the cursor and puts the modes back")
    func restores() throws {
        let pty = PTY(size: Size(columns: 80, rows: 24))
        var before = termios()
        tcgetattr(pty.far, &before)
        var options = TerminalOptions()
        options.output = pty.far
        options.input = pty.far
        options.type = "xterm-256color"
        options.guardsProcess = false
        var terminal = try Terminal(options)
        var during = termios()
        tcgetattr(pty.far, &during)
        #expect(during.c_lflag & tcflag_t(ICANON | ECHO) == 0)
        #expect(during.c_iflag & tcflag_t(IXON) == 0)
        terminal.draw(CellBuffer(size: terminal.size))
        _ = pty.receive(milliseconds: 1000)
        terminal.close()
        let sent = String(decoding: pty.receive(milliseconds: 1000), as: UTF8.self)
        for sequence in ["\u{1B}[?1049l", "\u{1B}[?1000l", "\u{1B}[?1l"] {
            #expect(sent.contains(sequence), "\(sent.debugDescription)")
        }
        #expect(sent.contains("\u{1B}[?25h") || sent.contains("\u{1B}[?12l\u{1B}[?25h"))
        var after = termios()
        tcgetattr(pty.far, &after)
        #expect(after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag && after.c_oflag == before.c_oflag)
    }

    @Test("A terminal that nobody reads holds up nothing, and is right one frame after it is read again")
    func frozen() throws {
        let size = Size(columns: 200, rows: 60)
        let rig = try Rig(size: size)
        var chance = Chance(state: 5)
        var worst = 0.0
        var drawn = 0
        let frames = (0..<4).map { _ in
            var frame = CellBuffer(size: size)
            for y in 0..<size.rows {
                let text = String((0..<size.columns).map { _ in "abcdefgh".randomElement(using: &chance) ?? " " })
                frame.put(text, x: 0, y: y, style: Style(foreground: .indexed(UInt8(y))))
            }
            return frame
        }
        for number in 0..<200 {
            let start = seconds()
            if rig.terminal.draw(frames[number % 4]) { drawn += 1 }
            worst = max(worst, seconds() - start)
        }
        #expect(drawn < 20)
        #expect(worst < 0.1, "the worst frame took \(worst) s")
        rig.settle()
        var frame = CellBuffer(size: size)
        frame.put("back again", x: 0, y: 0, style: .plain)
        #expect(rig.show(frame))
        #expect(rig.screen.text(row: 0) == "back again")
        #expect(rig.screen.text(row: 59).isEmpty)
        rig.terminal.close()
    }

    @Test("Closing a frozen terminal ends, and the modes are back")
    func closesFrozen() throws {
        let size = Size(columns: 200, rows: 60)
        let rig = try Rig(size: size)
        for round in 0..<3 {
            var frame = CellBuffer(size: size)
            for y in 0..<size.rows {
                for x in 0..<size.columns {
                    frame.put("x", x: x, y: y, style: Style(foreground: .indexed(UInt8((x + y + round) % 256))))
                }
            }
            rig.terminal.draw(frame)
        }
        let start = seconds()
        rig.terminal.close()
        #expect(seconds() - start < 3)
        var modes = termios()
        tcgetattr(rig.pty.far, &modes)
        #expect(modes.c_lflag & tcflag_t(ICANON) != 0)
        // The way back stands at the end of what could still be sent.
        var rest: [UInt8] = []
        while true {
            let bytes = rig.pty.receive(milliseconds: 50)
            if bytes.isEmpty { break }
            rest += bytes
        }
        #expect(String(decoding: rest, as: UTF8.self).contains("\u{1B}[?1049l"))
    }

    @Test("What a crash writes brings the terminal back, also while nobody reads it", arguments: [false, true])
    func restoresAtOnce(_ isFrozen: Bool) throws {
        let size = Size(columns: 200, rows: 60)
        let rig = try Rig(size: size)
        var frame = CellBuffer(size: size)
        for y in 0..<size.rows {
            for x in 0..<size.columns {
                frame.put("x", x: x, y: y, style: Style(foreground: .indexed(UInt8((x + y) % 256))))
            }
        }
        if isFrozen { rig.terminal.draw(frame) } else { _ = rig.show(frame) }
        rig.received = []
        cb_restore_now()
        var modes = termios()
        tcgetattr(rig.pty.far, &modes)
        #expect(modes.c_lflag & tcflag_t(ICANON) != 0 && modes.c_lflag & tcflag_t(ECHO) != 0)
        let sent = String(decoding: rig.pty.receive(milliseconds: 1000), as: UTF8.self)
        for sequence in ["\u{1B}[?1000l", "\u{1B}[?1l", "\u{1B}[?25h", "\u{1B}[?1049l"] {
            #expect(sent.contains(sequence), "\(sequence.debugDescription)")
        }
        rig.terminal.close()
    }

    @Test("A terminal that goes away is reported")
    func hangsUp() throws {
        var near: Int32 = -1
        var terminal: Terminal
        do {
            let pty = PTY(size: Size(columns: 80, rows: 24))
            near = dup(pty.near)
            var options = TerminalOptions()
            options.output = pty.far
            options.input = pty.far
            options.type = "xterm-256color"
            options.guardsProcess = false
            options.output = dup(pty.far)
            options.input = options.output
            terminal = try Terminal(options)
        }
        let before = terminal.hasHungUp
        close(near)
        let after = terminal.hasHungUp
        #expect(!before && after)
        var keys = 0
        terminal.readKeys { _ in keys += 1 }
        #expect(keys == 0)
        terminal.draw(CellBuffer(size: terminal.size))
        terminal.close()
    }

    @Test("What cannot be a screen is refused in a sentence that names the cure")
    func refusals() {
        #expect(throws: TerminalError.typeUnknown("no-such-terminal")) { try Rig(type: "no-such-terminal") }
        #expect(throws: TerminalError.typeTooSimple("dumb")) { try Rig(type: "dumb") }
        #expect(throws: TerminalError.typeMissing) { try Rig(type: "") }
        let null = open("/dev/null", O_RDWR)
        defer { close(null) }
        #expect(throws: TerminalError.notATerminal(stream: "Standard output")) {
            try Rig(change: { $0.output = null })
        }
        #expect(throws: TerminalError.notATerminal(stream: "Standard input")) { try Rig(change: { $0.input = null }) }
        // A refused terminal is left alone.
        let pty = PTY(size: Size(columns: 80, rows: 24))
        var before = termios()
        tcgetattr(pty.far, &before)
        for type in ["dumb", "no-such-terminal"] {
            var options = TerminalOptions()
            options.output = pty.far
            options.input = pty.far
            options.type = type
            options.guardsProcess = false
            #expect(throws: TerminalError.self) { try Terminal(options).isIdle }
        }
        var after = termios()
        tcgetattr(pty.far, &after)
        #expect(pty.receive(milliseconds: 20) == [])
        #expect(before.c_lflag == after.c_lflag && before.c_iflag == after.c_iflag)
        // And a refusal leaves curses fit for the next attempt.
        #expect(throws: Never.self) { try Rig().terminal.close() }
    }

    @Test("A pseudo-terminal without a size counts as 80x24, or as what the environment says")
    func sizeless() throws {
        let plain = try Rig(size: Size(columns: 0, rows: 0))
        #expect(plain.terminal.size == Size(columns: 80, rows: 24))
        plain.terminal.close()
        let told = try Rig(
            size: Size(columns: 0, rows: 0),
            change: {
                $0.fallbackColumns = 132
                $0.fallbackRows = 43
            })
        #expect(told.terminal.size == Size(columns: 132, rows: 43))
        told.terminal.close()
    }

    private func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
