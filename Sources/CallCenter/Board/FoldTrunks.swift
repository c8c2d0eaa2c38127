import AMI

// Trunks: which endpoints lead outside, and what the PBX says of the way to them.
extension BoardState {
    /// More are somebody's mischief: every anonymous caller would be one.
    private static var mostEndpoints: Int { 200 }

    /// A channel's context became known first. Contexts that calls from carriers come in by, as FreePBX, Issabel, a UCM
    /// and Asterisk's own samples name them, make its endpoint a trunk.
    @inline(__always)
    mutating func noteContext(channel slot: UInt32, _ context: Bytes) {
        guard context.count > 4, isOutside(context) else { return }
        noteTrunk(channel: slot)
    }

    private func isOutside(_ context: Bytes) -> Bool {
        context.hasPrefix("from-trunk") || context.hasPrefix("from-pstn") || context.hasPrefix("from-external")
            || context.hasPrefix("from-outside") || context.hasPrefix("from-did") || context.hasPrefix("inbound")
            || context.hasPrefix("DID_")
    }

    private mutating func noteTrunk(channel slot: UInt32) {
        let device = channels[slot].device
        guard device != 0, !isLocal(devices[device].name), devices[device].firstMember == 0 else { return }
        let name = texts.bytes(devices[device].name)
        guard let start = name.baseAddress else { return }
        _ = endpoint(Bytes(start: start.assumingMemoryBound(to: UInt8.self), count: name.count))
    }

    /// The endpoint of a name, made when it is new; 0 when there are too many.
    private mutating func endpoint(_ name: Bytes) -> UInt32 {
        let known = texts.owner(find(.endpoint, name))
        if known != 0 { return known }
        guard !name.isEmpty, endpoints.count < Self.mostEndpoints else { return 0 }
        var record = EndpointRecord()
        record.name = keep(.endpoint, name)
        let slot = endpoints.insert(record)
        texts.setOwner(record.name, slot)
        return slot
    }

    /// `PJSIP/` and the name of a section of pjsip.conf; 0 when there are too many.
    private mutating func endpoint(pjsip name: Bytes) -> UInt32 {
        let bytes = Array("PJSIP/".utf8) + Array(name.buffer)
        return bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            return endpoint(Bytes(start: start, count: buffer.count))
        }
    }

    // MARK: What the PBX tells

    /// An item of PJSIPShowRegistrationsOutbound: whoever registers elsewhere is a trunk.
    mutating func registrationListed(_ view: MessageView, at time: Int64) {
        guard let object = view[.objectName], let status = view[.status] else { return }
        let named = view[.endpoint].flatMap { $0.isEmpty ? nil : $0 } ?? object
        let slot = endpoint(pjsip: named)
        if slot == 0 { return }
        if let uri = view[.clientUri] { _ = texts.replace(&endpoints[slot].clientURI, .plain, uri.start, uri.count) }
        if let uri = view[.serverUri] { _ = texts.replace(&endpoints[slot].serverURI, .plain, uri.start, uri.count) }
        set(registration: status, of: slot, at: time)
    }

    /// `Registry`: a registration changed. It names no endpoint, only who registers with whom.
    mutating func registrationTold(_ view: MessageView, at time: Int64) {
        guard let client = view[.username], let server = view[.domain], let status = view[.status] else { return }
        var slot = endpoints.live(from: 1)
        while slot != 0 {
            if texts.equal(endpoints[slot].clientURI, client.start, client.count),
                texts.equal(endpoints[slot].serverURI, server.start, server.count)
            {
                set(registration: status, of: slot, at: time)
            }
            slot = endpoints.live(from: slot + 1)
        }
    }

    private mutating func set(registration status: Bytes, of slot: UInt32, at time: Int64) {
        let value: Trunk.Registration =
            if status.equalsIgnoringCase("Registered") {
                .registered
            } else {
                status.equalsIgnoringCase("Rejected") ? .rejected : .trying
            }
        guard endpoints[slot].registration != value.rawValue else { return }
        endpoints[slot].registration = value.rawValue
        endpoints[slot].registrationSince = time
    }

    /// `ContactStatus` and `PeerStatus`: whether the far end answers. Of trunks only: a member's event tells of its phone.
    mutating func reachTold(_ view: MessageView, at time: Int64) {
        let slot: UInt32
        let status: Bytes
        if let peer = view[.peer], let told = view[.peerStatus] {
            slot = texts.owner(find(.endpoint, peer))
            status = told
        } else if let name = view[.endpointName], let told = view[.contactStatus] {
            slot = knownEndpoint(pjsip: name)
            status = told
        } else {
            return
        }
        if slot == 0 { return }
        let value: Trunk.Reach
        if status.equalsIgnoringCase("Reachable") || status.equalsIgnoringCase("Registered") {
            value = .reachable
        } else if status.equalsIgnoringCase("Unreachable") || status.equalsIgnoringCase("Unregistered") {
            value = .unreachable
        } else {
            return
        }
        guard endpoints[slot].reach != value.rawValue else { return }
        endpoints[slot].reach = value.rawValue
        endpoints[slot].reachSince = time
    }

    private func knownEndpoint(pjsip name: Bytes) -> UInt32 { slot(.endpoint, "PJSIP/" + name.string) }
}
