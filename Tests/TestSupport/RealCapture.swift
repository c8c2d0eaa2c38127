import AMI
import Foundation

/// A reduced capture of a real Asterisk under a busy supervisor: its records in order, and its own lists at the end.
package struct RealCapture {
    /// What was read at one moment: µs since 1970, and whole packets.
    package struct Record {
        package var time: Int64
        package var bytes: [UInt8]
    }

    package let name: String
    package let records: [Record]
    /// Asterisk's own QueueStatus and CoreShowChannels of the moment after the last record.
    package let truth: Record

    package static let names = ["asterisk22-busy", "asterisk16-busy", "asterisk22-tricky"]

    /// Reads one of `names` from `Tests/Captures`.
    package init(_ name: String) throws {
        self.name = name
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Captures")
        records = Self.split(try Data(contentsOf: folder.appending(path: "\(name).ami")))
        truth =
            Self.split(try Data(contentsOf: folder.appending(path: "\(name).truth.ami"))).first
            ?? Record(time: 0, bytes: [])
    }

    /// Records begin at `Fact: time` packets.
    private static func split(_ data: Data) -> [Record] {
        var records: [Record] = []
        forEachPacket(Array(data)) { view in
            if view[.fact] != nil, let time = view.values("Time").first.flatMap({ Int64($0) }) {
                records.append(Record(time: time, bytes: []))
            } else if !records.isEmpty {
                records[records.count - 1].bytes += view.raw.array
            }
        }
        return records
    }

    /// The packets of Asterisk's own lists.
    package var truthPackets: [Packet] {
        var packets: [Packet] = []
        forEachPacket(truth.bytes) { packets.append(Packet($0)) }
        return packets
    }
}
