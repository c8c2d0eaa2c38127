/// A line for who looks at what was done: of this board's own trail, or of somebody else's doing.
package struct AuditNote: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        case own(AuditEntry)
        case other(ForeignAction)
    }

    package var server: String
    package var content: Content

    package init(server: String, content: Content) {
        self.server = server
        self.content = content
    }

    /// Our clock, µs since 1970.
    package var at: Int64 {
        switch content {
        case .own(let entry): entry.at
        case .other(let action): action.at
        }
    }
}
