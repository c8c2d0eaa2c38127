import CallCenter

/// What the cursor stood on before the list took it away: the call ended, or a row of a list whose top is shown went out
/// of sight. Who presses a key just then has looked at that row and not at its neighbour.
struct Displaced: Sendable, Equatable {
    /// How long a key is meant for what stood there before, in µs: eyes see that a row changed and hands stop in no less.
    static let readingTime: Int64 = 500_000

    var panel: Panel
    var entity: Entity
    /// Frames drawn until then, and when: our clock, µs since 1970.
    var frame: Int
    var at: Int64

    /// Whether nobody can have seen yet where the cursor is now. A clock that was set back holds nothing.
    func isUnread(frames: Int, now: Int64) -> Bool {
        frames <= frame || (now >= at && now - at < Self.readingTime)
    }
}

/// What a person asked a list to be: as long as it is the same, its rows move by themselves.
struct ListWish: Sendable, Equatable {
    var sort: SortOrder
    var filter: String
    var scope: BoardScope
    var hasAlarmsFirst: Bool

    init(_ list: ListState, _ state: ScreenState) {
        sort = list.sort
        filter = list.filter
        scope = state.scope
        hasAlarmsFirst = state.hasAlarmsFirst
    }
}

extension ScreenState {
    /// Keeps the selection on its entity wherever that stands now. When it is gone, the row that took its place is next.
    ///
    /// In a list that nobody has touched the cursor follows its entity as far as that is in sight: the top of the list
    /// stays there, for whoever looks at it from afar, and the cursor goes back to it.
    ///
    /// A moment of the past may not have it. Then another row is selected there, and it again where it is.
    mutating func settleSelection(_ panel: Panel, now: Int64) {
        defer {
            self[panel].wasPast = isPast
            if !isPast { self[panel].wanted = self[panel].selection }
        }
        let order = rows.orders[panel.rawValue]
        let list = self[panel]
        let wish = ListWish(list, self)
        let isAsked = list.settled != wish
        self[panel].settled = wish
        if isAsked, displaced?.panel == panel { displaced = nil }
        guard !order.isEmpty else {
            if let gone = list.selection, !isAsked { displace(gone, in: panel, now: now) }
            self[panel].selection = nil
            self[panel].selectedRow = 0
            return
        }
        let row = list.selectedRow
        let sought = list.isChosen ? order[...] : order[inSight(panel).clamped(to: order.indices)]
        for entity in (isPast || list.wasPast ? [list.wanted, list.selection] : [list.selection]).compactMap(\.self) {
            let stands = row < order.count && order[row] == entity && (list.isChosen || isInSight(row, panel))
            guard let found = stands ? row : sought.firstIndex(of: entity) else { continue }
            self[panel].selectedRow = found
            self[panel].selection = entity
            return
        }
        if let gone = list.selection, !isAsked { displace(gone, in: panel, now: now) }
        let nearest = list.isChosen ? min(max(0, row), order.count - 1) : 0
        self[panel].selectedRow = nearest
        self[panel].selection = order[nearest]
    }

    /// The rows that the last frame showed of a panel; its first when it showed none.
    private func inSight(_ panel: Panel) -> Range<Int> {
        let top = max(0, self[panel].top)
        return top..<(top + max(1, places.shown[panel] ?? 1))
    }

    private func isInSight(_ row: Int, _ panel: Panel) -> Bool { inSight(panel).contains(row) }

    /// Of several rows that went one after another the first is what was looked at.
    private mutating func displace(_ entity: Entity, in panel: Panel, now: Int64) {
        guard panel == focus, !isPast else { return }
        if displaced?.panel == panel, displaced?.isUnread(frames: frames, now: now) == true {
            displaced?.frame = frames
            displaced?.at = now
            return
        }
        displaced = Displaced(panel: panel, entity: entity, frame: frames, at: now)
    }

    /// Lets a command about a row find what was under the cursor when the key was pressed.
    ///
    /// - Returns: false when that has gone, so that nothing may be done.
    mutating func findsItsRow(_ command: ScreenCommand) -> Bool {
        guard let displaced, displaced.panel == focus, detail == nil, graphs == nil, command.isAboutRow else {
            return true
        }
        guard let row = rows.orders[focus.rawValue].firstIndex(of: displaced.entity) else { return false }
        select(focus, row: row)
        return true
    }
}

extension ScreenCommand {
    /// Whether it is about the row under the cursor, and about another one when that changes.
    fileprivate var isAboutRow: Bool {
        switch self {
        case .open, .menu, .mark, .explain, .callStart, .acknowledge, .snooze, .originate: true
        case .redial, .undoPause, .fetchParked, .rooms, .voicemail: false
        default: control != nil
        }
    }
}
