import CallCenter
import Journal
import TestSupport

extension RealCapture {
    /// Writes the capture as the journal that a board would have written.
    func writeJournal(to directory: String) throws {
        let log = try SegmentLog.open(directory: directory, mode: .write, server: "pbx")
        let start = records.first?.time ?? 0
        let facts: [OwnFact] = [
            .connecting, .connected(banner: "Asterisk Call Manager"),
            .loggedIn(commands: ["QueuePause", "Hangup", "Originate", "QueueStatus", "CoreShowChannels"]),
        ]
        log.append(facts.map { LogEntry(kind: LogEntry.fact, time: start, epoch: 1, payload: $0.encoded()) })
        log.append(records.map { LogEntry(kind: LogEntry.packets, time: $0.time, epoch: 1, payload: $0.bytes) })
        log.close()
    }
}
