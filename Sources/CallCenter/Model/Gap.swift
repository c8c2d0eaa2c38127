/// A span in which a board did not follow its PBX. What happened meanwhile is in no figure of the day, unless
/// Asterisk's queue_log was read in: it is shown as missing, never as nothing.
package struct Gap: Sendable, Equatable {
    package enum Cause: String, Sendable, Equatable, CaseIterable {
        /// The connection was lost.
        case link
        /// callboard was not running, or was stopped: a suspended job, a closed lid, a new start on the same journal.
        case stopped
        /// More came than could be taken in or kept.
        case records
    }

    package var cause: Cause
    /// When the PBX was last heard before it: our clock, µs since 1970.
    package var began: Int64
    /// When everything was known again: our clock, µs since 1970; nil while it lasts.
    package var ended: Int64?
    /// Lines of Asterisk's queue_log that tell of it: then its calls are in the figures. 0 when none were read.
    package var linesFilled = 0

    package init(cause: Cause, began: Int64, ended: Int64? = nil) {
        self.cause = cause
        self.began = began
        self.ended = ended
    }

    /// How long it lasted, or lasts at `time` (our clock, µs since 1970), in µs; 0 or more.
    package func length(at time: Int64) -> Int64 { max(0, (ended ?? time) - began) }
}
