import CallCenter

/// What crosses from a socket's thread to the board's owner: the same records, in the same order, as the journal gets.
package struct FeedItem: Sendable {
    package enum Content: Sendable {
        /// Whole AMI packets, back to back, as they came; `ends[i]` is the offset after packet i.
        case packets([UInt8], ends: [Int])
        case fact(OwnFact)
    }

    /// Which server, by its place in the board.
    package let server: Int
    package let stamp: RecordStamp
    package let content: Content
    /// The journal's sequence number behind it; 0 when no journal has it.
    package let end: UInt64

    /// Bytes of packets; facts count nothing and are never dropped.
    var byteCount: Int {
        if case .packets(let bytes, _) = content { bytes.count } else { 0 }
    }
}
