import CallCenter

/// A list beyond the three of the main screen. A new one is a file with a type of this kind, a case of `Panel` and a
/// `ScreenCommand` that opens it; selection, marks, filter, sorting, detail and scrolling come with it.
///
/// Rows are read only while the panel is shown, and cells only of rows that are seen unless it is filtered or sorted.
protocol ListPanel: Sendable {
    /// In the order of the screen. A row's cells have the same count.
    func columns(servers: Int) -> [Column]
    var initialSort: SortOrder { get }
    /// What the footer offers for its rows, beside what it offers everywhere.
    var commands: [ScreenCommand] { get }
    /// Why there is nothing to open, in a few words that say what would help; nil when there is.
    func reasonUnavailable(_ scene: PanelScene) -> String?
    /// The panel with whatever it is costly to find out at hand, for the rows of one frame.
    func prepared(_ scene: PanelScene) -> any ListPanel
    /// Every row, unfiltered, in the order that equal rows keep: `.row(_, server:, id:)`, or an entity of another panel.
    func rows(_ scene: PanelScene) -> [Entity]
    /// A row's cells, one for each column; nil when what it stands for is gone.
    func cells(_ entity: Entity, _ scene: PanelScene) -> [PanelCell]?
    /// Everything about one row, for Enter.
    func detail(_ entity: Entity, _ scene: PanelScene) -> (title: String, lines: [DetailLine])
    /// The number that reaches whom a row is about, for a call back; nil when it has none.
    func number(_ entity: Entity, _ scene: PanelScene) -> String?
    /// What is said when there is no row.
    func emptyText(_ scene: PanelScene) -> String
}

extension ListPanel {
    var initialSort: SortOrder { SortOrder(column: 0, isDescending: false) }
    var commands: [ScreenCommand] { [] }
    func prepared(_ scene: PanelScene) -> any ListPanel { self }
    func reasonUnavailable(_ scene: PanelScene) -> String? { nil }
    func number(_ entity: Entity, _ scene: PanelScene) -> String? { nil }
}

/// One cell of a row, with what it is sorted by.
struct PanelCell: Sendable, Equatable {
    var text: String
    var style: StyleName
    /// What it is sorted by before its text; the same for all cells of a column that is sorted as text.
    var number: Int64

    init(_ text: String, _ style: StyleName = .text, by number: Int64 = 0) {
        self.text = text
        self.style = style
        self.number = number
    }

    /// A whole number, faint when it is 0.
    static func figure(_ number: Int, _ style: StyleName = .text) -> PanelCell {
        PanelCell("\(number)", number == 0 ? .faint : style, by: Int64(number))
    }

    /// How long something lasts, from a moment of our clock in µs since 1970; a dash when it never began.
    static func duration(since moment: Int64, now: Int64, _ style: StyleName = .text) -> PanelCell {
        moment > 0
            ? PanelCell(Durations.text(from: moment, to: now), style, by: Durations.seconds(from: moment, to: now))
            : PanelCell("", .faint, by: -1)
    }

    static let empty = PanelCell("")
}

/// What a panel's rows are read from.
struct PanelScene {
    let state: ScreenState
    let board: Board
    /// Our clock, µs since 1970; in a replay the moment shown.
    let now: Int64

    init(state: ScreenState, board: Board, now: Int64) {
        self.state = state
        self.board = board
        self.now = now
    }

    /// As of the moment that the board has reached.
    init(state: ScreenState, board: Board) {
        self.init(state: state, board: board, now: board.servers.map(\.now).max() ?? 0)
    }

    var privacy: Privacy { Privacy(isMasked: state.isMasked) }

    /// The moment that durations of a server are taken at: they stand still when its data is old.
    func moment(_ server: Int) -> Int64 {
        board.servers.indices.contains(server) ? board.servers[server].shownMoment(now) : now
    }

    func glyph(_ glyph: Glyph) -> String { state.glyph(glyph) }
}
