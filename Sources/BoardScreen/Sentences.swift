/// The sentences of the screen that more than one place uses or that a person may look up.
enum Sentences {
    static let noServer = "no server is configured"
    static let everyServerConnected = "every server is connected"
    static let noPast = "no journal is kept here, so there is no past"
    static let maskFixed = "masked from the start; start without --mask"
    static let graphsShown = "the graphs are shown; Esc leads back to the rows"
    static let oneServer = "there is only one server"
    static let queueIsEmpty = "this queue has no members"
    static let agentRings = "this agent's phone rings, and nobody has answered yet"
    static let agentHasNoCall = "this agent has no call now"
    static let rowGone =
        "the row under the cursor has just gone and another is in its place; press it again if you mean that one"
    static let channelGone = "this call has ended"

    static func nobodysName(_ word: String) -> String {
        "\u{201C}\(word)\u{201D} is no number and nobody's name. If the dialplan has an extension of that name, press Enter again."
    }

    static func notConnected(_ server: String) -> String { "\(server) is not connected" }
    static func noQueue(_ agent: String) -> String { "\(agent) is in no queue" }
    static func alreadyPaused(_ agent: String) -> String { "\(agent) is paused in every queue already" }
    static func notPaused(_ agent: String) -> String { "\(agent) is not paused" }
    static func nothingLeft(_ name: String, _ title: String) -> String {
        "Nothing was done (\(title)): \(name) has ended by itself"
    }
    static func unavailable(_ title: String, _ reason: String) -> String { "Cannot \(title): \(reason)." }
    /// A refusal and how many keys came before it can have been read.
    static func dropped(_ count: Int, after refusal: String) -> String {
        refusal + (refusal.hasSuffix(".") ? " " : ". ")
            + (count == 1
                ? "1 key typed before this could be read was dropped."
                : "\(count) keys typed before this could be read were dropped.")
    }
    static func tooSmall(_ columns: Int, _ rows: Int) -> String {
        "terminal too small (needs at least 40x10), it is \(columns)x\(rows)"
    }
    static func noTime(_ text: String) -> String {
        "\u{201C}\(text)\u{201D} is no time; write 14:05, 14:05:30, -10m, +5m, yesterday 09:00, start or end"
    }
    static let pastEnds = "The past ends here, and stands still; one more step leads to the live board"
    static func journalBegins(_ moment: String) -> String { "The journal begins at \(moment)" }
    static func journalEnds(_ moment: String) -> String { "The journal ends at \(moment)" }
}
