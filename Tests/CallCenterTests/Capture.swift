import AMI
import CallCenter
import TestSupport

typealias Capture = RealCapture

extension RealCapture {
    /// The board after all records, with nothing asked but what the capture asked.
    func board() -> ServerBoard {
        var board = ServerBoard(name: name)
        for record in records { board.apply(record.bytes, at: record.time) }
        return board
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
