import CallCenter

/// One line of `callboard audit`, as JSON or as text.
package enum AuditLine {
    /// Fields in a fixed order: the same line is the same bytes. Times are UTC.
    package static func json(_ note: AuditNote) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("at")
            json.string(UTCTime.text(note.at))
            json.key("server")
            json.string(note.server)
            switch note.content {
            case .own(let entry): own(entry, &json)
            case .other(let action):
                json.key("kind")
                json.string("other")
                pairs(
                    [
                        ("what", action.what), ("target", action.target), ("reason", action.reason),
                        ("source", action.source),
                    ],
                    &json)
            }
        }
        return json.bytes
    }

    private static func own(_ entry: AuditEntry, _ json: inout JSONWriter) {
        json.key("kind")
        json.string("own")
        json.key("number")
        json.integer(entry.number)
        json.key("about")
        json.integer(entry.about)
        pairs(
            [
                ("phase", entry.phase.rawValue), ("who", entry.who), ("origin", entry.origin),
                ("command", entry.command), ("summary", entry.summary), ("target", entry.target),
                ("reason", entry.reason), ("answer", entry.answer), ("digest", entry.digest),
            ], &json)
    }

    private static func pairs(_ pairs: [(String, String)], _ json: inout JSONWriter) {
        for (name, value) in pairs {
            json.key(dynamic: name)
            json.known(value)
        }
    }

    /// For people. What a PBX or a caller wrote comes without control characters.
    package static func text(_ note: AuditNote) -> String {
        let at = UTCTime.text(note.at)
        switch note.content {
        case .own(let entry):
            let from = entry.origin.isEmpty ? "" : " from \(entry.origin)"
            let target = entry.target.isEmpty ? "" : "  [\(entry.target)]"
            let answer = entry.answer.isEmpty ? "" : "  \(entry.answer)"
            return plain(
                "\(at) \(note.server) #\(entry.number) \(entry.who)\(from) \(entry.phase.rawValue) \(entry.command): "
                    + entry.summary + target + answer)
        case .other(let action):
            let reason = action.reason.isEmpty ? "" : " (\(action.reason))"
            return plain("\(at) \(note.server) \(action.source): \(action.what) \(action.target)\(reason)")
        }
    }

    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { TypedInput.isControl($0) ? " " : $0 }))
    }
}
