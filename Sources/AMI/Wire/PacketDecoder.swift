import CPacketScan

/// Turns a stream of bytes, cut anywhere, into packets: for sockets and imports.
///
/// Lines end in CR LF or LF, a packet in an empty line; empty packets are ignored. Whole packets are read where they
/// are; only a packet that is cut by the end of the input is copied. Memory is bounded by the limits.
package struct PacketDecoder: ~Copyable {
    package struct Limits: Sendable {
        /// Longest line, in bytes. The longest that Asterisk writes are a few kilobytes.
        package var maxLine = 65_536
        /// Longest packet, in bytes: the output of a command is one.
        package var maxPacket = 8 << 20

        package init() {}

        package init(maxLine: Int, maxPacket: Int) {
            self.maxLine = maxLine
            self.maxPacket = maxPacket
        }
    }

    private let limits: Limits
    private let expectsBanner: Bool
    private var scanner = PacketScanner()
    /// The first line, or the begin of a packet, whose end has not come.
    private var pending: [UInt8] = []
    /// How much of `pending` was searched for its end.
    private var searched = 0
    /// Where the last line of `pending` begins.
    private var lineStart = 0
    private var isBeforeFirstLine = true
    private var failure: AMIWireError?

    /// - Parameter expectsBanner: a server's first line is Asterisk's banner or it is no AMI server. Without it, the
    ///   input may begin with anything; a banner is reported all the same.
    package init(limits: Limits = Limits(), expectsBanner: Bool) {
        self.limits = limits
        self.expectsBanner = expectsBanner
    }

    /// Bytes of a packet whose end has not come.
    package var pendingByteCount: Int { pending.count }

    /// Feeds bytes; `packet` gets each whole packet, `banner` each banner, in order.
    ///
    /// - Throws: `lineTooLong`, `packetTooLong` or `notAMI`. After that the decoder refuses all input by the same error.
    package mutating func feed(
        _ bytes: UnsafeRawBufferPointer, banner: (String) -> Void, packet: (MessageView) -> Void
    ) throws(AMIWireError) {
        if let failure { throw failure }
        do {
            try read(bytes, banner: banner, packet: packet)
        } catch {
            failure = error
            pending = []
            throw error
        }
    }

    /// The input has ended.
    ///
    /// - Throws: `notAMI` when a banner was expected and something else had begun.
    package mutating func finish() throws(AMIWireError) {
        if let failure { throw failure }
        guard expectsBanner, isBeforeFirstLine, !pending.isEmpty else { return }
        let error = notAMI
        failure = error
        throw error
    }

    private var notAMI: AMIWireError { .notAMI(firstBytes: Array(pending.prefix(64))) }

    private mutating func read(
        _ bytes: UnsafeRawBufferPointer, banner: (String) -> Void, packet: (MessageView) -> Void
    ) throws(AMIWireError) {
        var rest = bytes
        if isBeforeFirstLine {
            rest = try readFirstLine(rest, banner: banner)
            if isBeforeFirstLine { return }
        }
        if !pending.isEmpty { rest = try completePending(rest, banner: banner, packet: packet) }
        let used = try deliver(rest, banner: banner, packet: packet)
        try keep(UnsafeRawBufferPointer(rebasing: rest[used...]))
    }

    // MARK: The first line

    /// Takes the first line, and what it says of the server; the bytes after it, or from it on when it is a header.
    private mutating func readFirstLine(
        _ bytes: UnsafeRawBufferPointer, banner: (String) -> Void
    ) throws(AMIWireError) -> UnsafeRawBufferPointer {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A {
                if pending.isEmpty || pending == [0x0D] {
                    pending.removeAll(keepingCapacity: true)
                    continue
                }
                try judgeFirstLine(banner: banner)
                return UnsafeRawBufferPointer(rebasing: bytes[index...])
            }
            pending.append(byte)
            // A control character is no text: a TLS record, for example, has no line end to wait for.
            let isText = byte >= 0x20 && byte != 0xFF || byte == 0x0D || byte == 0x09
            if expectsBanner, !isText || pending.count > 512 {
                pending += bytes[index...].prefix(16)
                throw notAMI
            }
            if pending.count > limits.maxLine { throw .lineTooLong(limit: limits.maxLine) }
        }
        return UnsafeRawBufferPointer(rebasing: bytes[index...])
    }

    /// The first line is in `pending`, without its line feed: a banner, a header, or nothing of AMI.
    private mutating func judgeFirstLine(banner: (String) -> Void) throws(AMIWireError) {
        let (isBanner, isHeader) = pending.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return (false, false) }
            let line = Bytes(start: start, count: bytes.count)
            return (
                line.hasPrefix(PacketDecoder.banner),
                // What a proxy without a banner may begin with.
                line.hasPrefix("Event:") || line.hasPrefix("Response:")
            )
        }
        guard isBanner || isHeader || !expectsBanner else { throw notAMI }
        isBeforeFirstLine = false
        if isBanner {
            banner(PacketDecoder.text(ofBanner: pending[...]))
            pending.removeAll(keepingCapacity: true)
        } else {
            pending.append(0x0A)
        }
    }

    private static let banner: StaticString = "Asterisk Call Manager"

    private static func text(ofBanner line: ArraySlice<UInt8>) -> String {
        String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }

    // MARK: Packets

    /// Delivers every whole packet of `bytes`; how many bytes were used up.
    private mutating func deliver(
        _ bytes: UnsafeRawBufferPointer, banner: (String) -> Void, packet: (MessageView) -> Void
    ) throws(AMIWireError) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        let end = base + bytes.count
        let tokens = scanner.scanner
        var next = base
        while cps_next(tokens, next, end, .max, .max) {
            let view = MessageView(tokens)
            let raw = view.raw
            if raw.count > min(limits.maxLine, limits.maxPacket) {
                var lineStart = 0
                guard cps_lines_within(raw.start, 0, raw.count, &lineStart, limits.maxLine) else {
                    throw .lineTooLong(limit: limits.maxLine)
                }
                if raw.count > limits.maxPacket { throw .packetTooLong(limit: limits.maxPacket) }
            }
            if raw.hasPrefix(PacketDecoder.banner), let newline = raw.firstIndex(of: 0x0A) {
                // Recordings of several sessions, one after the other: the line is no header of the packet after it.
                banner(PacketDecoder.text(ofBanner: raw.slice(0..<newline).array[...]))
                next = UnsafeRawPointer(raw.start + newline + 1)
                continue
            }
            packet(view)
            next = UnsafeRawPointer(raw.start + raw.count)
        }
        guard let rest = tokens.pointee.rest else { return bytes.count }
        return UnsafeRawPointer(rest) - base
    }

    /// Adds to `pending` until its packet is whole, and delivers it; the bytes after it.
    private mutating func completePending(
        _ bytes: UnsafeRawBufferPointer, banner: (String) -> Void, packet: (MessageView) -> Void
    ) throws(AMIWireError) -> UnsafeRawBufferPointer {
        var used = 0
        while true {
            let found = pending.withUnsafeBufferPointer { bytes -> Int? in
                guard let start = bytes.baseAddress else { return nil }
                return cps_packet_end(start, start + searched, start + bytes.count).map { UnsafePointer($0) - start }
            }
            if let found {
                used -= pending.count - found
                var whole: [UInt8] = []
                swap(&whole, &pending)
                searched = 0
                lineStart = 0
                var failed: AMIWireError?
                whole.withUnsafeBytes { bytes in
                    do throws(AMIWireError) {
                        _ = try deliver(
                            UnsafeRawBufferPointer(rebasing: bytes[..<found]), banner: banner, packet: packet)
                    } catch { failed = error }
                }
                if let failed { throw failed }
                // The room is used again, but that of a giant is given back.
                if whole.count <= limits.maxLine {
                    whole.removeAll(keepingCapacity: true)
                    pending = whole
                }
                return UnsafeRawBufferPointer(rebasing: bytes[used...])
            }
            // Only now: what follows the packet's end is measured with the packet that it belongs to.
            try note(from: searched)
            searched = pending.count
            if used == bytes.count { return UnsafeRawBufferPointer(rebasing: bytes[used...]) }
            let slice = bytes[used...].prefix(4096)
            pending += slice
            used += slice.count
        }
    }

    /// Keeps the begin of a packet whose end has not come.
    private mutating func keep(_ bytes: UnsafeRawBufferPointer) throws(AMIWireError) {
        guard !bytes.isEmpty else { return }
        // Kept only as far as the limits allow: a packet that is too long need not be copied to say so.
        pending += bytes.prefix(limits.maxPacket + 1)
        try note(from: 0)
        searched = pending.count
    }

    /// Bytes were added to `pending`: are its packet and its lines still within the limits?
    private mutating func note(from: Int) throws(AMIWireError) {
        let limit = limits.maxLine
        var line = lineStart
        let isWithin = pending.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return true }
            return cps_lines_within(start, from, bytes.count, &line, limit)
        }
        lineStart = line
        if !isWithin { throw .lineTooLong(limit: limit) }
        if pending.count > limits.maxPacket { throw .packetTooLong(limit: limits.maxPacket) }
    }
}
