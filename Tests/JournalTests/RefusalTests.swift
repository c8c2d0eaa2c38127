import Glibc
import Testing

@testable import Journal

@Suite struct RefusalTests {
    let scratch = ScratchDirectory()
    var path: String { scratch.path + "/hq" }
    var firstSegment: String { path + "/" + SegmentDirectory.name(firstSequence: 1) }

    private func writeJournal() throws {
        let log = try openLog(path)
        log.append([entry("a")])
        log.close()
    }

    @Test func `a second writer is refused and told who writes; reading along is not`() throws {
        let log = try openLog(path)
        log.append([entry("a")])
        log.flush()
        #expect(throws: JournalError.alreadyWritten(directory: path, by: getpid())) { try openLog(path) }
        let along = try openLog(path, mode: .read)
        #expect(along.state == .reading)
        #expect(try along.texts() == ["a"])
        #expect(along.endSequence == 2)
        along.append([entry("ignored")])
        log.append([entry("b")])
        log.flush()
        #expect(try along.texts() == ["a", "b"])
        #expect(along.endSequence == 3)
        log.close()
        let next = try openLog(path)
        #expect(next.endSequence == 3)
    }

    @Test(arguments: SegmentLog.Mode.allForTests) func `a foreign segment is refused`(mode: SegmentLog.Mode) throws {
        try writeJournal()
        writeFile(Array("Event: FullyBooted\r\n".utf8), to: firstSegment)
        #expect(throws: JournalError.foreign(firstSegment)) { try openLog(path, mode: mode).records() }
    }

    @Test(arguments: SegmentLog.Mode.allForTests)
    func `a segment whose beginning is damaged is said to be damaged, not foreign`(mode: SegmentLog.Mode) throws {
        try writeJournal()
        var bytes = readFile(firstSegment)
        bytes[20] ^= 4
        writeFile(bytes, to: firstSegment)
        #expect(throws: JournalError.damaged(firstSegment)) { try openLog(path, mode: mode).records() }
    }

    @Test func `a directory in a segment's place is said`() throws {
        try writeJournal()
        unlink(firstSegment)
        mkdir(firstSegment, 0o700)
        let error = JournalError.system(operation: "read", path: firstSegment, code: EISDIR)
        #expect(throws: error) { try openLog(path, mode: .read).records() }
        #expect("\(error)".hasSuffix("is a directory; check the path"))
    }

    @Test func `a segment of an unknown kind is refused, for leaving it out would lose records`() throws {
        try writeJournal()
        let file = path + "/00000000000000000002.segment.zst"
        writeFile([1], to: file)
        #expect(throws: JournalError.foreign(file)) { try openLog(path) }
    }

    @Test func `other files in the directory are nobody's concern`() throws {
        try writeJournal()
        writeFile([1], to: path + "/notes.txt")
        writeFile([1], to: path + "/board.snapshot")
        #expect(try openLog(path).texts() == ["a"])
    }

    @Test(arguments: SegmentLog.Mode.allForTests) func `a newer format is refused by name`(mode: SegmentLog.Mode) throws
    {
        try writeJournal()
        var bytes = readFile(firstSegment)
        bytes[8] = 7
        writeFile(bytes, to: firstSegment)
        let error = JournalError.newerFormat(path: firstSegment, found: 7, known: 1)
        #expect(throws: error) { try openLog(path, mode: mode).records() }
        #expect("\(error)".hasSuffix("has format 7 and this callboard knows formats up to 1; use a newer callboard"))
    }

    @Test func `another server's journal is refused for writing, in any segment`() throws {
        try writeJournal()
        #expect(throws: JournalError.otherServer(path: path, found: "hq", expected: "branch")) {
            try openLog(path, server: "branch")
        }
        let header = SegmentHeader(firstSequence: 2, created: 0, server: "branch").encoded()
        writeFile(header, to: path + "/" + SegmentDirectory.name(firstSequence: 2))
        #expect(throws: JournalError.otherServer(path: path, found: "hq", expected: "branch")) {
            try openLog(path, server: "branch")
        }
    }

    @Test func `a refused opening gives the lock back`() throws {
        try writeJournal()
        #expect(throws: JournalError.self) { try openLog(path, server: "branch") }
        #expect(try openLog(path).texts() == ["a"])
    }

    @Test func `a missing journal cannot be read`() throws {
        #expect(throws: JournalError.missing(path)) { try openLog(path, mode: .read) }
        mkdir(path, 0o700)
        #expect(throws: JournalError.missing(path)) { try openLog(path, mode: .read) }
        let log = try openLog(path)
        #expect(try openLog(path, mode: .read).texts() == [])
        log.close()
    }

    @Test func `a file where the directory should be is refused`() throws {
        writeFile([1, 2, 3], to: path)
        #expect(throws: JournalError.foreign(path)) { try openLog(path) }
        #expect(throws: JournalError.foreign(path)) { try openLog(path, mode: .read) }
        #expect(throws: JournalError.self) { try openLog(path + "/below") }
    }

    @Test func `a place where nothing can be made is said`() throws {
        do {
            _ = try openLog("/proc/callboard/hq")
            Issue.record("opened")
        } catch let JournalError.system(operation, path, _) {
            #expect(operation == "create the directory")
            #expect(path == "/proc/callboard")
        }
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read and write everything"))
    func `a directory or a file without permission is said`() throws {
        try writeJournal()
        chmod(firstSegment, 0)
        #expect(throws: JournalError.system(operation: "read", path: firstSegment, code: EACCES)) { try openLog(path) }
        chmod(firstSegment, 0o600)
        unlink(path + "/lock")
        chmod(path, 0o500)
        #expect(throws: JournalError.system(operation: "write", path: path + "/lock", code: EACCES)) {
            try openLog(path)
        }
        chmod(path, 0o700)
    }

    @Test func `every refusal is a sentence that names a cure`() {
        let errors: [JournalError] = [
            .foreign("f"), .damaged("f"), .newerFormat(path: "f", found: 2, known: 1),
            .alreadyWritten(directory: "d", by: 7),
            .alreadyWritten(directory: "d", by: nil), .otherServer(path: "f", found: "a", expected: "b"),
            .missing("d"), .system(operation: "read", path: "f", code: EACCES),
            .system(operation: "write", path: "f", code: EROFS), .system(operation: "write", path: "f", code: EIO),
        ]
        for error in errors { #expect("\(error)".contains("; ") || "\(error)".contains(", or")) }
        #expect(
            "\(JournalError.system(operation: "read", path: "/j", code: EACCES))"
                == "cannot read /j: permission denied; give this user access, or name another directory")
    }
}

extension SegmentLog.Mode {
    static let allForTests: [SegmentLog.Mode] = [.write, .read]
}
