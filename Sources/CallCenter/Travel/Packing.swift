/// Puts bytes into less room, and takes them out again.
package protocol BytePacker: AnyObject {
    /// The bytes in less room; nil when there is no memory for it.
    func packed(_ bytes: [UInt8]) -> [UInt8]?
    /// The bytes that were packed, `size` of them; nil when these are others.
    func unpacked(_ bytes: [UInt8], size: Int) -> [UInt8]?
}

/// How checkpoints are kept while nobody looks: packers are brought from outside, each for one thread at a time.
package struct Packing: Sendable {
    let packer: @Sendable () -> any BytePacker

    package init(_ packer: @escaping @Sendable () -> any BytePacker) {
        self.packer = packer
    }

    /// Bytes are kept as they are.
    package static let none = Packing { Unpacked() }

    private final class Unpacked: BytePacker {
        func packed(_ bytes: [UInt8]) -> [UInt8]? { nil }
        func unpacked(_ bytes: [UInt8], size: Int) -> [UInt8]? { nil }
    }
}

/// Bytes that were packed, shared by whoever holds them.
final class PackedBytes: Sendable {
    private let bytes: [UInt8]
    /// Before they were packed; nil when they are kept as they came.
    private let size: Int?

    init(_ plain: [UInt8], _ packer: any BytePacker) {
        if let packed = packer.packed(plain), packed.count < plain.count {
            // Without the room that the packer had beyond what it took: an array of a whole slice would keep it.
            bytes = packed.withUnsafeBytes { Array($0) }
            size = plain.count
        } else {
            bytes = plain
            size = nil
        }
    }

    /// What it takes in memory.
    var byteCount: Int { bytes.capacity + 64 }

    func plain(_ packer: any BytePacker) -> [UInt8]? {
        guard let size else { return bytes }
        return packer.unpacked(bytes, size: size)
    }
}
