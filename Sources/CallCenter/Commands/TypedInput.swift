/// Checks of what a person types before it becomes a command. AMI is a line protocol: a carriage return or a line feed in
/// a value would be a header of its own, so every control character is refused here, and once more by the encoder.
package enum TypedInput {
    /// Longest text that is sent, in UTF-8 bytes: Asterisk keeps 80 bytes of most of these fields.
    package static let longest = 79

    /// A pause's reason: may be empty.
    package static func reason(_ text: String) throws(CommandProblem) -> String {
        let trimmed = try plain(text, .reason, "The reason")
        return trimmed
    }

    /// A whole origination from the fields of a form.
    ///
    /// - Parameter timeout: seconds, in digits; its field is called `Ring for`.
    package static func origination(
        from: String, to: String, context: String, callerID: String, timeout: String
    ) throws(CommandProblem) -> Origination {
        Origination(
            channel: try channel(from), extension: try number(to), context: try self.context(context),
            callerID: try plain(callerID, .callerID, "The caller ID"), timeout: try seconds(timeout, name: "Ring for"))
    }

    /// `technology/resource`, as dialplan and AMI name a device.
    ///
    /// - Parameter name: what the field is called where it was typed.
    package static func channel(_ text: String, name: String = "From") throws(CommandProblem) -> String {
        let trimmed = try plain(text, .from, name)
        guard !trimmed.isEmpty else {
            throw CommandProblem(
                .from, text, "\(name) is empty: type the number of a phone, or its device such as PJSIP/1000.")
        }
        let parts = trimmed.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, parts[0].utf8.allSatisfy(isWordByte) else {
            throw CommandProblem(
                .from, text,
                "\(name) needs a technology and a device, for example PJSIP/\(hint(trimmed)); got \u{201C}\(trimmed)\u{201D}."
            )
        }
        guard !trimmed.utf8.contains(UInt8(ascii: " ")), !trimmed.utf8.contains(UInt8(ascii: ",")) else {
            throw CommandProblem(
                .from, text, "\(name) must be one device without spaces or commas; got \u{201C}\(trimmed)\u{201D}.")
        }
        return trimmed
    }

    /// An extension or number: letters, digits and `* # + - _ .`.
    package static func number(_ text: String) throws(CommandProblem) -> String {
        let trimmed = try plain(text, .to, "To")
        guard !trimmed.isEmpty else {
            throw CommandProblem(.to, text, "To is empty: type the number or extension to connect with.")
        }
        let allowed: StaticString = "*#+-_."
        guard trimmed.utf8.allSatisfy({ isWordByte($0) || contains(allowed, $0) }) else {
            throw CommandProblem(
                .to, text, "To takes letters, digits and * # + - _ . only; got \u{201C}\(trimmed)\u{201D}.")
        }
        return trimmed
    }

    /// A dialplan context.
    package static func context(_ text: String) throws(CommandProblem) -> String {
        let trimmed = try plain(text, .context, "The context")
        guard !trimmed.isEmpty else {
            throw CommandProblem(
                .context, text, "The context is empty: type a dialplan context, for example from-internal.")
        }
        let allowed: StaticString = "-_."
        guard trimmed.utf8.allSatisfy({ isWordByte($0) || contains(allowed, $0) }) else {
            throw CommandProblem(
                .context, text, "A context has letters, digits and - _ . only; got \u{201C}\(trimmed)\u{201D}.")
        }
        return trimmed
    }

    /// Seconds to ring: 1 to 300.
    ///
    /// - Parameter name: what the field is called where it was typed.
    package static func seconds(_ text: String, name: String) throws(CommandProblem) -> Int {
        let trimmed = trim(text)
        guard let value = Int(trimmed), (1...300).contains(value) else {
            throw CommandProblem(
                .timeout, text,
                "\(name) takes a whole number of seconds from 1 to 300; got \u{201C}\(clean(trimmed))\u{201D}.")
        }
        return value
    }

    /// A whole number in a range.
    package static func integer(
        _ text: String, _ field: CommandProblem.Field, _ name: String, in range: ClosedRange<Int>
    ) throws(CommandProblem) -> Int {
        let trimmed = trim(text)
        guard let value = Int(trimmed), range.contains(value) else {
            throw CommandProblem(
                field, text,
                "\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound); got \u{201C}\(trimmed)\u{201D}."
            )
        }
        return value
    }

    /// A parking lot's name; empty is the PBX's own.
    package static func lot(_ text: String) throws(CommandProblem) -> String {
        let trimmed = try plain(text, .lot, "The lot")
        let allowed: StaticString = "-_."
        guard trimmed.utf8.allSatisfy({ isWordByte($0) || contains(allowed, $0) }) else {
            throw CommandProblem(
                .lot, text, "A parking lot has letters, digits and - _ . only; got \u{201C}\(trimmed)\u{201D}.")
        }
        return trimmed
    }

    /// DTMF digits: `0-9 * # A-D`.
    package static func digits(_ text: String) throws(CommandProblem) -> String {
        let trimmed = trim(text).uppercased()
        let allowed: StaticString = "0123456789*#ABCD"
        guard !trimmed.isEmpty, trimmed.utf8.count <= 40, trimmed.utf8.allSatisfy({ contains(allowed, $0) }) else {
            throw CommandProblem(
                .digits, text, "Type 1 to 40 of the digits 0-9 * # A-D; got \u{201C}\(clean(trimmed))\u{201D}.")
        }
        return trimmed
    }

    /// A text for a phone, at most 500 bytes, not empty.
    package static func message(_ text: String) throws(CommandProblem) -> String {
        let trimmed = try plain(text, .message, "The text", longest: 500)
        guard !trimmed.isEmpty else { throw CommandProblem(.message, text, "The text is empty: type what to send.") }
        return trimmed
    }

    /// A name for somebody in a room, not empty.
    package static func name(_ text: String) throws(CommandProblem) -> String {
        let trimmed = try plain(text, .name, "The name")
        guard !trimmed.isEmpty else { throw CommandProblem(.name, text, "The name is empty: type one.") }
        return trimmed
    }

    /// A PIN: 1 to 20 digits. What was typed is not repeated.
    package static func pin(_ text: String) throws(CommandProblem) -> String {
        let trimmed = trim(text)
        let digits: StaticString = "0123456789"
        guard (1...20).contains(trimmed.utf8.count), trimmed.utf8.allSatisfy({ contains(digits, $0) }) else {
            throw CommandProblem(.pin, "", "A PIN has 1 to 20 digits and nothing else.")
        }
        return trimmed
    }

    /// A name for a recording: a file below the PBX's recording folder, never a path that leaves it.
    package static func file(_ text: String) throws(CommandProblem) -> String {
        let trimmed = try plain(text, .file, "The file")
        let allowed: StaticString = "-_."
        guard !trimmed.isEmpty, !trimmed.hasPrefix("."),
            trimmed.utf8.allSatisfy({ isWordByte($0) || contains(allowed, $0) })
        else {
            throw CommandProblem(
                .file, text, "A file has letters, digits and - _ . only; got \u{201C}\(clean(trimmed))\u{201D}.")
        }
        return trimmed
    }

    /// `NAME=value`, several with commas between; empty is none.
    package static func variables(_ text: String) throws(CommandProblem) -> [Origination.Variable] {
        let trimmed = try plain(text, .variables, "The variables", longest: 500)
        var variables: [Origination.Variable] = []
        for part in trimmed.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = trim(String(pair[0]))
            guard pair.count == 2, !name.isEmpty,
                name.utf8.allSatisfy({ isWordByte($0) || $0 == UInt8(ascii: "_") })
            else {
                throw CommandProblem(
                    .variables, text,
                    "Write variables as NAME=value, with commas between; got \u{201C}\(trim(String(part)))\u{201D}.")
            }
            variables.append(Origination.Variable(name: name, value: trim(String(pair[1]))))
        }
        return variables
    }

    /// Without control characters, to be quoted back.
    private static func clean(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !isControl($0) }))
    }

    private static func plain(_ text: String, _ field: CommandProblem.Field, _ name: String, longest: Int = longest)
        throws(CommandProblem) -> String
    {
        guard text.unicodeScalars.allSatisfy({ !isControl($0) }) else {
            throw CommandProblem(
                field, text, "\(name) has a line break or another control character: type it without.")
        }
        let trimmed = trim(text)
        guard trimmed.utf8.count <= longest else {
            throw CommandProblem(
                field, text, "\(name) is \(trimmed.utf8.count) bytes long, a PBX keeps \(longest): shorten it.")
        }
        return trimmed
    }

    /// C0, DEL, C1, and the separators that some readers take for a line break.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    private static func trim(_ text: String) -> String {
        var rest = text[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func contains(_ set: StaticString, _ byte: UInt8) -> Bool {
        set.withUTF8Buffer { $0.contains(byte) }
    }

    /// The typed text as the device of the example, when it could be one.
    private static func hint(_ text: String) -> String {
        !text.isEmpty && text.utf8.allSatisfy(isWordByte) ? text : "1000"
    }
}
