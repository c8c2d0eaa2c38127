/// The Asterisk releases that the live checks run against, by the suite that the lab installs them from.
enum AsteriskRelease: String, CaseIterable, Sendable, CustomStringConvertible {
    case asterisk22 = "sid"
    case asterisk16 = "bullseye"

    var description: String {
        switch self {
        case .asterisk22: "Asterisk 22"
        case .asterisk16: "Asterisk 16"
        }
    }
}
