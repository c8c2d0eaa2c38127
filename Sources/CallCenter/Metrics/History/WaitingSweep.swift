/// When callers came and went, and so how many waited at once.
struct WaitingSweep {
    private var joins: [Int64] = []
    private var leaves: [Int64] = []

    /// - Parameter left: `Int64.max` for who still waits.
    mutating func add(joined: Int64, left: Int64) {
        joins.append(joined)
        leaves.append(left)
    }

    /// The most callers that waited at once in each piece of a span; who leaves at the moment at which another comes was
    /// not there with them.
    func most(in span: HistorySpan) -> [Int] {
        let joins = joins.sorted()
        let leaves = leaves.sorted()
        var (joined, left, waiting) = (0, 0, 0)
        while joined < joins.count, joins[joined] < span.start { joined += 1 }
        while left < leaves.count, leaves[left] <= span.start { left += 1 }
        waiting = joined - left
        return (0..<span.count).map { piece in
            let end = span.start(of: piece + 1)
            while left < leaves.count, leaves[left] <= span.start(of: piece) {
                waiting -= 1
                left += 1
            }
            var most = max(0, waiting)
            while joined < joins.count, joins[joined] < end {
                while left < leaves.count, leaves[left] <= joins[joined] {
                    waiting -= 1
                    left += 1
                }
                waiting += 1
                joined += 1
                most = max(most, waiting)
            }
            while left < leaves.count, leaves[left] < end {
                waiting -= 1
                left += 1
            }
            return most
        }
    }
}
