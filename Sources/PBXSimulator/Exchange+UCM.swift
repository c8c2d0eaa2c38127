import AMI

/// The lists that only a UCM has.
extension Exchange {
    mutating func ucmQueues(_ answer: Answer) {
        var bytes = Octets()
        let echoes = options.ownListsEchoActionID
        for queue in queues {
            let present = queue.members.filter { members[$0].present }
            bytes.put("Event: QueueStatus\r\n")
            bytes.header("Queue: ", queue.name)
            bytes.header("CallsTotal: ", queue.completed + queue.abandoned + queue.waiting.count)
            bytes.header("CallCount: ", queue.waiting.count)
            bytes.header("CallsComplete: ", queue.completed)
            bytes.header("CallsAbandoned: ", queue.abandoned)
            bytes.header("Strategy: ", queue.strategy.word)
            bytes.put("Chairman: \r\nEnableAgentLogin: no\r\n")
            bytes.header("QueueName: ", queue.title)
            bytes.put("SeviceLevel: SL:")
            bytes.put(oneDecimal: queue.levelOfCompleted)
            bytes.put("% within ")
            bytes.put(queue.serviceLevel)
            bytes.put("s\r\nAbandonedRate: ")
            let all = queue.completed + queue.abandoned
            let hundredths = all == 0 ? 0 : Int((Double(queue.abandoned) * 10_000 / Double(all)).rounded())
            bytes.put(hundredths / 100)
            bytes.append(46)
            bytes.put(hundredths % 100, width: 2)
            bytes.put("%\r\n")
            bytes.header("AvgWaitTime: ", queue.holdTime)
            bytes.header("AvgTalkTime: ", queue.talkTime)
            bytes.header("AvailableCount: ", queue.available)
            bytes.header("AgentCount: ", present.count)
            if echoes { bytes.append(contentsOf: answer.idLine) }
            bytes.put("\r\n")
            for member in present {
                bytes.put("Event: QueueMemberStatus\r\n")
                bytes.header("Queue: ", queue.name)
                bytes.header("Location: ", members[member].interface)
                bytes.header("MemberName: ", members[member].name)
                writeUCMMember(member, to: &bytes, listsPause: true)
                if echoes { bytes.append(contentsOf: answer.idLine) }
                bytes.put("\r\n")
            }
        }
        // The guide's example announces one item and shows two: members are not counted.
        answerOwnList(answer, "Queues list will follow", complete: "QueuesComplete", items: queues.count, bytes)
    }

    mutating func ucmAgents(_ answer: Answer) {
        var bytes = Octets()
        let echoes = options.ownListsEchoActionID
        var items = 0
        for queue in queues {
            for member in queue.members where members[member].present {
                bytes.put("Event: GsAgent\r\n")
                bytes.header("Agent: ", members[member].interface)
                bytes.header("QueueName: ", queue.title)
                bytes.header("Queue: ", queue.name)
                bytes.header("Location: ", members[member].interface)
                writeUCMMember(member, to: &bytes, listsPause: false)
                if echoes { bytes.append(contentsOf: answer.idLine) }
                // The guide shows two empty lines after an agent: an empty packet.
                bytes.put("\r\n\r\n")
                items += 1
            }
        }
        answerOwnList(answer, "Agents status will follow", complete: "GsAgentComplete", items: items, bytes)
    }

    /// A list of the UCM's own: its end echoes the ActionID only where its items do, and lists no `ActionID` in the guide.
    private mutating func answerOwnList(
        _ answer: Answer, _ message: StaticString, complete: StaticString, items: Int, _ bytes: Octets
    ) {
        var whole = Octets("Response: Success\r\n")
        whole.append(contentsOf: answer.idLine)
        whole.put("EventList: start\r\n")
        whole.header("Message: ", message)
        whole.put("\r\n")
        whole.append(contentsOf: bytes)
        whole.header("Event: ", complete)
        if options.ownListsEchoActionID { whole.append(contentsOf: answer.idLine) }
        whole.put("EventList: Complete\r\n")
        whole.header("ListItems: ", items)
        whole.put("\r\n")
        sessions[answer.session].pending.append(contentsOf: whole)
    }

    /// `QueueLogin`: an agent takes a seat of a queue. The guide names the action and its class, no more; its headers are
    /// taken to be those of QueueAdd and QueueRemove.
    mutating func ucmLogIn(_ answer: Answer) { queueAdd(answer) }

    /// `QueueLogoff`: an agent leaves a seat.
    mutating func ucmLogOff(_ answer: Answer) {
        guard let member = seat(answer) else { return }
        acknowledge(answer, "Removed interface from queue")
        removeMember(member)
    }

    /// `QueueClean`: "clean up the seat status of the queue". Counts of its members begin anew.
    mutating func ucmClean(_ answer: Answer) {
        let name = answer.text("Queue")
        guard let queue = queues.firstIndex(where: { $0.name == name }) else {
            refuse(answer, "No such queue")
            return
        }
        acknowledge(answer, "Queue cleaned successfully")
        for member in queues[queue].members {
            members[member].callsTaken = 0
            members[member].lastCall = 0
        }
    }

    private mutating func seat(_ answer: Answer) -> Int? {
        let (name, interface) = (answer.text("Queue"), answer.text("Interface"))
        let found = queues.first { $0.name == name }?.members.first {
            members[$0].present && members[$0].interface == interface
        }
        if found == nil { refuse(answer, "Unable to remove interface: Not there") }
        return found
    }

    private func writeUCMMember(_ member: Int, to bytes: inout Octets, listsPause: Bool) {
        let record = members[member]
        bytes.put(record.isDynamic ? "Membership: dynamic\r\n" : "Membership: static\r\n")
        bytes.header("Penalty: ", record.penalty)
        bytes.header("CallsTaken: ", record.callsTaken)
        bytes.header("LastCall: ", record.lastCall)
        bytes.header("Status: ", Int(record.status.rawValue))
        if listsPause { bytes.put("EnableAgentLogin: no\r\n") }
        bytes.header("LoginTime: ", record.loginTime)
        bytes.header("CallsAbandon: ", 0)
        bytes.header("TalkTime: ", 0)
        bytes.put("CallerChannel: \r\n")
        if listsPause { bytes.header("PausedTime: ", record.paused ? seconds - record.lastPause : 0) }
        bytes.header("Paused: ", record.paused ? 1 : 0)
    }
}
