/// One line of the audit trail: a command of this board, or how it ended. Each holds the digest of the one before, so
/// that a line that was changed, taken out or put in shows.
package struct AuditEntry: Sendable, Equatable {
    /// What a line tells.
    package enum Phase: String, Sendable, CaseIterable {
        /// It was sent to the PBX.
        case asked
        /// The PBX did it.
        case done
        /// It did not, or never said.
        case failed
    }

    /// Place in the chain, from 1.
    package var number: Int
    /// Our clock, µs since 1970.
    package var at: Int64
    package var phase: Phase
    /// The place of the line that asked; its own for that line itself.
    package var about: Int
    /// Login name of who sat before the board.
    package var who: String
    /// Where they came from: the address of their SSH connection; empty at the machine itself.
    package var origin: String
    /// The command's name, as keymap and permissions have it.
    package var command: String
    /// The command in words.
    package var summary: String
    /// The target before it, when it was asked; after it, when it ended.
    package var target: String
    /// Why, as the person said it; may be empty.
    package var reason: String
    /// What the PBX answered; empty when it was asked.
    package var answer: String
    /// SHA-256 of the line before, as hexadecimal; empty for the first.
    package var previous: String
    /// SHA-256 of this line with `previous`, as hexadecimal.
    package var digest: String

    package init(
        number: Int = 0, at: Int64, phase: Phase, about: Int = 0, who: String, origin: String, command: String,
        summary: String, target: String, reason: String = "", answer: String = "", previous: String = "",
        digest: String = ""
    ) {
        self.number = number
        self.at = at
        self.phase = phase
        self.about = about
        self.who = who
        self.origin = origin
        self.command = command
        self.summary = summary
        self.target = target
        self.reason = reason
        self.answer = answer
        self.previous = previous
        self.digest = digest
    }

    /// Its headers on the journal, in order; what the digest covers comes first.
    var headers: [(name: String, value: String)] {
        covered + [("Digest", digest)]
    }

    private var covered: [(name: String, value: String)] {
        [
            ("Number", "\(number)"), ("At", "\(at)"), ("Phase", phase.rawValue), ("About", "\(about)"), ("Who", who),
            ("Origin", origin), ("Command", command), ("Summary", summary), ("Target", target), ("Reason", reason),
            ("Answer", answer), ("Previous", previous),
        ]
    }

    /// What the digest is of. Line ends in a value are spaces, as the journal writes them.
    package var covering: [UInt8] {
        var bytes: [UInt8] = []
        for (name, value) in covered {
            bytes += Array(name.utf8) + [58, 32]
            bytes += value.utf8.map { $0 == 13 || $0 == 10 || $0 == 0 ? 32 : $0 }
            bytes.append(10)
        }
        return bytes
    }
}

/// The chain of audit lines of one server.
package struct AuditChain: Sendable {
    /// SHA-256 as lower-case hexadecimal.
    package typealias Digest = @Sendable ([UInt8]) -> String

    /// The last line's place and digest: 0 and empty before the first.
    package private(set) var number: Int
    package private(set) var last: String
    private let digest: Digest

    package init(number: Int = 0, last: String = "", digest: @escaping Digest) {
        self.number = number
        self.last = last
        self.digest = digest
    }

    /// Puts a line at the end.
    package mutating func append(_ entry: AuditEntry) -> AuditEntry {
        var entry = entry
        number += 1
        entry.number = number
        if entry.about == 0 { entry.about = number }
        entry.previous = last
        entry.digest = digest(entry.covering)
        last = entry.digest
        return entry
    }

    /// What is wrong with lines read back, each with its place; empty when nothing was changed, taken out or put in. The
    /// first may have lines before it that the journal no longer keeps.
    ///
    /// - Parameter head: the digest that the last line must have, where it was kept apart; nil when it was not.
    package static func faults(_ entries: [AuditEntry], head: String? = nil, digest: Digest) -> [String] {
        var faults: [String] = []
        for (place, entry) in entries.enumerated() {
            if digest(entry.covering) != entry.digest { faults.append("line \(entry.number) was changed") }
            guard place > 0 else {
                if entry.number == 1, !entry.previous.isEmpty { faults.append("line 1 names a line before it") }
                continue
            }
            let before = entries[place - 1]
            if entry.number != before.number + 1 {
                faults.append("after line \(before.number) comes line \(entry.number)")
            } else if entry.previous != before.digest {
                faults.append("line \(entry.number) does not follow line \(before.number)")
            }
        }
        if let head, head != entries.last?.digest ?? "" {
            faults.append("the last line is not the one that was written last: lines are missing at the end")
        }
        return faults
    }
}
