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
        /// nowhere, for whatever reason.
        case available, unavailable
        /// It has no address by its configuration (`aors`): it only takes calls.
        case incomingOnly
        /// Its address comes with a registration here (`PJSIPShowAors` has no contact), and nobody is registered.
        case noContact
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
    /// The configuration names it: calls are to go by it.
    package var isConfigured = false

    package init(id: String) { self.id = id }

    /// Calls cannot go out by it.
    package var isDown: Bool {
        switch reach {
        case .unreachable: true
        // Whoever was never wanted there is missed by nobody.
        case .noContact where isConfigured: true
        default: registration == .rejected || registration == .trying
        }
    }
}
