/// One manager session.
struct SessionRecord: Sendable {
    let id: Int
    var stamp: UInt32
    var authenticated = false
    var closing = false
    var userName: Octets = []
    var readable = EventClass()
    var writable = EventClass()
    /// What the client asked for, and what it gets: both the asking and the reading.
    var asked = EventClass()
    var delivered = EventClass()
    var challenge: Octets = []
    /// Bytes that wait for the owner.
    var pending = Octets()
    /// The answer to a refused login, held back for a second.
    var refusal = Octets()
}
