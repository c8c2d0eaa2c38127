extension ServerBoard {
    /// Endpoints that carry, or carried, calls from or to the outside, register with somebody, or are named as trunks by
    /// the configuration; by id in byte order.
    package var trunks: [Trunk] {
        var found: [Trunk] = []
        var slot = box.state.endpoints.live(from: 1)
        while slot != 0 {
            if let trunk = box.state.trunkValue(slot) { found.append(trunk) }
            slot = box.state.endpoints.live(from: slot + 1)
        }
        return found.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    /// What to ask (`Getvar`) of trunks whose device says only that no call can be sent to them: functions of the dialplan,
    /// which tell why to users who may not list endpoints. The answer to one may lead to another.
    package var trunkQuestions: [String] {
        var questions: [String] = []
        var slot = box.state.endpoints.live(from: 1)
        while slot != 0 {
            questions += box.state.questions(slot)
            slot = box.state.endpoints.live(from: slot + 1)
        }
        return questions
    }

    /// An endpoint as a trunk, whether the board took it for one or not: for those that the configuration names.
    package func trunk(_ id: String) -> Trunk {
        let slot = box.state.slot(.endpoint, id)
        if slot != 0, let trunk = box.state.trunkValue(slot) { return trunk }
        return box.state.counted(Trunk(id: id))
    }
}

extension BoardState {
    /// Nil when the endpoint is a member's device after all.
    fileprivate func trunkValue(_ slot: UInt32) -> Trunk? {
        let record = endpoints[slot]
        guard record.isTold || record.isConfigured else { return nil }
        let id = texts.string(record.name)
        let device = self.slot(.device, id)
        if device != 0, devices[device].firstMember != 0 || devices[device].firstDialled != 0 { return nil }
        var trunk = Trunk(id: id)
        trunk.registration = Trunk.Registration(rawValue: record.registration) ?? .none
        trunk.reach = Trunk.Reach(rawValue: record.reach) ?? .unknown
        trunk.registrationSince = record.registrationSince
        trunk.reachSince = record.reachSince
        trunk.isConfigured = record.isConfigured
        return counted(trunk)
    }

    fileprivate func questions(_ slot: UInt32) -> [String] {
        let record = endpoints[slot]
        let name = texts.string(record.name)
        guard record.isTold || record.isConfigured, name.hasPrefix("PJSIP/") else { return [] }
        switch Trunk.Reach(rawValue: record.reach) {
        case .unavailable, .incomingOnly, .noContact: break
        default: return []
        }
        if record.aors == 0 { return ["PJSIP_ENDPOINT(\(name.dropFirst(6)),aors)"] }
        return texts.string(record.aors).split(separator: ",").map { "PJSIP_AOR(\($0),contact)" }
    }

    /// With the channels that live now.
    fileprivate func counted(_ trunk: Trunk) -> Trunk {
        var trunk = trunk
        let device = slot(.device, trunk.id)
        if device == 0 { return trunk }
        var channel = devices[device].firstChannel
        while channel != 0 {
            let record = channels[channel]
            trunk.channels += 1
            // Who began a call names it: an outbound leg belongs to the call of a phone.
            if record.linkedID == record.uniqueID { trunk.inbound += 1 }
            if record.state == ChannelState.up.rawValue { trunk.answered += 1 }
            channel = record.nextOfDevice
        }
        return trunk
    }
}
