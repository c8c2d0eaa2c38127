/// An action that a person's command asks for: its row in the table of actions, and its headers.
package struct ControlRequest: Sendable, Equatable {
    package let declaration: ActionDeclaration
    /// The headers besides `Action` and `ActionID`; those without a value are left out.
    package let fields: [HeaderField]

    package init(_ declaration: ActionDeclaration, _ fields: (String, String?)...) {
        self.declaration = declaration
        self.fields = fields.compactMap { name, value in
            guard let value, !value.isEmpty else { return nil }
            return HeaderField(name, value)
        }
    }

    /// Headers as they are.
    package init(_ declaration: ActionDeclaration, fields: [HeaderField]) {
        self.declaration = declaration
        self.fields = fields
    }

    /// An action that has a type of its own.
    package init<Action: AMIAction>(_ action: Action) {
        declaration = Action.declaration
        fields = action.fields
    }

    /// The request as a packet.
    package func packet(id: String) -> Packet {
        Packet([HeaderField("Action", declaration.name), HeaderField("ActionID", id)] + fields)
    }
}
