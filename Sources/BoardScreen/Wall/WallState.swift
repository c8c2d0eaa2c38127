import Settings

/// Distance mode: large figures for a whole room, turning its pages by itself.
struct WallState: Sendable, Equatable {
    /// What can stand on a wall.
    enum Figure: String, Sendable, CaseIterable {
        case waiting, longest, level, free
        case onCall = "on-call"
        case paused, answered, lost

        var title: String {
            switch self {
            case .waiting: "callers waiting"
            case .longest: "longest wait"
            case .level: "service level"
            case .free: "agents free"
            case .onCall: "agents on call"
            case .paused: "agents paused"
            case .answered: "answered"
            case .lost: "lost"
            }
        }

        /// A figure among others, in few words.
        func words(_ text: String) -> String {
            switch self {
            case .waiting: "\(text) waiting"
            case .longest: "longest \(text)"
            case .level: "SL \(text)"
            case .free: "\(text) free"
            case .onCall: "\(text) on call"
            case .paused: "\(text) paused"
            case .answered: "\(text) answered"
            case .lost: "\(text) lost"
            }
        }
    }

    enum Layout: String, Sendable, CaseIterable {
        /// A tile for each queue, with one figure large.
        case tiles
        /// A row for each queue, with all figures large.
        case list
        /// One queue at a time on the whole screen, with its last hour.
        case single

        var next: Layout {
            let all = Self.allCases
            return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
        }
    }

    var layout = Layout.tiles
    /// The first is the large one.
    var figures: [Figure] = [.waiting, .longest, .level, .free]
    /// How long a page stands, in µs.
    var pageTime: Int64 = 12_000_000
    /// Pages that a person went on from where the clock has led.
    var offset = 0

    var figure: Figure { figures.first ?? .waiting }

    init() {}

    /// As the configuration has it.
    init(_ settings: WallSettings) {
        layout = settings.layout.flatMap(Layout.init) ?? .tiles
        let chosen = settings.figures.compactMap(Figure.init)
        if !chosen.isEmpty { figures = chosen }
        if let seconds = settings.page { pageTime = Int64(seconds) * 1_000_000 }
    }

    /// The next figure becomes the large one.
    mutating func turnFigures() {
        guard let first = figures.first else { return }
        figures = figures.dropFirst() + [first]
    }

    /// How long everything stands in one place: a picture that never moves burns into some screens.
    static let shiftTime: Int64 = 60_000_000

    /// The page at a moment: the clock alone decides, so that every wall of a room shows the same one.
    func page(of pages: Int, at now: Int64) -> Int {
        guard pages > 1 else { return 0 }
        let place = (Int(now / max(1, pageTime) % Int64(pages)) + offset % pages + pages) % pages
        return place
    }

    /// Columns and rows by which everything is moved at a moment, each 0 or 1.
    static func shift(at now: Int64) -> (x: Int, y: Int) {
        switch now / shiftTime % 4 {
        case 0: (0, 0)
        case 1: (1, 0)
        case 2: (1, 1)
        default: (0, 1)
        }
    }
}
