/// A gap's payload: the count of lost records, eight bytes, least significant first.
enum GapPayload {
    static func encoded(_ count: UInt64) -> [UInt8] {
        withUnsafeBytes(of: count.littleEndian) { Array($0) }
    }

    static func decoded(_ payload: some BidirectionalCollection<UInt8>) -> UInt64? {
        guard payload.count == 8 else { return nil }
        return payload.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
