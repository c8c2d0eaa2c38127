import AMI

/// One server's board: everything that callboard knows of a PBX, folded from its records alone.
///
/// The same records give the same board, however they are sliced and however often time is advanced between them.
package struct ServerBoard: Sendable {
    /// The server's name in the configuration.
    package let name: String

    /// An empty board of a server that was not heard yet.
    package init(name: String) {
        self.name = name
    }

    /// Folds whole AMI packets, any number, as they came in one record.
    package mutating func apply(packets: UnsafeRawBufferPointer, at stamp: RecordStamp) {}

    /// Folds a fact of our own side.
    package mutating func apply(_ fact: OwnFact, at stamp: RecordStamp) {}

    /// Lets time pass: settles what was due until then. `time` is our clock, µs since 1970; earlier times change nothing.
    package mutating func advance(to time: Int64) {}

    /// The list to ask for now, if any: at most one a second, each queue about once a minute.
    package func nextAudit(at time: Int64) -> AuditRequest? { nil }
}
