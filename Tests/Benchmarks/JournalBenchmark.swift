import CallCenter
import Crossing
import Dispatch
import Glibc
import Journal
import LiveBoard

extension Benchmark {
    /// A trace journalled packet by packet as the sockets' thread does it, sealed, replayed through decoder and fold, and
    /// wound to moments all over it.
    static let journal = Benchmark(name: "journal", usage: "TRACE FOLDER [EVENTS-A-SECOND]") { arguments in
        guard arguments.count >= 2 else { throw UsageError(description: "name a trace and an empty folder") }
        let rate = arguments.count > 2 ? Int64(arguments[2]) ?? 300 : 300
        let trace = try Trace(path: arguments[0])
        let ends = packetEnds(UnsafeRawBufferPointer(trace.bytes))
        let directory = arguments[1] + "/journal"
        let log = try SegmentLog.open(directory: directory, mode: .write, server: "bench")

        var spent = 0.0
        var start = 0
        var place = 0
        while place < ends.count {
            // A socket read brings some twenty packets of a busy centre at once.
            let batch = ends[place..<min(ends.count, place + 20)]
            let time = 1_795_400_000_000_000 + Int64(place) * 1_000_000 / rate
            let before = Measurement.seconds(CLOCK_THREAD_CPUTIME_ID)
            log.append(
                batch.map { end in
                    defer { start = end }
                    return LogEntry(
                        kind: LogEntry.packets, time: time, epoch: 1, payload: Array(trace.bytes[start..<end]))
                })
            spent += Measurement.seconds(CLOCK_THREAD_CPUTIME_ID) - before
            place += 20
            // Faster than any PBX: the disk is waited for instead of losing records.
            if log.pendingBytes > 4 << 20 { log.flush() }
        }
        log.flush()
        let count = Double(ends.count)
        print("RES journal-append events=\(ends.count) us=\(spent / count * 1e6) lost=\(log.lostRecords)")
        log.close()

        // Opened again, so that all but the last segment are sealed.
        let again = try SegmentLog.open(directory: directory, mode: .write, server: "bench")
        again.finishSealing()
        try printSize(of: again, in: directory)

        let source = TravelSource(name: "bench", log: again)
        var measurement = Measurement()
        var board = ServerBoard(name: "bench")
        try measurement.best(of: 1) {
            board = ServerBoard(name: "bench")
            var folder = RecordFolder()
            _ = try again.read(from: 0) { record in
                folder.apply(record, to: &board)
                return true
            }
        }
        print("RES journal-replay events=\(board.events) rate=\(Int(count / measurement.cpu)) cpu=\(measurement.cpu)")

        let began = Measurement.seconds(CLOCK_MONOTONIC)
        let indexer = JournalIndexer([source], wake: {})
        indexer.start()
        while !indexer.isDone { usleep(1_000) }
        let indexed = Measurement.seconds(CLOCK_MONOTONIC) - began
        let index = source.index.withLock { $0 }
        let held = index.checkpoints.reduce(0) { $0 + $1.board.tableBytes }
        print(
            "RES journal-index rate=\(Int(count / indexed)) checkpoints=\(index.checkpoints.count) bytes=\(held) "
                + "hours=\(Double(index.last - (index.first ?? 0)) / 3.6e9)")
        try printSeeks(source, index)
    }

    private static func printSize(of log: SegmentLog, in directory: String) throws {
        var sealed = 0
        var records: UInt64 = 0
        for (name, size) in try SegmentLog.files(in: directory) where name.hasSuffix(".sealed") {
            sealed += size
            records += 1
        }
        let statistics = try log.statistics()
        // Records of the last segment, which is plain, are left out.
        let plainStart = try SegmentLog.files(in: directory).filter { $0.name.hasSuffix(".segment") }.map(\.name).min()
        let end = plainStart.flatMap { UInt64($0.prefix(20)) } ?? statistics.endSequence
        let count = end > 1 ? Double(end - 1) : 1
        print("RES journal-sealed segments=\(records) bytes=\(sealed) each=\(Double(sealed) / count)")
    }

    private static func printSeeks(_ source: TravelSource, _ index: TravelIndex) throws {
        guard let first = index.first, index.last > first else { return }
        let arrived = DispatchSemaphore(value: 0)
        let traveller = TimeTraveller([source], wake: { arrived.signal() })
        var taken: [Int64] = []
        var random: UInt64 = 7
        for _ in 0..<100 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            traveller.go(to: first + Int64(random >> 33) % (index.last - first))
            arrived.wait()
            if let frame = traveller.take() { taken.append(frame.took) }
        }
        taken.sort()
        guard let longest = taken.last else { return }
        print(
            "RES journal-seek count=\(taken.count) median=\(Double(taken[taken.count / 2]) / 1e3) most=\(Double(longest) / 1e3)"
        )
    }

    private static func packetEnds(_ bytes: UnsafeRawBufferPointer) -> [Int] {
        var ends: [Int] = []
        var index = 3
        while index < bytes.count {
            if bytes[index] == 10, bytes[index - 1] == 13, bytes[index - 2] == 10, bytes[index - 3] == 13 {
                ends.append(index + 1)
                index += 3
            }
            index += 1
        }
        return ends
    }
}
