/// `[board]`: how the screen looks and what it may do.
package struct BoardSettings: Sendable, Equatable {
    /// No key sends an action.
    package var isReadOnly = false
    /// A theme's name, or the path of a theme file; nil is the built-in one.
    package var theme: String?
    /// Only characters that every terminal has.
    package var isASCII = false
    /// Callers' numbers and names are masked.
    package var isMasked = false
    /// Offered when an agent is paused; empty offers the program's usual ones.
    package var pauseReasons: [String] = []

    package init() {}
}
