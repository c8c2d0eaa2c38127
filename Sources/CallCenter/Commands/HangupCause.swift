/// The causes a person may hang up with, by their Q.850 numbers (include/asterisk/causes.h).
package enum HangupCause: Int, Sendable, Equatable, CaseIterable {
    case normalClearing = 16
    case userBusy = 17
    case callRejected = 21
    case congestion = 34

    /// Q.850's own words.
    package var words: String {
        switch self {
        case .normalClearing: "normal clearing"
        case .userBusy: "user busy"
        case .callRejected: "call rejected"
        case .congestion: "congestion"
        }
    }
}
