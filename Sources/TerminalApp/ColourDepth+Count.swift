import Curses

extension ColourDepth {
    /// About how many colours that is, as themes count them.
    var count: Int {
        switch self {
        case .monochrome: 1
        case .eight: 8
        case .sixteen: 16
        case .indexed: 256
        case .direct: 1 << 24
        }
    }
}
