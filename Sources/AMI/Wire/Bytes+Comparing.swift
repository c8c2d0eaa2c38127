extension Bytes {
    /// The same bytes.
    @inlinable
    package func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && hasPrefix(text)
    }

    /// The same bytes.
    package func equals(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { equals($0) }
    }

    /// The same bytes.
    @inlinable
    package func equals(_ other: Bytes) -> Bool { equals(other.buffer) }

    @inlinable
    func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where start[index] != other[index] { return false }
        return true
    }

    /// The same bytes, upper and lower case letters of ASCII being the same.
    package func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return equalsIgnoringCase(UnsafeBufferPointer(start: text.utf8Start, count: count))
    }

    /// The same bytes, upper and lower case letters of ASCII being the same.
    package func equalsIgnoringCase(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { equalsIgnoringCase($0) }
    }

    private func equalsIgnoringCase(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where Bytes.lowercased(start[index]) != Bytes.lowercased(other[index]) { return false }
        return true
    }

    @inlinable
    package func hasPrefix(_ text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where start[index] != text.utf8Start[index] { return false }
        return true
    }

    @inlinable
    package func hasSuffix(_ text: StaticString) -> Bool {
        let offset = count - text.utf8CodeUnitCount
        guard offset >= 0 else { return false }
        for index in 0..<text.utf8CodeUnitCount where start[offset + index] != text.utf8Start[index] { return false }
        return true
    }

    /// The index of the first such byte.
    @inlinable
    package func firstIndex(of byte: UInt8) -> Int? { buffer.firstIndex(of: byte) }

    /// The bytes of `range`, cut to what there is.
    @inlinable
    package func slice(_ range: Range<Int>) -> Bytes {
        let range = range.clamped(to: 0..<count)
        return Bytes(start: start + range.lowerBound, count: range.count)
    }

    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
