import AMI

/// A virtual PBX on virtual time: queues, agents and callers of a seeded scenario, spoken as AMI.
///
/// A value without a clock, a socket or a source of chance of its own. The owner tells it what clients do and how far
/// time has come, and carries out what it returns. Sessions are the owner's numbers, each used once.
package struct Simulator: Sendable {
    private var exchange: Exchange

    /// Builds the call centre and runs its warm-up.
    package init(_ options: SimulatorOptions) {
        exchange = Exchange(options)
        exchange.warmUp()
    }

    /// The PBX's clock, µs since 1970.
    package var now: Int64 { exchange.now }

    /// When something happens next by itself, µs since 1970 on the PBX's clock; nil when nothing ever will.
    package var nextEventTime: Int64? { exchange.schedule.nextTime }

    /// A client connected: the answer holds the banner.
    package mutating func connected(_ session: Int) -> [SimulatorOutput] {
        exchange.connected(session)
        return exchange.takeOutputs()
    }

    /// A client sent an action.
    package mutating func received(_ packet: Packet, from session: Int) -> [SimulatorOutput] {
        exchange.received(packet, from: session)
        return exchange.takeOutputs()
    }

    /// A client is gone. Unknown sessions are ignored.
    package mutating func disconnected(_ session: Int) {
        exchange.disconnected(session)
    }

    /// Time has come to `time`: everything due until then happens. A time in the past changes nothing.
    package mutating func advance(to time: Int64) -> [SimulatorOutput] {
        exchange.advance(to: time)
        return exchange.takeOutputs()
    }
}
