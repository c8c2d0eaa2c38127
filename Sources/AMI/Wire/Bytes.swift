/// A run of bytes inside a buffer that the caller keeps alive; valid only for the call that hands it out.
///
/// A value of a packet is bytes, usually UTF-8, and can be anything that a caller puts into a caller ID. Comparing and
/// reading numbers need no `String`; making one repairs what is not UTF-8.
package struct Bytes {
    // A pointer, because a packet's values are read where the socket or the journal left them; nothing here frees it,
    // and every access below stays inside `count`.
    package let start: UnsafePointer<UInt8>
    package let count: Int

    @inlinable
    package init(start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }

    @inlinable
    package var isEmpty: Bool { count == 0 }

    @inlinable
    package var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// The bytes as text; what is not UTF-8 becomes U+FFFD.
    package var string: String { String(decoding: buffer, as: UTF8.self) }

    package var array: [UInt8] { Array(buffer) }

    /// A hash of length and bytes, the same in every run; never 0.
    @inlinable
    package var hashValue64: UInt64 {
        let raw = UnsafeRawPointer(start)
        var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while count &- offset >= 8 {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash &>> 32
            offset &+= 8
        }
        if offset < count {
            hash = (hash ^ tail(from: offset)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash &>> 32
        }
        return hash == 0 ? 1 : hash
    }

    /// The last 1 to 7 bytes, never read beyond the end: the last eight when there are eight, else byte groups.
    @inlinable
    func tail(from offset: Int) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        let rest = count &- offset
        if count >= 8 {
            let last = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            return last &>> UInt64(truncatingIfNeeded: 64 &- 8 &* rest)
        }
        if rest >= 4 {
            let low = UInt64(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            let high = UInt64(raw.loadUnaligned(fromByteOffset: offset &+ rest &- 4, as: UInt32.self))
            return low | high &<< UInt64(truncatingIfNeeded: 8 &* (rest &- 4))
        }
        let first = UInt64(start[offset])
        let middle = UInt64(start[offset &+ rest &>> 1])
        let last = UInt64(start[offset &+ rest &- 1])
        return first | middle &<< UInt64(truncatingIfNeeded: 8 &* (rest &>> 1)) | last
            &<< UInt64(truncatingIfNeeded: 8 &* (rest &- 1))
    }
}
