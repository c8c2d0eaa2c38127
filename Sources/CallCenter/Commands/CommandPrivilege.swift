import AMI

/// The AMI action that a command needs, and the class of `manager.conf` that grants it.
package struct CommandPrivilege: Sendable, Equatable {
    private let declaration: ActionDeclaration

    package static let pause = CommandPrivilege(declaration: QueuePause.declaration)
    package static let hangUp = CommandPrivilege(declaration: Hangup.declaration)
    package static let originate = CommandPrivilege(declaration: Originate.declaration)

    /// As ListCommands spells it.
    package var action: String { declaration.name }

    /// Why the action cannot be asked for, or nil when it can. `offered` is what ListCommands told in lower case; empty
    /// means that it told nothing, and then the PBX itself must answer.
    package func reasonWhenMissing(offered: Set<String>, dialect: Dialect) -> String? {
        if offered.isEmpty || offered.contains(action.lowercased()) { return nil }
        switch dialect {
        case .asterisk:
            let classes = declaration.anyOf.map(\.rawValue).joined(separator: " or ")
            return "the PBX does not offer \(action): add \(classes) to write= in manager.conf"
        case .ucm:
            let classes = declaration.anyOf.filter(\.isGrantedByUCM).map(\.rawValue).joined(separator: " or ")
            return classes.isEmpty
                ? "the PBX does not offer \(action), and a UCM cannot grant it"
                : "the PBX does not offer \(action): tick \(classes) for the AMI user on the UCM"
        }
    }
}
