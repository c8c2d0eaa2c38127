/// `[alarm]`: how alarms make themselves heard, and the few limits that belong to no queue.
package struct AlarmSettings: Sendable, Equatable {
    /// A new alarm rings the terminal's bell.
    package var hasBell = true
    /// A new alarm is told to the desktop, where the terminal can.
    package var hasNotification = false
    /// A new alarm makes the whole screen flash once.
    package var hasFlash = false
    /// A program and its arguments that are run for alarms, never through a shell; empty is none.
    package var command: [String] = []
    /// Seconds after which it is ended.
    package var commandTimeout = 10
    /// When alarms make no sound and run no program.
    package var quiet: [QuietSpan] = []
    /// Numbers whose dialling is an alarm; nil is the program's own choice.
    package var emergencyNumbers: [String]?
    /// Seconds from which a call is worth a look; nil is the program's own choice.
    package var callWarning: Int?
    /// Seconds from which it is an alarm; nil is twice the warning.
    package var callAlarm: Int?
    /// Pauses of a reason, by the reason in small letters.
    package var pauses: [String: PauseLimit] = [:]

    package init() {}
}

/// How long a pause may last, in seconds.
package struct PauseLimit: Sendable, Equatable {
    /// From which it is worth a look.
    package var warning: Int
    /// From which it is an alarm; not below `warning`.
    package var alarm: Int

    package init(warning: Int, alarm: Int) {
        self.warning = warning
        self.alarm = alarm
    }
}
