import CNcurses
import Cells
import Glibc
import TerminalTestSupport
import Testing

extension CursesTests {
    /// Scalars that the emulator's older tables have otherwise: younger emoji and ideographs, and a few signs that
    /// changed their class since.
    private static let emulatorDisagrees: [ClosedRange<UInt32>] = [
        0x6DE...0x6DE, 0x1734...0x1734, 0x16FE1...0x18D08, 0x1AFF0...0x1B2FB, 0x1F260...0x1F265, 0x1F6D5...0x1F6FC,
        0x1F7E0...0x1F7F0, 0x1F90C...0x1F97F, 0x1F992...0x1F9FF, 0x1FA70...0x1FAF6,
    ]

    @Test("Our widths are the C library's, by which curses draws, for every scalar that we let through")
    func agreesWithTheLibrary() {
        setlocale(LC_CTYPE, "C.UTF-8")
        var disagreements: [String] = []
        var compared = 0
        for value in UInt32(0x20)..<0x11_0000 {
            // The empty planes and the private ones are looked at here and there.
            if value > 0x3_1350 && value % 251 != 0 { continue }
            guard let scalar = Unicode.Scalar(value), let width = shownWidth(scalar) else { continue }
            compared += 1
            let theirs = Int(nc_wcwidth(value))
            if width != theirs { disagreements.append("U+\(String(value, radix: 16)): \(width), theirs \(theirs)") }
        }
        #expect(compared > 140_000)
        #expect(disagreements.isEmpty, "\(disagreements.prefix(20))")
    }

    @Test("A terminal emulator places what we let through as we do")
    func agreesWithAnEmulator() {
        let size = Size(columns: 4, rows: 1)
        let screen = VirtualTerminal(size: size)
        var disagreements: [String] = []
        for value in UInt32(0x20)..<0x1_FFFF {
            // Ideographs, syllables and private scalars are all alike.
            let isUniform =
                (0x3400..<0x4DB0).contains(value) || (0x4E00..<0x9FF0).contains(value)
                || (0xAC00..<0xD7A0).contains(value) || (0xE000..<0xF8F0).contains(value)
                || (0x17000..<0x18CD0).contains(value) || (0x12000..<0x16000).contains(value)
            if isUniform && value % 127 != 0 { continue }
            if Self.emulatorDisagrees.contains(where: { $0.contains(value) }) { continue }
            guard let scalar = Unicode.Scalar(value), let width = shownWidth(scalar) else { continue }
            screen.feed(Array("\u{1B}[H\u{1B}[2Ja\(scalar)b".utf8))
            let place = screen.text(x: 1 + width, y: 0)
            let base = screen.text(x: 0, y: 0)
            if place != "b" || (width == 0) != (base.unicodeScalars.count == 2) {
                disagreements.append("U+\(String(value, radix: 16)): \(width)")
            }
        }
        #expect(disagreements.isEmpty, "\(disagreements.prefix(20))")
    }

    /// The columns of a scalar that stands in cells as itself; nil for what is dropped or replaced.
    private func shownWidth(_ scalar: Unicode.Scalar) -> Int? {
        let width = TextWidth.of(scalar)
        if width == 2 { return 2 }
        if scalar.value < 0x7F { return width }
        var buffer = CellBuffer(size: Size(columns: 4, rows: 1))
        buffer.put("a" + String(scalar), x: 0, y: 0, style: .plain)
        if width == 0 { return buffer[0, 0].marks != 0 ? 0 : nil }
        return buffer[1, 0].scalar == scalar.value ? 1 : nil
    }
}
