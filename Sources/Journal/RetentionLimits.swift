/// How much of the past a journal keeps.
package struct RetentionLimits: Sendable, Equatable {
    /// Records older than that go with their segment, in µs before the newest; nil keeps them.
    package var age: Int64?
    /// The oldest segments go until the journal is within so many bytes; nil lets it grow.
    package var bytes: Int?

    package init(age: Int64? = nil, bytes: Int? = nil) {
        self.age = age
        self.bytes = bytes
    }
}
