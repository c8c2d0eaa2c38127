import BoardScreen
import FoundationEssentials
import Settings
import TerminalApp

/// The themes of this person, and one of them for commands that need it whole.
enum ThemeChoice {
    /// Embedded themes and those in `~/.config/callboard/themes`.
    static func shelf(keepsBackground: Bool = false) -> ThemeShelf {
        let environment = ProcessInfo.processInfo.environment
        let path = Configuration.path(environment: environment)
        let folder = path.flatMap { path in path.lastIndex(of: "/").map { path[..<$0] + "/themes" } }
        return ThemeShelf(folder: folder.map(String.init), home: environment["HOME"], keepsBackground: keepsBackground)
    }

    /// - Throws: `ProgramError` with status 2 and every fault of the theme.
    static func theme(_ wanted: String?, colours: Int = 1 << 24) throws -> Theme {
        do {
            return try shelf().theme(wanted ?? "default", colours: colours)
        } catch {
            throw ProgramError(.wrongUsage, "the theme has faults:\n\(error)")
        }
    }
}
