import AMI

extension Benchmark {
    /// The same work as `decode` in bounds-checked Swift alone: what the C kernels and their pointers buy.
    static let decodeSpan = Benchmark(name: "decode-span", usage: "TRACE [ROUNDS]") { arguments in
        guard let path = arguments.first else { throw UsageError(description: "name a trace") }
        let trace = try Trace(path: path)
        let buffer = UnsafeRawBufferPointer(trace.bytes)
        let names = SpanNames()
        var line = ""
        var measurement = Measurement()
        measurement.best(of: arguments.count > 1 ? Int(arguments[1]) ?? 5 : 5) {
            line = buffer.withMemoryRebound(to: UInt8.self) { SpanSums(reading: $0.span, names: names).line }
        }
        print("RES decode-span \(measurement.line(bytes: buffer.count)) \(line)")
    }
}

/// The names of all headers, four folded words each, found by a hash of the first word and the length.
private struct SpanNames {
    private(set) var cells = [UInt8](repeating: 0, count: 4096)
    private(set) var words = [UInt64](repeating: 0, count: 4)

    init() {
        for (index, header) in Header.allCases.enumerated() {
            let name = header.name.withUTF8Buffer { Array($0) }
            let padded = name + [UInt8](repeating: 0, count: 40 - name.count)
            let folded = (0..<4).map { padded.span.bytes.word(at: $0 * 8, count: name.count - $0 * 8) }
            var cell = SpanNames.hash(folded[0], name.count)
            while cells[cell] != 0 { cell = (cell + 1) & 4095 }
            cells[cell] = UInt8(index + 1)
            words += folded
        }
    }

    @inline(__always)
    static func hash(_ word: UInt64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: ((word &+ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15) >> 52)
    }
}

extension RawSpan {
    /// The bytes at `offset` as a word in lower case, only `count` of them (all eight if more, 0 if less than one).
    /// Loading a word checks its bounds.
    @inline(__always)
    fileprivate func word(at offset: Int, count: Int) -> UInt64 {
        guard count > 0 else { return 0 }
        let word = unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self) | 0x2020_2020_2020_2020
        return count >= 8 ? word : word & ((1 << UInt64(truncatingIfNeeded: 8 &* count)) &- 1)
    }

    /// The first such byte from `index` on, eight bytes at a time; the end when there is none.
    @inline(__always)
    fileprivate func firstIndex(of pattern: UInt64, from index: Int) -> Int {
        var index = index
        while index + 8 <= byteCount {
            let word = unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
            // The lowest byte that is zero; borrows only spoil the bytes above it.
            let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < byteCount, unsafeLoad(fromByteOffset: index, as: UInt8.self) != UInt8(pattern & 0xFF) {
            index += 1
        }
        return index
    }
}

/// The sums of `HeaderSums`, read through a `Span`. The trace's last 40 bytes are read as if they were its end.
private struct SpanSums {
    private var packets = 0
    private var sums = [Int](repeating: 0, count: 256)

    init(reading bytes: Span<UInt8>, names: SpanNames) {
        let raw = bytes.bytes
        let cells = names.cells.span
        let words = names.words.span
        var seen = [Int](repeating: -1, count: 256)
        var isEmpty = true
        var start = 0
        while start < bytes.count {
            let newline = raw.firstIndex(of: 0x0A0A_0A0A_0A0A_0A0A, from: start)
            guard newline < bytes.count else { return }
            let end = newline > start && bytes[newline - 1] == 0x0D ? newline - 1 : newline
            let line = start
            start = newline + 1
            if end == line {
                if !isEmpty { packets += 1 }
                isEmpty = true
                continue
            }
            isEmpty = false
            let colon = raw.firstIndex(of: 0x3A3A_3A3A_3A3A_3A3A, from: line)
            let count = colon - line
            guard colon < end, count <= 32, line + 40 <= bytes.count else { continue }
            let first = raw.word(at: line, count: count)
            var cell = SpanNames.hash(first, count)
            var number = 0
            while cells[cell] != 0 {
                let known = Int(cells[cell])
                var isEqual = words[known * 4] == first
                var word = 1
                // The word after the last tells the length, being 0.
                while isEqual, word < 4, words[known * 4 + word] != 0 || count > word * 8 {
                    isEqual = raw.word(at: line + word * 8, count: count - word * 8) == words[known * 4 + word]
                    word += 1
                }
                if isEqual {
                    number = known
                    break
                }
                cell = (cell + 1) & 4095
            }
            guard number != 0, seen[number] != packets else { continue }
            seen[number] = packets
            let value = colon + 1 < end && bytes[colon + 1] == 0x20 ? colon + 2 : colon + 1
            sums[number] += end - value
        }
    }

    var line: String {
        let headers: [Header] = [.event, .channel, .uniqueid, .queue, .interface, .channelStateDesc]
        return "events=\(packets) sum=" + headers.map { String(sums[Int($0.rawValue)]) }.joined(separator: ",")
    }
}
