/// A number and a name as a channel shows them. Empty is unknown.
struct Party: Sendable {
    var number: Octets
    var name: Octets
    /// `name` as channel events write it.
    var escapedName: Octets

    init(number: Octets = [], name: Octets = []) {
        self.number = number
        self.name = name
        escapedName = name.isEmpty ? [] : name.escapedForChannelEvents
    }
}
