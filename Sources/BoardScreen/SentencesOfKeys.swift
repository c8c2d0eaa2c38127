/// Sentences that name keys: as the keymap in force has them, never as they are by default.
struct SentencesOfKeys {
    let keymap: Keymap

    // MARK: What is to be selected first

    var selectAgent: String { "select an agent first" + way(.agents) }
    var selectCall: String { "select a call\(place(.channels)), or an agent on one\(place(.agents))" }
    var selectQueue: String { "select a queue first" + way(.queues) }
    var selectWaiting: String { "select a waiting caller\(place(.channels)) or a queue\(place(.queues))" }
    var selectFigure: String {
        "select a queue\(place(.queues)), an agent\(place(.agents)) or a total\(place(.totals))"
    }
    var openRooms: String { "open the conference rooms first" + (keymap.label(.rooms).map { " (\($0))" } ?? "") }

    /// A list without a row.
    func nothingSelected(filter: String) -> String {
        if filter.isEmpty { return "this list is empty" }
        return "no row here has \u{201C}\(filter)\u{201D} in it" + with(.back) { "; \($0) clears the filter" }
    }

    func severalMarked(_ count: Int) -> String {
        "it takes one call, and \(count) are marked" + with(.back) { "; \($0) clears the marks" }
    }

    /// Where the one is, whom the keys say how to get to: `: 2 leads to them`.
    private func way(_ panel: ScreenCommand) -> String {
        if let key = keymap.label(panel) { return ": \(key) leads there" }
        return with(.nextPanel) { ": \($0) leads from panel to panel" }
    }

    private func place(_ panel: ScreenCommand) -> String {
        (keymap.label(panel) ?? keymap.label(.nextPanel)).map { " (key \($0))" } ?? ""
    }

    private func with(_ command: ScreenCommand, _ text: (String) -> String) -> String {
        keymap.label(command).map(text) ?? ""
    }

    // MARK: Now and then

    /// Of commands that mean something in the past alone.
    var onlyInPast: String { "the board is live; it works in the past" + with(.timeBack) { ", where \($0) leads" } }
    /// Of the command that leads out of the past.
    var isNow: String {
        "the board is live; it comes back here from the past" + with(.timeBack) { ", where \($0) leads" }
    }
    var nothingKnownYet: String {
        "Nothing was known at this moment yet" + with(.timeForward) { "; \($0) goes on" }
    }

    // MARK: Help

    func unbound(_ key: String) -> String { "\(key) does nothing here" + with(.help) { "; \($0) shows the keys" } }
    func noCommand(_ text: String) -> String {
        "There is no command \u{201C}\(text)\u{201D}" + with(.help) { "; \($0) lists them all" }
    }
    func pinOpened(minutes: Int64) -> String {
        "Read-only is off for \(minutes) min" + with(.lock) { "; \($0) closes it again" }
    }
    /// How a person is asked for the PIN.
    var pinKey: String {
        keymap.label(.lock) ?? keymap.label(.palette).map { "\($0)\(ScreenCommand.lock.rawValue)" } ?? ""
    }

    /// Why a command does nothing now. Not every command is named by what one does.
    func unavailable(_ command: ScreenCommand, _ reason: String) -> String {
        if command.entry.changesPBX { return Sentences.unavailable(command.entry.title, reason) }
        return "\(keymap.label(command) ?? command.rawValue) does nothing now: \(reason)."
    }
}

extension ScreenState {
    var sentences: SentencesOfKeys { SentencesOfKeys(keymap: keymap) }
}

extension Scene {
    var sentences: SentencesOfKeys { state.sentences }
}
