import CallCenter

extension Painter {
    /// What signs and columns mean, by the theme in force.
    func signs(_ state: ScreenState) -> [(sign: String, meaning: String)] {
        let thresholds = state.options.thresholds
        var lines = AgentState.allCases.map { (glyph($0.glyph), "agent: \($0.word)\(Self.note($0))") }
        lines += [
            (glyph(.paused), "behind another state: paused in some queues, or on pause once the call is over"),
            ("paused +2 soon", "two more are on pause once their call is over"),
            (glyph(.waiting), "channel: waits in a queue"),
            (glyph(.dialling), "channel: calls or rings"),
            (glyph(.up), "channel: talks; up: answered, and talks to nobody, as in a menu or an announcement"),
            ("R, r", "behind a channel's state: the PBX has told that it is recorded; r: the recording is silent"),
            (glyph(.warning), "a figure asks to be looked at"),
            (glyph(.breach), "a figure is a breach; the header counts the alarms, which have lasted"),
        ]
        for variant in ServiceLevelVariant.allCases {
            let isShown = variant == state.options.serviceLevel ? ", the one on the board" : ""
            lines.append(("SL% \(variant.rawValue)", "\(variant.formula), \(variant.words)\(isShown)"))
        }
        lines += [
            ("", "A answered in time, B later; X abandoned in time, Y later"),
            (
                "Aban",
                "abandoned; signed when \(Int(thresholds.lostWarning)) or \(Int(thresholds.lostBreach)) % of at least "
                    + "\(thresholds.lostFewest) offered were lost"
            ),
            ("T-out", "callers whom the queue gave up on: time-out, or left when empty"),
            ("ASA", "average speed of answer: the mean wait of answered callers"),
            ("Hold avg", "Asterisk's own moving average of that wait"),
            ("Talk", "mean length of conversations; hold is part of it"),
            ("Offer", "callers who joined"),
            ("Last hour", "most callers that waited at once, each five minutes; full height is a breach at least"),
            ("Agents", "the queue's agents by state, a sign each; in proportion where there are many"),
            ("Max wait", "the longest wait that ended in the period, however it did"),
            ("Aban%", "abandoned of the offered"),
            ("Key", "callers who left with the exit key; Asterisk counts them nowhere"),
            ("Away", "callers never let in: full or nobody there; known from the dialplan class only"),
            ("Trans", "conversations that ended with the caller passed on"),
            ("Occ%", "calls and wrap-up of calls, wrap-up and idle time; pauses are in neither"),
            ("AHT", "talk and wrap-up per conversation"),
            (
                "period",
                "figures are of \(state.scope.window.words); \(state.keymap.label(.window) ?? "w") takes the next period"
            ),
            ("Busy", "agents whose device is busy without a call that the board knows"),
            ("Out", "agents whose device cannot be reached"),
            ("Time", "how long in the state that is shown"),
            ("Age", "how long the channel exists"),
            ("Miss", "calls that rang out at the agent"),
            ("Pen", "penalty: lower is asked first"),
        ]
        return lines
    }

    private static func note(_ state: AgentState) -> String {
        switch state {
        case .paused: ", in every queue"
        case .unavailable: ", the device cannot be reached"
        case .wrapUp: ", after a call"
        default: ""
        }
    }
}
