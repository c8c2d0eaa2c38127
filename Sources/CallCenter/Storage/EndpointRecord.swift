/// An endpoint to the outside, remembered when its calls have ended: what the PBX says of its registration and of the
/// way to it. Its channels are those of the device of the same name.
struct EndpointRecord: SlotRecord {
    /// `PJSIP/carrier`, a text of kind `endpoint`.
    var name: TextID = 0
    /// What it registers as, and with whom: how an event of a registration names it.
    var clientURI: TextID = 0
    var serverURI: TextID = 0
    /// Where its addresses are kept, names with commas, when it was asked for: a text of kind `plain`.
    var aors: TextID = 0
    var registration = Trunk.Registration.none.rawValue
    var reach = Trunk.Reach.unknown.rawValue
    /// Our clock, µs since 1970; 0 when it was never told.
    var registrationSince: Int64 = 0
    var reachSince: Int64 = 0
    /// A call or a registration made it known; otherwise the configuration alone names it.
    var isTold = false
    var isConfigured = false

    static let vacant = EndpointRecord()
    var isVacant: Bool { name == 0 }
}
