import CPacketScan

/// One packet as the scanner found it; valid only for the call that hands it out.
package struct MessageView {
    package enum Kind: Equatable, Sendable {
        case event(EventName)
        /// `Success`, `Follows`, `Goodbye` and `Pong` are a success, `Error` and everything else is not.
        case response(success: Bool)
        /// A client's packet.
        case action
        /// Anything else: a fact of callboard's own, a banner, raw text.
        case other
    }

    // The scanner's tokens. It owns them and outlives the call that this view is handed to.
    @usableFromInline let scanner: UnsafePointer<cps_scanner>

    @inlinable
    init(_ scanner: UnsafeMutablePointer<cps_scanner>) { self.scanner = UnsafePointer(scanner) }

    /// The whole packet with the empty line that ends it.
    @inlinable
    package var raw: Bytes { Bytes(start: scanner.pointee.start, count: scanner.pointee.count) }

    /// The event's name; nil when the packet is no event.
    @inlinable
    package var event: EventName? {
        guard scanner.pointee.kind == UInt8(CPS_KIND_EVENT) else { return nil }
        return EventName(rawValue: scanner.pointee.event) ?? .unknown
    }

    package var kind: Kind {
        switch Int(scanner.pointee.kind) {
        case CPS_KIND_EVENT: .event(EventName(rawValue: scanner.pointee.event) ?? .unknown)
        case CPS_KIND_RESPONSE: .response(success: isSuccess)
        case CPS_KIND_ACTION: .action
        default: .other
        }
    }

    private var isSuccess: Bool {
        guard let response = self[.response] else { return false }
        return response.equalsIgnoringCase("Success") || response.equalsIgnoringCase("Follows")
            || response.equalsIgnoringCase("Goodbye") || response.equalsIgnoringCase("Pong")
    }

    /// The value of the first such header; nil when the packet has none, empty when it has an empty one.
    @inlinable
    package subscript(_ header: Header) -> Bytes? {
        let slot = scanner.pointee.slots[Int(header.rawValue)]
        guard slot.generation == scanner.pointee.generation, let start = slot.start else { return nil }
        return Bytes(start: start, count: Int(slot.count))
    }

    /// Every header in order, repeats too; lines without a colon are left out.
    package func forEachHeader(_ body: (_ name: Bytes, _ value: Bytes) -> Void) {
        forEachLine { _, name, value in
            if let name, let value { body(name, value) }
        }
    }

    /// Every line in order without its line end, the empty ones left out; `name` and `value` are nil when it has no
    /// colon, as the raw text of a command's output on old Asterisk.
    package func forEachLine(_ body: (_ line: Bytes, _ name: Bytes?, _ value: Bytes?) -> Void) {
        var cursor: UnsafePointer<UInt8>? = scanner.pointee.start
        guard let start = cursor else { return }
        let end = start + scanner.pointee.count
        var line = cps_bytes()
        var name = cps_bytes()
        var value = cps_bytes()
        while cps_next_line(&cursor, end, &line, &name, &value) {
            guard let line = Bytes(line), !line.isEmpty else { continue }
            body(line, Bytes(name), Bytes(value))
        }
    }

    /// The values of every such header in order, whatever its case, whether `Header` has it or not.
    package func values(_ name: StaticString) -> [String] {
        var values: [String] = []
        forEachHeader { header, value in
            if header.equalsIgnoringCase(name) { values.append(value.string) }
        }
        return values
    }
}

extension Bytes {
    fileprivate init?(_ bytes: cps_bytes) {
        guard let start = bytes.start else { return nil }
        self.init(start: start, count: bytes.count)
    }
}
