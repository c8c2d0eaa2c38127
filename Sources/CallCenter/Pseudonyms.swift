/// Hides callers in what is kept. A number becomes another of the same length, always the same one for the same number, so
/// that calls still belong together; nobody without the key can tell which it was. Of a name the first letter remains.
///
/// The last nine digits change, as +49 30 1234567 and 0301234567 are one caller; `~` stands before them, which no number
/// has that can be dialled. Numbers of less than six digits are extensions and stay, and so do devices (`PJSIP/1234567`).
/// Nothing is hidden twice.
package struct Pseudonyms: Sendable {
    /// What 64 bits a keyed digest gives for some bytes.
    package typealias Digest = @Sendable ([UInt8]) -> UInt64

    private let digest: Digest
    /// What was found out lately, by the digits with their count before them.
    private var known: [UInt64: UInt64] = [:]

    /// Fewer digits are an extension.
    static let shortest = 6
    static let mark = UInt8(ascii: "~")
    private static let mostKnown = 20_000

    package init(digest: @escaping Digest) {
        self.digest = digest
    }

    /// An AMI packet, or several: header by header.
    package mutating func hidden(packets: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(packets.count + 32)
        var start = 0
        while start < packets.count {
            let end = packets[start...].firstIndex(of: 10).map { $0 + 1 } ?? packets.count
            append(line: packets[start..<end], to: &result)
            start = end
        }
        return result
    }

    /// A sentence of ours, or a channel's name.
    package mutating func hidden(_ text: String) -> String {
        var result: [UInt8] = []
        append(text: Array(text.utf8)[...], to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    /// The last nine digits of a number, a one before them, as they are kept: see `callerKey`.
    mutating func alias(ofKey key: UInt64) -> UInt64 {
        var size: UInt64 = 1
        var count = 0
        while size * 10 <= key, count < 9 {
            size *= 10
            count += 1
        }
        guard count >= Self.shortest else { return key }
        return size + changed(key % size, digits: count)
    }

    // MARK: Lines

    private mutating func append(line: ArraySlice<UInt8>, to result: inout [UInt8]) {
        guard let colon = line.firstIndex(of: 58) else { return result += line }
        let name = line[..<colon]
        if Self.ends(name, Self.identifiers) { return result += line }
        result += line[...colon]
        let value = line[(colon + 1)...]
        if Self.ends(name, Self.names) {
            append(name: value, to: &result)
        } else if Self.ends(name, Self.numbers) {
            append(text: Self.ungrouped(value), to: &result)
        } else {
            append(text: value, hasDevices: !Self.ends(name, Self.dialled), to: &result)
        }
    }

    /// Headers whose digits are no number that anybody dials.
    private static let identifiers = [
        "uniqueid", "linkedid", "timestamp", "logintime", "lastcall", "lastpause", "actionid", "bridgeid", "pbxtime",
        "queue", "aor", "endpointname", "objectname",
    ].map { Array($0.utf8) }
    /// Headers that hold one number.
    private static let numbers = ["calleridnum", "connectedlinenum"].map { Array($0.utf8) }
    /// Headers with what was dialled: `carrier/0301234567` is no device.
    private static let dialled = ["dialstring"].map { Array($0.utf8) }
    /// Headers in which somebody is called by name.
    private static let names = ["calleridname", "connectedlinename", "callername"].map { Array($0.utf8) }

    private static func ends(_ name: ArraySlice<UInt8>, _ endings: [[UInt8]]) -> Bool {
        endings.contains { ending in
            name.count >= ending.count && zip(name.suffix(ending.count), ending).allSatisfy { $0 | 0x20 == $1 }
        }
    }

    /// A name keeps its first letter; one that is a number is hidden like it, and what says that nobody knows stays.
    private mutating func append(name value: ArraySlice<UInt8>, to result: inout [UInt8]) {
        let text = String(decoding: value, as: UTF8.self)
        let trimmed = text.drop { $0 == " " }.prefix { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }
        let unknown = ["", "<unknown>", "unknown", "anonymous"]
        if unknown.contains(trimmed.lowercased()) || trimmed.count(where: \.isNumber) >= Self.shortest {
            return append(text: value, to: &result)
        }
        result.append(32)
        if let first = trimmed.first { result += Array(String(first).utf8) + Array("***".utf8) }
        result += value.filter { $0 == 13 || $0 == 10 }
    }

    /// A number that is written in groups, `+49 (30) 123-4567`, without what stands between them.
    private static func ungrouped(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let between: StaticString = "-()/. "
        let isGrouped = value.allSatisfy { byte in
            isDigit(byte) || byte == 43 || byte == 13 || byte == 10 || between.withUTF8Buffer { $0.contains(byte) }
        }
        guard isGrouped else { return value }
        return [32] + value.filter { byte in !between.withUTF8Buffer { $0.contains(byte) } }
    }

    // MARK: Runs of digits

    private mutating func append(text: ArraySlice<UInt8>, hasDevices: Bool = true, to result: inout [UInt8]) {
        var at = text.startIndex
        while at < text.endIndex {
            let byte = text[at]
            guard Self.isDigit(byte) else {
                result.append(byte)
                at += 1
                continue
            }
            var end = at
            while end < text.endIndex, Self.isDigit(text[end]) { end += 1 }
            if end - at >= Self.shortest, isNumber(text, at, end, hasDevices: hasDevices) {
                append(number: text[at..<end], to: &result)
            } else {
                result += text[at..<end]
            }
            at = end
        }
    }

    /// Whether digits are a number, and not part of a unique id (`1795419937.410`), of a channel's count (`-0000002a`), of a
    /// word, or of a pseudonym, and not the name of a device.
    private func isNumber(
        _ text: ArraySlice<UInt8>, _ start: Int, _ end: Int, hasDevices: Bool
    ) -> Bool {
        if start > text.startIndex {
            let before = text[start - 1]
            if Self.isLetter(before) || before == 45 || before == 46 || before == 95 || before == Self.mark {
                return false
            }
            if hasDevices, before == 47, isDevice(text, start - 1, end) { return false }
        }
        guard end < text.endIndex else { return true }
        let after = text[end]
        return !(after == 46 && end + 1 < text.endIndex && Self.isDigit(text[end + 1])) && after != 95
    }

    /// `PJSIP/1234567` or a channel of it: a technology alone, in capitals, stands before the slash, and no `@` follows.
    private func isDevice(_ text: ArraySlice<UInt8>, _ slash: Int, _ end: Int) -> Bool {
        if end < text.endIndex, text[end] == 64 || text[end] == 47 { return false }
        var at = slash
        while at > text.startIndex, Self.isCapital(text[at - 1]) || Self.isDigit(text[at - 1]) { at -= 1 }
        guard at < slash else { return false }
        return at == text.startIndex || !(text[at - 1] == 47 || Self.isLetter(text[at - 1]))
    }

    private mutating func append(number: ArraySlice<UInt8>, to result: inout [UInt8]) {
        let tail = number.suffix(9)
        result += number.dropLast(tail.count)
        result.append(Self.mark)
        var value = changed(tail.reduce(0) { $0 * 10 + UInt64($1 - 48) }, digits: tail.count)
        var digits = [UInt8](repeating: 48, count: tail.count)
        for place in digits.indices.reversed() {
            digits[place] += UInt8(value % 10)
            value /= 10
        }
        result += digits
    }

    /// Another number of as many digits: no two become the same. Six rounds of a Feistel network over its two halves.
    private mutating func changed(_ value: UInt64, digits: Int) -> UInt64 {
        let key = value * 16 + UInt64(digits)
        if let found = known[key] { return found }
        let low = Self.power(digits / 2)
        let high = Self.power(digits - digits / 2)
        var (left, right) = (value / low, value % low)
        for round in 0..<UInt8(6) {
            if round % 2 == 0 {
                left = (left + keyed(round, digits, right) % high) % high
            } else {
                right = (right + keyed(round, digits, left) % low) % low
            }
        }
        if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
        known[key] = left * low + right
        return left * low + right
    }

    private func keyed(_ round: UInt8, _ digits: Int, _ half: UInt64) -> UInt64 {
        digest([round, UInt8(digits)] + withUnsafeBytes(of: half.littleEndian) { Array($0) })
    }

    private static func power(_ exponent: Int) -> UInt64 { (0..<exponent).reduce(1) { result, _ in result * 10 } }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 97 && (byte | 0x20) <= 122 }
}
