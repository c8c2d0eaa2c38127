import Testing

@testable import Settings

@Suite struct LineIndexTests {
    private func lines(_ text: String) -> [String: Int] {
        var lines: [String: Int] = [:]
        for (path, line) in LineIndex(text).lines { lines[path.description] = line }
        return lines
    }

    @Test func `every form of the language has its line`() {
        let text = """
            # a comment with [brackets] and a = b
            plain = 1
            dotted.key."with space".'and literal' = 2
            inline = { x = 1, y.z = [ 1,
              2, # comment ] }
              { deep = true },
            ], w = "}" }
            list = [
              "a", 'b ]', \"\"\"c
            ] still c\"\"\",
              [ 1 ],
            ]
            text = \"\"\"
            fake = 1
            [fake]
            \\\"\"\" still
            \"\"\"
            literal = '''
            fake = 2
            '''''
            after = 5 # [no]
            [ table . "sub table" ] # header
            a = 1
            [[array]]
            n = 0
            [array.inner]
            m = 0
            [[array.nested]]
            k = 0
            [[array.nested]]
            k = 1
            [[array]]
            n = 1
            [[array.nested]]
            k = 2
            """
        let found = lines(text)
        let expected: [String: Int] = [
            "plain": 2, "dotted": 3, "dotted.key": 3, "dotted.key.\"with space\"": 3,
            "dotted.key.\"with space\".\"and literal\"": 3, "inline": 4, "inline.x": 4, "inline.y": 4,
            "inline.y.z": 4, "inline.y.z[0]": 4, "inline.y.z[1]": 5, "inline.y.z[2]": 6, "inline.y.z[2].deep": 6,
            "inline.w": 7, "list": 8, "list[0]": 9, "list[1]": 9, "list[2]": 9, "list[3]": 11, "list[3][0]": 11,
            "text": 13, "literal": 18, "after": 21, "table": 22, "table.\"sub table\"": 22,
            "table.\"sub table\".a": 23, "array": 24, "array[0]": 24, "array[0].n": 25, "array[0].inner": 26,
            "array[0].inner.m": 27, "array[0].nested": 28, "array[0].nested[0]": 28, "array[0].nested[0].k": 29,
            "array[0].nested[1]": 30, "array[0].nested[1].k": 31, "array[1]": 32, "array[1].n": 33,
            "array[1].nested": 34, "array[1].nested[0]": 34, "array[1].nested[0].k": 35,
        ]
        for (path, line) in expected { #expect(found[path] == line, "\(path)") }
        #expect(found.count == expected.count, "\(Set(found.keys).symmetricDifference(expected.keys))")
    }

    @Test func `a header later in the file is a better place than the child that implied its table`() {
        let found = lines("[a.b]\nx = 1\n[a]\ny = 2\n")
        #expect(found["a"] == 3 && found["a.b"] == 1)
    }

    @Test func `escapes in keys are decoded, and any end of line counts`() {
        let found = lines("\u{FEFF}\"a\\tb\\u00e9\\\"\" = 1\r\nnext = 2\r\n")
        #expect(found["\"a\\tbé\\\"\""] == 1 && found["next"] == 2)
    }

    @Test func `a path that is not written has the line of the nearest table that is`() {
        let index = LineIndex("a = 1\n[t]\nx = 1\n")
        let table = SettingsPath().appending("t")
        #expect(index.line(of: table.appending("missing").appending(3)) == 2)
        #expect(index.line(of: SettingsPath().appending("none")) == nil)
    }

    @Test func `every key of a parsed document has a line of its own`() {
        let document = TOMLDocument(text: Configuration.example, file: "example")
        func check(_ table: SettingsTable) {
            for key in table.keys {
                let line = table.line(of: key)
                #expect(line != nil && line != table.line || table.isTable(key), "\(table.path).\(key)")
                if table.isTable(key) { check(table.table(key)) }
            }
        }
        check(document.root)
        document.root.tables("server").forEach(check)
    }

    @Test func `no text traps, cut or changed anywhere`() {
        let text =
            Configuration.example
            + "x = \"\"\"a\\\n\"\"\"\ny = [[{a.b = '''c'''}]]\n\"\\U0001F600\" = 1979-05-27T07:32:00Z\n"
        let bytes = Array(text.utf8)
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let spice = Array("\"'[]{}=.,#\\\n\r\t -_uUx0".utf8) + [0, 0x7F, 0xC3, 0xFF]
        for _ in 0..<400 {
            var changed = Array(bytes[random(bytes.count)...].prefix(random(300)))
            for _ in 0..<random(6) where !changed.isEmpty {
                changed[random(changed.count)] = spice[random(spice.count)]
            }
            let text = String(decoding: changed, as: UTF8.self)
            _ = LineIndex(text)
            _ = try? Configuration(text: text, file: "f")
        }
        for deep in ["[", "{a=", "[[", "a.", "\"", "'''", "[{a="] {
            let text = String(repeating: deep, count: 20_000)
            _ = LineIndex(text)
            _ = try? Configuration(text: "a = " + text, file: "f")
        }
    }
}
