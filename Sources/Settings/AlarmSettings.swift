/// `[alarm]`: how alarms make themselves heard, and the few limits that belong to no queue.
package struct AlarmSettings: Sendable, Equatable {
    /// A new alarm rings the terminal's bell.
    package var hasBell = true
    /// A new alarm is told to the desktop, where the terminal can.
    package var hasNotification = false
    /// When alarms make no sound.
    package var quiet: [QuietSpan] = []
    /// Numbers whose dialling is an alarm; nil is the program's own choice.
    package var emergencyNumbers: [String]?
    /// Seconds from which a call is worth a look; nil is the program's own choice.
    package var callWarning: Int?

    package init() {}
}
