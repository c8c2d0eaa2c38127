/// A line to the outside: an endpoint that carries calls of many parties and is nobody's phone.
package struct Trunk: Sendable, Equatable {
    /// What its channels' names begin with: `PJSIP/carrier`.
    package let id: String
    /// Channels that live now, answered or not.
    package var channels: Int
    /// Of these, the ones that came from outside.
    package var inbound: Int
    /// Of these, the ones that are answered.
    package var answered: Int

    package init(id: String) {
        self.id = id
        channels = 0
        inbound = 0
        answered = 0
    }
}
