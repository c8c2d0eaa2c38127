/// The three calls by which a journal grows, so that tests can fill a disk that is not full.
package protocol JournalStorage: Sendable {
    /// Creates a file that must not exist yet, mode 0600, for writing.
    func create(_ path: String) -> Result<Int32, SystemError>
    /// Writes at an offset and says how many bytes were written.
    func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int) -> Result<Int, SystemError>
    /// Waits until a file's bytes are on the disk.
    func synchronise(_ descriptor: Int32) -> Result<Void, SystemError>
}

/// An error number of the system.
package struct SystemError: Error, Equatable, Sendable {
    package let code: Int32

    package init(code: Int32) {
        self.code = code
    }
}
