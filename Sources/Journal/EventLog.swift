/// An append-only log that consumers read from an offset of their own.
///
/// Nothing here says that the log is a directory of files: a log shared by many boards has the same shape.
package protocol EventLog: Sendable {
    /// Adds entries in order. Never waits for a disk or a network; what cannot be kept becomes a counted gap.
    ///
    /// - Returns: the sequence number behind them: a consumer that has them from elsewhere goes on from there.
    @discardableResult
    func append(_ entries: [LogEntry]) -> UInt64

    /// The sequence number that the next accepted record will have; 1 in an empty log.
    var endSequence: UInt64 { get }

    /// Hands the records from `sequence` on to `body`, in order, until it answers false or the log's present end.
    ///
    /// - Parameter sequence: 0 or 1 is the oldest record. A number that retention has removed starts at the oldest
    ///   record that is left.
    /// - Returns: the sequence number to go on from.
    func read(from sequence: UInt64, _ body: (LogRecord) throws -> Bool) throws -> UInt64

    /// The first record at or after a time, in microseconds since 1970; `endSequence` when all are older.
    func firstSequence(atOrAfter time: Int64) throws -> UInt64

    /// The times of the first and the last record, in microseconds since 1970; nil in an empty log.
    func span() throws -> (first: Int64, last: Int64)?
}
