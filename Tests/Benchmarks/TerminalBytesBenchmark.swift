import Cells
import Curses

extension Benchmark {
    /// Bytes a second on the wire when all timers tick: against what curses needs for the same cells.
    static let terminalBytes = Benchmark(name: "terminal-bytes", usage: "[TICKS]") { arguments in
        let ticks = arguments.first.flatMap { Int($0) } ?? 200
        for (columns, rows) in [(80, 24), (120, 40), (200, 62), (300, 100)] {
            for changes in [0, 10] {
                let size = Size(columns: columns, rows: rows)
                var table = SyntheticTable(size: size)
                var screen = try BenchmarkTerminal(size: size)
                let first = screen.show(drawnFrame(of: table.pieces(), size: size))
                var total = 0
                var most = 0
                for _ in 0..<ticks {
                    table.advance(changes: changes)
                    let bytes = screen.show(drawnFrame(of: table.pieces(), size: size))
                    total += bytes
                    most = max(most, bytes)
                }
                screen.terminal.close()
                print(
                    "RES terminal-bytes size=\(columns)x\(rows) changes=\(changes) first=\(first)"
                        + " mean=\(total / max(1, ticks)) max=\(most)")
            }
        }
    }
}

/// A whole frame drawn from nothing, as the board draws it.
func drawnFrame(of pieces: [SyntheticTable.Piece], size: Size) -> CellBuffer {
    var buffer = CellBuffer(size: size)
    for piece in pieces { buffer.put(piece.text, x: piece.x, y: piece.y, style: piece.style) }
    return buffer
}
