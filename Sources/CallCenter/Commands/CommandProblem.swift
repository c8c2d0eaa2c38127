/// Why what a person typed cannot be sent. Carries the field and the input; reads as a sentence that names the cure.
package struct CommandProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The part of a command that was typed.
    package enum Field: String, Sendable, Equatable, CaseIterable {
        case reason, from, to, context, callerID, timeout, cause
        case queue, penalty, ringInUse, digits, message, mode, direction, lot, variables, file, priority, with, trunk,
            pin, name
    }

    package let field: Field
    /// The offending input as it was typed.
    package let input: String
    package let description: String

    package init(_ field: Field, _ input: String, _ description: String) {
        self.field = field
        self.input = input
        self.description = description
    }
}
