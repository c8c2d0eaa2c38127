import AMI

/// The lists that only a UCM has.
extension Exchange {
    mutating func ucmQueues(_ answer: Answer) {
        var bytes = Octets()
        var items = 0
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
            bytes.append(contentsOf: answer.idLine)
            bytes.put("\r\n")
            items += 1
            for member in present {
                bytes.put("Event: QueueMemberStatus\r\n")
                bytes.header("Queue: ", queue.name)
                bytes.header("Location: ", members[member].interface)
                bytes.header("MemberName: ", members[member].name)
                writeUCMMember(member, to: &bytes, listsPause: true)
                bytes.append(contentsOf: answer.idLine)
                bytes.put("\r\n")
                items += 1
            }
        }
        answerList(answer, "Queues list will follow", complete: "QueuesComplete", items: items, bytes)
    }

    mutating func ucmAgents(_ answer: Answer) {
        var bytes = Octets()
        var items = 0
        for queue in queues {
            for member in queue.members where members[member].present {
                bytes.put("Event: GsAgent\r\n")
                bytes.header("Agent: ", members[member].interface)
                bytes.header("QueueName: ", queue.title)
                bytes.header("Queue: ", queue.name)
                bytes.header("Location: ", members[member].interface)
                writeUCMMember(member, to: &bytes, listsPause: false)
                bytes.append(contentsOf: answer.idLine)
                bytes.put("\r\n")
                items += 1
            }
        }
        answerList(answer, "Agents status will follow", complete: "GsAgentComplete", items: items, bytes)
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
