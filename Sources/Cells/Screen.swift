/// What a board is shown on: a terminal, or memory in a test.
package protocol Screen: ~Copyable {
    /// Columns and rows now.
    var size: Size { get }
    /// Whether the frame before has left this process, so that another one is welcome.
    var isIdle: Bool { get }
    /// Shows a frame. False if the frame before is still on its way: this one is skipped.
    mutating func draw(_ buffer: CellBuffer) -> Bool
    /// Hands over every key that has come since the last call, in order.
    mutating func readKeys(_ body: (Key) -> Void)
}

/// A screen that keeps its frames and plays keys that a test put in.
package struct MemoryScreen: Screen {
    /// Columns and rows; a test changes them as a person drags a window.
    package var size: Size
    /// Whether frames are taken; a frozen terminal takes none.
    package var isIdle = true
    /// Keys still to be read.
    package var keys: [Key] = []
    /// Every frame shown, oldest first.
    package private(set) var frames: [CellBuffer] = []

    /// An empty screen.
    package init(size: Size) { self.size = size }

    /// The frame that stands now.
    package var shown: CellBuffer { frames.last ?? CellBuffer(size: size) }

    /// Keeps the frame, unless the screen is not idle.
    package mutating func draw(_ buffer: CellBuffer) -> Bool {
        guard isIdle else { return false }
        frames.append(buffer)
        return true
    }

    /// Plays the keys.
    package mutating func readKeys(_ body: (Key) -> Void) {
        let pending = keys
        keys = []
        for key in pending { body(key) }
    }
}
