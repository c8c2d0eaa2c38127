import CPacketScan

/// The names of `Header` and `EventName` as the scanner looks them up. Built once, then only read, never freed.
enum NameTable {
    // Written before anyone sees them and never again: safe to read from any thread.
    private nonisolated(unsafe) static let best = make(.best)
    private nonisolated(unsafe) static let portable = make(.portable)
    private nonisolated(unsafe) static let sse2 = make(.sse2)

    static func table(_ kernel: ScanKernel?) -> OpaquePointer {
        switch kernel {
        case .portable: portable
        case .sse2: sse2
        case .avx2, nil: best
        }
    }

    /// Headers that nobody reads, but that come in nearly every packet: known ones are recognised faster.
    private static let unread: [StaticString] = [
        "Language", "DestLanguage", "DestAccountCode", "BridgeVideoSourceMode",
    ]

    private static func make(_ kernel: ScanKernel) -> OpaquePointer {
        guard let table = cps_table_create(kernel.number, EventName.unknown.rawValue) else {
            preconditionFailure("no memory for the table of names")
        }
        for header in Header.allCases {
            let name = header.name
            let isNew = cps_table_add_header(table, name.utf8Start, name.utf8CodeUnitCount, header.rawValue)
            precondition(isNew, "a header's name is too long, or not the only one of that spelling")
        }
        for name in unread { cps_table_add_header(table, name.utf8Start, name.utf8CodeUnitCount, 0) }
        for event in EventName.allCases {
            for name in event.spellings {
                let isNew = cps_table_add_event(table, name.utf8Start, name.utf8CodeUnitCount, event.rawValue)
                precondition(isNew, "an event's name is too long, or not the only one of that spelling")
            }
        }
        return table
    }
}
