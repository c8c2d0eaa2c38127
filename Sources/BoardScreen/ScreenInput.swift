import CallCenter
import Cells

/// What reaches the screen, from whomever.
package enum ScreenInput: Sendable {
    /// `at` is when it was read, in µs of a clock that nobody sets and that goes on in the past too; nil is the board's.
    case key(Key, at: Int64? = nil)
    case resized(Size)
    /// A second has passed.
    case ticked
    /// Our clock was set by so many seconds: what is remembered of its moments moves along.
    case clockStepped(Double)
    /// How a command of this screen ended.
    case outcome(ticket: Int, CommandOutcome)
    /// A list that this screen asked for; `problem` is empty when it came.
    case listed(ticket: Int, [PBXListItem], problem: String)
    /// What the audit trail gained.
    case audited([AuditNote])
    /// Whether the PIN was right.
    case pinChecked(Bool)
    /// Something else to tell the person, one sentence.
    case notice(String)
    /// Something that is wrong, one sentence; it stays until a key.
    case warning(String)
    /// A theme takes effect; with news, its name is told.
    case themed(Theme, isNews: Bool)
    /// The day a week before the one that was asked for.
    case recalled(PastWeek)
    /// How many bytes a second reach the terminal of late.
    case wrote(bytesPerSecond: Int)
    /// The names of the views that are kept.
    case viewsListed([String])
    /// A view was read; the name is empty when it is how the screen was left.
    case viewed(SavedView, name: String)
    /// Where in the past the screen is; nil for now.
    case travelled(TravelView?)
}

/// A wish about the moment that is shown: in a journal, or back from a live board.
package enum TimeTravel: Sendable, Equatable {
    case forward, back, start, end, hold
    /// What a step is: the next longer or shorter one, in turn.
    case longer, shorter
    case faster, slower
    case nextAlarm, previousAlarm, nextCommand, previousCommand
    /// To a moment: our clock, µs since 1970.
    case moment(Int64)
    /// To a moment as it was typed: `14:05`, `-10m`.
    case jump(String)
}

/// What the screen asks its owner to do.
package enum ScreenEffect: Sendable, Equatable {
    case quit
    case suspend
    /// Paint everything anew.
    case repaint
    case bell
    /// The whole screen flashes, where the terminal can.
    case flash
    /// The person's own program is to be run for an alarm.
    case alarm(AlarmNews)
    /// Tell the desktop, where the terminal can.
    case notify(String)
    /// Try a server again now.
    case retry(server: String)
    /// Send a command; its outcome comes back with the ticket.
    case perform(AuthorisedCommand, ticket: Int)
    /// Ask for a list; it comes back with the ticket.
    case ask(PBXList, server: String, ticket: Int)
    /// Compare a PIN with its hash; the answer comes back.
    case checkPIN(String)
    case toggleMouse(Bool)
    /// Read the theme after the one in force and give it back as `themed`.
    case nextTheme
    case travel(TimeTravel)
    /// Read the day a week before a moment; it comes back as `recalled`.
    case recall(weekBefore: Int64)
    case views(ViewWish)
    /// Remember the person's own phones, by server: the text of the file that `DeviceFile` reads.
    case keepDevices(String)
}
