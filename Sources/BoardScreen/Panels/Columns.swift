import Cells

/// One column of a panel: what it is called and how much room it takes.
struct Column: Sendable {
    var title: String
    /// Fewest columns that make sense.
    var width: Int
    /// Columns that show it well: a less important column is shown only when this is left.
    var good: Int
    /// Most columns that it takes when there is room.
    var widest: Int
    var alignment = Alignment.left
    /// 0 is shown always; higher ones go first when room is short.
    var priority: Int
    /// Large values first when it is chosen for sorting.
    var startsDescending = false

    static func text(_ title: String, _ width: Int, _ good: Int, _ widest: Int, _ priority: Int) -> Column {
        Column(title: title, width: width, good: good, widest: widest, priority: priority)
    }

    static func number(_ title: String, _ width: Int, _ priority: Int) -> Column {
        Column(
            title: title, width: width, good: width, widest: width, alignment: .right, priority: priority,
            startsDescending: true)
    }
}

/// A column with its place inside a panel.
struct PlacedColumn: Sendable, Equatable {
    /// Number in the panel's table.
    var index: Int
    /// From the panel's left edge.
    var x: Int
    var width: Int
}

extension Column {
    /// Priorities up to this are shown as narrowly as need be.
    private static let core = 6
    /// The priority of a column that is of no use here, such as the server's where there is one.
    static let never = 99

    /// Chooses the columns that fit into `width`, the important ones first, and gives them what room is left.
    static func placed(_ columns: [Column], width: Int, gap: Int = 1) -> [PlacedColumn] {
        var chosen: [Int] = []
        var used = 0
        var usedWell = 0
        let order = columns.indices.sorted { (columns[$0].priority, $0) < (columns[$1].priority, $1) }
        for index in order where columns[index].priority < never {
            let needed = columns[index].width + (chosen.isEmpty ? 0 : gap)
            let neededWell = needed - columns[index].width + columns[index].good
            // What matters most is shown narrowly rather than not at all; the rest must leave it room to be read. A
            // column that does not fit ends the choice: a less important one must not take its place.
            let fits = columns[index].priority <= core ? used + needed <= width : usedWell + neededWell <= width
            guard fits || chosen.isEmpty else { break }
            chosen.append(index)
            used += needed
            usedWell += neededWell
        }
        return spread(columns, chosen.sorted(), used: used, width: width, gap: gap)
    }

    /// Gives chosen columns what room is left, and their places from the left.
    ///
    /// - Parameter used: cells that they take at their narrowest, gaps included.
    static func spread(_ columns: [Column], _ chosen: [Int], used: Int, width: Int, gap: Int) -> [PlacedColumn] {
        var widths = chosen.map { columns[$0].width }
        var spare = width - used
        // What shows each of them well comes first: more of one is no use while another is cut.
        for limits in [chosen.map { columns[$0].good }, chosen.map { columns[$0].widest }] {
            while spare > 0 {
                let open = widths.indices.filter { widths[$0] < limits[$0] }
                if open.isEmpty { break }
                for place in open where spare > 0 {
                    widths[place] += 1
                    spare -= 1
                }
            }
        }
        // Numbers a little further apart read better than a void at the right.
        let gaps = max(0, chosen.count - 1)
        let wider = gaps > 0 ? min(2, spare / gaps) : 0
        var result: [PlacedColumn] = []
        var x = 0
        for (place, index) in chosen.enumerated() {
            let room = min(widths[place], max(0, width - x))
            result.append(PlacedColumn(index: index, x: x, width: room))
            x += widths[place] + gap + wider
        }
        return result
    }
}

/// Columns of the queues' panel.
enum QueueColumn: Int, CaseIterable, Sendable {
    case name, server, waiting, trend, longest, level, answered, abandoned, timedOut, speed, hold, handle, free, onCall
    case busy, ringing, wrapUp, paused, out, agents, offered, longestPast, rate, byKey, turnedAway, transferred, group,
        strategy
    case weight

    static func columns(servers: Int, hasGroups: Bool = false) -> [Column] {
        allCases.map { $0.column(servers: servers, hasGroups: hasGroups) }
    }

    private func column(servers: Int, hasGroups: Bool) -> Column {
        switch self {
        case .name: .text("Queue", 11, 16, 28, 0)
        case .server: .text("Server", 8, 10, 14, servers > 1 ? 2 : Column.never)
        case .waiting: .number("Wait", 5, 0)
        case .trend: .number("Last hour", Trends.pieces, 13)
        case .longest: .number("Longest", 8, 1)
        case .level: .number("SL%", 7, 2)
        case .answered: .number("Answ", 5, 3)
        case .abandoned: .number("Aban", 5, 4)
        case .timedOut: .number("T-out", 5, 14)
        case .speed: .number("ASA", 5, 8)
        case .hold: .number("Hold avg", 8, 16)
        case .handle: .number("Talk", 5, 15)
        case .free: .number("Free", 4, 5)
        case .onCall: .number("Call", 4, 6)
        case .busy: .number("Busy", 4, 12)
        case .ringing: .number("Ring", 4, 9)
        case .wrapUp: .number("Wrap", 4, 10)
        case .paused: .number("Paus", 4, 7)
        case .out: .number("Out", 3, 11)
        case .agents: .text("Agents", 10, 12, 20, 17)
        case .offered: .number("Offer", 5, 18)
        case .longestPast: .number("Max wait", 8, 19)
        case .rate: .number("Aban%", 5, 20)
        case .byKey: .number("Key", 4, 21)
        case .transferred: .number("Trans", 5, 22)
        case .turnedAway: .number("Away", 4, 23)
        case .group: .text("Group", 8, 11, 14, hasGroups ? 18 : Column.never)
        case .strategy: .text("Strategy", 8, 11, 12, 25)
        case .weight: .number("Weight", 6, 26)
        }
    }
}

extension ServiceLevelVariant {
    /// What is divided by what: A answered in time, B later, X abandoned in time, Y later.
    var formula: String {
        switch self {
        case .handled: "A / (A+B)"
        case .ignored: "A / (A+B+Y)"
        case .negative: "A / (A+B+X+Y)"
        case .positive: "(A+X) / (A+B+X+Y)"
        }
    }

    /// What becomes of callers who gave up. The vendors' names alone, `negative` and `positive`, read like results.
    var words: String {
        switch self {
        case .handled: "of the answered alone"
        case .ignored: "early abandons are left out"
        case .negative: "abandons count against it"
        case .positive: "early abandons count for it"
        }
    }

    /// The same for a line with little room: what the share is of.
    var share: String {
        switch self {
        case .handled: "of answered"
        case .ignored: "without early abandons"
        case .negative: "of offered"
        case .positive: "with early abandons"
        }
    }
}

/// Columns of the agents' panel.
enum AgentColumn: Int, CaseIterable, Sendable {
    case name, server, state, time, with, call, taken, missed, last, queues, penalty, device, occupancy, handle

    static func columns(servers: Int) -> [Column] { allCases.map { $0.column(servers: servers) } }

    private func column(servers: Int) -> Column {
        switch self {
        case .name: .text("Agent", 14, 19, 26, 0)
        case .server: .text("Server", 8, 10, 14, servers > 1 ? 5 : Column.never)
        case .state: .text("State", 11, 11, 11, 0)
        case .time: .number("Time", 6, 1)
        case .with: .text("With / reason", 14, 24, 40, 2)
        case .call: .number("Call", 6, 9)
        case .taken: .number("Taken", 5, 4)
        case .missed: .number("Miss", 4, 6)
        case .last: .number("Last", 4, 7)
        case .queues: .text("Queues", 10, 15, 40, 3)
        case .penalty: .number("Pen", 3, 10)
        case .device: .text("Device", 14, 14, 28, 8)
        case .occupancy: .number("Occ%", 5, 11)
        case .handle: .number("AHT", 5, 12)
        }
    }
}

/// Columns of the channels' panel.
enum ChannelColumn: Int, CaseIterable, Sendable {
    case state, caller, connected, place, priority, duration, age, exten, partner, channel, server

    static func columns(servers: Int) -> [Column] { allCases.map { $0.column(servers: servers) } }

    private func column(servers: Int) -> Column {
        switch self {
        case .state: .text("State", 11, 13, 13, 0)
        case .caller: .text("Caller", 14, 27, 34, 0)
        case .connected: .text("Connected", 12, 20, 32, 2)
        case .place: .text("Queue / app", 12, 15, 20, 3)
        case .priority: .number("Prio", 4, 10)
        case .duration: .number("Time", 6, 1)
        case .age: .number("Age", 6, 8)
        case .exten: .text("Extension", 13, 20, 28, 12)
        case .partner: .text("Bridged with", 14, 22, 26, 11)
        case .channel: .text("Channel", 15, 22, 30, 9)
        case .server: .text("Server", 8, 10, 14, servers > 1 ? 6 : Column.never)
        }
    }
}
