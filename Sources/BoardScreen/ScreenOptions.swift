import CallCenter
import Cells
import Settings

/// What the board is showing: now, a simulation, or the past.
package enum ScreenMode: Sendable, Equatable {
    case live
    case demo
    /// A journal; the moment shown is the `now` that `draw` gets.
    case replay
}

/// Which share is called the service level (metrics as contact centres name them).
package enum ServiceLevelVariant: String, Sendable, Equatable, CaseIterable {
    case handled, ignored, negative, positive
}

/// Where a figure starts to ask for attention, and where it is a breach.
package struct Thresholds: Sendable, Equatable {
    /// Waiting callers of a queue.
    package var waitingWarning = 2
    package var waitingBreach = 5
    /// The longest wait now, in seconds.
    package var waitWarning = 60
    package var waitBreach = 120
    /// The service level in percent, below which.
    package var levelWarning = 80.0
    package var levelBreach = 60.0
    /// Lost callers (abandoned and timed out) of those offered today, in percent, from which.
    package var lostWarning = 5.0
    package var lostBreach = 10.0
    /// Callers offered today from which their share is judged: one of two says nothing.
    package var lostFewest = 5
    /// A pause, in seconds; twice as long is an alarm unless it says when.
    package var pauseWarning = 900
    package var pauseBreach: Int?
    /// Agents free, fewer than which; nil is never. Nobody at all for somebody who waits is an alarm of its own.
    package var freeWarning: Int?
    package var freeBreach: Int?
    /// Agents on pause of those who are there, in percent.
    package var pausedWarning = 40.0
    package var pausedBreach = 60.0

    package init() {}
}

/// The person's own phone, for calls, spying and picking up.
package struct Myself: Sendable, Equatable {
    /// `technology/resource`; empty when it is not configured.
    package var device = ""
    /// The number that reaches it; empty when it is not configured.
    package var `extension` = ""

    package init() {}
}

/// A line to the outside as the configuration names it.
package struct TrunkLine: Sendable, Equatable {
    /// What its channels' names begin with.
    package var endpoint: String
    package var display: String?
    /// Calls at once.
    package var limit: Int?
    /// The server's name; nil is any.
    package var server: String?

    package init(endpoint: String, display: String? = nil, limit: Int? = nil, server: String? = nil) {
        self.endpoint = endpoint
        self.display = display
        self.limit = limit
        self.server = server
    }
}

/// What the owner decides about a screen before it is shown.
package struct ScreenOptions: Sendable {
    /// No command can leave the screen.
    package var readOnly = false
    /// Only ASCII glyphs.
    package var ascii = false
    /// Callers' numbers and names are hidden.
    package var mask = false
    package var mode = ScreenMode.live
    /// There is a past to go back to from the live board.
    package var canTravel = false
    /// Beside the mode, for example `x10`; may be empty.
    package var modeDetail = ""
    /// Reasons offered for a pause; the first nine get a digit.
    package var reasons = ["break", "lunch", "training", "meeting", "back office"]
    /// The context that the form for a new call begins with.
    package var originateContext = "from-internal"
    /// The caller ID that it begins with.
    package var originateCallerID = ""
    /// Seconds to ring that it begins with.
    package var originateTimeout = 30
    /// The person's own phone.
    package var me = Myself()
    /// Their phone on each server, by its name, as they typed it in a session before: it comes before `me`.
    package var devices: [String: String] = [:]
    /// Whom calls go to by name.
    package var phoneBook = PhoneBook()
    /// Lines to the outside that the configuration names.
    package var trunkLines: [TrunkLine] = []
    /// Dialplan contexts that lead outside, one a trunk.
    package var trunks: [String] = []
    /// What may be asked of which server; those that are not named have `standardPermissions`.
    package var permissions: [String: Permissions] = [:]
    package var standardPermissions = Permissions()
    /// A PIN leaves read-only for some minutes.
    package var hasPIN = false
    package var pinMinutes = 10
    /// `negative` by default: with any other a queue that loses its callers looks good.
    package var serviceLevel = ServiceLevelVariant.negative
    package var thresholds = Thresholds()
    /// A call, in seconds, that is worth a look; twice as long is an alarm.
    package var callWarning = 1800
    package var callAlarm: Int?
    /// Pauses of a reason, by the reason in small letters: seconds.
    package var pauses: [String: PauseLimit] = [:]
    /// Numbers whose dialling is an alarm.
    package var emergencyNumbers: Set<String> = ["112", "911"]
    /// Who sits before the screen, for what they say of alarms.
    package var person = ""
    /// A new alarm rings the terminal's bell.
    package var hasBell = true
    /// A new alarm is told to the desktop, where the terminal can.
    package var hasNotification = false
    /// A new alarm makes the whole screen flash once.
    package var hasFlash = false
    /// A program is run for alarms.
    package var hasAlarmCommand = false
    /// When alarms make no sound and run no program.
    package var quietHours = QuietHours()
    /// Callers who give up within so many seconds are left out of levels and rates.
    package var shortAbandon = 0
    /// By the queue's name, or by `server/queue`, which comes first.
    package var queues: [String: QueueLook] = [:]
    /// Who is one person although they are several agents.
    package var people = PeopleSettings()
    /// The period that figures begin with.
    package var window = MetricWindow.today
    package var shifts = ShiftTimes()
    /// Seconds to add to UTC for clock times.
    package var utcOffset = 0
    /// About the journal, for example `not journalled: another board writes`; empty when all is well.
    package var journalNote = ""
    /// The panel that opens alone: `queues`, `agents`, `channels`; empty for all three. `wall` is distance mode.
    package var view = ""
    /// What distance mode begins with.
    package var wall = WallSettings()
    /// Fewer frames and coarser times from the start.
    package var slowLink = false
    /// Whether the mouse is on at the start.
    package var mouse = true

    package init() {}
}
