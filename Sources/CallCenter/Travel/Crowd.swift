/// How full the queues were at a moment: what a timeline draws and where an alarm begins.
package struct Crowd: Sendable, Equatable {
    /// From which figures a queue is in breach.
    package struct Limits: Sendable, Equatable {
        /// Waiting callers.
        package var waiting: Int
        /// The longest wait, in seconds.
        package var wait: Int

        package init(waiting: Int = 5, wait: Int = 120) {
            self.waiting = waiting
            self.wait = wait
        }
    }

    /// Waiting callers of all queues.
    package var waiting = 0
    /// Queues in breach, as the board numbers them.
    package var breached: Set<UInt32> = []

    package init() {}
}

extension ServerBoard {
    /// The crowd at `time`: our clock, µs since 1970.
    package func crowd(at time: Int64, limits: Crowd.Limits) -> Crowd {
        var crowd = Crowd()
        var queue = box.state.queues.live(from: 1)
        while queue != 0 {
            let waiting = Int(box.state.queues[queue].waiting)
            crowd.waiting += waiting
            if waiting >= limits.waiting {
                crowd.breached.insert(queue)
            } else {
                var visit = box.state.queues[queue].firstVisit
                while visit != 0 {
                    if time &- box.state.visits[visit].joinedAt >= Int64(limits.wait) * 1_000_000 {
                        crowd.breached.insert(queue)
                        break
                    }
                    visit = box.state.visits[visit].next
                }
            }
            queue = box.state.queues.live(from: queue + 1)
        }
        return crowd
    }
}
