import AMI
import CallCenter
import Foundation
import Testing

/// A reduced capture of a real Asterisk: its records in order, and its own lists at the end.
struct Capture {
    struct Record {
        var time: Int64
        var bytes: [UInt8]
    }

    let name: String
    let records: [Record]
    /// Asterisk's own QueueStatus and CoreShowChannels of the moment after the last record.
    let truth: Record

    static let names = ["asterisk22-busy", "asterisk16-busy", "asterisk22-tricky"]

    init(_ name: String) throws {
        self.name = name
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Captures")
        records = Capture.split(try Data(contentsOf: folder.appending(path: "\(name).ami")))
        truth = try #require(Capture.split(try Data(contentsOf: folder.appending(path: "\(name).truth.ami"))).first)
    }

    /// Records begin at `Fact: time` packets.
    private static func split(_ data: Data) -> [Record] {
        var records: [Record] = []
        var scanner = PacketScanner()
        Array(data).withUnsafeBytes { bytes in
            _ = scanner.scan(bytes, wanted: .all) { view in
                if view[.fact] != nil, let time = view.values("Time").first.flatMap({ Int64($0) }) {
                    records.append(Record(time: time, bytes: []))
                } else if !records.isEmpty {
                    records[records.count - 1].bytes += view.raw.array
                }
            }
        }
        return records
    }

    /// The board after all records, with nothing asked but what the capture asked.
    func board() -> ServerBoard {
        var board = ServerBoard(name: name)
        for record in records { board.apply(record.bytes, at: record.time) }
        return board
    }

    var truthPackets: [Packet] {
        var packets: [Packet] = []
        var scanner = PacketScanner()
        truth.bytes.withUnsafeBytes { bytes in
            _ = scanner.scan(bytes, wanted: .all) { packets.append(Packet($0)) }
        }
        return packets
    }
}

extension ServerBoard {
    mutating func apply(_ bytes: [UInt8], at time: Int64) {
        bytes.withUnsafeBytes { apply(packets: $0, at: RecordStamp(time: time, epoch: 1)) }
    }

    mutating func apply(_ text: String, at time: Int64) {
        // A triple-quoted text has bare line ends; AMI has both.
        let wire = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        apply(Array(wire.utf8), at: time)
    }
}
