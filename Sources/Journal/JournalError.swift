/// Why a journal cannot be opened or read. Each case carries what was found, and its sentence names the cure.
package enum JournalError: Error, Equatable, Sendable {
    /// A file in the journal's directory, or in its place, was not written by this program.
    case foreign(String)
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
}
