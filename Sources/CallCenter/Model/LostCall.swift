/// A caller whom nobody served: to be called back, unless that has been done or the caller rang again.
package struct LostCall: Sendable, Equatable {
    /// What became of the caller afterwards.
    package enum Sequel: Sendable, Equatable {
        /// Nothing yet.
        case open
        /// Rang again and was answered, at a moment of our clock.
        case answered(Int64)
        /// Somebody called the number and it was answered; the moment is the end of that call.
        case calledBack(Int64)
    }

    /// The visit's number in the ledger.
    package var number: Int
    /// When the caller gave up: our clock, µs since 1970.
    package var leftAt: Int64
    package var sequel: Sequel
    /// How often the same number was lost, this time included, since the span began.
    package var attempts: Int

    /// Nobody has spoken with the caller since.
    package var isOpen: Bool { sequel == .open }
}
