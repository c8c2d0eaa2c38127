import CPacketScan

/// The names of `Header` and `EventName` as the scanner looks them up. Built once, then only read.
package enum NameTable {
    // Written before anyone sees it and never again: safe to read from any thread. Never freed.
    nonisolated(unsafe) static let shared = make(cps_best_kernel())

    /// A table for one of the scanner's kernels; the shared one uses the best of the machine.
    static func make(_ kernel: cps_kernel) -> OpaquePointer {
        guard let table = cps_table_create(kernel, EventName.unknown.rawValue) else {
            preconditionFailure("no memory for the table of names")
        }
        for header in Header.allCases {
            let name = header.name
            let isNew = cps_table_add_header(table, name.utf8Start, name.utf8CodeUnitCount, header.rawValue)
            precondition(isNew, "a header's name is too long, or not the only one of that spelling")
        }
        for event in EventName.allCases {
            for name in event.spellings {
                let isNew = cps_table_add_event(table, name.utf8Start, name.utf8CodeUnitCount, event.rawValue)
                precondition(isNew, "an event's name is too long, or not the only one of that spelling")
            }
        }
        return table
    }
}
