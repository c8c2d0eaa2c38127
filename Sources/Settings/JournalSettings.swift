/// `[journal]`: whether, where and for how long what happens is kept.
package struct JournalSettings: Sendable, Equatable {
    package var isEnabled = true
    /// The folder that holds a directory for each server; nil when there is neither a setting nor a home directory.
    package var directory: String?
    /// Callers' numbers and names are hidden before anything is written.
    package var isMasked = false
    /// Days that are kept, 1 to 3650.
    package var maxDays = 30
    /// Bytes that each server's journal is kept within: 10 GiB.
    package var maxBytes = 10 << 30

    package init(directory: String? = nil) {
        self.directory = directory
    }
}
