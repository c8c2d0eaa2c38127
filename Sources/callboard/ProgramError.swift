/// The exit statuses that scripts rely on.
enum ExitStatus: Int32 {
    case done = 0
    /// The PBX refused, or was lost.
    case refused = 1
    /// Wrong usage or configuration.
    case wrongUsage = 2
    /// A file or journal is unreadable, damaged or full.
    case badFile = 3
    /// A check found faults.
    case faultsFound = 4
    case interrupted = 130
    case terminated = 143
}

/// The end of the program: a status, and a sentence for stderr that names the cure (empty when all is said).
struct ProgramError: Error {
    var status: ExitStatus
    var sentence: String

    init(_ status: ExitStatus, _ sentence: String = "") {
        self.status = status
        self.sentence = sentence
    }
}
