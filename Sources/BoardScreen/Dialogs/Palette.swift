import CallCenter

/// `:` and what was typed after it.
struct PaletteState: Sendable {
    var field = TextField("", limit: 60)
    var choice = 0
    /// Commands run before, the last one first.
    var history: [ScreenCommand] = []

    /// Commands that fit what is typed: names that begin with it first, then names and titles that contain it, then those
    /// that people call so. Without a text, those that were run before come first.
    var matches: [ScreenCommand] {
        let typed = field.text.lowercased()
        // Moving by name is of no use to anyone.
        let all = ScreenCommand.allCases.filter { $0.entry.group != .move }
        if typed.isEmpty { return history + all.filter { !history.contains($0) } }
        let first = all.filter { $0.rawValue.hasPrefix(typed) || $0.entry.title.hasPrefix(typed) }
        let rest = all.filter { command in
            !first.contains(command)
                && (TextSearch.contains(command.rawValue, typed)
                    || TextSearch.contains(command.entry.title, typed)
                    || TextSearch.contains(command.entry.summary, typed))
        }
        return first + rest + all.filter { $0.isCalled(typed) && !first.contains($0) && !rest.contains($0) }
    }

    mutating func moveChoice(_ step: Int) {
        let count = matches.count
        choice = count == 0 ? 0 : (choice + step + count) % count
    }
}

/// What can be done with the selected row, and why not.
struct ActionMenu: Sendable {
    var entity: Entity?
    var title: String
    var commands: [ScreenCommand] = []
    /// So many of them, the first, work now.
    var working = 0
    var choice = 0

    /// The rows that are shown: nil is the line between what works and what does not.
    var rows: [Int?] {
        let isSplit = working > 0 && working < commands.count
        return commands.indices.flatMap { isSplit && $0 == working ? [nil, $0] : [$0] }
    }

    mutating func moveChoice(_ step: Int) {
        choice = commands.isEmpty ? 0 : (choice + step + commands.count) % commands.count
    }
}

/// A row of a list that was asked of the PBX.
enum Picked: Sendable, Equatable {
    case parked(ParkedCall)
    case room(ConferenceRoom)
    case party(room: String, ConferenceParty)
    case mailbox(VoicemailBox)
}

/// A list that was asked of the PBX: parked calls, conference rooms, who is in one, voicemail boxes.
struct PickerState: Sendable {
    var server: Int
    var serverName: String
    var list: PBXList
    var ticket: Int
    var isLoading = true
    var rows: [Picked] = []
    var choice = 0
    var problem = ""

    var picked: Picked? { rows.indices.contains(choice) ? rows[choice] : nil }

    mutating func moveChoice(_ step: Int) {
        choice = rows.isEmpty ? 0 : (choice + step + rows.count) % rows.count
    }
}
