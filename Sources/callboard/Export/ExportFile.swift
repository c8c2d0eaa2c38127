import CSQLite
import Reports

#if canImport(Glibc)
    import Glibc
#endif

/// Where exported rows go. A file has its name only once it is whole; an export that ends early leaves none.
protocol ExportTarget: AnyObject {
    /// - Throws: `ProgramError` with status 3 when the disk takes no more.
    func add(_ values: [ExportValue]) throws
    func finish() throws
    /// Undoes what was begun.
    func giveUp()
}

/// CSV or lines of JSON, to a file or to standard output.
final class TextExport: ExportTarget {
    private let format: ExportText
    private let columns: [String]
    private let path: String?
    private let descriptor: Int32
    private var buffer: [UInt8]

    /// - Parameter path: nil for standard output.
    init(_ format: ExportText, columns: [String], path: String?) throws {
        self.format = format
        self.columns = columns
        self.path = path
        buffer = format.heading(columns)
        if let path {
            descriptor = open(path + unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(0o600))
            if descriptor < 0 { throw exportFailure(path) }
        } else {
            descriptor = STDOUT_FILENO
        }
    }

    func add(_ values: [ExportValue]) throws {
        buffer += format.line(values, columns: columns)
        if buffer.count > 64 << 10 { try flush() }
    }

    func finish() throws {
        try flush()
        guard let path else { return }
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(path + unfinished, path) == 0 else {
            throw exportFailure(path)
        }
    }

    func giveUp() {
        if let path { _ = unlink(path + unfinished) }
    }

    private func flush() throws {
        guard Output.write(buffer, to: descriptor) else { throw exportFailure(path ?? "standard output") }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// A table of a new SQLite file, named after what it holds.
final class SQLiteExport: ExportTarget {
    private let path: String
    private var database: OpaquePointer?
    private var statement: OpaquePointer?

    init(_ kind: ExportKind, path: String) throws {
        self.path = path
        _ = unlink(path + unfinished)
        guard
            sqlite3_open_v2(path + unfinished, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil) == SQLITE_OK
        else { throw failure() }
        _ = chmod(path + unfinished, mode_t(0o600))
        let names = kind.columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let places = kind.columns.map { _ in "?" }.joined(separator: ", ")
        // The file is thrown away when it does not become whole, so that nothing needs a journal of its own.
        try run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE \(kind.rawValue) (\(names)); BEGIN")
        guard
            sqlite3_prepare_v2(database, "INSERT INTO \(kind.rawValue) VALUES (\(places))", -1, &statement, nil)
                == SQLITE_OK
        else { throw failure() }
    }

    func add(_ values: [ExportValue]) throws {
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            switch value {
            case .text(let text): sqlite3_bind_text(statement, place, text, -1, cb_sqlite_transient())
            case .integer(let number): sqlite3_bind_int64(statement, place, Int64(number))
            case .number(let number): sqlite3_bind_double(statement, place, number)
            case .moment(let moment):
                sqlite3_bind_text(statement, place, UTCTime.text(moment), -1, cb_sqlite_transient())
            case .boolean(let isTrue): sqlite3_bind_int64(statement, place, isTrue ? 1 : 0)
            case .null: sqlite3_bind_null(statement, place)
            }
        }
        guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
        sqlite3_reset(statement)
    }

    func finish() throws {
        try run("COMMIT")
        close()
        guard rename(path + unfinished, path) == 0 else { throw exportFailure(path) }
    }

    func giveUp() {
        close()
        _ = unlink(path + unfinished)
    }

    private func close() {
        sqlite3_finalize(statement)
        sqlite3_close(database)
        statement = nil
        database = nil
    }

    private func run(_ text: String) throws {
        guard sqlite3_exec(database, text, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    private func failure() -> ProgramError {
        let why = database.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
        return ProgramError(.badFile, "Cannot write \(path): \(why).")
    }
}

private let unfinished = ".unfinished"

private func exportFailure(_ path: String) -> ProgramError {
    ProgramError(.badFile, "Cannot write \(path): \(String(cString: strerror(errno))).")
}
