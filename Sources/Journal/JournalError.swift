import Glibc

/// Why a journal cannot be opened or read. Each case carries what was found, and its sentence names the cure.
package enum JournalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file in the journal's directory, or in its place, was not written by this program.
    case foreign(String)
    /// A segment of this program's whose first bytes are not those that were written.
    case damaged(String)
    /// A segment was written by a later version.
    case newerFormat(path: String, found: Int, known: Int)
    /// Another process, or another log of this one, writes this journal. The process is nil when it did not say.
    case alreadyWritten(directory: String, by: Int32?)
    /// The journal belongs to another server.
    case otherServer(path: String, found: String, expected: String)
    /// There is no journal at this path.
    case missing(String)
    /// A call of the system failed; `operation` completes "cannot ...".
    case system(operation: String, path: String, code: Int32)

    package var description: String {
        switch self {
        case .foreign(let path):
            "\(path) is no journal of callboard's; name another directory, or move that file away"
        case .damaged(let path):
            "the beginning of \(path) is damaged; copy it back, or move it away to read what else there is"
        case .newerFormat(let path, let found, let known):
            "\(path) has format \(found) and this callboard knows formats up to \(known); use a newer callboard"
        case .alreadyWritten(let directory, .some(let process)):
            "\(directory) is being written by process \(process); read along, or stop that process first"
        case .alreadyWritten(let directory, nil):
            "\(directory) is being written by another process; read along, or stop that process first"
        case .otherServer(let path, let found, let expected):
            "\(path) is the journal of server \"\(found)\", not of \"\(expected)\"; give each server its own directory"
        case .missing(let path):
            "there is no journal at \(path); check the path, or record one with callboard record"
        case .system(let operation, let path, let code):
            "cannot \(operation) \(path): \(Self.sentence(code)); \(Self.cure(code))"
        }
    }

    /// What the system says about an error number, in lower case as the middle of a sentence has it.
    static func sentence(_ code: Int32) -> String {
        let text = String(cString: strerror(code))
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    static func isMissingFile(_ code: Int32) -> Bool { code == ENOENT }

    private static func cure(_ code: Int32) -> String {
        switch code {
        case EACCES, EPERM: "give this user access, or name another directory"
        case EROFS: "name a directory on a disk that can be written"
        case ENOSPC, EDQUOT: "free some space"
        case ENOTDIR, ENOENT, EISDIR, ELOOP: "check the path"
        case EMFILE, ENFILE: "raise the limit of open files"
        default: "check the disk"
        }
    }
}
