import CallCenter

/// An alarm that begins, is told again or is over, for a program outside.
package struct AlarmNews: Sendable, Equatable {
    /// What happened to it.
    package enum Event: String, Sendable, Equatable {
        case begins
        /// A snooze has ended, and it lasts.
        case lasts
        case over
    }

    package var event: Event
    /// As `kind` in the log of alarms, in one word: `longest_wait`.
    package var kind: String
    package var server: String
    /// What a person calls the queue, agent or trunk.
    package var place: String
    /// The worst value so far, as people read it; empty when there is none.
    package var value: String
    /// The whole in words.
    package var sentence: String
    /// When it began, seconds since 1970.
    package var since: Int64

    package init(
        event: Event, kind: String, server: String, place: String, value: String, sentence: String, since: Int64
    ) {
        self.event = event
        self.kind = kind
        self.server = server
        self.place = place
        self.value = value
        self.sentence = sentence
        self.since = since
    }

    /// As variables of a program's environment.
    package var environment: [String: String] {
        [
            "CALLBOARD_ALARM_EVENT": event.rawValue, "CALLBOARD_ALARM_KIND": kind, "CALLBOARD_ALARM_SERVER": server,
            "CALLBOARD_ALARM_PLACE": place, "CALLBOARD_ALARM_VALUE": value, "CALLBOARD_ALARM_TEXT": sentence,
            "CALLBOARD_ALARM_SINCE": "\(since)",
        ].mapValues { value in
            String(String.UnicodeScalarView(value.unicodeScalars.map { TypedInput.isControl($0) ? " " : $0 }))
        }
    }
}
