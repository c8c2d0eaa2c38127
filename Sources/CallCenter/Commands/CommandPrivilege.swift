import AMI

/// The AMI action that a command needs, and the class of `manager.conf` that grants it.
package struct CommandPrivilege: Sendable, Equatable {
    private let declaration: ActionDeclaration

    package static let pause = CommandPrivilege(QueuePause.declaration)
    package static let hangUp = CommandPrivilege(Hangup.declaration)
    package static let originate = CommandPrivilege(Originate.declaration)

    package init(_ declaration: ActionDeclaration) { self.declaration = declaration }

    /// As ListCommands spells it.
    package var action: String { declaration.name }

    /// Why the action cannot be asked for, or nil when it can. `offered` is what ListCommands told in lower case; empty
    /// means that it told nothing, and then the PBX itself must answer.
    package func reasonWhenMissing(offered: Set<String>, dialect: Dialect) -> String? {
        if offered.isEmpty || offered.contains(action.lowercased()) { return nil }
        if dialect == .asterisk, ActionDeclaration.ofUCM.contains(declaration) {
            return "only a Grandstream UCM has this"
        }
        let held = Self.heldClasses(offered: offered)
        if declaration.anyOf.isEmpty || declaration.anyOf.contains(where: held.contains) {
            return "this PBX has no \(action) (an older or newer release, or its module is not loaded)"
        }
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

    /// The classes that a user must hold to be offered what they were offered.
    static func heldClasses(offered: Set<String>) -> Set<PrivilegeClass> {
        var held: Set<PrivilegeClass> = []
        for action in ActionDeclaration.control where action.anyOf.count == 1 {
            if offered.contains(action.name.lowercased()) { held.formUnion(action.anyOf) }
        }
        return held
    }
}
