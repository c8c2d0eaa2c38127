/// A conference room that is held.
struct RoomRecord: Sendable {
    /// Somebody in it.
    struct Participant: Sendable {
        /// Slot of the channel.
        var channel: Int
        var isMuted = false
        var isAdmin = false
        var joinedAt: Int64
    }

    var name: Octets
    /// Index of its bridge.
    var bridge: Int
    var isLocked = false
    /// Of administrators; only a UCM can change it over AMI.
    var adminPIN = Octets()
    /// Slot of the channel that all see; -1 for whoever speaks.
    var video = -1
    var participants: [Participant] = []
}
