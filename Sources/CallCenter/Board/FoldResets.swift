import AMI

// `queue reset stats` and `QueueReset`: nothing tells of them but figures that fell.
extension BoardState {
    /// What `clear_queue` of app_queue.c does: the queue's statistics and its members' calls begin anew, conversations
    /// that last are counted no more. The day's own figures go on.
    ///
    /// - Parameter completed: calls that are known to have been completed since.
    mutating func resetStatistics(queue: UInt32, completed: Int32) {
        queues[queue].completed = completed
        queues[queue].abandoned = 0
        queues[queue].completedInLevel = min(queues[queue].completedInLevel, completed)
        queues[queue].abandonedInLevel = 0
        queues[queue].holdTime = 0
        queues[queue].talkTime = 0
        queues[queue].averagesMoved = sequence
        // How long ago is not known, nor what was counted since: a list has to tell.
        queues[queue].suspect = true
        queues[queue].guessed = true
        var member = queues[queue].firstMember
        while member != 0 {
            members[member].callsTaken = 0
            members[member].toldTaken = 0
            members[member].lastCall = 0
            members[member].inCall = false
            if members[member].call.isOpen {
                members[member].call.isOpen = false
                members[member].call.wasReset = true
            }
            member = members[member].nextInQueue
        }
    }

    /// Marks the queues of which a list shows that their statistics were reset: a member's calls fell, or a queue that
    /// had counted something has counted nothing.
    mutating func findResets(in list: CollectedList) {
        forEachItem(list, where: { $0 == .queueParams || $0 == .queueMember }) { state, view, mark in
            let queue = view[.queue].map { state.queue($0) } ?? 0
            if queue == 0 || state.queues[queue].isReset { return }
            if mark.event == .queueParams {
                let before = mark.arrival
                let completed = view[.completed]?.int ?? Int(before.completed)
                let abandoned = view[.abandoned]?.int ?? Int(before.abandoned)
                guard completed + abandoned == 0, before.completed &+ before.abandoned > 0 else { return }
            } else {
                guard let interface = (view[.location] ?? view[.interface]), let taken = view[.callsTaken]?.int else {
                    return
                }
                let member = state.member(queue: queue, interface: interface)
                // An event since knows better than the item.
                guard member != 0, state.members[member].known, state.members[member].touched <= list.action.packet,
                    taken < Int(state.members[member].toldTaken)
                else { return }
            }
            state.queues[queue].isReset = true
            state.corrected("reset")
        }
    }
}
