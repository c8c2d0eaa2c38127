/// Names and the numbers that reach them, for whom a person calls or transfers to.
package struct PhoneBook: Sendable, Equatable {
    /// One line of the book.
    package struct Entry: Sendable, Equatable, Hashable {
        package var name: String
        package var number: String

        package init(name: String, number: String) {
            self.name = name
            self.number = number
        }
    }

    /// In the order of the files.
    package private(set) var entries: [Entry]

    package init(_ entries: [Entry] = []) { self.entries = entries }

    /// Reads lines of `name,number` (RFC 4180: quotes where a name holds a comma or quotes). Empty lines, and lines that
    /// begin with `#`, are left out; so is a first line without a digit in its number, the heading.
    ///
    /// - Throws: every wrong line with its number.
    package init(csv text: String) throws(PhoneBookError) {
        entries = []
        var faults: [PhoneBookError.Fault] = []
        var place = 0
        // A carriage return and its line feed are one character to Swift.
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            place += 1
            if line.allSatisfy(\.isWhitespace) || line.first == "#" { continue }
            guard let fields = Self.fields(line) else {
                faults.append(.init(line: place, message: "a quote is not closed"))
                continue
            }
            guard fields.count >= 2, !fields[0].isEmpty else {
                faults.append(.init(line: place, message: "expected a name, a comma and a number"))
                continue
            }
            let compact = fields[1].filter { $0 != " " && $0 != "(" && $0 != ")" && $0 != "/" }
            if place == 1, !compact.contains(where: \.isNumber) { continue }
            do {
                entries.append(Entry(name: fields[0], number: try TypedInput.number(compact)))
            } catch {
                faults.append(.init(line: place, message: "\u{201C}\(fields[1])\u{201D} is no number"))
            }
        }
        if !faults.isEmpty { throw PhoneBookError(faults: faults) }
    }

    /// The fields of a line without the space around them; nil when a quote is left open.
    private static func fields(_ line: Substring) -> [String]? {
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var wasQuote = false
        for character in line {
            if isQuoted {
                if character == "\"" {
                    isQuoted = false
                    wasQuote = true
                } else if !character.unicodeScalars.contains(where: TypedInput.isControl) {
                    field.append(character)
                }
            } else if character == "\"" {
                if wasQuote { field.append("\"") }
                isQuoted = true
                wasQuote = false
            } else if character == "," || character == ";" || character == "\t" {
                fields.append(trimmed(field))
                field = ""
                wasQuote = false
            } else if !character.unicodeScalars.contains(where: TypedInput.isControl) {
                field.append(character)
            }
        }
        fields.append(trimmed(field))
        return isQuoted ? nil : fields
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }

    /// Adds entries whose name and number are not there yet.
    package mutating func add(_ more: [Entry]) {
        for entry in more where !entries.contains(entry) { entries.append(entry) }
    }

    /// Entries whose name or number begins with the text, then those that hold it, whatever the case.
    package func matches(_ text: String) -> [Entry] {
        let typed = text.lowercased()
        if typed.isEmpty { return [] }
        let first = entries.filter { $0.name.lowercased().hasPrefix(typed) || $0.number.hasPrefix(typed) }
        let rest = entries.filter { !first.contains($0) && $0.name.lowercased().contains(typed) }
        return first + rest
    }

    /// The number of what was typed: of the one entry of that name, else the text itself.
    ///
    /// - Throws: when the name is of several numbers.
    package func number(_ text: String) throws(CommandProblem) -> String {
        let typed = Self.trimmed(text).lowercased()
        let numbers = Set(entries.filter { $0.name.lowercased() == typed }.map(\.number))
        if numbers.count > 1 {
            throw CommandProblem(
                .to, text,
                "\(text) has \(numbers.count) numbers in the phone book: \(numbers.sorted().joined(separator: ", ")).")
        }
        return try TypedInput.number(numbers.first ?? text)
    }
}

/// The wrong lines of a phone book.
package struct PhoneBookError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Fault: Sendable, Equatable {
        /// From 1.
        package var line: Int
        package var message: String
    }

    package var faults: [Fault]

    package var description: String { faults.map { "line \($0.line): \($0.message)" }.joined(separator: "\n") }
}
