import AMI

extension ServerBoard {
    /// The classes of manager.conf that this server's user lacks for all that a board can do, by name; empty when nothing
    /// is missing, or when the PBX did not say what it offers.
    package var missingPrivileges: [String] { NeededPrivileges.missing(offered: commands).map(\.rawValue) }
}
