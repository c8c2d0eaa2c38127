import CPacketScan

/// Finds and tokenises packets in a contiguous buffer: what reads journal records and batches.
///
/// It allocates once, when it is made, and reuses its slots for each packet. Packets whose event is not wanted are
/// passed over by a search for the empty line that ends them.
package struct PacketScanner: ~Copyable {
    // Owned: made in `init`, freed in `deinit`. A pointer keeps the tokens out of Swift's copies.
    @usableFromInline let scanner: UnsafeMutablePointer<cps_scanner>

    /// - Parameter kernel: how to scan; nil is the best of this machine.
    package init(kernel: ScanKernel? = nil) {
        guard let scanner = cps_scanner_create(NameTable.table(kernel)) else {
            preconditionFailure("no memory for a packet scanner")
        }
        self.scanner = scanner
    }

    deinit { cps_scanner_destroy(scanner) }

    /// Events passed over because nobody wanted them.
    package var skippedEvents: Int { Int(clamping: scanner.pointee.skipped) }

    /// Of these, the ones whose name callboard does not know.
    package var skippedUnknownEvents: Int { Int(clamping: scanner.pointee.skipped_unknown) }

    /// Hands out each whole packet that is no event, or a wanted one, in order; empty packets are ignored.
    ///
    /// - Returns: how many bytes were used up; the rest is no whole packet.
    @inlinable
    package mutating func scan(
        _ buffer: UnsafeRawBufferPointer, wanted: EventSet, _ body: (MessageView) -> Void
    ) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        let end = base + buffer.count
        var next = base
        while cps_next(scanner, next, end, wanted.low, wanted.high) {
            guard let rest = scanner.pointee.rest else { break }
            next = UnsafeRawPointer(rest)
            body(MessageView(scanner))
        }
        guard let rest = scanner.pointee.rest else { return 0 }
        return UnsafeRawPointer(rest) - base
    }

    /// Hands out the first packet of the buffer; nothing when it holds no whole one.
    @inlinable
    package mutating func parse(_ packet: UnsafeRawBufferPointer, _ body: (MessageView) -> Void) {
        guard let base = packet.baseAddress else { return }
        if cps_next(scanner, base, base + packet.count, .max, .max) { body(MessageView(scanner)) }
    }
}
