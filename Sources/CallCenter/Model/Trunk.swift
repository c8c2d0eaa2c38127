/// A line to the outside: an endpoint that carries calls of many parties and is nobody's phone.
package struct Trunk: Sendable, Equatable {
    /// Whether this PBX is registered with the carrier.
    package enum Registration: UInt8, Sendable, Equatable {
        /// Nobody told of one: many trunks have none.
        case none
        case registered, trying, rejected
    }

    /// Whether the carrier answers.
    package enum Reach: UInt8, Sendable, Equatable {
        case unknown
        /// The PBX asks it (`qualify_frequency`), and it answers or does not.
        case reachable, unreachable
        /// What the device's state says alone: somewhere to send calls to, whether anybody answers there or not; and
        /// nowhere, which an endpoint that only takes calls never has.
        case available, unavailable
    }

    /// What its channels' names begin with: `PJSIP/carrier`.
    package let id: String
    package var registration = Registration.none
    package var reach = Reach.unknown
    /// When these were told first: our clock, µs since 1970; 0 is never.
    package var registrationSince: Int64 = 0
    package var reachSince: Int64 = 0
    /// Channels that live now, answered or not.
    package var channels = 0
    /// Of these, the ones that came from outside.
    package var inbound = 0
    /// Of these, the ones that are answered.
    package var answered = 0

    package init(id: String) { self.id = id }

    /// Calls cannot go out by it.
    package var isDown: Bool { reach == .unreachable || registration == .rejected || registration == .trying }
}
