import AMI
import Testing

/// Hands out the bytes of a text.
private func with<Result>(_ text: String, _ body: (Bytes) -> Result) -> Result {
    with(Array(text.utf8), body)
}

private func with<Result>(_ bytes: [UInt8], _ body: (Bytes) -> Result) -> Result {
    // One byte more, so that there is an address for no bytes too.
    (bytes + [0]).withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { preconditionFailure("an array of one byte has an address") }
        return body(Bytes(start: start, count: bytes.count))
    }
}

@Suite("Values of headers")
struct WireValueTests {
    @Test("whole numbers are read whole or not at all")
    func wholeNumbers() {
        for (text, number) in [
            ("0", 0), ("42", 42), ("-7", -7), ("+7", 7), ("9223372036854775807", Int.max),
            ("-9223372036854775808", Int.min), ("0000000000000000000000000012", 12),
        ] {
            #expect(with(text) { $0.int } == number)
        }
        for text in ["", "-", "+", "4a", " 4", "4 ", "9223372036854775808", "99999999999999999999", "0x10", "４"] {
            #expect(with(text) { $0.int } == nil)
        }
    }

    @Test("numbers that something begins with are read as far as they go, and never overflow")
    func beginningNumbers() {
        for (text, number) in [
            ("", 5), ("x", 5), ("-", 5), ("12%", 12), (" 7", 7), ("-3s", -3), ("1767225600.123", 1_767_225_600),
            ("9223372036854775807", Int.max), ("9223372036854775808", Int.max),
            ("-99999999999999999999999", Int.min), ("000000000000000000000000000000000017", 17),
            ("999999999999999999", 999_999_999_999_999_999), ("1000000000000000000", 1_000_000_000_000_000_000),
        ] {
            #expect(with(text) { $0.intOr(5) } == number, "\(text)")
        }
    }

    @Test("decimal fractions are read as they are printed")
    func fractions() {
        for (text, number) in [
            ("0", 0.0), ("1767225600.123456", 1_767_225_600.123456), ("-0.5", -0.5), ("87.5", 87.5), (".5", 0.5),
            ("5.", 5), ("0.000001", 0.000001), ("123456789012345678901234567890", 1.2345678901234568e29),
        ] {
            let read = with(text) { $0.double }
            #expect(read.map { abs($0 - number) <= abs(number) * 1e-15 } == true, "\(text)")
        }
        for text in ["", ".", "-", "1e3", "nan", "inf", "1,5", "87.5%", "1.2.3"] {
            #expect(with(text) { $0.double } == nil, "\(text)")
        }
    }

    @Test("comparing needs the same bytes, or the same letters")
    func comparing() {
        with("PJSIP/1001") { bytes in
            #expect(bytes.equals("PJSIP/1001" as StaticString))
            #expect(bytes.equals("PJSIP/1001" as String))
            #expect(!bytes.equals("PJSIP/100" as StaticString))
            #expect(!bytes.equals("pjsip/1001" as String))
            #expect(bytes.equalsIgnoringCase("pjsip/1001" as StaticString))
            #expect(bytes.equalsIgnoringCase("PjSiP/1001" as String))
            #expect(!bytes.equalsIgnoringCase("PJSIPO1001" as StaticString))
            #expect(bytes.hasPrefix("PJSIP/"))
            #expect(!bytes.hasPrefix("PJSIP/1001x"))
            #expect(bytes.hasSuffix("01"))
            #expect(!bytes.hasSuffix("xPJSIP/1001"))
            #expect(bytes.slice(6..<100).string == "1001")
            #expect(bytes.slice(50..<100).isEmpty)
            #expect(bytes.firstIndex(of: 0x2F) == 5)
        }
    }

    @Test("the hash depends on every byte and on the length, and is never 0")
    func hashing() {
        var seen: Set<UInt64> = []
        for count in 0...40 {
            let plain = [UInt8](repeating: 0x61, count: count)
            seen.insert(with(plain) { $0.hashValue64 })
            for index in 0..<count {
                var changed = plain
                changed[index] = 0x62
                seen.insert(with(changed) { $0.hashValue64 })
            }
        }
        #expect(seen.count == 41 + 40 * 41 / 2)
        #expect(!seen.contains(0))
        // The same bytes hash the same wherever they lie.
        let text = Array("x1767225600.4711xyz".utf8)
        text.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            let inside = Bytes(start: start + 1, count: 15).hashValue64
            #expect(inside == with("1767225600.4711") { $0.hashValue64 })
        }
    }

    @Test("callers' names lose their C escapes and nothing else")
    func callerText() {
        for (text, plain) in [
            ("O\\'Brien", "O'Brien"), ("say \\\"hi\\\"", "say \"hi\""), ("a\\\\b", "a\\b"), ("\\?\\?=", "??="),
            ("tab\\there", "tab\there"), ("nl\\n", "nl\n"), ("\\a\\b\\f\\r\\v", "\u{07}\u{08}\u{0C}\r\u{0B}"),
            ("", ""), ("Zoë", "Zoë"), ("\\", "\\"), ("end\\", "end\\"), ("\\x41", "\\x41"), ("\\\\n", "\\n"),
        ] {
            #expect(with(text) { CallerText.unescaped($0) } == plain)
        }
        #expect(with([0x5C, 0x27, 0xFF]) { CallerText.unescaped($0) } == "'\u{FFFD}")
    }

    @Test("a set of events holds what was put in, up to the last number")
    func eventSets() {
        for name in EventName.allCases {
            let set = EventSet([name])
            #expect(EventName.allCases.filter(set.contains) == [name])
            #expect(EventSet.all.contains(name))
            #expect(!EventSet.none.contains(name))
        }
    }

    @Test("names on the wire are those of the cases, and events fit in a set")
    func names() {
        for header in Header.allCases {
            let name = header.name.description.lowercased().filter { $0 != "-" }
            #expect(name == "\(header)".lowercased())
        }
        for event in EventName.allCases where event != .unknown {
            #expect(event.spellings[0].description.lowercased() == "\(event)".lowercased())
        }
        #expect(EventName.allCases.count <= 128)
        #expect(Header.allCases.count <= 255)
    }
}
