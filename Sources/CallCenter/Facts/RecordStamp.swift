/// When and in which connection a journal record was taken: all that the fold knows of time.
package struct RecordStamp: Sendable, Equatable {
    /// Our clock, µs since 1970; never falls from one record to the next.
    package var time: Int64
    /// Counts the connections to the server; an ActionID is unique within one.
    package var epoch: UInt32

    package init(time: Int64, epoch: UInt32) {
        self.time = time
        self.epoch = epoch
    }
}
