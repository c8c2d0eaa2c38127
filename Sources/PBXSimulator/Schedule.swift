/// Something that will happen by itself.
enum Occurrence: UInt8, Sendable {
    /// The next caller reaches a queue's number from outside.
    case queueCallArrives
    /// Agents and outsiders call each other.
    case ownCallArrives
    /// The dialplan answers an inbound call.
    case callAnswered
    /// The greeting is over: the caller enters the queue.
    case greetingOver
    /// A queue looks for members for its waiting callers.
    case queueTurns
    /// A waiting caller loses patience.
    case patienceEnds
    /// A caller presses the queue's exit key.
    case exitKeyPressed
    /// A queue gives up on a caller.
    case queueTimesOut
    /// A dialled phone begins to ring.
    case legRings
    /// A dialled phone is answered.
    case legAnswered
    /// A dialled phone says that it is busy.
    case legBusy
    /// A queue's or the dialplan's ring time is over.
    case ringTimeOver
    /// A conversation ends.
    case talkEnds
    /// An agent puts a caller on hold.
    case holdBegins
    /// An agent takes a caller back.
    case holdEnds
    /// An agent hands the caller on to another queue.
    case transferHappens
    /// The dialplan's last application is over.
    case dialplanEnds
    /// An agent begins a pause.
    case pauseBegins
    /// An agent ends a pause.
    case pauseEnds
    /// A phone loses its registration.
    case phoneLeaves
    /// A phone registers.
    case phoneReturns
    /// A dynamic agent leaves or joins the queues.
    case shiftChanges
    /// A parked caller has waited long enough.
    case parkingEnds
    /// A session did not log in in time.
    case loginOverdue
    /// A refused login is answered, a second later.
    case loginRefused
}

/// One entry of the schedule. `stamp` is the generation of the subject: an entry for one that is gone is ignored.
struct Due: Sendable {
    var time: Int64
    var order: UInt64
    var occurrence: Occurrence
    var subject: Int32
    var stamp: UInt32
}

/// What will happen, soonest first; equal times in the order in which they were asked for. A binary heap.
struct Schedule: Sendable {
    private var heap: [Due] = []
    private var order: UInt64 = 0

    /// When the next entry is due, µs since 1970.
    var nextTime: Int64? { heap.first?.time }

    /// Adds an entry.
    mutating func add(_ occurrence: Occurrence, at time: Int64, subject: Int, stamp: UInt32) {
        order &+= 1
        let due = Due(
            time: time, order: order, occurrence: occurrence, subject: Int32(truncatingIfNeeded: subject), stamp: stamp)
        heap.append(due)
        var index = heap.count - 1
        while index > 0 {
            let parent = (index - 1) / 2
            if !comesFirst(due, heap[parent]) { break }
            heap[index] = heap[parent]
            index = parent
        }
        heap[index] = due
    }

    /// Takes the next entry that is due at `time` or before.
    mutating func next(until time: Int64) -> Due? {
        guard let first = heap.first, first.time <= time, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return first }
        var index = 0
        while true {
            var child = 2 * index + 1
            if child >= heap.count { break }
            if child + 1 < heap.count, comesFirst(heap[child + 1], heap[child]) { child += 1 }
            if comesFirst(last, heap[child]) { break }
            heap[index] = heap[child]
            index = child
        }
        heap[index] = last
        return first
    }

    private func comesFirst(_ one: Due, _ other: Due) -> Bool {
        one.time != other.time ? one.time < other.time : one.order < other.order
    }
}
