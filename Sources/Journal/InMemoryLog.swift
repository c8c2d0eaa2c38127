import Crossing

/// An event log that lives as long as the process: for tests, for the demonstration, and for `--no-journal`.
///
/// It keeps at most `capacity` bytes and forgets its oldest records beyond that.
package final class InMemoryLog: EventLog {
    private struct State {
        var records: [LogRecord] = []
        var first = 0
        var bytes = 0
        var end: UInt64 = 1
        var lastTime = Int64.min
    }

    private let state = Guarded(State())
    private let capacity: Int

    /// - Parameter capacity: how many payload bytes are kept.
    package init(capacity: Int = 64 << 20) {
        self.capacity = max(0, capacity)
    }

    @discardableResult
    package func append(_ entries: [LogEntry]) -> UInt64 {
        state.withLock { state in
            for entry in entries {
                var record = LogRecord(sequence: state.end, entry)
                record.time = max(record.time, state.lastTime)
                state.lastTime = record.time
                state.end += 1
                state.bytes += record.payload.count
                state.records.append(record)
            }
            while state.bytes > capacity, state.first < state.records.count {
                state.bytes -= state.records[state.first].payload.count
                state.records[state.first].payload = []
                state.first += 1
            }
            // Moving the rest to the front is worth its copy once half of the array is forgotten.
            if state.first > 1_024, state.first > state.records.count / 2 {
                state.records.removeFirst(state.first)
                state.first = 0
            }
            return state.end
        }
    }

    package var endSequence: UInt64 { state.withLock { $0.end } }

    package func read(from sequence: UInt64, _ body: (LogRecord) throws -> Bool) throws -> UInt64 {
        let records = state.withLock { state in
            let oldest = state.end - UInt64(state.records.count - state.first)
            let start = min(max(sequence, oldest), state.end)
            return state.records[(state.first + Int(start - oldest))...]
        }
        var next = records.first?.sequence ?? max(sequence, 1)
        for record in records {
            next = record.sequence + 1
            if try !body(record) { break }
        }
        return next
    }

    package func span() throws -> (first: Int64, last: Int64)? {
        state.withLock { state in
            let records = state.records[state.first...]
            guard let first = records.first, let last = records.last else { return nil }
            return (first.time, last.time)
        }
    }

    package func firstSequence(atOrAfter time: Int64) throws -> UInt64 {
        state.withLock { state in
            state.records[state.first...].first { $0.time >= time }?.sequence ?? state.end
        }
    }
}
