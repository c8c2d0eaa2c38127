import CNcurses
import CTerminalGuard
import Cells
import Glibc

/// The terminal that a person looks at: curses, its set-up and its way back.
///
/// The only importer of curses. Neither copyable nor Sendable: whoever opened it is the only one to touch curses, which
/// is one set of globals a process. Curses writes into a pipe and a thread copies the pipe to the terminal, so no call
/// here ever waits for a terminal that does not read.
package struct Terminal: ~Copyable, Screen {
    /// Columns and rows now.
    package private(set) var size: Size
    /// How many colours it shows.
    package let colours: ColourDepth
    /// Whether only ASCII is sent; other characters are replaced column by column.
    package let isASCII: Bool
    /// What keys come from, for `poll`.
    package let inputDescriptor: Int32

    private let options: TerminalOptions
    private let screen: OpaquePointer
    private let streams: TerminalStreams
    private let pump: OpaquePointer
    private let window: UnsafeMutablePointer<WINDOW>
    /// Keys are read through a pad: reading from a window would refresh it first, at a moment of curses' choice.
    private let keyWindow: UnsafeMutablePointer<WINDOW>
    private let restoreBytes: [CChar]
    private var writer: FrameWriter
    private var decoder = KeyDecoder()
    private var isOpen = true
    /// The next frame is the first of this size, or after others wrote to the terminal.
    private var startsAfresh = true
    private var usesMouse = false

    /// Takes the terminal over: alternate screen, keys at once, no cursor.
    ///
    /// - Throws: `TerminalError` with the terminal as it was before.
    package init(_ options: TerminalOptions) throws(TerminalError) {
        let opened = try OpenedTerminal(options)
        self.options = options
        inputDescriptor = options.input
        pump = opened.pump
        streams = opened.streams
        screen = opened.screen
        window = opened.window
        keyWindow = opened.keyWindow
        restoreBytes = TerminalSetUp.restoreBytes()
        isASCII = options.isASCII
        let colour = TerminalSetUp.startColour(isWanted: !options.isColourless, isDirect: opened.isDirect)
        colours = colour.depth
        writer = FrameWriter(depth: colour.depth, hasDefaultColours: colour.hasDefaults, isASCII: options.isASCII)
        size = Size(columns: Int(nc_columns()), rows: Int(nc_lines()))
        TerminalSetUp.prepare(window: window, keyWindow: keyWindow)
        takeOver()
        measure()
        setMouse(options.usesMouse)
        // The first frame should not be skipped for the few bytes that set the screen up.
        _ = cb_pump_wait(pump, 20)
    }

    deinit {
        if isOpen { release() }
    }

    // MARK: Showing

    /// Whether the frame before has reached the terminal.
    package var isIdle: Bool { cb_pump_is_idle(pump) != 0 }

    /// Wakes the loop that waits on the wake pipe once the frame before has reached the terminal.
    package func wakeWhenIdle() { cb_pump_wake_when_idle(pump) }

    /// Bytes that have reached the terminal since it was opened.
    package var bytesWritten: UInt64 { cb_pump_bytes(pump) }

    /// Whether the terminal has gone away: quit then, since nobody sees or types anything any more.
    package var hasHungUp: Bool {
        if cb_pump_has_failed(pump) != 0 { return true }
        var descriptor = pollfd(fd: inputDescriptor, events: 0, revents: 0)
        return poll(&descriptor, 1, 0) > 0 && Int32(descriptor.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0
    }

    /// Shows a frame: sends what differs from the frame before. False, and nothing done, while that one is still on
    /// its way; the wake pipe then tells when it has arrived.
    @discardableResult
    package mutating func draw(_ buffer: CellBuffer) -> Bool {
        guard isOpen else { return false }
        guard isIdle else {
            cb_pump_wake_when_idle(pump)
            return false
        }
        if startsAfresh { scrollWhole() }
        if writer.write(buffer, to: window, size: size) { clearok(nc_curscr(), true) }
        wnoutrefresh(window)
        doupdate()
        return true
    }

    /// The next frame is sent whole, after clearing the screen: for ^L and for whoever else wrote to the terminal.
    package mutating func redraw() {
        writer.forget()
        startsAfresh = true
        // Curses believes that the screen still holds what it sent last.
        clearok(nc_curscr(), true)
    }

    /// Curses writes to a pipe, which has no size, and so tells the terminal that as many lines scroll as its description
    /// has: 24, often. A screen that moves by a line as a whole would then be torn. The frame that follows is a whole one
    /// and says where it starts, so the cursor may be moved.
    private mutating func scrollWhole() {
        startsAfresh = false
        guard let region = nc_whole_scroll_region() else { return }
        _ = Glibc.write(cb_pump_input(pump), region, strlen(region))
    }

    /// Takes the new size after `CB_RESIZED`; the next frame is sent whole.
    package mutating func resized() {
        guard isOpen else { return }
        measure()
        redraw()
    }

    /// Rings or flashes, whatever the terminal does.
    package mutating func bell() {
        if isOpen && isIdle { beep() }
    }

    /// Flashes the whole screen once, or rings where the terminal cannot.
    package mutating func flashScreen() {
        if isOpen && isIdle { flash() }
    }

    /// Tells the desktop something, where the terminal can: by OSC 9 (iTerm2, kitty, Windows Terminal and others) and
    /// OSC 777 (rxvt-unicode, VTE). Terminals that know neither ignore both.
    package mutating func notify(_ text: String) {
        guard isOpen && isIdle else { return }
        let bytes = Array(Notification.sequence(text).utf8)
        _ = write(cb_pump_input(pump), bytes, bytes.count)
    }

    /// Whether clicks and the wheel are reported. While they are, most terminals select text only with Shift.
    package mutating func setMouse(_ isOn: Bool) {
        guard isOpen, isOn != usesMouse else { return }
        usesMouse = isOn
        sendMouse(isOn)
    }

    private func sendMouse(_ isOn: Bool) {
        // A description without mouse keys belongs to a terminal that has none.
        guard nc_capability("kmous") != nil else { return }
        // Curses keeps nothing back between its calls, so this stands in the right place.
        let bytes = Array((isOn ? MouseReport.on : MouseReport.off).utf8)
        _ = write(cb_pump_input(pump), bytes, bytes.count)
    }

    // MARK: Keys

    /// Hands over every key that has come, in order; never waits longer than the 25 ms that tell Escape from a key
    /// that begins with it.
    package mutating func readKeys(_ body: (Key) -> Void) {
        guard isOpen else { return }
        var value: wint_t = 0
        var hasWaited = false
        while true {
            switch wget_wch(keyWindow, &value) {
            case KEY_CODE_YES: decoder.keyRead(Int32(bitPattern: value), body)
            case OK: decoder.characterRead(value, body)
            default:
                if decoder.isInsideSequence && !hasWaited {
                    hasWaited = true
                    var rest = pollfd(fd: inputDescriptor, events: Int16(POLLIN), revents: 0)
                    if poll(&rest, 1, 25) > 0 { continue }
                }
                decoder.ended(body)
                return
            }
        }
    }

    // MARK: Leaving and coming back

    /// Gives the terminal back, stops the process as ^Z does, and takes the terminal over once it goes on.
    package mutating func suspend() {
        guard isOpen else { return }
        leave()
        cb_stop_self()
        _ = cb_save_modes(options.input)
        continued()
    }

    /// Sets the terminal up again after `CB_CONTINUED` without `suspend`: somebody stopped the process from outside,
    /// and the shell has had the terminal since.
    package mutating func continued() {
        guard isOpen else { return }
        takeOver()
        // After endwin(), the next refresh enters the alternate screen again and redoes the keypad.
        if usesMouse { sendMouse(true) }
        resized()
    }

    /// Gives the terminal back for good. A terminal that does not read is left after a second, as well as can be.
    package mutating func close() {
        guard isOpen else { return }
        isOpen = false
        release()
    }

    private func release() {
        leave()
        delwin(keyWindow)
        delscreen(screen)
        streams.close()
        cb_pump_stop(pump)
    }

    private func leave() {
        curs_set(1)
        if usesMouse { sendMouse(false) }
        endwin()
        if cb_pump_wait(pump, 1000) == 0 { cb_restore_now() }
        cb_disarm()
        cb_restore_modes()
    }

    private func takeOver() {
        _ = cb_set_screen_modes(options.input)
        _ = cb_arm(options.output, restoreBytes, restoreBytes.count, options.guardsProcess ? 1 : 0)
        curs_set(0)
    }

    private mutating func measure() {
        var rows: Int32 = 0
        var columns: Int32 = 0
        if cb_window_size(options.output, &rows, &columns) != 0 {
            rows = Int32(clamping: options.fallbackRows)
            columns = Int32(clamping: options.fallbackColumns)
        }
        // Some pseudo-terminals say 0x0 until somebody gives them a size.
        if rows <= 0 || rows > 10_000 { rows = 24 }
        if columns <= 0 || columns > 10_000 { columns = 80 }
        if is_term_resized(rows, columns) { resizeterm(rows, columns) }
        size = Size(columns: Int(nc_columns()), rows: Int(nc_lines()))
    }
}
