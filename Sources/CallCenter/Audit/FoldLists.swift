import AMI

// Lists: collected item by item, applied or compared when they are whole.
extension BoardState {
    /// How long a list's differences wait for events that were on their way when it was written, in µs.
    static var healTime: Int64 { 1_000_000 }

    mutating func listItem(_ kind: ListKind, _ view: MessageView, at time: Int64) {
        let index = lists.index(of: view[.actionID], kind: kind, packet: sequence, time: time)
        let raw = view.raw
        guard lists.collecting[index].bytes.count + raw.count <= CollectedList.longest else { return }
        let end = lists.collecting[index].bytes.count + raw.count
        var mark = ItemMark(packet: sequence, time: time, event: view.event ?? .unknown, end: end)
        if mark.event == .queueParams, let name = view[.queue] {
            let slot = queue(name)
            if slot != 0 {
                mark.arrival = counters(of: slot)
                mark.counters = mark.arrival
            }
        }
        lists.collecting[index].bytes.append(contentsOf: raw.buffer)
        lists.collecting[index].marks.append(mark)
    }

    func counters(of queue: UInt32) -> QueueCounters {
        let record = queues[queue]
        return QueueCounters(
            completed: record.completed, abandoned: record.abandoned, completedInLevel: record.completedInLevel,
            abandonedInLevel: record.abandonedInLevel)
    }

    mutating func listCompleted(_ kind: ListKind, _ view: MessageView, at time: Int64) {
        // The index is found, or an empty list begun: a queue that vanished answers with nothing.
        let index = lists.index(of: view[.actionID], kind: kind, packet: sequence, time: time)
        var list = lists.collecting.remove(at: index)
        lists.sent.removeAll { $0.id == list.action.id }
        switch kind {
        case .queues:
            let isAudit = phase.queuesKnown && !phase.queuesTorn
            if isAudit || !list.action.scope.isEmpty {
                beginAudit(&list, at: time)
            } else {
                reconcileQueues(list, mode: .snapshot, at: time)
                phase.queuesKnown = true
                phase.queuesTorn = false
                snapshotPartTaken(at: time)
            }
        case .channels:
            if phase.channelsKnown, !phase.channelsTorn {
                beginAudit(&list, at: time)
            } else {
                reconcileChannels(list, mode: .snapshot, at: time)
                phase.channelsKnown = true
                phase.channelsTorn = false
                snapshotPartTaken(at: time)
            }
        case .ucmQueues, .ucmAgents:
            guard !phase.queuesKnown || hasOwnListsOnly else {
                takeTitles(list)
                return
            }
            takeOwnList(list, at: time)
            if hasOwnListsOnly, kind == .ucmQueues, !phase.queuesKnown {
                phase.queuesKnown = true
                snapshotPartTaken(at: time)
            }
        }
    }

    /// The user of a UCM is offered its own lists and not QueueStatus: these are all that will come.
    private var hasOwnListsOnly: Bool { commands.contains("queues") && !commands.contains("queuestatus") }

    mutating func snapshotPartTaken(at time: Int64) {
        guard phase.isComplete, !phase.isTorn else { return }
        phase.snapshotTaken()
        closeGap(at: time)
        if countedSince == nil { countedSince = time }
        if countedFirst == nil { countedFirst = time }
        if phase.stage != .idle { phase.stage = .connected }
        lists.snapshotAt = time
    }

    /// The second and every later list: what only configuration decides is set at once, the rest waits for events that
    /// are still on their way.
    private mutating func beginAudit(_ list: inout CollectedList, at time: Int64) {
        audit.checked += 1
        audit.lastAt = time
        list.deadline = time + Self.healTime
        if list.kind == .queues {
            setConfigured(&list, at: time)
        } else {
            lists.channelsAuditedAt = time
        }
        lists.healing.append(list)
    }

    /// Settles every list whose second is over at `time`, in order.
    mutating func settleLists(until time: Int64) {
        while let list = lists.healing.first, list.deadline <= time {
            lists.healing.removeFirst()
            now = max(now, list.deadline)
            moment = list.deadline
            if list.kind == .queues {
                reconcileQueues(list, mode: .audit, at: list.deadline)
            } else {
                reconcileChannels(list, mode: .audit, at: list.deadline)
            }
        }
    }

    mutating func corrected(_ kind: String) {
        audit.corrected += 1
        audit.kinds[kind, default: 0] += 1
    }

    // MARK: Responses

    mutating func responseCame(_ view: MessageView, success: Bool, at time: Int64) {
        if let text = view[.asteriskVersion] {
            if !text.equals(version) { version = text.string }
        }
        if success, let function = view[.variable], let value = view[.value] {
            functionTold(function, value, at: time)
        }
        guard let id = view[.actionID] else { return }
        let place = lists.sent.firstIndex { id.equals($0.id) }
        guard success else {
            guard let place else { return }
            let action = lists.sent.remove(at: place)
            if action.kind == .channels, !phase.channelsKnown {
                // This user may not list channels; events alone tell of them.
                phase.channelsRefused = true
                snapshotPartTaken(at: time)
            }
            return
        }
        if place == nil, let start = view[.eventList], start.equalsIgnoringCase("start") {
            lists.sent.removeAll { $0.kind == nil }
            lists.sent.append(
                SentAction(id: id.string, kind: nil, scope: "", sentAt: time, packet: sequence))
        }
    }
}
