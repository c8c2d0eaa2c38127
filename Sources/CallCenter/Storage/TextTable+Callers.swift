import AMI

// Numbers and names of callers, with Asterisk's words for what it does not know.
extension TextTable {
    /// A caller's number or name in a channel event: escaped as in C.
    @inline(__always)
    mutating func setCaller(_ id: inout TextID, _ bytes: Bytes) {
        if equal(id, bytes.start, bytes.count) { return }
        replaceCaller(&id, bytes, escaped: true)
    }

    /// Makes `id` the caller's text; true when it was another one.
    @discardableResult
    mutating func replaceCaller(_ id: inout TextID, _ bytes: Bytes, escaped: Bool) -> Bool {
        if bytes.equals("<unknown>") || bytes.equals("unknown") {
            let old = id
            id = 0
            drop(old)
            return old != 0
        }
        guard escaped, bytes.firstIndex(of: UInt8(ascii: "\\")) != nil else {
            return replace(&id, .plain, bytes.start, bytes.count)
        }
        let old = id
        id = keep(.plain, CallerText.unescaped(bytes))
        drop(old)
        return old != id
    }
}
