/// An agent as far as an order of many needs to know: numbers are read at once, texts only when they are asked for.
///
/// A board of thousands is put in order every second. Reading each agent out whole would make a dozen texts of which the
/// order looks at one.
package struct AgentSketch {
    fileprivate let box: BoardBox
    fileprivate let device: UInt32
    fileprivate let view: AgentView

    /// As `Agent.id`.
    package var id: String { box.state.texts.string(box.state.devices[device].name) }
    package var state: AgentState { view.state }
    /// When the state began: our clock, µs since 1970.
    package var since: Int64 { view.since }
    package var callsTaken: Int { view.callsTaken }
    package var missed: Int { view.missed }
    /// End of the last call, epoch seconds of the PBX; 0 is never.
    package var lastCall: Int { Int(view.lastCall) }
    package var penalty: Int { Int(view.penalty) }
    package var pausedReason: String { box.state.texts.string(view.pausedReason) }
    /// As `Agent.pausesAfterCall`.
    package var pausesAfterCall: Bool { view.paused && view.pausedEverywhere && view.state.outlastsPause }
    /// As `Agent.name`.
    package var name: String { box.state.agentName(device) }

    /// The first of the agent's queues by name; empty when there is none.
    package var firstQueue: String {
        var first: String?
        forEachQueue { queue, _ in
            let name = queue.name
            if first.map({ name.utf8.lexicographicallyPrecedes($0.utf8) }) ?? true { first = name }
        }
        return first ?? ""
    }

    /// Each queue that the agent is a member of and their state there, in no order: who is free and paused in one queue
    /// gets no call of that one.
    package func forEachQueue(_ body: (QueueSketch, AgentState) -> Void) {
        var member = box.state.devices[device].firstMember
        while member != 0 {
            let isPausedHere = state == .available && box.state.members[member].paused
            body(QueueSketch(box: box, slot: box.state.members[member].queue), isPausedHere ? .paused : state)
            member = box.state.members[member].nextOfAgent
        }
    }

    /// The agent read out whole, as they were at the moment that the sketch was made for.
    package var call: AgentCall? { box.state.agentCall(device, view) }
}

/// A queue as something to count for: the number is its own as long as the board is not changed.
package struct QueueSketch {
    fileprivate let box: BoardBox
    fileprivate let slot: UInt32

    /// Below `ServerBoard.queueNumberLimit`.
    package var number: Int { Int(slot) }
    package var name: String { box.state.texts.string(box.state.queues[slot].name) }
}

/// A channel as far as an order of many needs to know.
package struct ChannelSketch {
    fileprivate let box: BoardBox
    fileprivate let slot: UInt32

    package var uniqueID: String { box.state.texts.string(record.uniqueID) }
    package var name: String { box.state.texts.string(record.name) }
    package var state: ChannelState { ChannelState(rawValue: record.state) ?? .down }
    package var callerNumber: String { box.state.texts.string(record.callerNumber) }
    package var connectedNumber: String { box.state.texts.string(record.connectedNumber) }
    package var application: String { box.state.texts.string(record.application) }
    package var exten: String { box.state.texts.string(record.exten) }
    package var bridgeID: String { box.state.texts.string(record.bridge) }
    /// As `Channel.bridgedAt`.
    package var bridgedAt: Int64 { record.bridgedAt }
    /// As `Channel.createdAt`.
    package var createdAt: Int64 { record.createdAt }
    /// As `Channel.stateSince`.
    package var stateSince: Int64 { record.stateSince }

    private var record: ChannelRecord { box.state.channels[slot] }

    /// The channel read out whole.
    package var value: Channel { box.state.channelValue(slot) }
}

extension ServerBoard {
    /// Whether some channel of a call is alone in its bridge, as the caller is while an agent talks to the target of an
    /// attended transfer (main/bridge_basic.c).
    package func hasLonelyChannel(inCallOf uniqueID: String) -> Bool {
        let one = box.state.slot(.uniqueID, uniqueID)
        if one == 0 || one == TextTable.departed { return false }
        let call = box.state.channels[one].linkedID
        var slot = box.state.channels.live(from: 1)
        while slot != 0 {
            let record = box.state.channels[slot]
            let bridge = record.linkedID == call ? box.state.texts.owner(record.bridge) : 0
            if bridge != 0, box.state.bridges[bridge].first == slot, record.nextInBridge == 0 { return true }
            slot = box.state.channels.live(from: slot + 1)
        }
        return false
    }

    /// Sketches of everybody in `agents(at:)`, in no order: putting thousands in order takes longer than looking at each.
    /// Valid until the board is changed.
    package func agentSketches(at time: Int64) -> [AgentSketch] {
        var sketches: [AgentSketch] = []
        sketches.reserveCapacity(box.state.devices.count)
        var slot = box.state.devices.live(from: 1)
        while slot != 0 {
            if box.state.devices[slot].firstMember != 0 {
                sketches.append(AgentSketch(box: box, device: slot, view: AgentView(box.state, slot, at: time)))
            }
            slot = box.state.devices.live(from: slot + 1)
        }
        return sketches
    }

    /// Sketches of `channels`, in no order. Valid until the board is changed.
    package var channelSketches: [ChannelSketch] {
        var sketches: [ChannelSketch] = []
        sketches.reserveCapacity(box.state.channels.count)
        var slot = box.state.channels.live(from: 1)
        while slot != 0 {
            sketches.append(ChannelSketch(box: box, slot: slot))
            slot = box.state.channels.live(from: slot + 1)
        }
        return sketches
    }

    /// Sketches of every queue, in no order. Valid until the board is changed.
    package var queueSketches: [QueueSketch] {
        var sketches: [QueueSketch] = []
        var slot = box.state.queues.live(from: 1)
        while slot != 0 {
            sketches.append(QueueSketch(box: box, slot: slot))
            slot = box.state.queues.live(from: slot + 1)
        }
        return sketches
    }

    /// One more than the highest number of a queue's sketch.
    package var queueNumberLimit: Int { box.state.queues.end }
}
