#if canImport(Glibc)
    import Glibc
#endif

/// What a terminal is opened with. Nothing here is read behind the caller's back; `fromEnvironment` reads it all.
package struct TerminalOptions: Sendable {
    /// Descriptor that the screen goes to.
    package var output: Int32 = 1
    /// Descriptor that keys come from.
    package var input: Int32 = 0
    /// The terminal's name in terminfo (TERM).
    package var type = ""
    /// What the terminal says about 24-bit colour (COLORTERM).
    package var colourTerm = ""
    /// Whether the person wants no colours (NO_COLOR).
    package var isColourless = false
    /// Whether only ASCII may be sent.
    package var isASCII = false
    /// Whether clicks and the wheel are reported, from the start.
    package var usesMouse = true
    /// Columns and rows where the terminal does not say (COLUMNS, LINES), 0 where unknown.
    package var fallbackColumns = 0
    /// See `fallbackColumns`.
    package var fallbackRows = 0
    /// Whether signals and crashes of the whole process are handled; tests, which share a process, say no.
    package var guardsProcess = true

    /// A terminal on the standard streams of no type.
    package init() {}

    /// From TERM, COLORTERM, NO_COLOR, LINES, COLUMNS and the locale's character set.
    package static func fromEnvironment() -> TerminalOptions {
        var options = TerminalOptions()
        options.type = variable("TERM") ?? ""
        options.colourTerm = variable("COLORTERM") ?? ""
        options.isColourless = !(variable("NO_COLOR") ?? "").isEmpty
        options.fallbackColumns = variable("COLUMNS").flatMap { Int($0) } ?? 0
        options.fallbackRows = variable("LINES").flatMap { Int($0) } ?? 0
        let locale = [variable("LC_ALL"), variable("LC_CTYPE"), variable("LANG")]
            .compactMap { $0 }.first { !$0.isEmpty }
        options.isASCII = namesOtherCharacterSet(locale ?? "")
        return options
    }

    /// Whether a locale's name says that text is in something else than UTF-8.
    ///
    /// No locale, `C` and `POSIX` say nothing (a service, cron and a bare SSH command have them): UTF-8 then, which
    /// every terminal program of today shows.
    static func namesOtherCharacterSet(_ locale: String) -> Bool {
        guard let dot = locale.firstIndex(of: ".") else { return false }
        let set = locale[locale.index(after: dot)...].prefix { $0 != "@" }.lowercased()
        return set != "utf-8" && set != "utf8"
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
