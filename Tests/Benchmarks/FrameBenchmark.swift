import Cells
import Curses
import Glibc

extension Benchmark {
    /// What a frame costs the thread that draws it: cells put, compared and given to curses. `full` repaints the whole
    /// screen, `dirty` what changed in a second with ten agents changing state.
    static let frame = Benchmark(name: "frame", usage: "[TICKS]") { arguments in
        let ticks = arguments.first.flatMap { Int($0) } ?? 200
        for (columns, rows) in [(80, 24), (120, 40), (200, 62), (300, 100)] {
            for isFull in [false, true] {
                let size = Size(columns: columns, rows: rows)
                var table = SyntheticTable(size: size)
                var screen = try BenchmarkTerminal(size: size)
                _ = screen.show(drawnFrame(of: table.pieces(), size: size))
                var put = 0.0
                var draw = 0.0
                for _ in 0..<ticks {
                    table.advance(changes: 10)
                    let pieces = table.pieces()
                    let start = Measurement.seconds(CLOCK_THREAD_CPUTIME_ID)
                    let buffer = drawnFrame(of: pieces, size: size)
                    let middle = Measurement.seconds(CLOCK_THREAD_CPUTIME_ID)
                    if isFull { screen.terminal.redraw() }
                    screen.terminal.draw(buffer)
                    draw += Measurement.seconds(CLOCK_THREAD_CPUTIME_ID) - middle
                    put += middle - start
                    _ = screen.settle()
                }
                screen.terminal.close()
                let scale = 1e6 / Double(max(1, ticks))
                print(
                    "RES frame size=\(columns)x\(rows) mode=\(isFull ? "full" : "dirty")"
                        + " putMicroseconds=\(Int(put * scale)) drawMicroseconds=\(Int(draw * scale))"
                        + " microseconds=\(Int((put + draw) * scale))")
            }
        }
    }
}
