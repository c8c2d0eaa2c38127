import AMI

/// Devices that the PBX listed, as far as a person may type their number: `PJSIP/1000`. Most of them are no member of a
/// queue and in no call, so that nothing else of the board knows of them.
struct PhoneNames: Equatable {
    /// More are not kept: what is left out is dialled through the dialplan.
    private static let most = 20_000
    /// Longer names are nobody's number.
    private static let longest = 40

    private var names: Set<String> = []

    func contains(_ name: String) -> Bool { names.contains(name) }

    mutating func forget() { if !names.isEmpty { names.removeAll() } }

    mutating func add(_ name: String) {
        guard name.utf8.count <= Self.longest, names.count < Self.most else { return }
        names.insert(name)
    }
}

extension BoardState {
    /// An item of DeviceStateList, which has an ActionID as the same event has not when a state changes.
    mutating func notePhone(_ view: MessageView) {
        guard view[.actionID] != nil, let device = view[.device], !isLocalName(device) else { return }
        let name = device.string
        if name.utf8.contains(UInt8(ascii: "/")) { phones.add(name) }
    }

    /// An item of PJSIPShowEndpoints.
    mutating func notePhone(endpoint name: Bytes) { phones.add("PJSIP/" + name.string) }

    private func isLocalName(_ name: Bytes) -> Bool { name.hasPrefix("Local/") }
}

extension ServerBoard {
    /// Technologies of phones, in the order in which one of a number is looked for.
    private static let technologies = ["PJSIP", "SIP", "IAX2", "SCCP", "DAHDI"]

    /// The device of a number, as far as the PBX listed it, or it is a member or in a call: `PJSIP/1000` of `1000`.
    package func device(numbered number: String) -> String? {
        Self.technologies.lazy.map { "\($0)/\(number)" }.first {
            box.state.phones.contains($0) || box.state.slot(.device, $0) != 0
        }
    }
}
