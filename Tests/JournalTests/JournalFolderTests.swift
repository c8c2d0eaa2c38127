import Testing

@testable import Journal

@Suite struct JournalFolderTests {
    let scratch = ScratchDirectory()

    @Test func `no server name leaves its folder`() {
        #expect(JournalFolder.name(forServer: "hq-1.example_A") == "hq-1.example_A")
        #expect(JournalFolder.name(forServer: "../../etc") == "%2E.%2F..%2Fetc")
        #expect(JournalFolder.name(forServer: ".") == "%2E")
        #expect(JournalFolder.name(forServer: "a b\u{0}é") == "a%20b%00%C3%A9")
        #expect(JournalFolder.name(forServer: "") == "%00")
        #expect(JournalFolder.directory(forServer: "a/b", in: "/j/") == "/j/a%2Fb")
    }

    @Test func `journals are found in a folder and by themselves`() throws {
        for server in ["hq", "branch/2"] {
            let log = try openLog(JournalFolder.directory(forServer: server, in: scratch.path), server: server)
            log.append([entry(server)])
            log.close()
        }
        writeFile([1], to: scratch.path + "/README")
        let found = try JournalFolder.journals(at: scratch.path)
        #expect(found.map(\.server) == ["branch/2", "hq"])
        #expect(try JournalFolder.journals(at: found[1].directory) == [found[1]])
        #expect(try openLog(found[0].directory, mode: .read).texts() == ["branch/2"])
        #expect(throws: JournalError.missing(scratch.path + "/none")) {
            try JournalFolder.journals(at: scratch.path + "/none")
        }
        #expect(throws: JournalError.foreign(scratch.path + "/README")) {
            try JournalFolder.journals(at: scratch.path + "/README")
        }
    }
}
