/// A caller who waits in a queue. The same channel may wait again, or in another queue: queue and unique id name a visit.
package struct Caller: Sendable, Equatable {
    package let queue: String
    package let uniqueID: String
    package var channel: String
    /// 1 is next.
    package var position: Int
    /// Empty when the PBX does not know it.
    package var number: String
    package var name: String
    /// When the wait began: our clock, µs since 1970.
    package var joinedAt: Int64
    /// The queue priority; nil until a list told it (events carry only the dialplan's step).
    package var priority: Int?

    package init(
        queue: String, uniqueID: String, channel: String, position: Int, number: String, name: String, joinedAt: Int64,
        priority: Int?
    ) {
        self.queue = queue
        self.uniqueID = uniqueID
        self.channel = channel
        self.position = position
        self.number = number
        self.name = name
        self.joinedAt = joinedAt
        self.priority = priority
    }
}
