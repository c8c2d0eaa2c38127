/// `[wall]`: what distance mode begins with.
package struct WallSettings: Sendable, Equatable {
    /// One of `layouts`; nil is the program's choice.
    package var layout: String?
    /// Of `allFigures`, the large one first; empty is the program's choice.
    package var figures: [String] = []
    /// Seconds that a page stands; nil is the program's choice.
    package var page: Int?

    package static let layouts = ["tiles", "list", "single"]
    package static let allFigures = ["waiting", "longest", "level", "free", "on-call", "paused", "answered", "lost"]

    package init() {}
}
