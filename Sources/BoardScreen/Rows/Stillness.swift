import CallCenter

/// The rows of a panel stand still for a moment after a key that moves the cursor: a key pressed next is meant for the
/// row that was read, and eyes that follow a row lose it when others change places. Timers go on.
struct Stillness: Sendable, Equatable {
    /// How long, in µs: as long as it takes to read a row and press a key.
    static let length: Int64 = 2_000_000

    var panel: Panel
    /// When the cursor moved last: our clock, µs since 1970; in a replay the moment shown.
    var since: Int64
    private var sort: SortOrder
    private var filter: String
    private var scope: BoardScope

    init(_ panel: Panel, _ list: ListState, _ scope: BoardScope, at now: Int64) {
        self.panel = panel
        since = now
        sort = list.sort
        filter = list.filter
        self.scope = scope
    }

    /// Whether the order stands: not when another one was asked for since.
    func holds(_ list: ListState, _ scope: BoardScope, now: Int64) -> Bool {
        now >= since && now - since < Self.length && list.sort == sort && list.filter == filter && scope == self.scope
    }

    /// The rows as they stood, without those that have gone, and the new ones below.
    static func order(_ new: [Entity], as old: [Entity]) -> [Entity] {
        if new == old { return new }
        let left = Set(new)
        let stood = old.filter(left.contains)
        if stood.count == new.count { return stood }
        let known = Set(stood)
        return stood + new.filter { !known.contains($0) }
    }
}
