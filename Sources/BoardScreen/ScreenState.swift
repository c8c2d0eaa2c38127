import CallCenter
import Cells

/// Everything that the screen remembers between keys and frames. It holds no figure of the board that decides anything:
/// only which rows a person looks at and what they are doing.
package struct ScreenState: Sendable {
    package var options: ScreenOptions {
        didSet {
            // The board may be wound back and come to the present again.
            gate.isPast = isPast
            gate.isReadOnly = options.readOnly
        }
    }
    package var theme: Theme
    package var keymap: Keymap {
        didSet { gate.pinKey = sentences.pinKey }
    }
    /// Columns and rows of the terminal, as last told.
    package internal(set) var size = Size(columns: 80, rows: 24)

    var focus = Panel.queues
    var isZoomed = false
    /// What asks for attention, and what did.
    var alarms = AlarmBook()
    /// What they see of the trunks.
    var trunkWatch = TrunkWatch()
    /// When they last saw the board, and of when its rows were: our clock, µs since 1970.
    var alarmsSeen: (at: Int64, rows: Int64)?
    /// What they saw of the agents, and when: thousands are not looked through each second for limits of minutes.
    var agentsSeen: (at: Int64, found: [AlarmObservation])?
    /// Queues and agents in alarm stand before the others.
    var hasAlarmsFirst = false
    /// The graphs in place of the panels; nil shows those.
    var graphs: GraphState?
    /// The graphs beside the panels, where there is room for both.
    var graphsBeneath = GraphState()
    /// The day a week before, for the graphs; nil until it was read, or when nothing of it is known.
    var pastWeek: PastWeek?
    /// The day of which the one a week before was asked for, in days of local time.
    var recalledFor: Int64?
    /// The waiting callers of the last hour, in the queues' rows.
    var trends = Trends()
    /// The agents stand in cells, many to a line.
    var isGrid = false
    /// The queues' panel ends with their sum.
    var hasTotalsRow = false
    /// That sum.
    var totals = QueueTotals()
    /// Distance mode; nil shows the panels.
    var wall: WallState?
    var isMouseOn: Bool
    var isMasked: Bool
    /// The period and the servers that are shown.
    var scope = BoardScope()
    var lists = [ListState](repeating: ListState(), count: Panel.allCases.count)
    /// The panel beyond the main three that is open: shown alone, on a very large terminal below them.
    var opened: Panel?
    var overlay: Overlay?
    /// The detail of an entity, below the overlay.
    var detail: DetailState?
    var message: Message?
    /// Outcomes that came while a newer key's answer stood there, the oldest first.
    var later: [Message] = []
    /// The last refusal, until it can have been read.
    var refusal: Refusal?
    /// When the key that is answered was read, on the clock of the keys; nil when nobody told.
    var keyedAt: Int64?
    /// The journey in time; nil while the board is of now.
    var travel: TravelView?
    /// Commands sent and not yet answered, by ticket.
    var pending: [Int: PendingCommand] = [:]
    var nextTicket = 1
    /// What commands have begun and not ended.
    var begun = BegunWork()
    /// The one place that lets commands out.
    var gate: CommandGate
    /// What puts the last pause back.
    var undo: LastPause?
    /// The last call that was placed.
    var lastCall: CallCommand?
    /// The person's own phone on each server, by its name, as it was typed last.
    var devices: [String: String] = [:]
    /// The row of a list that the PBX was asked for, while a command about it is opened.
    var picked: Picked?
    /// What was done and by whom, the newest last.
    var auditNotes: [NumberedNote] = []
    /// Run from the palette, the last one first.
    var paletteHistory: [ScreenCommand] = []
    var rows = RowCache()
    /// What the cursor stood on before a list took it away.
    var displaced: Displaced?
    /// The panel whose rows stand still, because the cursor was moved in it; nil while none does.
    var stillness: Stillness?
    var pace = ListPace()
    /// Rows that the calls are given where something stands below them.
    var callRoom = ListRoom()
    /// The heading that the mouse holds.
    var drag: HeadingDrag?
    /// Bytes a second that reach the terminal are shown; the last figure, nil before there is one.
    package internal(set) var showsBytes = false
    var bytesPerSecond: Int?
    /// Fewer frames and coarser times, for a line that carries little.
    package internal(set) var isSlowLink = false
    /// Where things stand on the last frame, for the mouse.
    var places = ScreenPlaces()
    /// Frames drawn so far: a dialog takes no answer before it was on the screen.
    var frames = 0

    package init(options: ScreenOptions, theme: Theme, keymap: Keymap) {
        self.options = options
        self.theme = theme
        self.keymap = keymap
        isMouseOn = options.mouse
        devices = options.devices
        isMasked = options.mask
        isSlowLink = options.slowLink
        scope.window = options.window
        gate = CommandGate()
        gate.isReadOnly = options.readOnly
        gate.isPast = options.mode == .replay
        gate.permissions = options.permissions
        gate.standard = options.standardPermissions
        gate.hasPIN = options.hasPIN
        gate.pinKey = SentencesOfKeys(keymap: keymap).pinKey
        for panel in Panel.allCases { lists[panel.rawValue].sort = SortOrder.initial(panel) }
        if options.view == "wall" { wall = WallState(options.wall) }
        if options.view == "graphs" { graphs = GraphState() }
        if let panel = Panel(key: options.view) {
            focus = panel
            isZoomed = true
            if !panel.isMain { opened = panel }
        } else {
            focus = .agents
        }
    }

    subscript(panel: Panel) -> ListState {
        get { lists[panel.rawValue] }
        set { lists[panel.rawValue] = newValue }
    }

    func glyph(_ glyph: Glyph) -> String { theme.glyph(glyph, ascii: options.ascii) }
}

/// What a person set in one panel.
struct ListState: Sendable {
    var selection: Entity?
    /// What is selected as soon as a moment of the past has it, and when the board is of now again.
    var wanted: Entity?
    var wasPast = false
    /// A person has been here: the list follows the selection. Until then it stands at its top, so that a screen on a
    /// wall shows the top of every list, and the selection is of a row in sight.
    var isChosen = false
    /// Where the selection stood last, for when its entity goes.
    var selectedRow = 0
    var top = 0
    /// What the list was asked to be when the selection was looked for last.
    var settled: ListWish?
    var sort = SortOrder(column: 0, isDescending: false)
    var filter = ""
    var marked: Set<Entity> = []
    /// What a person has said about the columns.
    var columns = ColumnLayout()
}

/// By which column a panel is sorted: its number in the panel's table.
struct SortOrder: Sendable, Equatable {
    var column: Int
    var isDescending: Bool

    static func initial(_ panel: Panel) -> SortOrder {
        switch panel {
        case .queues: SortOrder(column: QueueColumn.name.rawValue, isDescending: false)
        case .agents: SortOrder(column: AgentColumn.state.rawValue, isDescending: false)
        case .channels: SortOrder(column: ChannelColumn.state.rawValue, isDescending: false)
        default: panel.list?.initialSort ?? SortOrder(column: 0, isDescending: false)
        }
    }
}

/// A detail view and how far it is scrolled.
struct DetailState: Sendable, Equatable {
    var entity: Entity
    var scroll = 0
}

/// One sentence at the foot of the screen.
struct Message: Sendable, Equatable {
    enum Kind: Sendable, Equatable { case good, bad, info }
    var kind: Kind
    var text: String
    /// Our clock, µs since 1970.
    var at: Int64
    /// It answers a key, and is to be read before what an older one brings.
    var isAnswer = false
    /// Seconds that it stood there while the past was shown, whose clock stands, runs or leaps.
    var secondsInPast = 0
}

/// A command on its way.
struct PendingCommand: Sendable, Equatable {
    var command: CallCommand
    var since: Int64
    /// What is said when it succeeded: names where the PBX has only interfaces.
    var done: String
    /// Who it is about, in place of the interfaces in a refusal.
    var phrase: String
    /// What would put it back.
    var undo: CallCommand?
    /// The rows that show it as on its way.
    var entities: Set<Entity> = []
}

/// The last pause or end of one, and what puts it back.
struct LastPause: Sendable {
    var command: CallCommand
    /// What is undone: `pause Ana Lima in every queue: lunch`.
    var phrase: String
}

extension PendingCommand {
    /// How it ended, in words that name people.
    func sentence(_ outcome: CommandOutcome) -> String {
        if outcome.succeeded {
            return done.isEmpty ? outcome.text : done
        }
        return outcome.text.replacing(command.summary, with: phrase)
    }
}

/// What lies over the panels and takes the keys.
enum Overlay: Sendable {
    case help(HelpState)
    case filter(FilterEntry)
    case palette(PaletteState)
    case jump(TextField)
    case form(Form)
    case menu(ActionMenu)
    case picker(PickerState)
    case pin(TextField)
    case explain(ExplainState)
    case views(ViewsState)
    case columns(ColumnsState)
}

/// The filter while it is typed; the old text comes back on Esc.
struct FilterEntry: Sendable {
    var field: TextField
    var before: String
}

/// Rectangles of the last frame.
struct ScreenPlaces: Sendable {
    var panels: [Panel: Rect] = [:]
    /// So many rows of a list have room in the panel.
    var shown: [Panel: Int] = [:]
    /// First row of the list inside the panel.
    var listStart: [Panel: Int] = [:]
    /// The row of the headings, and the cells that each column takes in it.
    var headings: [Panel: HeadingPlaces] = [:]
    /// The cells of the agents, when they stand in a grid.
    var grid: GridPlaces?
}

/// Where the headings of a panel stand.
struct HeadingPlaces: Sendable, Equatable {
    var y: Int
    /// By the column's number in the panel's table.
    var columns: [Int: Range<Int>] = [:]

    /// The column that is headed at a place.
    func column(x: Int, y: Int) -> Int? { y == self.y ? columns.first { $0.value.contains(x) }?.key : nil }
}
