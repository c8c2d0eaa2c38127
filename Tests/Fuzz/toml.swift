// Any bytes as a configuration: nothing traps, and every fault points into the text.
//
// Built either beside the Settings sources as one module or, with the package's name, against the built module.
#if canImport(Settings)
    import Settings
#endif

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    // The file reader refuses what is not UTF-8; a repaired text reaches the parser all the same.
    _ = try? TextFile.text(from: bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") }

    do {
        _ = try Configuration(text: text, file: "fuzz", environment: ["HOME": "/home/fuzz"])
    } catch {
        precondition(!error.faults.isEmpty, "an error without a fault")
        for fault in error.faults {
            precondition(fault.line.map { (1...lines).contains($0) } ?? true, "a line outside of the text: \(fault)")
            precondition(!"\(fault)".utf8.contains { $0 < 0x20 || $0 == 0x7F }, "a control character: \(fault)")
        }
    }

    let document = TOMLDocument(text: text, file: "fuzz")
    let isTOML = document.faults.isEmpty
    if isTOML { walk(document.root) }
    return 0
}

/// Every key that the parser found has its own place in the line index.
private func walk(_ table: SettingsTable) {
    for key in table.keys {
        precondition(table.line(of: key) != nil, "no line for \(table.path).\(key)")
        _ = table.oneOrMoreStrings(key)
        _ = table.number(key)
        if table.isTable(key) {
            walk(table.table(key))
        } else {
            table.tables(key).forEach(walk)
        }
    }
}
