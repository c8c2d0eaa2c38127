/// How a command ended: what the PBX answered, or why it never did.
package struct CommandOutcome: Sendable, Equatable {
    package var succeeded: Bool
    /// One sentence for the person who asked.
    package var text: String

    package init(succeeded: Bool, text: String) {
        self.succeeded = succeeded
        self.text = text
    }
}
