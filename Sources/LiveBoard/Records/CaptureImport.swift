import AMI
import CallCenter
import Journal

/// Turns raw AMI server bytes into journal entries: the same records as a live board would have written.
///
/// Times come from the stream, never from the file's date or from now: the epoch seconds in the `Uniqueid` of each new
/// channel, carried between them by the index where there is one. So the same capture gives the same journal for ever.
package struct CaptureImport {
    /// One packet of the capture, with what decides its time.
    private struct Piece {
        var bytes: [UInt8]
        /// µs since the capture began, by the index; 0 without one.
        var arrived: Int64
        /// Epoch µs that the packet itself names: a new channel's `Uniqueid`, or a `Timestamp` header.
        var named: Int64?
        var isLogin: Bool
    }

    private var banner = ""
    private var pieces: [Piece] = []

    /// - Parameters:
    ///   - capture: everything that the server sent, banner included or not.
    ///   - index: when each read arrived; nil when that is not known.
    ///   - file: the capture's name, for errors.
    package static func entries(
        of capture: [UInt8], index: CaptureIndex?, file: String
    ) throws(ImportError) -> [LogEntry] {
        var importer = CaptureImport()
        do throws(AMIWireError) {
            try importer.split(capture, reads: index?.reads ?? [])
        } catch {
            throw .notAMI(file: file, why: error.description)
        }
        guard !importer.pieces.isEmpty else { throw .notAMI(file: file, why: "it holds no whole AMI packet.") }
        return importer.entries(hasIndex: index != nil)
    }

    /// Decodes read by read, so that each packet gets the time at which its last byte arrived.
    private mutating func split(_ capture: [UInt8], reads: [CaptureIndex.Read]) throws(AMIWireError) {
        var decoder = PacketDecoder(limits: .init(), expectsBanner: capture.starts(with: "Asterisk".utf8))
        var offset = 0
        for read in reads + [CaptureIndex.Read(t: reads.last?.t ?? 0, off: capture.count, len: 0)] {
            let end = min(capture.count, max(offset, read.len == 0 ? read.off : read.off + read.len))
            let arrived = Int64(read.t * 1_000_000)
            try feed(capture[offset..<end], arrived: arrived, to: &decoder)
            offset = end
        }
    }

    private mutating func feed(
        _ bytes: ArraySlice<UInt8>, arrived: Int64, to decoder: inout PacketDecoder
    ) throws(AMIWireError) {
        var found: [Piece] = []
        var greeting: String?
        let result = bytes.withUnsafeBytes { bytes -> Result<Void, AMIWireError> in
            Result { () throws(AMIWireError) in
                try decoder.feed(bytes, banner: { greeting = $0 }) { view in
                    found.append(
                        Piece(
                            bytes: view.raw.array, arrived: arrived, named: Self.named(view),
                            isLogin: Self.isLogin(view)))
                }
            }
        }
        try result.get()
        if let greeting { banner = greeting }
        pieces += found
    }

    /// With an index: one base that no named moment contradicts. Without: each named moment moves the time on.
    private func entries(hasIndex: Bool) -> [LogEntry] {
        let base = pieces.lazy.compactMap { piece in piece.named.map { $0 - piece.arrived } }
        let start = (hasIndex ? base.max() : base.first) ?? 0
        var time = start
        var entries = [Self.entry(.connected(banner: banner), at: start)]
        for piece in pieces {
            time = max(time, hasIndex ? start + piece.arrived : piece.named ?? time)
            entries.append(LogEntry(kind: LogEntry.packets, time: time, epoch: 1, payload: piece.bytes))
            if piece.isLogin { entries.append(Self.entry(.loggedIn(commands: []), at: time)) }
        }
        return entries
    }

    private static func entry(_ fact: OwnFact, at time: Int64) -> LogEntry {
        LogEntry(kind: LogEntry.fact, time: time, epoch: 1, payload: fact.encoded())
    }

    private static func isLogin(_ view: MessageView) -> Bool {
        guard case .response(true) = view.kind else { return false }
        return view[.message]?.equals("Authentication accepted") ?? false
    }

    /// A `Uniqueid` is `epoch.serial`, with the system's name before it where one is configured.
    private static func named(_ view: MessageView) -> Int64? {
        if let stamp = view[.timestamp]?.double, stamp > 1e8, stamp < 1e11 { return Int64(stamp * 1_000_000) }
        guard case .event(.newchannel) = view.kind, let identifier = view[.uniqueid]?.string else { return nil }
        let tail = identifier.split(separator: "-").last ?? ""
        guard let seconds = tail.split(separator: ".").first.flatMap({ Int64($0) }), seconds > 100_000_000,
            seconds < 100_000_000_000
        else { return nil }
        return seconds * 1_000_000
    }
}
