/// What an examination says, as text and as JSON (schema `callboard.doctor/1`).
package struct DoctorReport: Sendable, Equatable {
    package struct Server: Sendable, Equatable {
        package var findings: Findings
        package var lines: [Diagnosis]
    }

    package let servers: [Server]

    package init(_ findings: [Findings]) {
        servers = findings.map { Server(findings: $0, lines: Diagnosis.all(of: $0)) }
    }

    package func count(_ level: Diagnosis.Level) -> Int {
        servers.reduce(0) { $0 + $1.lines.count { $0.level == level } }
    }

    /// Whether something of a board is missing or wrong.
    package var hasFaults: Bool { count(.fault) > 0 }

    /// A line a check, with the lines that would mend it below.
    package var text: String {
        var text = ""
        for server in servers {
            text += "\(server.findings.server) (\(server.findings.place))\n"
            for line in server.lines {
                text += "  " + Self.padded(line.level.rawValue, 8) + Self.padded(line.check, 14)
                text += Self.printable(line.text) + "\n"
                for cure in line.cure { text += "            " + Self.printable(cure) + "\n" }
            }
        }
        let (faults, warnings) = (count(.fault), count(.warning))
        if faults == 0, warnings == 0 { return text + "Everything works.\n" }
        let words = [(faults, "fault"), (warnings, "warning")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        return text + words.joined(separator: ", ") + "; the lines below each would mend it.\n"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.utf8.count))
    }

    /// What a PBX said must not reach a terminal as control codes.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: "?"
                    default: scalar
                    }
                }))
    }
}
