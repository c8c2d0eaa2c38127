import AMI

/// Gathers what a batch will hold: packets back to back, and what happened between them.
struct BatchBuilder {
    /// Bytes of packets from which on a batch is handed over although more is coming.
    static let fullBytes = 262_144

    private var items: [LinkItem] = []
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var totalBytes = 0

    var isEmpty: Bool { items.isEmpty && ends.isEmpty }
    var isFull: Bool { totalBytes >= Self.fullBytes }

    /// A packet came.
    mutating func append(packet: Bytes) {
        if bytes.isEmpty { bytes.reserveCapacity(max(packet.count, 4096)) }
        bytes.append(contentsOf: packet.buffer)
        ends.append(bytes.count)
        totalBytes += packet.count
    }

    /// Something happened.
    mutating func append(_ item: LinkItem) {
        closePackets()
        items.append(item)
    }

    /// What was gathered; the builder is empty afterwards.
    mutating func take() -> [LinkItem] {
        closePackets()
        totalBytes = 0
        defer { items = [] }
        return items
    }

    private mutating func closePackets() {
        guard !ends.isEmpty else { return }
        items.append(.packets(bytes: bytes, ends: ends))
        bytes = []
        ends = []
    }
}
