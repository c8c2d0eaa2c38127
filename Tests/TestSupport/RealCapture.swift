import AMI
import Foundation

/// A reduced capture of a real Asterisk under a busy supervisor: its records in order, and its own lists at the end.
package struct RealCapture {
    /// What was read at one moment: µs since 1970, and whole packets.
    package struct Record {
        package var time: Int64
        package var bytes: [UInt8]
    }

    /// Asterisk's own QueueStatus and CoreShowChannels, and where in the stream it wrote them.
    package struct OwnLists {
        /// When they were asked for, µs since 1970.
        package var time: Int64
        package var bytes: [UInt8] = []
        /// How many packets of the capture came before the first item, and before the last.
        package var before: Int
        package var within: Int

        /// Whether no event came between their items: then they are of one moment.
        package var areOfOneMoment: Bool { before == within }

        package var packets: [Packet] {
            var packets: [Packet] = []
            forEachPacket(bytes) { packets.append(Packet($0)) }
            return packets
        }
    }

    package let name: String
    package let records: [Record]
    /// Each time that Asterisk's own lists were asked for at the end, in order.
    package let ownLists: [OwnLists]

    package static let names = ["asterisk22-busy", "asterisk16-busy", "asterisk22-tricky"]

    /// Reads one of `names` from `Tests/Captures`.
    package init(_ name: String) throws {
        self.name = name
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Captures")
        records = Self.split(try Data(contentsOf: folder.appending(path: "\(name).ami")))
        ownLists = Self.lists(try Data(contentsOf: folder.appending(path: "\(name).truth.ami")))
    }

    /// Records begin at `Fact: time` packets.
    private static func split(_ data: Data) -> [Record] {
        var records: [Record] = []
        forEachPacket(Array(data)) { view in
            if view[.fact] != nil, let time = view.number("Time") {
                records.append(Record(time: time, bytes: []))
            } else if !records.isEmpty {
                records[records.count - 1].bytes += view.raw.array
            }
        }
        return records
    }

    /// Lists begin at `Fact: truth` packets.
    private static func lists(_ data: Data) -> [OwnLists] {
        var lists: [OwnLists] = []
        forEachPacket(Array(data)) { view in
            if view[.fact] != nil, let time = view.number("Time"), let before = view.number("Before"),
                let within = view.number("Within")
            {
                lists.append(OwnLists(time: time, before: Int(before), within: Int(within)))
            } else if !lists.isEmpty {
                lists[lists.count - 1].bytes += view.raw.array
            }
        }
        return lists
    }

    /// Asterisk's own lists of the moment after the last record.
    package var truth: Record {
        Record(time: ownLists.last?.time ?? 0, bytes: ownLists.last?.bytes ?? [])
    }

    /// Their packets.
    package var truthPackets: [Packet] { ownLists.last?.packets ?? [] }
}

extension MessageView {
    fileprivate func number(_ header: StaticString) -> Int64? { values(header).first.flatMap { Int64($0) } }
}
