import CallCenter

/// How a person has arranged the screen: panels, columns, order, filters. It holds nothing of any board, so that it can be
/// kept and laid over another one.
package struct SavedView: Sendable, Equatable {
    /// What is kept of one panel.
    struct ListView: Sendable, Equatable {
        var sort: SortOrder
        var filter = ""
        var columns = ColumnLayout()
    }

    var panel = Panel.agents
    /// One panel alone.
    var isAlone = false
    var window = MetricWindow.today
    /// The only server that is shown, by its name; nil is all.
    var server: String?
    var hasAlarmsFirst = false
    var hidesLoggedOut = false
    var isGrid = false
    var hasTotalsRow = false
    /// Distance mode, with its layout, figures and how its pages turn; nil shows the panels.
    var wall: WallState?
    /// The graphs in place of the panels.
    var hasGraphs = false
    /// Panels that are not as the program has them.
    var lists: [Panel: ListView] = [:]

    /// The program's own arrangement.
    package init() {}

    /// What a person sees now.
    ///
    /// - Parameter servers: their names, in the board's order.
    init(_ state: ScreenState, servers: [String]) {
        panel = state.focus
        isAlone = state.isZoomed
        window = state.scope.window
        server = state.scope.server.flatMap { servers.indices.contains($0) ? servers[$0] : nil }
        hasAlarmsFirst = state.hasAlarmsFirst
        hidesLoggedOut = state.scope.hidesLoggedOut
        isGrid = state.isGrid
        hasTotalsRow = state.hasTotalsRow
        wall = state.wall
        wall?.offset = 0
        hasGraphs = state.graphs != nil
        for panel in Panel.allCases {
            let list = state[panel]
            let view = ListView(sort: list.sort, filter: list.filter, columns: list.columns)
            if view != ListView(sort: SortOrder.initial(panel)) { lists[panel] = view }
        }
    }
}

extension ScreenState {
    /// Arranges the screen as a view has it. Selections and marks are nobody's view.
    mutating func arrange(_ view: SavedView, board: Board, now: Int64) {
        (detail, overlay, opened) = (nil, nil, nil)
        focus = view.panel
        isZoomed = view.isAlone
        if !focus.isMain { opened = focus }
        scope.window = view.window == .shift && options.shifts.starts.isEmpty ? .today : view.window
        // A server that is not connected to here leaves all in sight.
        scope.server = view.server.flatMap { name in board.servers.firstIndex { $0.name == name } }
        scope.hidesLoggedOut = view.hidesLoggedOut
        hasAlarmsFirst = view.hasAlarmsFirst
        isGrid = view.isGrid
        hasTotalsRow = view.hasTotalsRow
        wall = view.wall
        graphs = view.hasGraphs ? GraphState() : nil
        for panel in Panel.allCases {
            let list = view.lists[panel] ?? SavedView.ListView(sort: SortOrder.initial(panel))
            self[panel].sort = list.sort
            self[panel].filter = list.filter
            self[panel].columns = list.columns
            self[panel].isChosen = false
            self[panel].selection = nil
            self[panel].top = 0
        }
        lookAgain(board, now: now)
    }
}
