import CCRC32C

/// The Castagnoli checksum: the processor's own instruction where it has one, else by slicing eight bytes at a time.
package enum CRC32C {
    private static let hasInstruction = cb_crc32c_is_available() != 0

    /// The checksum of `bytes`, going on from that of what stands before them.
    package static func checksum(_ bytes: UnsafeRawBufferPointer, after seed: UInt32 = 0) -> UInt32 {
        hasInstruction ? ~cb_crc32c(~seed, bytes.baseAddress, bytes.count) : sliced(bytes, after: seed)
    }

    /// The same on every processor, about 1.5 GB/s on one core.
    static func sliced(_ bytes: UnsafeRawBufferPointer, after seed: UInt32 = 0) -> UInt32 {
        tables.withUnsafeBufferPointer { table in
            var crc = ~seed
            var index = 0
            while index &+ 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let mixed = word ^ UInt64(crc)
                crc =
                    table[1_792 + Int(truncatingIfNeeded: mixed & 255)]
                    ^ table[1_536 + Int(truncatingIfNeeded: mixed >> 8 & 255)]
                    ^ table[1_280 + Int(truncatingIfNeeded: mixed >> 16 & 255)]
                    ^ table[1_024 + Int(truncatingIfNeeded: mixed >> 24 & 255)]
                    ^ table[768 + Int(truncatingIfNeeded: mixed >> 32 & 255)]
                    ^ table[512 + Int(truncatingIfNeeded: mixed >> 40 & 255)]
                    ^ table[256 + Int(truncatingIfNeeded: mixed >> 48 & 255)]
                    ^ table[Int(truncatingIfNeeded: mixed >> 56)]
                index &+= 8
            }
            while index < bytes.count {
                crc = table[Int((crc ^ UInt32(bytes[index])) & 255)] ^ (crc >> 8)
                index &+= 1
            }
            return ~crc
        }
    }

    /// Eight tables of 256: table k advances a byte by k further bytes of zeros.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = []
        for byte in 0..<UInt32(256) {
            var crc = byte
            for _ in 0..<8 {
                let isOdd = crc & 1 != 0
                crc >>= 1
                if isOdd { crc ^= 0x82F6_3B78 }
            }
            tables.append(crc)
        }
        for index in 256..<2_048 {
            let shorter = tables[index - 256]
            tables.append(tables[Int(shorter & 255)] ^ (shorter >> 8))
        }
        return tables
    }()
}
