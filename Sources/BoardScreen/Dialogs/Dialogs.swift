import CallCenter
import Cells

/// When a dialog opened, so that keys pressed before a person can have read it are not taken for an answer.
struct Opening: Sendable, Equatable {
    /// Frames drawn until then.
    var frame: Int
    /// Our clock, µs since 1970.
    var at: Int64

    /// Keys that come sooner were on their way already: shorter than anyone reads, longer than a terminal's stutter.
    static let readingTime: Int64 = 150_000

    /// Whether the dialog has been on the screen long enough to be answered. A clock that was set back does not hold it.
    func isReadable(frames: Int, now: Int64) -> Bool {
        frames > frame && (now < at || now - at >= Self.readingTime)
    }
}

/// Who is to be paused.
struct PauseTarget: Sendable, Equatable {
    var entity: Entity
    var server: String
    var name: String
    var interfaces: [String]
    var queues: [String]
}

/// Pause with a reason, or the end of one.
struct PauseDialog: Sendable {
    var targets: [PauseTarget]
    var isPausing: Bool
    /// 0 is every queue, then one of `queues`.
    var scope = 0
    var queues: [String]
    var reasons: [String]
    /// Row of `reasons`; the row after the last is what is typed.
    var choice = 0
    var field = TextField("", limit: 60)
    var problem = ""

    var isTyping: Bool { choice >= reasons.count }
    var queue: String? { scope == 0 ? nil : queues[scope - 1] }
    var reason: String { isTyping ? field.text : reasons[choice] }

    mutating func moveChoice(_ step: Int) {
        guard isPausing else { return }
        let count = reasons.count + 1
        choice = (choice + step + count) % count
    }

    mutating func moveScope(_ step: Int) {
        let count = queues.count + 1
        scope = (scope + step + count) % count
    }
}

/// Hang up one call, and no other than the one that was selected.
struct HangUpDialog: Sendable {
    var server: Int
    var serverName: String
    var uniqueID: String
    /// The channel's name when the dialog opened; the board's is used when it acts, as names change in transfers.
    var channel: String
    /// Whose call it is.
    var who: String
    var cause = 0
    var opening: Opening
    /// A key came before anyone can have read the question.
    var wasEarly = false
}

/// A new call.
struct OriginateDialog: Sendable {
    enum Field: Int, CaseIterable, Sendable {
        case from, to, context, callerID, timeout

        var label: String {
            switch self {
            case .from: "From"
            case .to: "To"
            case .context: "Context"
            case .callerID: "Caller ID"
            case .timeout: "Ring for"
            }
        }

        var hint: String {
            switch self {
            case .from: "the device that rings first, e.g. PJSIP/1000"
            case .to: "the number it is connected with"
            case .context: "the dialplan context of that number"
            case .callerID: "what the device shows; empty: the PBX decides"
            case .timeout: "seconds, 1 to 300"
            }
        }
    }

    var server: String
    var fields: [TextField]
    var focus = Field.from
    var problem = ""

    subscript(field: Field) -> TextField {
        get { fields[field.rawValue] }
        set { fields[field.rawValue] = newValue }
    }

    mutating func moveFocus(_ step: Int) {
        let count = Field.allCases.count
        focus = Field(rawValue: (focus.rawValue + step + count) % count) ?? .from
    }
}

/// `:` and what was typed after it.
struct PaletteState: Sendable {
    var field = TextField("", limit: 60)
    var choice = 0

    /// Commands that fit what is typed: names that begin with it first, then names and titles that contain it.
    var matches: [ScreenCommand] {
        let typed = field.text.lowercased()
        // Moving by name is of no use to anyone.
        let all = ScreenCommand.allCases.filter { $0.entry.group != .move }
        if typed.isEmpty { return all }
        let first = all.filter { $0.rawValue.hasPrefix(typed) || $0.entry.title.hasPrefix(typed) }
        let rest = all.filter { command in
            !first.contains(command)
                && (TextSearch.contains(command.rawValue, typed)
                    || TextSearch.contains(command.entry.title, typed)
                    || TextSearch.contains(command.entry.summary, typed))
        }
        return first + rest
    }

    mutating func moveChoice(_ step: Int) {
        let count = matches.count
        choice = count == 0 ? 0 : (choice + step + count) % count
    }
}
