import AMI

/// The actions of app_queue, with its messages.
extension Exchange {
    /// Queues that an optional `Queue` header names, in their order; all without it.
    private func queues(named name: Octets) -> [Int] {
        name.isEmpty ? Array(queues.indices) : queues.indices.filter { Self.isSame(queues[$0].name, name) }
    }

    /// Equal but for the case of letters, as `strcasecmp` compares.
    private static func isSame(_ one: Octets, _ other: Octets) -> Bool {
        one.count == other.count
            && zip(one, other).allSatisfy { left, right in
                left == right || (left | 32 == right | 32 && left | 32 >= 97 && left | 32 <= 122)
            }
    }

    mutating func queueStatus(_ answer: Answer) {
        var bytes = Octets()
        var items = 0
        let filter = answer.text("Member")
        for queue in queues(named: answer.text("Queue")) {
            writeParameters(of: queue, answer, to: &bytes)
            items += 1
            for member in queues[queue].members where members[member].present {
                guard filter.isEmpty || filter == members[member].interface || filter == members[member].name else {
                    continue
                }
                writeMember(member, answer, to: &bytes)
                items += 1
            }
            for (index, waiting) in queues[queue].waiting.enumerated() {
                writeEntry(waiting, position: index + 1, queue: queue, answer, to: &bytes)
                items += 1
            }
        }
        answerList(answer, "Queue status will follow", complete: "QueueStatusComplete", items: items, bytes)
    }

    private func writeParameters(of queue: Int, _ answer: Answer, to bytes: inout Octets) {
        let record = queues[queue]
        bytes.put("Event: QueueParams\r\n")
        bytes.header("Queue: ", record.name)
        bytes.header("Max: ", record.maximum)
        bytes.header("Strategy: ", record.strategy.word)
        bytes.header("Calls: ", record.waiting.count)
        bytes.header("Holdtime: ", record.holdTime)
        bytes.header("TalkTime: ", record.talkTime)
        bytes.header("Completed: ", record.completed)
        bytes.header("Abandoned: ", record.abandoned)
        bytes.header("ServiceLevel: ", record.serviceLevel)
        bytes.put("ServicelevelPerf: ")
        bytes.put(oneDecimal: record.levelOfCompleted)
        bytes.put("\r\nServicelevelPerf2: ")
        bytes.put(oneDecimal: record.levelOfAll)
        bytes.put("\r\n")
        bytes.header("Weight: ", record.weight)
        bytes.append(contentsOf: answer.idLine)
        bytes.put("\r\n")
    }

    private func writeMember(_ member: Int, _ answer: Answer, to bytes: inout Octets) {
        let record = members[member]
        bytes.put("Event: QueueMember\r\n")
        bytes.header("Queue: ", queues[record.queue].name)
        bytes.header("Name: ", record.name)
        bytes.header("Location: ", record.interface)
        bytes.header("StateInterface: ", record.stateInterface)
        bytes.put(record.isDynamic ? "Membership: dynamic\r\n" : "Membership: static\r\n")
        bytes.header("Penalty: ", record.penalty)
        bytes.header("CallsTaken: ", record.callsTaken)
        bytes.header("LastCall: ", record.lastCall)
        bytes.header("LastPause: ", record.lastPause)
        bytes.header("LoginTime: ", record.loginTime)
        bytes.header("InCall: ", record.callStart == 0 ? 0 : 1)
        bytes.header("Status: ", Int(record.status.rawValue))
        bytes.header("Paused: ", record.paused ? 1 : 0)
        bytes.header("PausedReason: ", record.pausedReason)
        bytes.header("Wrapuptime: ", record.wrapupTime)
        bytes.append(contentsOf: answer.idLine)
        bytes.put("\r\n")
    }

    private func writeEntry(
        _ waiting: WaitingCaller, position: Int, queue: Int, _ answer: Answer, to bytes: inout Octets
    ) {
        let channel = channels[calls[waiting.call].caller]
        func known(_ name: StaticString, _ value: Octets) {
            bytes.put(name)
            if value.isEmpty { bytes.put("unknown") } else { bytes.append(contentsOf: value) }
            bytes.put("\r\n")
        }
        bytes.put("Event: QueueEntry\r\n")
        bytes.header("Queue: ", queues[queue].name)
        bytes.header("Position: ", position)
        bytes.header("Channel: ", channel.name)
        bytes.header("Uniqueid: ", channel.uniqueID)
        known("CallerIDNum: ", channel.caller.number)
        known("CallerIDName: ", channel.caller.name)
        known("ConnectedLineNum: ", channel.connected.number)
        known("ConnectedLineName: ", channel.connected.name)
        bytes.header("Wait: ", seconds - waiting.start)
        bytes.header("Priority: ", waiting.priority)
        bytes.append(contentsOf: answer.idLine)
        bytes.put("\r\n")
    }

    mutating func queueSummary(_ answer: Answer) {
        var bytes = Octets()
        let chosen = queues(named: answer.text("Queue"))
        for queue in chosen {
            let record = queues[queue]
            let present = record.members.filter { members[$0].present }
            bytes.put("Event: QueueSummary\r\n")
            bytes.header("Queue: ", record.name)
            bytes.header(
                "LoggedIn: ", present.count { members[$0].status != .unavailable && members[$0].status != .invalid })
            bytes.header("Available: ", present.count { isAvailable($0) })
            bytes.header("Callers: ", record.waiting.count)
            bytes.header("HoldTime: ", record.holdTime)
            bytes.header("TalkTime: ", record.talkTime)
            bytes.header("LongestHoldTime: ", record.waiting.map { seconds - $0.start }.max() ?? 0)
            bytes.append(contentsOf: answer.idLine)
            bytes.put("\r\n")
        }
        answerList(
            answer, "Queue summary will follow", complete: "QueueSummaryComplete", items: chosen.count, bytes)
    }

    // MARK: Members

    /// The memberships an action means: an interface, in one queue or in all.
    private func memberships(_ answer: Answer) -> [Int] {
        let interface = answer.text("Interface")
        return queues(named: answer.text("Queue")).flatMap { queue in
            queues[queue].members.filter { members[$0].present && Self.isSame(members[$0].interface, interface) }
        }
    }

    mutating func pauseMember(_ answer: Answer) {
        let asked = answer.packet["Paused"] ?? ""
        if answer.text("Interface").isEmpty || asked.isEmpty {
            refuse(answer, "Need 'Interface' and 'Paused' parameters.")
            return
        }
        let found = memberships(answer)
        if found.isEmpty {
            refuse(answer, "Interface not found")
            return
        }
        acknowledge(answer, asked.isTrue ? "Interface paused successfully" : "Interface unpaused successfully")
        for member in found { setPaused(member, asked.isTrue, reason: answer.text("Reason")) }
    }

    mutating func queueAdd(_ answer: Answer) {
        let queueName = answer.text("Queue")
        let interface = answer.text("Interface")
        if queueName.isEmpty {
            refuse(answer, "'Queue' not specified.")
            return
        }
        if interface.isEmpty {
            refuse(answer, "'Interface' not specified.")
            return
        }
        guard let queue = queues(named: queueName).first else {
            refuse(answer, "Unable to add interface to queue: No such queue")
            return
        }
        let known = queues[queue].members.first { Self.isSame(members[$0].interface, interface) }
        if let known, members[known].present {
            refuse(answer, "Unable to add interface: Already there")
            return
        }
        acknowledge(answer, "Added interface to queue")
        let member = known ?? newMembership(of: interface, in: queue, stateInterface: answer.text("StateInterface"))
        let name = answer.text("MemberName")
        if !name.isEmpty { members[member].name = name }
        members[member].penalty = max(0, Int(Int32(answer.packet["Penalty"] ?? "") ?? 0))
        members[member].paused = (answer.packet["Paused"] ?? "").isTrue
        members[member].pausedReason = members[member].paused ? answer.text("Reason") : []
        addMember(member)
    }

    /// A membership for an interface that no configuration named. What rings is the phone it names, if one does.
    private mutating func newMembership(of interface: Octets, in queue: Int, stateInterface: Octets) -> Int {
        let phone: Int
        if let known = phones.firstIndex(where: { !$0.isTrunk && $0.device == interface })
            ?? phones.firstIndex(where: { $0.device == stateInterface })
        {
            phone = known
        } else {
            // Nothing answers to that name: a device that is never there.
            phone = phones.count
            var record = PhoneRecord(device: interface, exten: [], party: Party())
            record.registered = false
            record.state = .invalid
            record.isTrunk = false
            phones.append(record)
        }
        var record = MemberRecord(
            queue: queue, phone: phone, interface: interface,
            stateInterface: stateInterface.isEmpty ? interface : stateInterface, name: interface)
        record.isDynamic = true
        record.present = false
        members.append(record)
        phones[phone].members.append(members.count - 1)
        queues[queue].members.append(members.count - 1)
        return members.count - 1
    }

    mutating func queueRemove(_ answer: Answer) {
        let queueName = answer.text("Queue")
        let interface = answer.text("Interface")
        if queueName.isEmpty || interface.isEmpty {
            refuse(answer, "Need 'Queue' and 'Interface' parameters.")
            return
        }
        guard let queue = queues(named: queueName).first else {
            refuse(answer, "Unable to remove interface from queue: No such queue")
            return
        }
        guard
            let member = queues[queue].members.first(where: {
                members[$0].present && Self.isSame(members[$0].interface, interface)
            })
        else {
            refuse(answer, "Unable to remove interface: Not there")
            return
        }
        if !members[member].isDynamic {
            refuse(answer, "Member not dynamic")
            return
        }
        acknowledge(answer, "Removed interface from queue")
        removeMember(member)
    }

    mutating func setPenalty(_ answer: Answer) {
        let asked = answer.packet["Penalty"] ?? ""
        if answer.text("Interface").isEmpty || asked.isEmpty {
            refuse(answer, "Need 'Interface' and 'Penalty' parameters.")
            return
        }
        let found = memberships(answer)
        let penalty = Int(asked) ?? 0
        if found.isEmpty || penalty < 0 || penalty > Int(Int32.max) {
            refuse(answer, "Invalid interface, queuename or penalty")
            return
        }
        acknowledge(answer, "Interface penalty set successfully")
        for member in found {
            members[member].penalty = penalty
            tellMember("Event: QueueMemberPenalty\r\nPrivilege: agent,all\r\n", member)
        }
    }

    mutating func setRingInUse(_ answer: Answer) {
        let asked = answer.packet["RingInUse"] ?? ""
        if answer.text("Interface").isEmpty || asked.isEmpty {
            refuse(answer, "Need 'Interface' and 'RingInUse' parameters.")
            return
        }
        if !asked.isTrue, !asked.isFalse {
            refuse(answer, "'RingInUse' parameter must be a truth value (yes/no, on/off, 0/1, etc)")
            return
        }
        let found = memberships(answer)
        if found.isEmpty {
            // Asterisk's own message ends with a line feed of its own.
            refuse(answer, "Invalid interface, queuename, or ringinuse value\n")
            return
        }
        acknowledge(answer, "Interface ringinuse set successfully")
        for member in found {
            members[member].ringInUse = asked.isTrue
            tellMember("Event: QueueMemberRinginuse\r\nPrivilege: agent,all\r\n", member)
        }
    }

    // MARK: Queues and callers

    mutating func resetQueues(_ answer: Answer) {
        acknowledge(answer, "Queue stats reset successfully")
        for queue in queues(named: answer.text("Queue")) {
            queues[queue].completed = 0
            queues[queue].completedInLevel = 0
            queues[queue].abandoned = 0
            queues[queue].abandonedInLevel = 0
            queues[queue].holdTime = 0
            queues[queue].talkTime = 0
            for member in queues[queue].members {
                members[member].callsTaken = 0
                members[member].lastCall = 0
            }
        }
    }

    mutating func reloadQueues(_ answer: Answer) { acknowledge(answer, "Queue reloaded successfully") }

    mutating func queueLog(_ answer: Answer) {
        if answer.text("Queue").isEmpty || answer.text("Event").isEmpty {
            refuse(answer, "Need 'Queue' and 'Event' parameters.")
        } else {
            acknowledge(answer, "Event added successfully")
        }
    }

    /// The waiting caller that an action's `Queue` and `Caller` headers mean.
    private func waitingCaller(_ answer: Answer, queue: Int) -> Int? {
        let name = answer.text("Caller")
        return queues[queue].waiting.firstIndex {
            channels[calls[$0.call].caller].name == name || channels[calls[$0.call].caller].uniqueID == name
        }
    }

    mutating func changePriority(_ answer: Answer) {
        if answer.text("Queue").isEmpty {
            refuse(answer, "'Queue' not specified.")
        } else if answer.text("Caller").isEmpty {
            refuse(answer, "'Caller' not specified.")
        } else if answer.text("Priority").isEmpty {
            refuse(answer, "'Priority' not specified.")
        } else if let priority = Int32(answer.packet["Priority"] ?? "") {
            guard let queue = queues(named: answer.text("Queue")).first else {
                refuse(answer, "Unable to change priority caller on queue: No such queue")
                return
            }
            guard let index = waitingCaller(answer, queue: queue) else {
                refuse(answer, "Unable to change priority caller on queue: No such caller")
                return
            }
            acknowledge(answer, "Priority change for caller on queue")
            var waiting = queues[queue].waiting.remove(at: index)
            waiting.priority = Int(priority)
            let place = queues[queue].waiting.firstIndex { $0.priority < waiting.priority }
            queues[queue].waiting.insert(waiting, at: place ?? queues[queue].waiting.count)
            calls[waiting.call].priority = waiting.priority
        } else {
            refuse(answer, "'Priority' need integer.")
        }
    }

    mutating func withdrawCaller(_ answer: Answer) {
        if answer.text("Queue").isEmpty {
            refuse(answer, "'Queue' not specified.")
        } else if answer.text("Caller").isEmpty {
            refuse(answer, "'Caller' not specified.")
        } else if let queue = queues(named: answer.text("Queue")).first {
            guard let index = waitingCaller(answer, queue: queue) else {
                refuse(answer, "Unable to request withdraw from queue: No such caller")
                return
            }
            acknowledge(answer, "Withdraw requested successfully")
            let call = queues[queue].waiting[index].call
            calls[call].transfersLeft = 0
            queueGivesUp(call)
        } else {
            refuse(answer, "Unable to request withdraw from queue: No such queue")
        }
    }
}
