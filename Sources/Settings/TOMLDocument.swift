import TOMLKit

/// A TOML text that is read key by key, remembering every fault with its line.
///
/// Getters on `root` and the tables below it never throw: they record what is wrong and answer the default, so that
/// one pass over a file finds all of its faults. `finish()` adds the keys that nobody asked for.
///
///     let document = TOMLDocument(contentsOf: path)
///     let name = document.root.string("name", default: "plain")
///     try document.finish()
package final class TOMLDocument {
    /// The file as its reader named it; it opens every fault.
    package let file: String
    /// The whole document as a table. Empty when the text is not TOML.
    package var root: SettingsTable { table(at: SettingsPath(), values: values, isWritten: true) }

    private let values: [String: SettingsValue]
    private let index: LineIndex?
    private var recorded: [SettingsFault] = []
    private var visited: [SettingsPath: KeyLedger] = [:]

    /// Parses a text. A syntax error is the document's only fault, and everything in it reads as its default.
    package init(text: String, file: String) {
        self.file = file
        var syntaxFault: SettingsFault?
        var values: [String: SettingsValue] = [:]
        let index = LineIndex(text)
        if let nul = text.utf8.firstIndex(of: 0) {
            let line = 1 + text.utf8[..<nul].count { $0 == UInt8(ascii: "\n") }
            syntaxFault = SettingsFault(file: file, line: line, message: "a NUL byte cannot stand in a text file")
        } else if let line = Self.lineOfBareReturn(in: text) {
            syntaxFault = SettingsFault(
                file: file, line: line,
                message: "a carriage return without a line feed cannot stand here; save the file with plain line ends")
        } else if let line = index.lineOfEscapedNUL {
            syntaxFault = SettingsFault(file: file, line: line, message: "the NUL character \\u0000 cannot be used")
        } else if let refusal = index.refusal {
            // What is wrong before that place is the better thing to tell.
            let before = String(decoding: text.utf8.prefix(refusal.lineStart), as: UTF8.self)
            do {
                _ = try TOMLTable(string: before)
                syntaxFault = SettingsFault(
                    file: file, line: refusal.line, message: "not valid TOML: " + refusal.message)
            } catch {
                syntaxFault = Self.syntaxFault(error, file: file)
            }
        } else {
            do {
                values = try Self.values(of: TOMLTable(string: text))
            } catch {
                syntaxFault = Self.syntaxFault(error, file: file)
            }
        }
        self.values = values
        self.index = syntaxFault == nil ? index : nil
        if let syntaxFault { recorded = [syntaxFault] }
    }

    /// The first line that holds a CR without its LF. TOML allows none anywhere, and the parser ends the process on some.
    private static func lineOfBareReturn(in text: String) -> Int? {
        var line = 1
        var wasReturn = false
        for byte in text.utf8 {
            if wasReturn, byte != UInt8(ascii: "\n") { return line }
            if byte == UInt8(ascii: "\n") { line += 1 }
            wasReturn = byte == UInt8(ascii: "\r")
        }
        return wasReturn ? line : nil
    }

    /// Reads and parses a file of at most 1 MiB. A file that cannot be read is the document's only fault.
    package convenience init(contentsOf path: String) {
        do {
            self.init(text: try TextFile.text(of: path), file: path)
        } catch {
            self.init(file: path, fault: "\(error)")
        }
    }

    private init(file: String, fault: String) {
        self.file = file
        values = [:]
        index = nil
        recorded = [SettingsFault(file: file, message: fault)]
    }

    /// The faults so far, in the order of their lines.
    package var faults: [SettingsFault] {
        recorded.sorted { ($0.line ?? 0, $0.column ?? 0, $0.path) < ($1.line ?? 0, $1.column ?? 0, $1.path) }
    }

    /// Marks every key that was not asked for as a fault, then throws if there is any fault at all.
    package func finish() throws(SettingsError) {
        markUnknownKeys()
        if !recorded.isEmpty { throw SettingsError(faults: faults) }
    }

    /// Marks every key that was not asked for as a fault; asking twice marks once.
    package func markUnknownKeys() {
        for (path, ledger) in visited {
            for key in ledger.takeUnknownKeys() {
                record(path.appending(key), ledger.sentence(forUnknown: key))
            }
        }
    }

    // MARK: - For tables

    func record(_ path: SettingsPath, _ message: String) {
        // Without values every required key would be missing: the one true fault would drown.
        guard let index else { return }
        recorded.append(
            SettingsFault(file: file, line: index.line(of: path), path: path.description, message: message))
    }

    func line(of path: SettingsPath) -> Int? { index?.line(of: path) }

    /// A reader of the table at a path; readers of one table share what was asked for.
    func table(at path: SettingsPath, values: [String: SettingsValue], isWritten: Bool) -> SettingsTable {
        let ledger = visited[path] ?? KeyLedger(values: values)
        visited[path] = ledger
        return SettingsTable(document: self, location: path, ledger: ledger, isWritten: isWritten)
    }

    // MARK: - From the parser's tree

    private static func values(of table: TOMLTable) -> [String: SettingsValue] {
        var values: [String: SettingsValue] = [:]
        for key in table.keys {
            // The table's own iterator traps on a key it cannot find again; this does not.
            if let value = table[key] { values[key] = Self.value(of: value) }
        }
        return values
    }

    private static func value(of value: any TOMLValueConvertible) -> SettingsValue {
        switch value.type {
        case .string: return .string(value.string ?? "")
        case .int: return .integer(value.int ?? 0)
        case .double: return .number(value.double ?? 0)
        case .bool: return .boolean(value.bool ?? false)
        case .array: return .array(value.array.map { $0.map { Self.value(of: $0) } } ?? [])
        case .table: return .table(value.table.map { values(of: $0) } ?? [:])
        case .date, .time, .dateTime: return .date(value.debugDescription)
        }
    }

    private static func syntaxFault(_ error: any Error, file: String) -> SettingsFault {
        guard let error = error as? TOMLParseError else {
            return SettingsFault(file: file, message: "cannot be parsed as TOML: \(error)")
        }
        return SettingsFault(
            file: file, line: max(1, error.source.begin.line), column: max(1, error.source.begin.column),
            message: "not valid TOML: " + visible(error.description))
    }
}
