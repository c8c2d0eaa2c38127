/// What one record says before it has a place in the log: a kind, a time, a connection epoch and bytes.
///
/// The log gives meaning to one kind only, the gap. Every other kind belongs to whoever writes and reads it.
package struct LogEntry: Sendable, Equatable {
    /// AMI packets, back to back, as they were received.
    package static let packets: UInt8 = 1
    /// A fact of the program's own, such as a connection made or an action sent.
    package static let fact: UInt8 = 2
    /// Records that could not be kept; the payload is their count (`gapCount`).
    package static let gap: UInt8 = 3

    /// What the payload is. 0 is never written.
    package var kind: UInt8
    /// Receive time in microseconds since 1970, UTC. The log raises a time that falls below its predecessor's.
    package var time: Int64
    /// Which connection of this server the bytes came over, counted from 1.
    package var epoch: UInt32
    /// The record's bytes, at most `RecordLayout.maximumPayload` of them. Those that came in one read share their storage.
    package var payload: ArraySlice<UInt8>

    package init(kind: UInt8, time: Int64, epoch: UInt32, payload: [UInt8]) {
        self.init(kind: kind, time: time, epoch: epoch, payload: payload[...])
    }

    package init(kind: UInt8, time: Int64, epoch: UInt32, payload: ArraySlice<UInt8>) {
        self.kind = kind
        self.time = time
        self.epoch = epoch
        self.payload = payload
    }

    /// A record that stands for `count` records that were lost before it.
    package static func gap(count: UInt64, time: Int64, epoch: UInt32) -> LogEntry {
        LogEntry(kind: gap, time: time, epoch: epoch, payload: GapPayload.encoded(count))
    }

    /// How many records were lost, when this is a gap; nil otherwise.
    package var gapCount: UInt64? { kind == Self.gap ? GapPayload.decoded(payload) : nil }
}
