import CallCenter
import Crossing
import Dispatch
import Glibc
import Journal
import LiveBoard

extension Benchmark {
    /// A day of a centre of 400 agents: journalled packet by packet as the sockets' thread does it, sealed, replayed
    /// through decoder and fold, wound to moments all over it, and folded by a board that starts again at its end.
    static let journal = Benchmark(name: "journal", usage: "FOLDER [HOURS [AGENTS [QUEUES]]]") { arguments in
        guard let folder = arguments.first else { throw UsageError(description: "name an empty folder") }
        func number(_ place: Int, default value: Double) -> Double {
            arguments.count > place ? Double(arguments[place]) ?? value : value
        }
        let directory = folder + "/bench"
        try write(
            SimulatedDay(
                start: 1_795_392_000_000_000, hours: number(1, default: 2), agents: Int(number(2, default: 400)),
                queues: Int(number(3, default: 20))), to: directory)

        // Opened again, so that all but the last segment are sealed.
        let log = try SegmentLog.open(directory: directory, mode: .write, server: "bench")
        log.finishSealing()
        try printSize(of: log, in: directory)

        let source = TravelSource(name: "bench", log: log)
        var measurement = Measurement()
        var board = ServerBoard(name: "bench")
        var records = 0
        try measurement.best(of: 1) {
            board = ServerBoard(name: "bench")
            records = 0
            var folder = RecordFolder()
            _ = try log.read(from: 0) { record in
                folder.apply(record, to: &board)
                records += 1
                return true
            }
        }
        print(
            "RES journal-replay events=\(board.events) rate=\(Int(Double(records) / measurement.cpu)) "
                + "cpu=\(measurement.cpu) visits=\(board.visitsRecorded)")

        let indexed = Measurement.seconds(CLOCK_MONOTONIC)
        let indexer = JournalIndexer([source], wake: {})
        indexer.start()
        while !indexer.isDone { usleep(1_000) }
        printIndex("journal-index", source.index.withLock { $0 }, Measurement.seconds(CLOCK_MONOTONIC) - indexed)
        printSeeks("journal-seek", source)

        // What a board does that starts again: its checkpoints have less room.
        let restarted = TravelSource(name: "bench", log: log)
        let restart = Measurement.seconds(CLOCK_MONOTONIC)
        let loaded = Guarded<HistoryLoader.Loaded?>(nil)
        let arrived = DispatchSemaphore(value: 0)
        HistoryLoader.load(server: 0, name: "bench", log: log, now: board.now, marks: DayMarks()) { result in
            loaded.withLock { $0 = result }
            arrived.signal()
        }
        arrived.wait()
        let took = Measurement.seconds(CLOCK_MONOTONIC) - restart
        guard let loaded = loaded.withLock({ $0 }) else { return }
        restarted.index.withLock { $0 = loaded.index }
        printIndex("journal-restart", loaded.index, took)
        printSeeks("journal-restart-seek", restarted)
    }

    private static func write(_ day: SimulatedDay, to directory: String) throws {
        var day = day
        let log = try SegmentLog.open(directory: directory, mode: .write, server: "bench")
        defer { log.close() }
        var spent = 0.0
        var count = 0
        var bytes = 0
        let started = Measurement.seconds(CLOCK_MONOTONIC)
        day.play(
            packets: { read, time in
                let before = Measurement.seconds(CLOCK_THREAD_CPUTIME_ID)
                var start = 0
                log.append(
                    read.ends.map { end in
                        defer { start = end }
                        return LogEntry(
                            kind: LogEntry.packets, time: time, epoch: 1, payload: Array(read.bytes[start..<end]))
                    })
                spent += Measurement.seconds(CLOCK_THREAD_CPUTIME_ID) - before
                count += read.ends.count
                bytes += read.bytes.count
                // Faster than any PBX: the disk is waited for instead of losing records.
                if log.pendingBytes > 4 << 20 { log.flush() }
            },
            fact: { fact, time in
                log.append([LogEntry(kind: LogEntry.fact, time: time, epoch: 1, payload: fact.encoded())])
            })
        log.flush()
        let took = Measurement.seconds(CLOCK_MONOTONIC) - started
        print(
            "RES journal-append events=\(count) bytes=\(bytes) us=\(spent / Double(count) * 1e6) lost=\(log.lostRecords) "
                + "generated=\(took)")
    }

    private static func printSize(of log: SegmentLog, in directory: String) throws {
        let files = try SegmentLog.files(in: directory)
        let sealed = files.filter { $0.name.hasSuffix(".sealed") }
        // Records of the last segment, which is plain, are left out.
        let plain = files.filter { $0.name.hasSuffix(".segment") }.map(\.name).min()
        let end = try plain.flatMap { UInt64($0.prefix(20)) } ?? log.statistics().endSequence
        let bytes = sealed.reduce(0) { $0 + $1.size }
        let count = end > 1 ? Double(end - 1) : 1
        print("RES journal-sealed segments=\(sealed.count) bytes=\(bytes) each=\(Double(bytes) / count)")
    }

    private static func printIndex(_ name: String, _ index: TravelIndex, _ seconds: Double) {
        let hours = Double(index.last - (index.first ?? 0)) / 3.6e9
        print(
            "RES \(name) seconds=\(seconds) checkpoints=\(index.checkpoints.count) bytes=\(index.heldBytes) "
                + "living=\(index.checkpoints.last?.board()?.livingBytes ?? 0) "
                + "ledger=\(index.checkpoints.last?.board()?.ledgerBytes ?? 0) "
                + "apart=\(furthest(index)) memory=\(Measurement.residentBytes()) hours=\(hours)")
    }

    /// The most records from one checkpoint to the next.
    private static func furthest(_ index: TravelIndex) -> UInt64 {
        zip(index.checkpoints, index.checkpoints.dropFirst()).map { $1.next - $0.next }.max() ?? 0
    }

    /// A hundred moments, all over what an index knows: how long each took, and how much of a core.
    private static func printSeeks(_ name: String, _ source: TravelSource) {
        let index = source.index.withLock { $0 }
        guard let first = index.first, index.last > first else { return }
        let arrived = DispatchSemaphore(value: 0)
        let traveller = TimeTraveller([source], wake: { arrived.signal() })
        var taken: [(wall: Double, cpu: Double)] = []
        var random: UInt64 = 7
        for _ in 0..<100 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let spent = Measurement.seconds(CLOCK_PROCESS_CPUTIME_ID)
            traveller.go(to: first + Int64(random >> 33) % (index.last - first))
            // A long way is shown as it is gone; what counts is its end.
            while true {
                arrived.wait()
                guard let frame = traveller.take(), !frame.isOnTheWay else { continue }
                taken.append((Double(frame.took) / 1e3, (Measurement.seconds(CLOCK_PROCESS_CPUTIME_ID) - spent) * 1e3))
                break
            }
        }
        let wall = taken.map(\.wall).sorted()
        let cpu = taken.map(\.cpu).sorted()
        guard let longest = wall.last, let dearest = cpu.last else { return }
        print(
            "RES \(name) count=\(taken.count) median=\(wall[wall.count / 2]) most=\(longest) "
                + "cpu=\(cpu[cpu.count / 2]) mostCPU=\(dearest)")
    }
}
