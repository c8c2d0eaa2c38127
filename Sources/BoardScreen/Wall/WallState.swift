/// Distance mode: large figures for a whole room, turning its pages by itself.
struct WallState: Sendable, Equatable {
    /// Which figure stands large.
    enum Figure: Int, Sendable, CaseIterable {
        case waiting, longest, level, free

        var title: String {
            switch self {
            case .waiting: "callers waiting"
            case .longest: "longest wait"
            case .level: "service level"
            case .free: "agents free"
            }
        }

        var next: Figure { Figure(rawValue: (rawValue + 1) % Self.allCases.count) ?? .waiting }
    }

    var figure = Figure.waiting
    /// Pages that a person went on from where the clock has led.
    var offset = 0

    /// How long a page stands.
    static let pageTime: Int64 = 12_000_000
    /// How long everything stands in one place: a picture that never moves burns into some screens.
    static let shiftTime: Int64 = 60_000_000

    /// The page at a moment: the clock alone decides, so that every wall of a room shows the same one.
    func page(of pages: Int, at now: Int64) -> Int {
        guard pages > 1 else { return 0 }
        let place = (Int(now / Self.pageTime % Int64(pages)) + offset % pages + pages) % pages
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
