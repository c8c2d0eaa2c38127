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
        let slot = endpoint(Bytes(start: start.assumingMemoryBound(to: UInt8.self), count: name.count))
        if slot != 0 { endpoints[slot].isTold = true }
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

    /// The configuration came: what it names is there before the PBX is asked, so that the first lists tell of it.
    mutating func trunksConfigured() {
        var slot = endpoints.live(from: 1)
        while slot != 0 {
            endpoints[slot].isConfigured = false
            slot = endpoints.live(from: slot + 1)
        }
        for name in settings.trunks {
            let name = Array(name.utf8)
            name.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                let slot = endpoint(Bytes(start: start, count: buffer.count))
                if slot != 0 { endpoints[slot].isConfigured = true }
            }
        }
    }

    // MARK: What the PBX tells

    /// An item of PJSIPShowRegistrationsOutbound: whoever registers elsewhere is a trunk.
    mutating func registrationListed(_ view: MessageView, at time: Int64) {
        guard let object = view[.objectName], let status = view[.status] else { return }
        let named = view[.endpoint].flatMap { $0.isEmpty ? nil : $0 } ?? object
        let slot = endpoint(pjsip: named)
        if slot == 0 { return }
        endpoints[slot].isTold = true
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
        set(reach: value, of: slot, at: time)
    }

    /// An item of PJSIPShowEndpoints. The state of an endpoint that has contacts is theirs: without a call it is
    /// `Unavailable` when none of them answers (`chan_pjsip_devicestate`).
    ///
    /// Contacts are of a configured address, or of somebody who registered at one of the endpoint's AORs.
    mutating func endpointListed(_ view: MessageView, at time: Int64) {
        guard let name = view[.objectName], let state = view[.deviceState] else { return }
        notePhone(endpoint: name)
        let slot = knownEndpoint(pjsip: name)
        if slot == 0 { return }
        let hasContacts = !(view[.contacts]?.isEmpty ?? true)
        if state.equalsIgnoringCase("Unavailable") {
            let hasAddresses = !(view[.aor]?.isEmpty ?? true)
            set(reach: hasContacts ? .unreachable : hasAddresses ? .noContact : .incomingOnly, of: slot, at: time)
        } else if state.equalsIgnoringCase("Not in use") {
            usable(slot, at: time)
        }
    }

    /// An answer to `Getvar` of a function that tells why no call can be sent to an endpoint, as `trunkQuestions` asks.
    mutating func functionTold(_ function: Bytes, _ value: Bytes, at time: Int64) {
        let text = function.string
        if text.hasPrefix("PJSIP_ENDPOINT("), text.hasSuffix(",aors)") {
            let slot = self.slot(.endpoint, "PJSIP/" + text.dropFirst(15).dropLast(6))
            guard slot != 0, isUnexplained(slot) else { return }
            _ = texts.replace(&endpoints[slot].aors, .plain, value.start, value.count)
            if value.isEmpty { set(reach: .incomingOnly, of: slot, at: time) }
        } else if text.hasPrefix("PJSIP_AOR("), text.hasSuffix(",contact)") {
            let name = text.dropFirst(10).dropLast(9)
            var slot = endpoints.live(from: 1)
            while slot != 0 {
                if isUnexplained(slot), texts.string(endpoints[slot].aors).split(separator: ",").contains(name) {
                    // Whoever has an address and is unavailable does not answer there.
                    set(reach: value.isEmpty ? .noContact : .unreachable, of: slot, at: time)
                }
                slot = endpoints.live(from: slot + 1)
            }
        }
    }

    /// No call can be sent to an endpoint, as far as its device's state says; none of its addresses was found yet.
    private func isUnexplained(_ slot: UInt32) -> Bool {
        switch Trunk.Reach(rawValue: endpoints[slot].reach) {
        case .unavailable, .incomingOnly, .noContact: true
        default: false
        }
    }

    /// `DeviceStateChange`, live or in a list: all that a user hears who may not read `system`. While it has calls its
    /// state is theirs, so that only without one it tells of the way out.
    mutating func deviceTold(_ view: MessageView, at time: Int64) {
        guard let device = view[.device], let state = view[.state] else { return }
        notePhone(view)
        let slot = texts.owner(find(.endpoint, device))
        if slot == 0 { return }
        if state.equals("NOT_INUSE") {
            usable(slot, at: time)
        } else if state.equals("UNAVAILABLE") {
            // What had somewhere to send calls to has lost it; what never had may take calls all the same.
            switch Trunk.Reach(rawValue: endpoints[slot].reach) ?? .unknown {
            case .reachable, .available, .unreachable: set(reach: .unreachable, of: slot, at: time)
            case .unknown, .unavailable: set(reach: .unavailable, of: slot, at: time)
            case .incomingOnly, .noContact: break
            }
        }
    }

    /// Calls can be sent to an endpoint. That somebody answers there is known of one that is asked, as one must be that
    /// ever did not.
    private mutating func usable(_ slot: UInt32, at time: Int64) {
        switch Trunk.Reach(rawValue: endpoints[slot].reach) ?? .unknown {
        case .reachable, .available: break
        case .unreachable: set(reach: .reachable, of: slot, at: time)
        case .unknown, .unavailable, .incomingOnly, .noContact: set(reach: .available, of: slot, at: time)
        }
    }

    private mutating func set(reach value: Trunk.Reach, of slot: UInt32, at time: Int64) {
        guard endpoints[slot].reach != value.rawValue else { return }
        endpoints[slot].reach = value.rawValue
        endpoints[slot].reachSince = time
    }

    private func knownEndpoint(pjsip name: Bytes) -> UInt32 { slot(.endpoint, "PJSIP/" + name.string) }
}
