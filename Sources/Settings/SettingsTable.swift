/// A table of a TOML document, read key by key. Every getter records a fault instead of throwing.
///
/// A table that the file does not have reads as an empty one, so that defaults need no special case.
package struct SettingsTable {
    /// Key path of the table, as faults show it; empty for the root.
    package var path: String { location.description }
    /// The line of the table's header, or nil when the file does not have it.
    package var line: Int? { isWritten ? document.line(of: location) : nil }
    /// Whether the file has this table.
    package let isWritten: Bool

    private let location: SettingsPath
    private let document: TOMLDocument
    private let ledger: KeyLedger

    init(document: TOMLDocument, location: SettingsPath, ledger: KeyLedger, isWritten: Bool) {
        self.document = document
        self.location = location
        self.ledger = ledger
        self.isWritten = isWritten
    }

    // MARK: - Keys

    /// All keys in the order of their lines. Looking at them does not make them known: reading their values does.
    package var keys: [String] {
        ledger.values.keys.sorted {
            (document.line(of: location.appending($0)) ?? 0, $0) < (document.line(of: location.appending($1)) ?? 0, $1)
        }
    }

    /// Whether the file has the key, which makes it a known one.
    package func contains(_ key: String) -> Bool { value(key) != nil }

    /// The line that a key is written in, or nil when it is not.
    package func line(of key: String) -> Int? {
        ledger.values[key] == nil ? nil : document.line(of: location.appending(key))
    }

    /// Accepts all keys, asked for or not.
    package func acceptAllKeys() { ledger.asked.formUnion(ledger.values.keys) }

    /// Records a fault of the reader's own about a key or, with nil, about the table.
    package func fault(_ key: String?, _ message: String) {
        document.record(key.map { location.appending($0) } ?? location, message)
    }

    /// Records that a key is not there.
    package func missing(_ key: String, expected: String) {
        document.record(location.appending(key), "missing; expected \(expected)")
    }

    // MARK: - Strings

    /// The string, or nil when the key is absent or not a string.
    package func string(_ key: String) -> String? {
        guard let value = value(key) else { return nil }
        if case .string(let text) = value { return text }
        return reject(key, "a string", value)
    }

    package func string(_ key: String, default fallback: String) -> String { string(key) ?? fallback }

    /// A string that must be there and not be empty; nil, with a fault recorded, otherwise.
    package func requiredString(_ key: String, _ meaning: String = "a string") -> String? {
        guard contains(key) else {
            missing(key, expected: meaning)
            return nil
        }
        guard let text = string(key) else { return nil }
        if text.isEmpty {
            fault(key, "expected \(meaning), got an empty one")
            return nil
        }
        return text
    }

    /// One of the given words.
    package func choice(_ key: String, of words: [String], default fallback: String) -> String {
        guard let text = string(key) else { return fallback }
        if words.contains(text) { return text }
        let near = Spelling.nearest(to: text, in: words).map { "; did you mean \"\($0)\"?" } ?? ""
        fault(key, "expected one of \(words.joined(separator: ", ")), got \(quoted(text))\(near)")
        return fallback
    }

    /// An array of strings, or nil when the key is absent or anything else.
    package func strings(_ key: String) -> [String]? {
        guard let value = value(key) else { return nil }
        guard case .array(let elements) = value else { return reject(key, "an array of strings", value) }
        var texts: [String] = []
        for (index, element) in elements.enumerated() {
            if case .string(let text) = element {
                texts.append(text)
            } else {
                document.record(
                    location.appending(key).appending(index), "expected a string, got \(element.found)")
            }
        }
        return texts
    }

    package func strings(_ key: String, default fallback: [String]) -> [String] { strings(key) ?? fallback }

    /// An array of strings, or one string that stands for an array of one.
    package func oneOrMoreStrings(_ key: String) -> [String]? {
        switch value(key) {
        case nil: nil
        case .string(let text): [text]
        case .array: strings(key)
        case .some(let value): reject(key, "a string or an array of strings", value)
        }
    }

    // MARK: - Numbers

    /// An integer within a range, or nil when the key is absent or anything else.
    package func integer(_ key: String, in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
        guard let value = value(key) else { return nil }
        let expected = "an integer" + Self.words(for: range)
        guard case .integer(let integer) = value else { return reject(key, expected, value) }
        if range.contains(integer) { return integer }
        fault(key, "expected \(expected), got \(integer)")
        return nil
    }

    package func integer(
        _ key: String, in range: ClosedRange<Int> = Int.min...Int.max, default fallback: Int
    ) -> Int {
        integer(key, in: range) ?? fallback
    }

    /// A number, whole or fractional, within a range; nil when the key is absent or anything else.
    package func number(
        _ key: String, in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    ) -> Double? {
        guard let value = value(key) else { return nil }
        let bounds =
            range.lowerBound == -Double.greatestFiniteMagnitude
            ? "" : " \(Self.plain(range.lowerBound))-\(Self.plain(range.upperBound))"
        switch value {
        case .integer(let integer) where range.contains(Double(integer)): return Double(integer)
        case .number(let number) where range.contains(number): return number
        case .integer(let integer): fault(key, "expected a number\(bounds), got \(integer)")
        case .number(let number): fault(key, "expected a number\(bounds), got \(number)")
        default: return reject(key, "a number\(bounds)", value)
        }
        return nil
    }

    package func number(
        _ key: String, in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude,
        default fallback: Double
    ) -> Double {
        number(key, in: range) ?? fallback
    }

    /// true or false, or nil when the key is absent or anything else.
    package func boolean(_ key: String) -> Bool? {
        guard let value = value(key) else { return nil }
        if case .boolean(let boolean) = value { return boolean }
        return reject(key, "true or false", value)
    }

    package func boolean(_ key: String, default fallback: Bool) -> Bool { boolean(key) ?? fallback }

    // MARK: - Tables

    /// The table under a key; an empty one when the file has none.
    package func table(_ key: String) -> SettingsTable {
        switch value(key) {
        case .table(let values):
            return document.table(at: location.appending(key), values: values, isWritten: true)
        case .some(let value):
            let _: Int? = reject(key, "a table such as [\(location.appending(key).description)]", value)
        case nil: break
        }
        return document.table(at: location.appending(key), values: [:], isWritten: false)
    }

    /// The tables of an array of tables such as `[[server]]`, in order; none when the key is absent.
    package func tables(_ key: String) -> [SettingsTable] {
        let expected = "tables such as [[\(location.appending(key).description)]]"
        guard let value = value(key) else { return [] }
        guard case .array(let elements) = value else {
            let _: Int? = reject(key, expected, value)
            return []
        }
        var tables: [SettingsTable] = []
        for (index, element) in elements.enumerated() {
            let place = location.appending(key).appending(index)
            if case .table(let values) = element {
                tables.append(document.table(at: place, values: values, isWritten: true))
            } else {
                document.record(place, "expected a table, got \(element.found)")
            }
        }
        return tables
    }

    /// Whether the value under a key is a table; makes nothing known.
    package func isTable(_ key: String) -> Bool {
        if case .table = ledger.values[key] { true } else { false }
    }

    /// Whether the value under a key is this string; makes nothing known unless it is.
    package func isString(_ key: String, _ text: String) -> Bool {
        guard case .string(text) = ledger.values[key] else { return false }
        ledger.asked.insert(key)
        return true
    }

    // MARK: - Helpers

    private func value(_ key: String) -> SettingsValue? {
        ledger.asked.insert(key)
        return ledger.values[key]
    }

    private func reject<Value>(_ key: String, _ expected: String, _ value: SettingsValue) -> Value? {
        fault(key, "expected \(expected), got \(value.found)")
        return nil
    }

    /// A number without a fraction that says nothing.
    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    private static func words(for range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (.min, .max): ""
        case (let low, .max): " of \(low) or more"
        case (.min, let high): " of \(high) or less"
        case (let low, let high): " \(low)-\(high)"
        }
    }
}
