/// Finds the line of every key and array element of a TOML text, because the parser gives positions for syntax
/// errors only and the faults that people make most are valid TOML.
///
/// It reads every form the language has (dotted and quoted keys, inline tables, arrays of tables, multi-line strings)
/// and believes the parser on what is valid: on a text that is not, it finds what it can and never traps.
struct LineIndex {
    /// The line of each value, from 1. Tables have the line of their header or of the key that first implied them.
    private(set) var lines: [SettingsPath: Int] = [:]
    /// The first line that writes U+0000 as an escape. The parser is C underneath and would cut the text there.
    private(set) var lineOfEscapedNUL: Int?

    /// The first place that the parser must not be shown: on some texts that are not TOML it does not answer with an
    /// error but ends the process, and on values nested without end it runs out of stack.
    private(set) var refusal: Refusal?

    /// A place in the text and what is wrong there.
    struct Refusal: Equatable {
        var line: Int
        /// Where the line begins, in bytes of the text; what stands before it may be shown to the parser.
        var lineStart: Int
        var message: String
    }

    private let bytes: [UInt8]
    private var lineStart = 0
    private var position = 0
    /// Where the scan ends: behind the text, or where it was refused.
    private var end: Int
    private var line = 1
    private var table = SettingsPath()
    private var elementCounts: [SettingsPath: Int] = [:]
    private static let maximumDepth = 100

    init(_ text: String) {
        bytes = Array(text.utf8)
        end = bytes.count
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        scanDocument()
    }

    /// The line of a value or, when it is not written, of the nearest table around it that is.
    func line(of path: SettingsPath) -> Int? {
        var current: SettingsPath? = path
        while let path = current {
            if let line = lines[path] { return line }
            current = path.parent
        }
        return nil
    }

    // MARK: - Lines

    private mutating func scanDocument() {
        while true {
            skipBlank(acrossLines: true)
            guard let byte = peek() else { return }
            if byte == UInt8(ascii: "[") {
                scanHeader()
            } else {
                if !Self.beginsKey(byte) { refuse("expected a key, a table or a comment") }
                scanAssignment(in: table)
            }
            skipToLineEnd()
        }
    }

    private mutating func scanHeader() {
        let headerLine = line
        position += 1
        let isElement = peek() == UInt8(ascii: "[")
        if isElement { position += 1 }
        skipBlank(acrossLines: false)
        // The parser takes for granted that a key begins here.
        guard let byte = peek(), Self.beginsKey(byte) || byte == UInt8(ascii: "]") else {
            refuse("expected a key between the brackets of a table")
            return
        }
        let keys = scanKeys()
        guard let last = keys.last else { return }
        var path = SettingsPath()
        for key in keys.dropLast() where !isTooDeep(path) {
            path = entered(path.appending(key), at: headerLine)
        }
        path = path.appending(last)
        if isElement {
            note(path, at: headerLine)
            let index = elementCounts[path, default: 0]
            elementCounts[path] = index + 1
            path = path.appending(index)
            lines[path] = headerLine
        } else {
            // A header is a better place to look at than a child that implied its table earlier.
            lines[path] = headerLine
            path = entered(path, at: headerLine)
        }
        table = path
        _ = isTooDeep(path)
    }

    private mutating func isTooDeep(_ path: SettingsPath) -> Bool {
        if path.steps.count <= Self.maximumDepth { return false }
        refuse("nested more than \(Self.maximumDepth) levels deep")
        return true
    }

    private mutating func refuse(_ message: String) {
        guard refusal == nil else { return }
        refusal = Refusal(line: line, lineStart: lineStart, message: message)
        // What follows is of no use to anybody, and a text made to waste time wastes none.
        end = position
    }

    private mutating func countLine() {
        line += 1
        lineStart = position + 1
    }

    /// The path that a header's key leads into: the newest element where the key is an array of tables.
    private mutating func entered(_ path: SettingsPath, at line: Int) -> SettingsPath {
        note(path, at: line)
        guard let count = elementCounts[path] else { return path }
        return path.appending(count - 1)
    }

    private mutating func note(_ path: SettingsPath, at line: Int) {
        if lines[path] == nil { lines[path] = line }
    }

    private mutating func scanAssignment(in table: SettingsPath) {
        let keyLine = line
        var path = table
        for key in scanKeys() where !isTooDeep(path) {
            path = path.appending(key)
            note(path, at: keyLine)
        }
        skipBlank(acrossLines: false)
        guard path != table, peek() == UInt8(ascii: "="), !isTooDeep(path) else { return }
        position += 1
        scanValue(at: path)
    }

    // MARK: - Values

    private mutating func scanValue(at path: SettingsPath) {
        skipBlank(acrossLines: false)
        guard let byte = peek(), !isTooDeep(path) else { return }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = scanString()
        case UInt8(ascii: "["): scanArray(at: path)
        case UInt8(ascii: "{"): scanInlineTable(at: path)
        default: skipBareValue()
        }
    }

    private mutating func scanArray(at path: SettingsPath) {
        position += 1
        var index = 0
        while true {
            skipBlank(acrossLines: true)
            guard let byte = peek() else { return }
            if byte == UInt8(ascii: "]") {
                position += 1
                return
            }
            let before = position
            let element = path.appending(index)
            lines[element] = line
            scanValue(at: element)
            index += 1
            guard position > before else { return refuse("expected a value or the end of the array") }
            guard scanSeparator(or: UInt8(ascii: "]"), "expected a comma or the end of the array") else { return }
        }
    }

    private mutating func scanInlineTable(at path: SettingsPath) {
        position += 1
        while true {
            skipBlank(acrossLines: true)
            guard let byte = peek() else { return }
            if byte == UInt8(ascii: "}") {
                position += 1
                return
            }
            guard Self.beginsKey(byte) else { return refuse("expected a key or the end of the inline table") }
            scanAssignment(in: path)
            guard scanSeparator(or: UInt8(ascii: "}"), "expected a comma or the end of the inline table") else {
                return
            }
        }
    }

    /// Passes a comma, or stops before the closing byte. The parser takes for granted that nothing else stands there.
    private mutating func scanSeparator(or closing: UInt8, _ message: String) -> Bool {
        skipBlank(acrossLines: true)
        guard let byte = peek() else { return false }
        if byte == UInt8(ascii: ",") {
            position += 1
            return true
        }
        if byte != closing { refuse(message) }
        return byte == closing
    }

    private mutating func skipBareValue() {
        let start = position
        scan: while let byte = peek() {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "\n"):
                break scan
            default:
                refuseUnlessText(byte)
                position += 1
            }
        }
        // The parser ends the process on some of what begins like a date or a time and is none.
        let literal = DateLiteral(bytes[start..<min(position, end)])
        if literal.isBegun, !literal.isWhole {
            refuse("a date or a time is written 2026-01-31, 07:30:00 or 2026-01-31T07:30:00Z; text stands in quotes")
        }
    }

    // MARK: - Keys and strings

    /// A dotted key; stops before the first byte that cannot belong to one.
    private mutating func scanKeys() -> [String] {
        var keys: [String] = []
        while true {
            skipBlank(acrossLines: false)
            guard let byte = peek() else { return keys }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                keys.append(scanString())
            } else {
                let start = position
                while let byte = peek(), !Self.endsBareKey(byte) {
                    refuseUnlessText(byte)
                    position += 1
                }
                guard position > start else { return keys }
                keys.append(String(decoding: bytes[start..<position], as: UTF8.self))
            }
            skipBlank(acrossLines: false)
            guard peek() == UInt8(ascii: ".") else { return keys }
            position += 1
        }
    }

    /// Whether a key can begin with the byte.
    private static func beginsKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            true
        default: false
        }
    }

    private static func endsBareKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: "]"), UInt8(ascii: "["), UInt8(ascii: "#"),
            UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            true
        default: false
        }
    }

    /// Any of the four kinds of string, from its opening quote; its text with escapes decoded.
    private mutating func scanString() -> String {
        let quote = bytes[position]
        let isMultiline = peek(1) == quote && peek(2) == quote
        position += isMultiline ? 3 : 1
        var text: [UInt8] = []
        while let byte = peek() {
            if byte == quote {
                if !isMultiline {
                    position += 1
                    break
                }
                if peek(1) == quote, peek(2) == quote {
                    position += 3
                    // Up to two quotes may stand directly before the closing three.
                    while peek() == quote { position += 1 }
                    break
                }
            } else if byte == UInt8(ascii: "\n") {
                guard isMultiline else { break }
                countLine()
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                scanEscape(into: &text)
                continue
            }
            text.append(byte)
            position += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func scanEscape(into text: inout [UInt8]) {
        position += 1
        guard let byte = peek() else { return }
        // A backslash before a line's end is left to the caller, which counts the line.
        guard byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") else { return }
        position += 1
        switch byte {
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "u"), UInt8(ascii: "U"), UInt8(ascii: "x"):
            let digits = byte == UInt8(ascii: "u") ? 4 : byte == UInt8(ascii: "U") ? 8 : 2
            var value: UInt32 = 0
            for _ in 0..<digits {
                guard let digit = peek().flatMap(Self.hexadecimalValue) else { return }
                value = value << 4 | digit
                position += 1
            }
            if value == 0, lineOfEscapedNUL == nil { lineOfEscapedNUL = line }
            if let scalar = Unicode.Scalar(value) { text.append(contentsOf: Array(String(scalar).utf8)) }
        default: text.append(byte)
        }
    }

    private static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    // MARK: - Bytes

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < end ? bytes[position + ahead] : nil
    }

    /// Skips blanks and, across lines, ends of lines and comments too.
    private mutating func skipBlank(acrossLines: Bool) {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "\n"):
                guard acrossLines else { return }
                countLine()
                position += 1
            case UInt8(ascii: "#"):
                guard acrossLines else { return }
                while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
            default: return
            }
        }
    }

    /// Passes over what is left of a line, a comment as a rule, so that the scan always moves on.
    private mutating func skipToLineEnd() {
        var isComment = false
        while let byte = peek(), byte != UInt8(ascii: "\n") {
            isComment = isComment || byte == UInt8(ascii: "#")
            if !isComment { refuseUnlessText(byte) }
            position += 1
        }
    }

    /// Outside of strings and comments TOML is printable ASCII. The parser takes some other characters for blanks and
    /// ends of lines, and would then see headers where none are seen here.
    private mutating func refuseUnlessText(_ byte: UInt8) {
        let isText = (0x20..<0x7F).contains(byte) || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
        if !isText { refuse("expected printable ASCII outside of strings and comments") }
    }
}
