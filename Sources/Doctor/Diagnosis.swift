// Doctor: what an examination of a PBX means, and what would mend it. Pure: findings come in, lines go out.

/// One line of a report: what was looked at, how it is, and the lines that would mend it.
package struct Diagnosis: Sendable, Equatable {
    package enum Level: String, Sendable, Equatable, CaseIterable {
        case ok
        /// Worth knowing; nothing is wrong.
        case note
        /// Something is less than it could be, and callboard copes with it.
        case warning
        /// Something of the board is missing or wrong because of it.
        case fault
    }

    /// What was looked at: stable, for programs.
    package var check: String
    package var level: Level
    package var text: String
    /// Lines of manager.conf, queues.conf, a command line or a page of the UCM.
    package var cure: [String]

    package init(_ check: String, _ level: Level, _ text: String, cure: [String] = []) {
        self.check = check
        self.level = level
        self.text = text
        self.cure = cure
    }
}

extension Diagnosis {
    /// Everything that the findings say, in the order of a connection. Nothing follows the stage that failed.
    package static func all(of findings: Findings) -> [Diagnosis] {
        var lines = connection(findings)
        guard findings.passed(.login), findings.commands != nil else { return lines }
        lines += rights(findings)
        lines += traffic(findings)
        lines += queues(findings)
        return lines
    }

    /// Where a UCM's AMI users are kept.
    static let ucmPage = "UCM: Value-added Features > AMI"

    /// A section of a configuration file with lines in it.
    static func section(_ file: String, _ name: String, _ lines: [String]) -> [String] {
        ["\(file):", "  [\(name)]"] + lines.map { "  " + $0 }
    }

    /// `a, b and c`; of many only the first.
    static func list(_ names: [String], most: Int = 6) -> String {
        if names.count > most { return names.prefix(most).joined(separator: ", ") + " and \(names.count - most) more" }
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// A number with one decimal at most.
    static func decimal(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e12 else { return "?" }
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    static func milliseconds(_ seconds: Double) -> String { decimal(seconds * 1000) + " ms" }
}
