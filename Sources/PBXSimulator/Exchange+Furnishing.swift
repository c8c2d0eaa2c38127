/// What stands in the call centre before the first call: queues, phones, memberships, and everyone's habits.
extension Exchange {
    /// Builds everything and puts the first occurrences on the schedule.
    mutating func furnish() {
        let queueCount = max(1, min(options.queues, 10_000))
        let agentCount = max(1, min(options.agents, 100_000))
        for index in 0..<queueCount { addQueue(index, of: queueCount) }
        for index in 0..<agentCount { addAgent(index, queues: queueCount) }
        addSupervisor()
        trunk = phones.count
        var carrier = PhoneRecord(device: Octets("PJSIP/carrier"), exten: [], party: Party())
        carrier.isTrunk = true
        carrier.registered = options.carrierAnswers
        carrier.state = carrier.computedState
        phones.append(carrier)
        // Ringing everyone at once is for small groups.
        for index in queues.indices where queues[index].strategy == .ringall && queues[index].members.count > 12 {
            queues[index].strategy = .rrmemory
        }
        setPace(agents: agentCount)
        beginHabits(agents: agentCount)
    }

    private mutating func addQueue(_ index: Int, of count: Int) {
        let base = Names.queues[index % Names.queues.count]
        var exten = Octets()
        var name = Octets(base)
        var title = index < Names.titles.count ? Octets(Names.titles[index]) : name
        if index >= Names.queues.count {
            name.append(45)
            name.put(index / Names.queues.count + 1)
            title = name
        }
        switch options.dialect {
        case .asterisk:
            exten.put(count > 500 ? 40_000 + index : 400 + index)
        case .ucm:
            exten.put(count > 500 ? 65_000 + index : 6500 + index)
            name = exten
        }
        var queue = QueueRecord(
            name: name, title: title, exten: exten, strategy: RingStrategy.allCases[index % RingStrategy.allCases.count]
        )
        queue.serviceLevel = [60, 20, 30, 60, 20, 45][index % 6]
        queue.weight = [0, 0, 2, 0, 5, 0][index % 6]
        queue.wrapUp = [10, 0, 15, 5, 0, 20][index % 6]
        queue.ringTime = [15, 12, 18, 15, 12, 20][index % 6]
        queue.retry = [5, 3, 5, 5, 2, 5][index % 6]
        queue.timeOut = [300, 240, 120, 300, 90, 180][index % 6]
        queue.maximum = index % 6 == 3 ? 30 : 0
        queue.overflow = count > 1 && index % 3 != 2 ? (index + 1) % count : -1
        queue.pausesAfterNoAnswer = index % 6 == 5
        heaviest = max(heaviest, queue.weight)
        queueByExten[exten] = queues.count
        queues.append(queue)
    }

    private mutating func addAgent(_ index: Int, queues queueCount: Int) {
        var exten = Octets()
        exten.put(options.agents > 8000 ? 100_001 + index : 1001 + index)
        let party = Party(number: exten, name: random.agentName(index))
        var device = Octets("PJSIP/")
        device.append(contentsOf: exten)
        var phone = PhoneRecord(device: device, exten: exten, party: party)
        phone.isFreePBX = options.dialect == .asterisk && index % 4 == 3
        phone.isDynamic = index % 9 == 4
        phone.answerMean = random.between(2, 6)
        phone.ignoresRing = random.happens(0.2) ? 0.25 : 0.04
        phone.talkFactor = random.between(0.6, 1.5)
        if options.loggedOffShare > 0, random.happens(options.loggedOffShare) {
            phone.registered = false
            phone.state = .unavailable
        }
        let slot = phones.count
        phoneByExten[exten] = slot
        phones.append(phone)
        var chosen = [index % queueCount]
        let draw = random.unit()
        let wanted = min(queueCount, draw < 0.3 ? 1 : draw < 0.7 ? 2 : draw < 0.92 ? 3 : 4)
        while chosen.count < wanted {
            let other = random.below(queueCount)
            if !chosen.contains(other) { chosen.append(other) }
        }
        for (place, queue) in chosen.sorted().enumerated() {
            addMembership(of: slot, in: queue, penalty: place == 0 || random.happens(0.6) ? 0 : 1 + random.below(3))
        }
    }

    /// Makes a membership, present from the start.
    @discardableResult
    mutating func addMembership(of phone: Int, in queue: Int, penalty: Int) -> Int {
        let record = phones[phone]
        var interface = record.device
        var stateInterface = record.device
        if record.isFreePBX {
            interface = Octets("Local/")
            interface.append(contentsOf: record.exten)
            interface.put("@from-queue/n")
            stateInterface = Octets("hint:")
            stateInterface.append(contentsOf: record.exten)
            stateInterface.put("@from-internal")
        }
        var member = MemberRecord(
            queue: queue, phone: phone, interface: interface, stateInterface: stateInterface,
            name: record.party.name.isEmpty ? interface : record.party.name)
        member.penalty = penalty
        member.isDynamic = record.isDynamic
        member.loginTime = seconds
        member.status = record.state
        let slot = members.count
        members.append(member)
        phones[phone].members.append(slot)
        queues[queue].members.append(slot)
        if isAvailable(slot) { queues[queue].available += 1 }
        queues[queue].toldAvailable = queues[queue].available > 0
        return slot
    }

    private mutating func addSupervisor() {
        let exten = Octets("1000")
        guard phoneByExten[exten] == nil else { return }
        phoneByExten[exten] = phones.count
        phones.append(
            PhoneRecord(
                device: Octets("PJSIP/1000"), exten: exten, party: Party(number: exten, name: Octets("Supervisor"))))
    }

    /// Chooses how long people talk, so that the centre is busy but not drowned.
    private mutating func setPace(agents: Int) {
        let perSecond = max(0, min(options.callsPerMinute, 1e7)) / 60
        let staffed = max(1, Double(agents) * (1 - max(0, min(options.loggedOffShare, 0.95))) * 0.85)
        if let asked = options.meanTalkSeconds {
            meanTalk = max(1, min(asked, 36_000))
        } else {
            meanTalk = perSecond > 0 ? max(5, min(240, 0.62 * staffed / perSecond - 12)) : 120
        }
        meanOwnCallGap = max(0.05, 900 / Double(agents))
        if perSecond > 0 {
            later(.queueCallArrives, after: random.exponential(1 / perSecond), subject: 0)
        }
    }

    private mutating func beginHabits(agents: Int) {
        for phone in 0..<agents where !phones[phone].registered {
            later(.phoneReturns, after: 600 + random.exponential(4500), subject: phone)
        }
        guard options.agentHabits else { return }
        later(.ownCallArrives, after: random.exponential(meanOwnCallGap), subject: 0)
        for phone in 0..<agents {
            later(.pauseBegins, after: random.exponential(4000), subject: phone)
            if phones[phone].isDynamic {
                later(.shiftChanges, after: random.between(600, 9000), subject: phone)
            }
            if options.deviceFailures, phones[phone].registered {
                later(.phoneLeaves, after: 300 + random.exponential(9000), subject: phone)
            }
        }
    }
}
