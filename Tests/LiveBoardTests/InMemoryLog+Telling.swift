import CallCenter
import Journal
import TestSupport

extension InMemoryLog {
    /// A fact of our own, at our clock.
    func tell(_ fact: OwnFact, at time: Int64) {
        append([LogEntry(kind: LogEntry.fact, time: time, epoch: 1, payload: fact.encoded())])
    }

    /// AMI packets as text, at our clock.
    func tell(_ packets: String, at time: Int64) {
        append([LogEntry(kind: LogEntry.packets, time: time, epoch: 1, payload: amiBytes(packets))])
    }
}
