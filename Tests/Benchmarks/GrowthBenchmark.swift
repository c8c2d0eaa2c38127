import CallCenter
import LiveBoard

extension Benchmark {
    /// Days of a simulated centre on a live board, without its journal: what each part of its memory holds, by the hour.
    static let growth = Benchmark(name: "growth", usage: "[HOURS [AGENTS [QUEUES]]]") { arguments in
        func number(_ place: Int, default value: Double) -> Double {
            arguments.count > place ? Double(arguments[place]) ?? value : value
        }
        var day = SimulatedDay(
            start: 1_795_392_000_000_000, hours: number(0, default: 24), agents: Int(number(1, default: 24)),
            queues: Int(number(2, default: 6)))
        var board = ServerBoard(name: "bench")
        var index = LiveBoard.travelIndex()
        var sequence: UInt64 = 0
        var hour: Int64 = 0
        day.play(
            packets: { read, time in
                read.bytes.withUnsafeBytes {
                    board.apply(packets: $0, at: RecordStamp(time: time, epoch: 1))
                    sequence += UInt64(read.ends.count)
                    index.folded(
                        TravelIndex.Content(packets: $0, ends: read.ends), at: time, count: read.ends.count,
                        next: sequence, board: board)
                }
                guard let first = index.first, (time - first) / 3_600_000_000 > hour else { return }
                hour = (time - first) / 3_600_000_000
                print(
                    "RES growth hour=\(hour) events=\(board.events) visits=\(board.visitsRecorded) "
                        + "living=\(board.livingBytes) ledger=\(board.ledgerBytes) "
                        + "checkpoints=\(index.checkpoints.count) held=\(index.heldBytes) "
                        + "last=\(index.checkpoints.last?.bytes ?? 0) memory=\(Measurement.residentBytes())")
            },
            fact: { fact, time in board.apply(fact, at: RecordStamp(time: time, epoch: 1)) })
    }
}
