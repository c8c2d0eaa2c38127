/// An action that can be asked of a PBX: its name, its headers, and what kind of answer it has.
package protocol AMIAction: Sendable {
    /// What the answer's first packet (`Response: ...`) says.
    associatedtype Response: AMIResponse = PlainResponse
    /// The action's name, who may run it and how its answer ends.
    static var declaration: ActionDeclaration { get }
    /// The headers besides `Action` and `ActionID`, in the order in which they are written.
    var fields: [HeaderField] { get }
}

extension AMIAction {
    /// As it stands after `Action:`.
    package var name: String { Self.declaration.name }

    /// The action as a packet.
    package func packet(id: String) -> Packet {
        Packet(
            [HeaderField("Action", name), HeaderField("ActionID", id)] + fields)
    }
}

/// The first packet of an answer, read.
package protocol AMIResponse: Sendable {
    /// Reads the packet; what it lacks stays empty. Never fails: what a PBX says is what it says.
    init(_ packet: Packet)
}

/// What is known of an action before it is sent.
package struct ActionDeclaration: Sendable, Equatable {
    /// As it stands after `Action:`.
    package let name: String
    /// Asterisk runs the action for a user whose *write* line has any one of these; empty: for every user.
    package let anyOf: [PrivilegeClass]
    /// How the events of its answer are recognised; nil when the response is the whole answer.
    package let list: ListGrouping?

    /// A declaration.
    package init(_ name: String, anyOf: [PrivilegeClass] = [], list: ListGrouping? = nil) {
        self.name = name
        self.anyOf = anyOf
        self.list = list
    }

    /// What a user lacks who was refused this action, and where to grant it; nil when every user may run it.
    package var whatToGrant: String? {
        guard let first = anyOf.first else { return nil }
        let names = anyOf.map(\.rawValue)
        let classes =
            names.count == 1 ? first.rawValue : names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        let grantable = anyOf.filter(\.isGrantedByUCM).map(\.rawValue)
        let onUCM =
            grantable.isEmpty
            ? "a UCM cannot grant it"
            : "on a UCM: Value-added Features > AMI, privilege \(grantable.joined(separator: " or "))"
        return """
            \(name) needs the class \(classes) in the user's `write =` line (manager.conf, then `manager reload`; \
            \(onUCM))
            """
    }
}

/// How the answer of a list action is recognised: the packets between the response and the completing event.
/// Live events may stand between its items, and its `ListItems` is never trusted.
package struct ListGrouping: Sendable, Equatable {
    /// Names of the events that are items.
    package let items: [String]
    /// Name of the event that ends the list.
    package let complete: String
    /// Whether items and end carry the request's ActionID. Where they may not (the UCM's own lists), only one such
    /// list runs at a time and its packets are told by name and order.
    package let echoesActionID: Bool

    /// A grouping.
    package init(items: [String], complete: String, echoesActionID: Bool = true) {
        self.items = items
        self.complete = complete
        self.echoesActionID = echoesActionID
    }
}
