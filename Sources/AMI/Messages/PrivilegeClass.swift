/// A class of AMI privileges, as manager.conf's `read` and `write` lines name them. `specialcommand` is the UCM's.
package enum PrivilegeClass: String, CaseIterable, Sendable {
    case system, call, log, verbose, command, agent, user, config, dtmf, reporting, cdr, dialplan, originate, agi, cc,
        aoc, test, security, message, specialcommand

    /// Whether a Grandstream UCM's administration page can grant it (the vendor's guide lists these and no others).
    package var isGrantedByUCM: Bool {
        switch self {
        case .originate, .call, .cdr, .agent, .cc, .dtmf, .dialplan, .reporting, .user, .security, .specialcommand: true
        default: false
        }
    }
}
