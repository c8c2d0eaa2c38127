/// Lists queues with their members and waiting callers. An unknown queue answers an empty list.
package struct QueueStatus: AMIAction {
    package static let declaration = ActionDeclaration(
        "QueueStatus",
        list: ListGrouping(items: ["QueueParams", "QueueMember", "QueueEntry"], complete: "QueueStatusComplete"))

    /// One queue only; nil for all.
    package var queue: String?
    /// One member's interface only; nil for all.
    package var member: String?

    package init(queue: String? = nil, member: String? = nil) {
        self.queue = queue
        self.member = member
    }

    package var fields: [HeaderField] { .present(("Queue", queue), ("Member", member)) }
}

/// Lists queues with how many members are logged in and free, callers wait, and for how long.
package struct QueueSummary: AMIAction {
    package static let declaration = ActionDeclaration(
        "QueueSummary", list: ListGrouping(items: ["QueueSummary"], complete: "QueueSummaryComplete"))

    /// One queue only; nil for all.
    package var queue: String?

    package init(queue: String? = nil) { self.queue = queue }

    package var fields: [HeaderField] { .present(("Queue", queue)) }
}

/// Pauses a member or takes the pause back.
package struct QueuePause: AMIAction {
    package static let declaration = ActionDeclaration("QueuePause", anyOf: [.agent])

    /// The member's interface, as its queue names it.
    package var interface: String
    /// One queue only; nil for all of the member's queues.
    package var queue: String?
    /// True to pause.
    package var paused: Bool
    /// Why, for the queue's log and the other boards; nil or empty for none.
    package var reason: String?

    package init(interface: String, queue: String? = nil, paused: Bool, reason: String? = nil) {
        self.interface = interface
        self.queue = queue
        self.paused = paused
        self.reason = reason
    }

    package var fields: [HeaderField] {
        .present(
            ("Interface", interface), ("Paused", paused ? "true" : "false"), ("Queue", queue), ("Reason", reason))
    }
}

/// Adds a dynamic member to a queue.
package struct QueueAdd: AMIAction {
    package static let declaration = ActionDeclaration("QueueAdd", anyOf: [.agent])

    package var queue: String
    package var interface: String
    /// Calls reach members of a lower penalty first; nil for 0.
    package var penalty: Int?
    /// Whether the member begins paused.
    package var paused: Bool
    /// The name that lists show; nil for the interface.
    package var memberName: String?
    /// The device whose state counts; nil for the interface.
    package var stateInterface: String?

    package init(
        queue: String, interface: String, penalty: Int? = nil, paused: Bool = false, memberName: String? = nil,
        stateInterface: String? = nil
    ) {
        self.queue = queue
        self.interface = interface
        self.penalty = penalty
        self.paused = paused
        self.memberName = memberName
        self.stateInterface = stateInterface
    }

    package var fields: [HeaderField] {
        .present(
            ("Queue", queue), ("Interface", interface), ("Penalty", penalty.map(String.init)),
            ("Paused", paused ? "true" : nil), ("MemberName", memberName), ("StateInterface", stateInterface))
    }
}

/// Removes a dynamic member from a queue; a static one answers *Member not dynamic*.
package struct QueueRemove: AMIAction {
    package static let declaration = ActionDeclaration("QueueRemove", anyOf: [.agent])

    package var queue: String
    package var interface: String

    package init(queue: String, interface: String) {
        self.queue = queue
        self.interface = interface
    }

    package var fields: [HeaderField] { .present(("Queue", queue), ("Interface", interface)) }
}

/// Sets a member's penalty.
package struct QueuePenalty: AMIAction {
    package static let declaration = ActionDeclaration("QueuePenalty", anyOf: [.agent])

    package var interface: String
    package var penalty: Int
    /// One queue only; nil for all of the member's queues.
    package var queue: String?

    package init(interface: String, penalty: Int, queue: String? = nil) {
        self.interface = interface
        self.penalty = penalty
        self.queue = queue
    }

    package var fields: [HeaderField] {
        .present(("Interface", interface), ("Penalty", String(penalty)), ("Queue", queue))
    }
}

/// Sets whether a member is rung while its device is in use.
package struct QueueMemberRingInUse: AMIAction {
    package static let declaration = ActionDeclaration("QueueMemberRingInUse", anyOf: [.agent])

    package var interface: String
    package var ringInUse: Bool
    /// One queue only; nil for all of the member's queues.
    package var queue: String?

    package init(interface: String, ringInUse: Bool, queue: String? = nil) {
        self.interface = interface
        self.ringInUse = ringInUse
        self.queue = queue
    }

    package var fields: [HeaderField] {
        .present(("Interface", interface), ("RingInUse", ringInUse ? "yes" : "no"), ("Queue", queue))
    }
}

/// A UCM's own list of queues with their members.
package struct UCMQueues: AMIAction {
    package static let declaration = ActionDeclaration(
        "Queues",
        list: ListGrouping(
            items: ["QueueStatus", "QueueMemberStatus"], complete: "QueuesComplete", echoesActionID: false))

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// A UCM's own list of agents.
package struct GSAgents: AMIAction {
    package static let declaration = ActionDeclaration(
        "GSAgents", anyOf: [.agent],
        list: ListGrouping(items: ["GsAgent"], complete: "GsAgentComplete", echoesActionID: false))

    package init() {}

    package var fields: [HeaderField] { [] }
}

extension [HeaderField] {
    /// The headers that have a value, in order; an empty value counts as none.
    static func present(_ pairs: (String, String?)...) -> [HeaderField] {
        pairs.compactMap { name, value in
            guard let value, !value.isEmpty else { return nil }
            return HeaderField(name, value)
        }
    }
}
