import Cells

/// Where header, panels and footer stand for a size of the terminal.
struct ScreenLayout: Equatable {
    var header: Rect
    var body: Rect
    var footer: Rect
    /// The line above the footer while the past is shown; else of no height.
    var timeline: Rect
    /// The lines above it that a message takes from what is shown, and from nothing else; of no height without one.
    var message: Rect
    /// What is shown, without those lines; windows stand in the whole body, so that none moves when a message comes.
    var content: Rect
    var panels: [Panel: Rect] = [:]
    /// Everything about the selected row, where the rows of a panel that has the screen for itself leave room, or few
    /// calls.
    var beneath: Rect?
    /// The graphs of the last hour: below agents or calls that leave that much room, or beside everything about a queue.
    var graphs: Rect?
    /// Panels have boxes around them and a row for headings; else a rule with the headings in it.
    var isBoxed: Bool

    /// Whether a panel beyond the main three can be shown below them.
    static func hasRoomBeside(_ size: Size) -> Bool { size.columns >= 200 && size.rows >= 55 }

    /// Less than this tells too little of a row.
    private static let leastBeneath = 10
    /// Rows that calls have beside agents, however few there are.
    private static let leastCalls = 12
    /// The same below agents.
    private static let fewCalls = 6
    /// What a member's line takes, as far as it tells of calls.
    private static let detailWidth = 112
    /// Less than this shows too little of four graphs.
    private static let leastGraphs = 14
    /// More makes them no better to read.
    private static let mostGraphs = 30

    static let smallest = Size(columns: 40, rows: 10)

    /// - Parameters:
    ///   - troubles: lines about links that are not live.
    ///   - hasTimeline: the past is shown, with its timeline.
    ///   - focus: the panel that is shown when there is room for one alone, or `isZoomed`.
    ///   - opened: the panel beyond the main three that is open.
    ///   - queues: rows that the queues' panel would like.
    ///   - agents: rows that the agents' panel would like.
    ///   - calls: rows that the channels' panel would like; what is below them moves with it.
    ///   - others: rows of the panel beyond the main three that has the focus.
    init(
        _ size: Size, troubles: Int = 0, hasTimeline: Bool = false, focus: Panel, isZoomed: Bool, opened: Panel? = nil,
        queues: Int, agents: Int, calls: Int = .max, others: Int = 0
    ) {
        isBoxed = size.columns >= 100 && size.rows >= 30
        let (header, rest) = Rect(size).splitTop(
            size.rows >= 18 ? 2 + min(troubles, 3) : size.rows >= 12 ? 1 + min(troubles, 1) : 1)
        let (above, footer) = rest.splitBottom(1)
        let (body, timeline) = above.splitBottom(hasTimeline ? 1 : 0)
        self.header = header
        self.body = body
        content = body
        message = Rect(x: body.x, y: body.endY, width: body.width, height: 0)
        self.footer = footer
        self.timeline = timeline
        let overhead = isBoxed ? 3 : 1
        let isBeside = !isZoomed && opened != nil && Self.hasRoomBeside(size)
        if isZoomed || body.height < 3 * (overhead + 3) || (!focus.isMain && !isBeside) {
            panels = [focus: body]
            // Queues and agents hardly become more or fewer; with the channels all would jump at every call.
            let rows =
                switch focus {
                case .queues: isZoomed ? queues + 1 : 0
                case .agents: isZoomed ? agents : 0
                case .channels: 0
                default: isZoomed ? 0 : others
                }
            if isBoxed, rows > 0 {
                let (list, rest) = body.splitTop(max(rows + overhead, focus.isMain ? 0 : body.height * 2 / 5))
                if rest.height >= Self.leastBeneath {
                    panels = [focus: list]
                    beneath = rest
                    if focus == .queues, size.columns >= 160, rest.height >= Self.leastGraphs {
                        (beneath, graphs) = rest.splitLeft(rest.width / 2)
                    }
                }
            }
            return
        }
        var room = body
        if isBeside, let opened { (room, panels[opened]) = body.splitBottom(max(overhead + 5, body.height * 28 / 100)) }
        let queueRows = min(max(queues, 1) + overhead, max(overhead + 3, room.height * 35 / 100))
        let (top, below) = room.splitTop(queueRows)
        panels[.queues] = top
        if size.columns >= 160 {
            let (left, right) = below.splitLeft(below.width / 2)
            panels[.agents] = left
            panels[.channels] = right
            // By who is on the board, not by who is shown: a filter moves nothing.
            let room = min(Self.mostGraphs, left.height - max(agents, 1) - overhead)
            if room >= Self.leastGraphs { (panels[.agents], graphs) = left.splitBottom(room) }
            let spare = calls < right.height ? right.height - max(calls, Self.leastCalls) - overhead : 0
            if graphs == nil, spare >= Self.leastGraphs {
                (panels[.channels], graphs) = right.splitBottom(min(Self.mostGraphs, spare))
            } else if spare >= Self.leastBeneath {
                (panels[.channels], beneath) = right.splitBottom(spare)
            }
        } else {
            let channelRows = max(overhead + 3, body.height * 30 / 100)
            let agentRows = min(max(agents, 1) + overhead, max(overhead + 1, below.height - channelRows))
            let (middle, bottom) = below.splitTop(agentRows)
            panels[.agents] = middle
            panels[.channels] = bottom
            // A small centre: everybody and every call is seen, and there is room for more than their rows.
            let spare = calls < bottom.height ? bottom.height - max(calls, Self.fewCalls) - overhead : 0
            if isBoxed, spare >= Self.leastBeneath { (panels[.channels], beneath) = bottom.splitBottom(spare) }
        }
    }

    /// Where a queue's graphs stand beside everything about it; nil where its lines need the whole width, and for others.
    static func graphs(beside entity: Entity, in room: Rect) -> Rect? {
        guard case .queue = entity, room.width >= 180, room.height >= leastGraphs else { return nil }
        return room.splitLeft(detailWidth).1
    }

    /// Takes the lowest lines for a message. Every row stays where it is: only the last ones are not seen meanwhile.
    mutating func giveMessage(lines: Int) {
        let lines = min(lines, max(0, body.height - 2))
        (content, message) = body.splitBottom(lines)
        for (panel, rect) in panels where rect.endY > content.endY {
            panels[panel] = rect.splitBottom(rect.endY - content.endY).0
        }
        if let rect = beneath, rect.endY > content.endY {
            beneath = rect.splitBottom(rect.endY - content.endY).0
        }
        if let rect = graphs, rect.endY > content.endY { graphs = rect.splitBottom(rect.endY - content.endY).0 }
    }
}
