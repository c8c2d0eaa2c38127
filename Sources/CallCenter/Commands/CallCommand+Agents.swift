import AMI

/// Commands about memberships.
extension CallCommand {
    /// Pauses or unpauses memberships. A nil queue is every queue of the interfaces; the reason may be empty.
    package static func pause(
        server: String, interfaces: [String], queue: String?, paused: Bool, reason: String,
        targets: [CommandTarget] = []
    ) -> CallCommand {
        let requests = interfaces.map {
            ControlRequest(
                QueuePause(interface: $0, queue: queue, paused: paused, reason: reason.isEmpty ? nil : reason))
        }
        let why = paused && !reason.isEmpty ? " (\(reason))" : ""
        return CallCommand(
            paused ? .pause : .unpause, server: server, requests, targets: targets, scope: queue ?? "",
            summary: (paused ? "pause " : "unpause ") + interfaces.joined(separator: ", ")
                + " in " + (queue ?? "every queue") + why,
            reason: reason)
    }

    /// One membership's pause as it was.
    package struct PauseState: Sendable, Equatable {
        package var queue: String
        package var interface: String
        package var paused: Bool
        package var reason: String

        package init(queue: String, interface: String, paused: Bool, reason: String) {
            self.queue = queue
            self.interface = interface
            self.paused = paused
            self.reason = reason
        }
    }

    /// Pauses or unpauses memberships one by one: those of a group of queues.
    package static func pause(
        server: String, group: String, memberships: [(queue: String, interface: String)], paused: Bool, reason: String,
        targets: [CommandTarget]
    ) -> CallCommand {
        let why = paused && !reason.isEmpty ? " (\(reason))" : ""
        return CallCommand(
            paused ? .pause : .unpause, server: server,
            memberships.map {
                ControlRequest(
                    QueuePause(
                        interface: $0.interface, queue: $0.queue, paused: paused,
                        reason: reason.isEmpty ? nil : reason))
            }, targets: targets,
            summary: (paused ? "pause " : "unpause ")
                + distinct(memberships.map(\.interface)).joined(separator: ", ") + " in the group \(group)" + why,
            reason: reason)
    }

    /// Puts memberships back to what they were before a pause or its end.
    package static func undoPause(server: String, _ states: [PauseState], targets: [CommandTarget]) -> CallCommand {
        CallCommand(
            .undoPause, server: server,
            states.map {
                ControlRequest(
                    QueuePause(
                        interface: $0.interface, queue: $0.queue, paused: $0.paused,
                        reason: $0.reason.isEmpty ? nil : $0.reason))
            }, targets: targets,
            summary: "put back the pauses of \(distinct(states.map(\.interface)).joined(separator: ", "))")
    }

    /// Ends a pause that the PBX itself began (autopause), in the queues that have it.
    package static func release(server: String, _ states: [PauseState], targets: [CommandTarget]) -> CallCommand {
        CallCommand(
            .release, server: server,
            states.map { ControlRequest(QueuePause(interface: $0.interface, queue: $0.queue, paused: false)) },
            targets: targets, summary: "release \(distinct(states.map(\.interface)).joined(separator: ", "))")
    }

    /// Adds an interface to a queue.
    package static func addToQueue(
        server: String, queue: String, interface: String, name: String, stateInterface: String, penalty: Int,
        paused: Bool, targets: [CommandTarget] = []
    ) -> CallCommand {
        CallCommand(
            .addToQueue, server: server,
            [
                ControlRequest(
                    QueueAdd.declaration, ("Queue", queue), ("Interface", interface), ("Penalty", String(penalty)),
                    ("Paused", paused ? "true" : nil), ("MemberName", name), ("StateInterface", stateInterface))
            ], targets: targets + [.queue(queue)], scope: queue, summary: "add \(interface) to \(queue)")
    }

    /// Takes interfaces out of a queue.
    package static func removeFromQueue(
        server: String, queue: String, interfaces: [String], targets: [CommandTarget] = []
    ) -> CallCommand {
        CallCommand(
            .removeFromQueue, server: server,
            interfaces.map { ControlRequest(QueueRemove(queue: queue, interface: $0)) }, targets: targets,
            scope: queue, summary: "remove \(interfaces.joined(separator: ", ")) from \(queue)")
    }

    /// Sets a penalty in one queue, or in every one when it is nil.
    package static func penalty(
        server: String, interfaces: [String], queue: String?, penalty: Int, targets: [CommandTarget] = []
    ) -> CallCommand {
        CallCommand(
            .penalty, server: server,
            interfaces.map { ControlRequest(QueuePenalty(interface: $0, penalty: penalty, queue: queue)) },
            targets: targets, scope: queue ?? "",
            summary:
                "set the penalty of \(interfaces.joined(separator: ", ")) to \(penalty) in \(queue ?? "every queue")")
    }

    /// Sets whether calls come while the device is in use, in one queue, or in every one when it is nil.
    package static func ringInUse(
        server: String, interfaces: [String], queue: String?, rings: Bool, targets: [CommandTarget] = []
    ) -> CallCommand {
        CallCommand(
            .ringInUse, server: server,
            interfaces.map { ControlRequest(QueueMemberRingInUse(interface: $0, ringInUse: rings, queue: queue)) },
            targets: targets, scope: queue ?? "",
            summary: (rings ? "ring " : "not ring ") + interfaces.joined(separator: ", ")
                + " while in use in \(queue ?? "every queue")")
    }

    private static func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
