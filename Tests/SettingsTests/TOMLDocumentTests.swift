import Testing

@testable import Settings

@Suite struct TOMLDocumentTests {
    private func faults(_ text: String, _ read: (SettingsTable) -> Void) -> [String] {
        let document = TOMLDocument(text: text, file: "f.toml")
        read(document.root)
        do {
            try document.finish()
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test func `values come back typed, defaults where there is nothing`() throws {
        let document = TOMLDocument(
            text: """
                text = "a\\u00e9b"
                whole = 42
                part = 2.5
                yes = true
                list = ["a", "b"]
                one = "x"
                [inner]
                deep.value = 1
                [[many]]
                n = 1
                [[many]]
                n = 2
                """, file: "f")
        let root = document.root
        #expect(root.string("text", default: "") == "aéb")
        #expect(root.integer("whole", in: 1...100, default: 0) == 42)
        #expect(root.number("part", default: 0) == 2.5)
        #expect(root.number("whole") == 42)
        #expect(root.boolean("yes", default: false))
        #expect(root.strings("list", default: []) == ["a", "b"])
        #expect(root.oneOrMoreStrings("one") == ["x"])
        #expect(root.oneOrMoreStrings("list") == ["a", "b"])
        #expect(root.oneOrMoreStrings("none") == nil)
        #expect(root.table("inner").table("deep").integer("value", default: 0) == 1)
        #expect(root.tables("many").map { $0.integer("n", default: 0) } == [1, 2])
        #expect(root.tables("many").map(\.line) == [9, 11])
        #expect(root.string("none", default: "d") == "d" && root.string("none") == nil)
        #expect(root.table("nowhere").string("x", default: "d") == "d")
        #expect(!root.table("nowhere").isWritten && root.table("inner").isWritten)
        #expect(root.tables("nothing").isEmpty)
        #expect(root.choice("one", of: ["x", "y"], default: "y") == "x")
        #expect(root.isTable("inner") && !root.isTable("one"))
        try document.finish()
    }

    @Test func `keys come in the order of the file`() {
        let document = TOMLDocument(text: "zebra = 1\napple = 2\n\"m k\" = 3\n[last]\nb=1\na=1\n", file: "f")
        #expect(document.root.keys == ["zebra", "apple", "m k", "last"])
        #expect(document.root.table("last").keys == ["b", "a"])
        #expect(document.root.line(of: "apple") == 2)
        #expect(document.root.line(of: "pear") == nil)
    }

    @Test func `every wrong type is told with its line, what was expected and what was found`() {
        let text = """
            port = "5038"
            big = 70000
            ratio = "x"
            share = 101.5
            flag = "yes"
            words = ["a", 3, true]
            word = 7
            choice = "dakr"
            when = 2026-11-23
            [[server]]
            port = 1.5
            [[server]]
            port = 0
            tls = 1
            """
        let found = faults(text) { root in
            _ = root.integer("port", in: 1...65_535)
            _ = root.integer("big", in: 1...65_535)
            _ = root.number("ratio")
            _ = root.number("share", in: 0...100)
            _ = root.boolean("flag")
            _ = root.strings("words")
            _ = root.string("word")
            _ = root.choice("choice", of: ["dark", "light"], default: "light")
            _ = root.string("when")
            for server in root.tables("server") {
                _ = server.integer("port", in: 1...65_535)
                _ = server.table("tls")
                _ = server.requiredString("name", "a name")
            }
        }
        #expect(
            found == [
                "f.toml:1: port: expected an integer 1-65535, got \"5038\" (a string)",
                "f.toml:2: big: expected an integer 1-65535, got 70000",
                "f.toml:3: ratio: expected a number, got \"x\" (a string)",
                "f.toml:4: share: expected a number 0-100, got 101.5",
                "f.toml:5: flag: expected true or false, got \"yes\" (a string)",
                "f.toml:6: words[1]: expected a string, got 3 (an integer)",
                "f.toml:6: words[2]: expected a string, got true (a boolean)",
                "f.toml:7: word: expected a string, got 7 (an integer)",
                "f.toml:8: choice: expected one of dark, light, got \"dakr\"; did you mean \"dark\"?",
                "f.toml:9: when: expected a string, got 2026-11-23 (a date or time)",
                "f.toml:10: server[0].name: missing; expected a name",
                "f.toml:11: server[0].port: expected an integer 1-65535, got 1.5 (a fractional number)",
                "f.toml:12: server[1].name: missing; expected a name",
                "f.toml:13: server[1].port: expected an integer 1-65535, got 0",
                "f.toml:14: server[1].tls: expected a table such as [server[1].tls], got 1 (an integer)",
            ])
    }

    @Test func `a table in place of an array of tables and the other way round are told`() {
        let found = faults("[server]\nname = 1\n[[board]]\n[x]\nlist = [1, {}]\n") { root in
            _ = root.tables("server")
            _ = root.table("board")
            _ = root.table("x").tables("list")
        }
        #expect(
            found == [
                "f.toml:1: server: expected tables such as [[server]], got a table",
                "f.toml:3: board: expected a table such as [board], got an array",
                "f.toml:5: x.list[0]: expected a table, got 1 (an integer)",
            ])
    }

    @Test func `keys that nobody asked for are told once, with what was probably meant`() {
        let text = "thme = 1\n[board]\nred_only = true\n[stranger]\ndeep = 1\n"
        let found = faults(text) { root in
            _ = root.string("theme")
            _ = root.boolean("x")
            _ = root.table("board").boolean("read_only")
            _ = root.table("board").boolean("ascii")
        }
        #expect(
            found == [
                "f.toml:1: thme: unknown key; did you mean \"theme\"?",
                "f.toml:3: board.red_only: unknown key; did you mean \"read_only\"?",
                "f.toml:4: stranger: unknown key; known here: board, theme, x",
            ])
    }

    @Test func `all keys can be accepted, and a reader's own faults are told`() {
        let found = faults("[keys]\na = \"quit\"\nb = \"fly\"\n") { root in
            let keys = root.table("keys")
            keys.acceptAllKeys()
            for key in keys.keys where keys.string(key) == "fly" { keys.fault(key, "no such command") }
            keys.fault(nil, "too few")
        }
        #expect(found == ["f.toml:1: keys: too few", "f.toml:3: keys.b: no such command"])
    }

    @Test func `a syntax error is the only fault, with line and column`() {
        let found = faults("a = 1\nb = = 2\n") { _ = $0.requiredString("name") }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("f.toml:2:5: not valid TOML: ") == true, "\(found)")
        #expect(faults("a = 1\na = 2\n") { _ in }.first?.hasPrefix("f.toml:2:5: not valid TOML: ") == true)
        #expect(faults("[[[[") { _ in }.count == 1)
    }

    @Test func `A bare carriage return is refused, for the parser would end the process on some`() {
        let sentence = "a carriage return without a line feed cannot stand here; save the file with plain line ends"
        #expect(faults("[\rStrin") { _ in } == ["f.toml:1: \(sentence)"])
        #expect(faults("a = 1\n[\r0.'") { _ in } == ["f.toml:2: \(sentence)"])
        #expect(faults("a = 1\r\nb = 2\r") { _ in } == ["f.toml:2: \(sentence)"])
        #expect(
            faults("a = 1\r\nb = 2\r\n") {
                _ = $0.integer("a"); _ = $0.integer("b")
            } == [])
    }

    @Test func `A bracket closed by another is refused, for the parser would end the process on some`() {
        #expect(
            faults("_=[}\n2\n") { _ in } == ["f.toml:1: not valid TOML: expected a value or the end of the array"])
        #expect(
            faults("a = ['1' 2]") { _ in } == ["f.toml:1: not valid TOML: expected a comma or the end of the array"])
        #expect(
            faults("a = {b = 1]") { _ in }
                == ["f.toml:1: not valid TOML: expected a comma or the end of the inline table"])
        #expect(faults("a = [1, [2, 3],\n 4, ] # x\n") { $0.acceptAllKeys() } == [])
        #expect(faults("a = { b = 1, c = { d = [] } }\n") { $0.acceptAllKeys() } == [])
    }

    @Test(arguments: [
        "2026-01-09 8 9", "2026-01-27t+.:22273+..0", "2026-01-28T:5:976591440", "2026-01-04T.061T2", "2026-01-09 ,",
        "07:3",
        "2026-01-09T07:30:00+1", "2026-1-09",
    ])
    func `A date or time that is none is refused, for the parser would end the process on some`(_ text: String) {
        let found = faults("a = 1\nb = \(text)\n") { _ in }
        #expect(found.first?.hasPrefix("f.toml:2") == true, "\(found)")
    }

    @Test(arguments: [
        "2026-01-31", "07:30:00", "07:30:00.25", "2026-01-31T07:30:00Z", "2026-01-31 07:30:00.5+01:00",
        "2026-01-31t07:30:00",
    ])
    func `Dates and times that TOML has are read`(_ text: String) {
        #expect(faults("a = \(text) # x\nb = [ \(text), \(text) ]\n") { $0.acceptAllKeys() } == [])
    }

    @Test func `NUL is refused, raw and escaped, for the parser would cut the text there`() {
        #expect(faults("a = 1\nb = \"\0\"\n") { _ in } == ["f.toml:2: a NUL byte cannot stand in a text file"])
        #expect(
            faults("a = 1\nb = \"x\\u0000y\"\n") { _ in } == ["f.toml:2: the NUL character \\u0000 cannot be used"])
        #expect(
            faults("\"a\\U00000000b\" = 1\n") { _ in } == ["f.toml:1: the NUL character \\u0000 cannot be used"])
    }

    @Test func `keys that look alike to Swift do not trap`() {
        // The same letter, composed and decomposed: two keys in TOML, one in a Swift dictionary.
        let document = TOMLDocument(text: "\"\u{e9}\" = 1\n\"e\u{301}\" = 2\n", file: "f")
        #expect(document.root.keys.count == 1)
    }

    @Test func `control characters never reach a fault's line`() {
        let found = faults("a = \"\\u001b[31m\\n\"\n") { _ = $0.integer("a") }
        #expect(found == ["f.toml:1: a: expected an integer, got \"\\u{1b}[31m\\n\" (a string)"])
        let long = faults("a = \"\(String(repeating: "x", count: 500))\"\n") { _ = $0.integer("a") }
        #expect(long.first?.utf8.count ?? 0 < 150)
    }

    @Test func `a table is usable while only the table is held`() {
        let table = TOMLDocument(text: "[a]\nb = 1\n", file: "f").root.table("a")
        #expect(table.integer("b") == 1)
        #expect(table.path == "a" && table.line == 1)
    }

    @Test func `extreme numbers are values, not traps`() {
        let document = TOMLDocument(
            text: "a = 9223372036854775807\nb = -9223372036854775808\nc = inf\nd = nan\ne = 1e308\n", file: "f")
        let root = document.root
        #expect(root.integer("a") == .max && root.integer("b") == .min)
        #expect(root.number("c") == nil && root.number("d") == nil && root.number("e") == 1e308)
        #expect(root.number("a") != nil)
        #expect(root.integer("a", in: 0...5) == nil)
        #expect(document.faults.count == 3)
        #expect(TOMLDocument(text: "a = 9223372036854775808\n", file: "f").faults.count == 1)
    }
}
