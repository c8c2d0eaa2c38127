/// How large a journal is.
package struct JournalStatistics: Sendable, Equatable {
    /// Files.
    package var segments: Int
    /// Bytes on disk.
    package var bytes: Int
    /// The oldest record's sequence; equal to `endSequence` when there is none.
    package var firstSequence: UInt64
    /// The sequence behind the newest record.
    package var endSequence: UInt64
    /// The oldest record's time, microseconds since 1970; nil when there is none.
    package var firstTime: Int64?

    /// How many records there are.
    package var records: UInt64 { endSequence - min(firstSequence, endSequence) }
}
