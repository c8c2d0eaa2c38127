/// When a segment is full.
package struct RollPolicy: Sendable, Equatable {
    /// The size that a segment does not exceed, unless one record alone does: 64 MiB.
    package var maximumSize: Int

    package init(maximumSize: Int = 64 << 20) {
        self.maximumSize = maximumSize
    }

    /// Whether a segment of `size` bytes must be closed before `adding` more are written.
    func rolls(size: Int, adding bytes: Int, isEmpty: Bool) -> Bool {
        !isEmpty && size + bytes > maximumSize
    }
}
