/// `[board]`: how the screen looks and what it may do.
package struct BoardSettings: Sendable, Equatable {
    /// No key sends an action.
    package var isReadOnly = false
    /// A theme's name, or the path of a theme file; nil is the built-in one.
    package var theme: String?
    /// The terminal's own background is kept, whatever the theme says.
    package var keepsBackground = false
    /// Only characters that every terminal has.
    package var isASCII = false
    /// Callers' numbers and names are masked.
    package var isMasked = false
    /// Fewer frames and coarser times.
    package var isSlowLink = false
    /// Offered when an agent is paused; empty offers the program's usual ones.
    package var pauseReasons: [String] = []
    /// Which share is called the service level: one of `variants`; nil is the program's choice.
    package var serviceLevel: String?
    /// Callers who give up within so many seconds are left out of levels and rates; 0 leaves out none.
    package var shortAbandon = 0
    /// The period that the queues' figures begin with: one of `windows`; nil is the day.
    package var window: String?
    /// When shifts begin, in seconds after midnight, in the file's order.
    package var shifts: [Int] = []
    /// When the day of the figures begins, in seconds after midnight.
    package var dayBegins = 0

    package static let variants = ["handled", "ignored", "negative", "positive"]
    package static let windows = ["today", "shift", "1h", "30m", "15m"]

    package init() {}
}
