/// Rows as CSV (RFC 4180) and as lines of JSON.
package enum ExportText: String, Sendable, CaseIterable {
    case csv, jsonl

    /// The line before the first row; empty when there is none.
    package func heading(_ columns: [String]) -> [UInt8] {
        self == .csv ? Array((columns.joined(separator: ",") + "\r\n").utf8) : []
    }

    package func line(_ values: [ExportValue], columns: [String]) -> [UInt8] {
        switch self {
        case .csv: Array((values.map(Self.field).joined(separator: ",") + "\r\n").utf8)
        case .jsonl: Self.object(values, columns)
        }
    }

    private static func field(_ value: ExportValue) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .integer(let number): "\(number)"
        case .number(let number): decimal(number)
        case .moment(let moment): UTCTime.text(moment)
        case .boolean(let isTrue): isTrue ? "1" : "0"
        case .null: ""
        }
    }

    /// A caller's name may be a formula: a spreadsheet would run what begins like one, so that gets an apostrophe. Numbers
    /// with their plus sign are left as they are.
    private static func quoted(_ text: String) -> String {
        var text = text
        if let first = text.first, "=+-@\t\r".contains(first), !text.dropFirst().allSatisfy(\.isWholeNumber) {
            text = "'" + text
        }
        guard text.utf8.contains(where: { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static func decimal(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "" }
        let tenths = Int((number * 10).rounded())
        return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    private static func object(_ values: [ExportValue], _ columns: [String]) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            for (name, value) in zip(columns, values) {
                json.key(dynamic: name)
                switch value {
                case .text(let text): json.string(text)
                case .integer(let number): json.integer(number)
                case .number(let number): json.number(number, decimals: 1)
                case .moment(let moment): json.string(UTCTime.text(moment))
                case .boolean(let isTrue): json.boolean(isTrue)
                case .null: json.null()
                }
            }
        }
        return json.bytes + [10]
    }
}
