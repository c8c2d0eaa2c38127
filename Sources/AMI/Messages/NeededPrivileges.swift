/// The classes of manager.conf that a board needs to do all that it can, and how to tell that a user has them.
package enum NeededPrivileges {
    /// Each with actions of which any that is offered shows that the user may, in lower case.
    private static let signs: [(name: PrivilegeClass, actions: [String])] = [
        (.agent, ["queuepause", "queueadd"]), (.call, ["redirect", "hangup"]), (.originate, ["originate"]),
        (.reporting, ["coreshowchannels"]), (.user, ["userevent"]),
    ]

    /// Those that a user lacks, in the order agent, call, originate, reporting, user.
    ///
    /// - Parameter offered: what ListCommands told, in lower case. It tells the write side only, and when it told nothing
    ///   nothing is known to be missing.
    package static func missing(offered: Set<String>) -> [PrivilegeClass] {
        offered.isEmpty
            ? [] : signs.filter { sign in !sign.actions.contains(where: offered.contains) }.map(\.name)
    }
}
