import Cells

/// A table of agents with running timers, cell for cell what `Reference/ncurses-bytes.c` paints, so that the two may
/// be compared.
struct SyntheticTable {
    private static let states = ["READY", "TALKING", "RINGING", "WRAPUP", "PAUSED", "OFFLINE"]
    private static let firstNames = [
        "Anna", "Bruno", "Carla", "Diego", "Elena", "Fabio", "Giulia", "Hans", "Irene", "Joao", "Katja", "Luis",
    ]
    private static let lastNames = ["Muller", "Rossi", "Smith", "Garcia", "Novak", "Dubois", "Jensen", "Silva"]

    /// A piece of text at a place.
    struct Piece {
        var x: Int
        var y: Int
        var text: String
        var style: Style
    }

    let size: Size
    private let agents: Int
    private var tick = 0
    private var random: UInt32 = 12345
    private var state: [Int] = []
    private var seconds: [Int] = []
    private var calls: [Int] = []

    init(size: Size) {
        self.size = size
        agents = max(1, min(400, size.rows - 2))
        for _ in 0..<400 {
            state.append(chance(6))
            seconds.append(chance(1200))
            calls.append(chance(40))
        }
    }

    /// A second passes, and so many agents change their state.
    mutating func advance(changes: Int) {
        tick += 1
        for agent in 0..<agents { seconds[agent] += 1 }
        for _ in 0..<changes {
            let agent = chance(agents)
            state[agent] = (state[agent] + 1 + chance(5)) % 6
            seconds[agent] = 0
            if state[agent] == 1 { calls[agent] += 1 }
        }
    }

    /// What stands on the screen now.
    func pieces() -> [Piece] {
        let bar = Style(attributes: .reverse)
        let header =
            " CALL CENTRE  \(two((9 + tick / 3600) % 24)):\(two(tick / 60 % 60)):\(two(tick % 60))   waiting "
            + "\(padded("\(3 + tick / 7 % 9)", to: 3))  longest \(tick / 60 % 5):\(two(tick % 60))  agents \(agents)"
            + "  SL \(80 + tick / 30 % 15).\(tick / 11 % 10)% "
        var pieces = [Piece(x: 0, y: 0, text: padded(header, to: size.columns, ellipsis: ""), style: bar)]
        let titles = " EXT   AGENT               STATE      TIME   QUEUE        CALLER            CALLS  AHT    LOGIN"
        pieces.append(Piece(x: 0, y: 1, text: titles, style: Style(attributes: .bold)))
        for agent in 0..<agents where agent + 2 < size.rows { pieces += row(agent) }
        return pieces
    }

    private func row(_ agent: Int) -> [Piece] {
        let y = agent + 2
        let time = seconds[agent]
        let colour = state[agent] + 1
        let name = "\(left(Self.firstNames[agent % 12], 8)) \(left(Self.lastNames[agent % 8], 10))"
        let timer =
            time >= 3600
            ? "\(time / 3600):\(two(time / 60 % 60)):\(two(time % 60))" : "\(right(time / 60, 4)):\(two(time % 60))"
        let caller = state[agent] == 1 ? "+442071234567" : ""
        let talk =
            "  \(left(agent % 3 != 0 ? "support" : "sales", 12)) \(left(caller, 17)) \(right(calls[agent], 5))"
            + "  \(3 + agent % 4):\(two(agent % 60))  \(two(8 + agent % 3)):\(two(agent % 60))"
        var pieces = [
            Piece(x: 0, y: y, text: " \(left("\(1001 + agent)", 5)) \(name) ", style: .plain),
            Piece(
                x: 27, y: y, text: left(Self.states[state[agent]], 9),
                style: Style(foreground: .indexed(UInt8(colour == 5 ? 1 : colour)))),
            Piece(x: 37, y: y, text: timer, style: .plain),
            Piece(x: 44, y: y, text: talk, style: .plain),
        ]
        if size.columns > 110 {
            let more =
                "  skill:\(left(agent % 2 != 0 ? "billing" : "tech", 10)) team-\(left("\(agent % 17)", 3))"
                + "  hold \(agent % 3):\(two(agent % 60))  conf \(left("-", 8)) lang \(agent % 5 != 0 ? "en" : "it")"
            pieces.append(Piece(x: 106, y: y, text: more, style: .plain))
        }
        return pieces
    }

    private mutating func chance(_ limit: Int) -> Int {
        random = random &* 1_103_515_245 &+ 12345
        return Int(random >> 16 & 0x7FFF) % limit
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    private func left(_ text: String, _ width: Int) -> String { padded(text, to: width) }
    private func right(_ number: Int, _ width: Int) -> String { padded("\(number)", to: width, alignment: .right) }
}
