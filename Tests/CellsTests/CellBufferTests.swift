import Cells
import Testing

@Suite struct CellBufferTests {
    private let red = Style(foreground: .indexed(1))
    private let blue = Style(background: .rgb(0, 0, 200), attributes: .bold)

    private func buffer(_ columns: Int = 10, _ rows: Int = 3) -> CellBuffer {
        CellBuffer(size: Size(columns: columns, rows: rows))
    }

    @Test("Text stands where it was put, in its style, and the next column is told")
    func putsText() {
        var cells = buffer()
        #expect(cells.put("Anna", x: 2, y: 1, style: red) == 6)
        #expect(cells.text == "\n  Anna\n")
        #expect(cells.style(x: 2, y: 1) == red)
        #expect(cells.style(x: 6, y: 1) == .plain)
    }

    @Test("Everything outside is clipped, on every side")
    func clips() {
        var cells = buffer()
        #expect(cells.put("0123456789abc", x: 5, y: 0, style: .plain) == 10)
        cells.put("xyz", x: -2, y: 1, style: .plain)
        cells.put("gone", x: 0, y: 3, style: .plain)
        cells.put("gone", x: 0, y: -1, style: .plain)
        cells.put("gone", x: 10, y: 0, style: .plain)
        cells.put("gone", x: -9, y: 2, style: .plain)
        cells.put("gone", x: Int.max, y: Int.max, style: .plain)
        cells.put("gone", x: Int.min, y: 0, style: .plain)
        cells.put("cut", x: 0, y: 2, style: .plain, width: 2)
        cells.put("gone", x: 4, y: 2, style: .plain, width: 0)
        cells.put("gone", x: 4, y: 2, style: .plain, width: -5)
        #expect(cells.text == "     01234\nz\ncu")
        cells.fill(Rect(x: -5, y: -5, width: 100, height: 100), red)
        cells.restyle(Rect(x: 8, y: 2, width: 50, height: 50)) { _ in blue }
        #expect(cells.style(x: 0, y: 0) == red && cells.style(x: 9, y: 2) == blue && cells.style(x: 7, y: 2) == red)
        #expect(cells[99, 99] == buffer()[0, 0])
    }

    @Test("A buffer of no cells takes everything")
    func empty() {
        for size in [Size(columns: 0, rows: 0), Size(columns: 0, rows: 5), Size(columns: -3, rows: 2)] {
            var cells = CellBuffer(size: size)
            cells.put("x", x: 0, y: 0, style: red)
            cells.fill(Rect(x: 0, y: 0, width: 3, height: 3), red)
            cells.restyle(Rect(x: 0, y: 0, width: 3, height: 3)) { $0 }
            #expect(cells.text.allSatisfy { $0 == "\n" })
        }
        var one = buffer(1, 1)
        one.put("受", x: 0, y: 0, style: .plain)
        #expect(one[0, 0].width == 1)
        one.put("e\u{301}", x: 0, y: 0, style: .plain)
        #expect(one.text == "e")
    }

    @Test("Wide characters take two cells and none is ever cut in half")
    func wideCharacters() {
        var cells = buffer()
        #expect(cells.put("受付", x: 0, y: 0, style: .plain) == 4)
        #expect(cells[0, 0].width == 2 && cells[1, 0].width == 0)
        cells.put("x", x: 1, y: 0, style: .plain)
        #expect(cells.text(row: 0) == " x付")
        cells.put("x", x: 2, y: 0, style: .plain)
        #expect(cells.text(row: 0) == " xx")
        cells.put("受付", x: 7, y: 1, style: .plain)
        #expect(cells.text(row: 1) == "       受")
        #expect(cells[9, 1].scalar == 0x20)
        cells.put("受付", x: -1, y: 2, style: .plain)
        #expect(cells.text(row: 2) == " 付")
        #expect(cells.put("受付", x: 4, y: 2, style: .plain, width: 3) == 7)
        #expect(cells.text(row: 2) == " 付 受")
        cells.fill(Rect(x: 0, y: 2, width: 2, height: 1), .plain, with: "·")
        #expect(cells.text(row: 2) == "··  受")
    }

    @Test("Nothing put over the halves of wide characters leaves a half behind")
    func noHalves() {
        var state: UInt64 = 1
        func chance(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let texts = ["", "a", "受", "ab受", "受付x", "\u{301}", "\u{200D}", "é", "x\u{301}", "日本語日本語"]
        var cells = buffer(12, 2)
        for round in 0..<2000 {
            switch chance(4) {
            case 0: cells.fill(Rect(x: chance(16) - 3, y: 0, width: chance(5), height: 1), red)
            case 1:
                var other = buffer(4, 1)
                other.put(texts[chance(texts.count)], x: 0, y: 0, style: red)
                cells.draw(other, x: chance(16) - 3, y: chance(2))
            default:
                cells.put(texts[chance(texts.count)], x: chance(16) - 3, y: chance(2), style: red, width: 1 + chance(9))
            }
            for y in 0..<2 {
                for x in 0..<12 {
                    let isLeft = cells[x, y].width == 2
                    #expect(isLeft == (x < 11 && cells[x + 1, y].width == 0), "round \(round), \(x),\(y)")
                }
                #expect(cells[0, y].width != 0)
            }
        }
    }

    @Test(
        "Hostile text reaches no terminal as anything but text",
        arguments: [
            ("\u{1B}[2J\u{7}", "�[2J�"), ("a\r\nb\tc", "a��b�c"), ("\u{9B}31m", "�31m"), ("\u{7F}\u{0}", "��"),
            ("\u{202E}abc\u{202C}", "abc"), ("\u{2066}x\u{2069}\u{200E}\u{200F}\u{61C}", "x"),
            ("a\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}b", "ab"), ("✔\u{FE0E}✔\u{FE0F}", "✔✔"),
            ("\u{E0001}\u{E0041}\u{E007F}x", "x"), ("\u{2028}\u{2029}", "��"), ("\u{FFFE}\u{1FFFF}\u{378}", "���"),
            ("soft\u{AD}hyphen", "softhyphen"), ("\u{301}x", "x"), ("👍🏽", "👍"),
        ])
    func hostileText(_ text: String, _ shown: String) {
        var cells = buffer(20, 1)
        let end = cells.put(text, x: 0, y: 0, style: .plain)
        #expect(cells.text(row: 0) == shown)
        #expect(end == TextWidth.of(text))
        for x in 0..<20 { #expect(cells[x, 0].scalar >= 0x20 || cells[x, 0].width == 0) }
    }

    @Test("Bytes that are no UTF-8 become replacement characters, one column each")
    func repairedBytes() {
        // What a UTF-16 surrogate, a lone continuation and a cut sequence look like on the wire.
        let text = String(decoding: [0x61, 0xED, 0xA0, 0x80, 0x62, 0x80, 0xF0, 0x9F] as [UInt8], as: UTF8.self)
        var cells = buffer(20, 1)
        let end = cells.put(text, x: 0, y: 0, style: .plain)
        #expect(end == TextWidth.of(text))
        #expect(cells.text(row: 0).unicodeScalars.allSatisfy { $0 == "a" || $0 == "b" || $0 == "\u{FFFD}" })
        let raw: [UInt8] = [0xC3, 0x41, 0xFF, 0xE2, 0x82]
        raw.withUnsafeBufferPointer { _ = cells.put(utf8: $0, x: 10, y: 0, styleIndex: 0) }
        #expect(cells[10, 0].width > 0)
    }

    @Test("A cell keeps four combining marks and the last column none")
    func combiningMarks() {
        var cells = buffer(4, 2)
        cells.put("e" + String(repeating: "\u{301}", count: 50), x: 0, y: 0, style: .plain)
        #expect(cells.text(x: 0, y: 0).unicodeScalars.count == 5)
        cells.put("受\u{300}", x: 1, y: 0, style: .plain)
        #expect(cells.text(x: 1, y: 0).unicodeScalars.elementsEqual("受\u{300}".unicodeScalars))
        cells.put("e\u{301}", x: 3, y: 0, style: .plain)
        #expect(cells.text(x: 3, y: 0).unicodeScalars.elementsEqual("e".unicodeScalars))
        cells.put("ae\u{301}", x: 2, y: 1, style: .plain)
        #expect(cells.text(x: 3, y: 1).unicodeScalars.count == 1)
        // At the end of a field that is not the last column they stay.
        cells.put("e\u{301}\u{302}x", x: 0, y: 1, style: .plain, width: 1)
        #expect(cells.text(x: 0, y: 1).unicodeScalars.count == 3)
        #expect(cells.text(x: 1, y: 1) == " ")
        cells.put("e", x: 0, y: 0, style: .plain)
        #expect(cells[0, 0].marks == 0)
    }

    @Test("Buffers are equal when a person would see the same")
    func equality() {
        var one = buffer()
        var other = buffer()
        one.put("a", x: 0, y: 0, style: red)
        one.put("b\u{301}", x: 1, y: 0, style: blue)
        other.put("b\u{301}", x: 1, y: 0, style: blue)
        #expect(one != other)
        other.put("a", x: 0, y: 0, style: red)
        #expect(one == other)
        other.put("b\u{300}", x: 1, y: 0, style: blue)
        #expect(one != other)
        #expect(one != buffer(10, 4))
    }

    @Test("A window over panels is drawn with its styles, cut at the edges")
    func windows() {
        var window = buffer(4, 2)
        window.put("ab受", x: 0, y: 0, style: red)
        window.put("e\u{301}", x: 0, y: 1, style: blue)
        var cells = buffer()
        cells.draw(window, x: 3, y: 1)
        #expect(cells.text == "\n   ab受\n   e\u{301}")
        #expect(cells.style(x: 4, y: 1) == red && cells.style(x: 3, y: 2) == blue)
        cells = buffer()
        cells.draw(window, x: 7, y: -1)
        cells.draw(window, x: -3, y: 2)
        cells.draw(window, x: 50, y: 50)
        #expect(cells.text == "       e\u{301}\n\n")
        cells.draw(window, x: 7, y: 0)
        #expect(cells.text(row: 0) == "       ab")
    }

    @Test("Thousands of styles and marks keep their meaning")
    func manyStyles() {
        var cells = buffer(100, 100)
        for index in 0..<10_000 {
            let style = Style(foreground: .rgb(UInt8(index % 256), UInt8(index / 256), 7))
            cells.put("x", x: index % 100, y: index / 100, style: style)
        }
        for index in stride(from: 0, to: 10_000, by: 37) {
            let style = Style(foreground: .rgb(UInt8(index % 256), UInt8(index / 256), 7))
            #expect(cells.style(x: index % 100, y: index / 100) == style)
        }
    }
}
