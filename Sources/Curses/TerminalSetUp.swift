import CNcurses
import Glibc

/// The steps of taking a terminal over, each of which was learnt from a terminal that went wrong without it.
enum TerminalSetUp {
    /// Curses turns everything outside ASCII into blanks unless the character set is UTF-8. C.UTF-8 is part of the C
    /// library. Only LC_CTYPE: numbers stay as they are in files.
    static func prepareLocale() {
        if setlocale(LC_CTYPE, "") == nil || String(cString: nl_langinfo(nl_item(CODESET))) != "UTF-8" {
            setlocale(LC_CTYPE, "C.UTF-8")
        }
    }

    /// Starts curses on the best description of the terminal: one with 24-bit colour if the terminal says that it has
    /// it (no other description can send it), else its own.
    static func open(
        _ options: TerminalOptions, _ streams: TerminalStreams
    ) -> (screen: OpaquePointer, isDirect: Bool)? {
        let saysDirect = options.colourTerm == "truecolor" || options.colourTerm == "24bit"
        if saysDirect && !options.isColourless && options.type.hasSuffix("-256color") {
            let direct = options.type.dropLast("-256color".count) + "-direct"
            if let screen = newterm(String(direct), streams.output, streams.input) { return (screen, true) }
        }
        guard let screen = newterm(options.type, streams.output, streams.input) else { return nil }
        let isDirect =
            tigetflag("RGB") == 1 || tigetnum("RGB") > 0 || nc_capability("RGB").map { $0.pointee != 0 } ?? false
        return (screen, isDirect)
    }

    /// Colours as far as the terminal and the person want them.
    static func startColour(isWanted: Bool, isDirect: Bool) -> (depth: ColourDepth, hasDefaults: Bool) {
        guard isWanted, has_colors() else { return (.monochrome, true) }
        start_color()
        let hasDefaults = use_default_colors() == OK
        return (ColourDepth(colours: Int(nc_colours()), isDirect: isDirect), hasDefaults)
    }

    /// How the windows behave.
    static func prepare(
        window: UnsafeMutablePointer<WINDOW>, keyWindow: UnsafeMutablePointer<WINDOW>
    ) {
        // The modes of the terminal are ours to set; these tell curses what they are.
        cbreak()
        noecho()
        nonl()
        set_escdelay(25)
        typeahead(-1)  // otherwise a key that waits stops the drawing in its middle
        leaveok(window, true)
        intrflush(window, false)
        keypad(keyWindow, true)
        nodelay(keyWindow, true)
        KeyDecoder.defineSequences()
    }

    /// What a crash writes: mouse off, keypad, attributes and cursor as usual, the screen from before.
    static func restoreBytes() -> [CChar] {
        var bytes: [CChar] = []
        if nc_capability("kmous") != nil {
            bytes += MouseReport.off.utf8.map { CChar(bitPattern: $0) }
        }
        for name in ["rmkx", "sgr0", "op", "cnorm", "rmcup"] {
            guard let value = nc_capability(name) else { continue }
            bytes += withoutDelays(String(cString: value)).utf8.map { CChar(bitPattern: $0) }
        }
        return Array(bytes.prefix(512))
    }

    /// Terminfo writes delays for old terminals as `$<5/>`.
    private static func withoutDelays(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "$<") {
            result += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: ">") else { return result }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
