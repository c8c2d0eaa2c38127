/// Whether what happens is being kept, as the board's header shows it.
package enum JournalState: Sendable, Equatable {
    /// Records reach the disk.
    case writing
    /// Opened for reading along; another process may be writing.
    case reading
    /// The disk, or the user's share of it, is full. The sentence says what to do; writing resumes by itself.
    case full(String)
    /// Writing fails for another reason. The sentence names it; it is tried again every second.
    case failed(String)
    /// Closed; nothing is accepted any more.
    case closed

    /// A sentence for a person, or nil when there is nothing to say.
    package var sentence: String? {
        switch self {
        case .full(let sentence), .failed(let sentence): sentence
        case .writing, .reading, .closed: nil
        }
    }
}
