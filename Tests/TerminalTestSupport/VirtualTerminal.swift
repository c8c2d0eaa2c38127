import CVterm
import Cells
import Glibc

/// A terminal emulator in memory: what a person would see of some bytes.
package final class VirtualTerminal {
    /// Columns and rows.
    package private(set) var size: Size
    private let terminal: OpaquePointer
    private var direct = DirectColourFilter()

    /// An empty one.
    package init(size: Size) {
        self.size = size
        terminal = vterm_new(Int32(size.rows), Int32(size.columns))
        vterm_set_utf8(terminal, 1)
        let screen = vterm_obtain_screen(terminal)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
    }

    deinit { vterm_free(terminal) }

    /// Changes the size as dragging its window does; what stands there stays.
    package func resize(_ size: Size) {
        self.size = size
        vterm_set_size(terminal, Int32(size.rows), Int32(size.columns))
    }

    /// Takes what a program wrote.
    package func feed(_ bytes: [UInt8]) {
        direct.filtered(bytes).withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            _ = vterm_input_write(terminal, start.assumingMemoryBound(to: CChar.self), bytes.count)
        }
    }

    /// The text of one cell: a blank is a space, the right half of a wide character is empty.
    package func text(x: Int, y: Int) -> String {
        let cell = vt_get(terminal, Int32(y), Int32(x))
        let scalars = [
            cell.scalars.0, cell.scalars.1, cell.scalars.2, cell.scalars.3, cell.scalars.4, cell.scalars.5,
        ]
        if scalars[0] == UInt32.max { return "" }
        if scalars[0] == 0 { return " " }
        var text = String.UnicodeScalarView()
        for value in scalars.prefix(while: { $0 != 0 }) {
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }

    /// The text of a row without the blanks at its end.
    package func text(row: Int) -> String {
        var text = ""
        for x in 0..<size.columns { text += self.text(x: x, y: row) }
        while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
        return text
    }

    /// All rows, joined by line feeds.
    package var text: String { (0..<size.rows).map { text(row: $0) }.joined(separator: "\n") }

    /// How a cell looks. Colours of the palette are `.indexed`, others `.rgb`; dim is not known to this emulator.
    package func style(x: Int, y: Int) -> Style {
        let cell = vt_get(terminal, Int32(y), Int32(x))
        var attributes: Attributes = []
        if cell.bold != 0 { attributes.insert(.bold) }
        if cell.underline != 0 { attributes.insert(.underline) }
        if cell.italic != 0 { attributes.insert(.italic) }
        if cell.blink != 0 { attributes.insert(.blink) }
        if cell.reverse != 0 { attributes.insert(.reverse) }
        return Style(
            foreground: Self.colour(cell.foreground_is_default, cell.foreground_index, cell.foreground),
            background: Self.colour(cell.background_is_default, cell.background_index, cell.background),
            attributes: attributes)
    }

    /// What is on the glass, as a frame.
    package var buffer: CellBuffer {
        var buffer = CellBuffer(size: size)
        for y in 0..<size.rows {
            for x in 0..<size.columns {
                let text = text(x: x, y: y)
                if !text.isEmpty { buffer.put(text, x: x, y: y, style: style(x: x, y: y)) }
            }
        }
        return buffer
    }

    private static func colour(_ isDefault: Int32, _ index: Int32, _ components: (UInt8, UInt8, UInt8)) -> Colour {
        if isDefault != 0 { return .terminalDefault }
        if index >= 0 { return .indexed(UInt8(truncatingIfNeeded: index)) }
        return .rgb(components.0, components.1, components.2)
    }
}
