import AMI
import CallCenter

extension Benchmark {
    /// Packets folded into a server's board as a journal's record is, with the events that a board does not need
    /// passed over: against the reference's `simd`, and the same state as its `reduce_skip`.
    static let decodeFold = Benchmark(name: "decode-fold", usage: "TRACE [ROUNDS]") { arguments in
        guard let path = arguments.first else { throw UsageError(description: "name a trace") }
        let trace = try Trace(path: path)
        let buffer = UnsafeRawBufferPointer(trace.bytes)
        var board = ServerBoard(name: "bench")
        var measurement = Measurement()
        measurement.best(of: arguments.count > 1 ? Int(arguments[1]) ?? 5 : 5) {
            board = ServerBoard(name: "bench")
            board.apply(packets: buffer, at: RecordStamp(time: 1_767_225_600_000_000, epoch: 1))
        }
        print("RES decode-fold \(measurement.line(bytes: buffer.count)) events=\(board.events) \(state(of: board))")
    }

    /// Channels, sum of their states, memberships, sum of device states and of calls taken, abandoned and completed
    /// calls, seconds of talk: as the reference prints them.
    private static func state(of board: ServerBoard) -> String {
        let channels = board.channels
        let members = board.members
        let queues = board.queues
        return "state=ch\(channels.count),st\(channels.reduce(0) { $0 + Int($1.state.rawValue) })"
            + ",ag\(members.count),as\(members.reduce(0) { $0 + Int($1.status.rawValue) })"
            + ",tk\(members.reduce(0) { $0 + $1.callsTaken })"
            + ",ab\(queues.reduce(0) { $0 + $1.abandoned }),cp\(queues.reduce(0) { $0 + $1.completed })"
            + ",talk\(queues.reduce(0) { $0 + $1.today.talk })"
    }
}
