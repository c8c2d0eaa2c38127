import Cells

/// How the paging keys move the choice in a list: the same in every window. A page stops at the ends, where a step of the
/// arrows goes round.
enum ListKeys {
    /// Rows that a page is: fewer than any screen shows.
    static let page = 10

    /// The row that a key leads to; nil when it is none of these keys.
    static func place(_ key: Key, from choice: Int, of count: Int) -> Int? {
        let last = max(0, count - 1)
        return switch key {
        case .pageUp: max(0, choice - page)
        case .pageDown: min(choice + page, last)
        case .home: 0
        case .end: last
        default: nil
        }
    }
}
