/// The help while it is open: how far it is scrolled, and what is looked for in it.
struct HelpState: Sendable, Equatable {
    var scroll = 0
    /// Only lines with this text are shown; empty shows all.
    var search = TextField("", limit: 40)
    /// Letters go into it.
    var isTyping = false
}
