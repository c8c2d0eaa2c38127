/// A log entry in its place: what `LogEntry` says, and its sequence number.
package struct LogRecord: Sendable, Equatable {
    /// The record's place in the log. Numbers start at 1, rise by one, and go on after a restart.
    package var sequence: UInt64
    /// What the payload is: `LogEntry.packets`, `.fact`, `.gap` or a kind of the writer's own.
    package var kind: UInt8
    /// Microseconds since 1970, UTC; never less than the record's before.
    package var time: Int64
    /// Which connection of this server the bytes came over, counted from 1.
    package var epoch: UInt32
    /// The record's bytes.
    package var payload: [UInt8]

    /// The moments that a calendar has, in microseconds since 1970: from then to the end of 9999. Others are held at its
    /// ends, so that no difference of two is too great for its number.
    package static let times: ClosedRange<Int64> = 0...253_402_300_799_999_999

    package init(sequence: UInt64, kind: UInt8, time: Int64, epoch: UInt32, payload: [UInt8]) {
        self.sequence = sequence
        self.kind = kind
        self.time = Self.held(time)
        self.epoch = epoch
        self.payload = payload
    }

    package init(sequence: UInt64, _ entry: LogEntry) {
        self.init(
            sequence: sequence, kind: entry.kind, time: entry.time, epoch: entry.epoch, payload: Array(entry.payload))
    }

    /// A moment within `times`.
    static func held(_ time: Int64) -> Int64 { min(max(time, times.lowerBound), times.upperBound) }

    /// How many records were lost, when this is a gap; nil otherwise.
    package var gapCount: UInt64? { kind == LogEntry.gap ? GapPayload.decoded(payload) : nil }
}
