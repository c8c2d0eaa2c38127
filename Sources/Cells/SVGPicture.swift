/// A frame as a picture in SVG 1.1, for manuals: text stays text, and signs that make up lines and areas (box drawing,
/// blocks, braille) are drawn, so that they meet whatever font shows the picture. The same frame is the same bytes.
package struct SVGPicture {
    /// Pixels of a cell.
    private static let (width, height) = (8, 16)
    /// Pixels around the cells.
    private static let margin = 10

    private let ink: Palette.Components
    private let paper: Palette.Components
    /// Outlines that are filled, and lines, by what they are drawn with; in the order in which they came.
    private var areas: [(paint: String, path: String)] = []
    private var lines: [(paint: String, path: String)] = []
    private var texts = ""

    /// - Parameters:
    ///   - title: what the picture is of, for those who cannot see it.
    ///   - ink: what the terminal's own foreground looks like.
    ///   - paper: what its own background looks like.
    package static func of(
        _ buffer: CellBuffer, title: String, ink: Palette.Components = .init(red: 0xD4, green: 0xDA, blue: 0xE0),
        paper: Palette.Components = .init(red: 0x14, green: 0x19, blue: 0x1F)
    ) -> String {
        var picture = SVGPicture(ink: ink, paper: paper)
        for y in 0..<buffer.size.rows { picture.draw(row: y, of: buffer) }
        let size = (
            buffer.size.columns * width + 2 * margin, buffer.size.rows * height + 2 * margin
        )
        var text =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size.0) \(size.1)\" width=\"\(size.0)\" "
            + "height=\"\(size.1)\" font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\" font-size=\"13\">\n"
            + "<title>\(escaped(title))</title>\n"
            + "<rect width=\"\(size.0)\" height=\"\(size.1)\" rx=\"6\" fill=\"\(hexadecimal(paper))\"/>\n"
        for area in picture.areas { text += "<path \(area.paint) d=\"\(area.path)\"/>\n" }
        for line in picture.lines { text += "<path fill=\"none\" \(line.paint) d=\"\(line.path)\"/>\n" }
        return text + picture.texts + "</svg>\n"
    }

    private init(ink: Palette.Components, paper: Palette.Components) {
        self.ink = ink
        self.paper = paper
    }

    private mutating func draw(row y: Int, of buffer: CellBuffer) {
        var run = ""
        var (start, end) = (0, 0)
        var look = Style.plain
        var back = (from: 0, paint: "")
        for x in 0...buffer.size.columns {
            let isInside = x < buffer.size.columns
            let style = isInside ? buffer.style(x: x, y: y) : .plain
            let ground = isInside ? self.ground(style) : ""
            if ground != back.paint || !isInside {
                if !back.paint.isEmpty {
                    let (left, top) = Self.corner(back.from, y)
                    Self.append(
                        "M\(left) \(top)h\((x - back.from) * Self.width)v\(Self.height)h-\((x - back.from) * Self.width)z",
                        back.paint, to: &areas)
                }
                back = (x, ground)
            }
            let text = isInside ? buffer.text(x: x, y: y) : ""
            let isWide = isInside && buffer[x, y].width == 2
            let isShape = shape(text, style, x, y)
            // Wide characters stand alone: fonts disagree about their width.
            if !isInside || isShape || text == " " && (end < x || run.isEmpty) || style != look || isWide {
                flush(run, start, end, y, look)
                run = ""
                look = style
            }
            if !isInside || isShape || text.isEmpty { continue }
            if run.isEmpty {
                if text == " " { continue }
                start = x
                end = x
            }
            run += text
            if text != " " { end = x + (isWide ? 2 : 1) }
            if isWide {
                flush(run, start, end, y, look)
                run = ""
            }
        }
    }

    private mutating func flush(_ run: String, _ start: Int, _ end: Int, _ y: Int, _ style: Style) {
        var run = run
        while run.last == " " { run.removeLast() }
        guard !run.isEmpty else { return }
        let (left, top) = Self.corner(start, y)
        var paint = "fill=\"\(Self.hexadecimal(colours(style).ink))\""
        if style.attributes.contains(.bold) { paint += " font-weight=\"700\"" }
        if style.attributes.contains(.dim) { paint += " fill-opacity=\".65\"" }
        if style.attributes.contains(.italic) { paint += " font-style=\"italic\"" }
        if style.attributes.contains(.underline) { paint += " text-decoration=\"underline\"" }
        texts +=
            "<text x=\"\(left)\" y=\"\(top + 12)\" \(paint) textLength=\"\((end - start) * Self.width)\" "
            + "lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">\(Self.escaped(run))</text>\n"
    }

    // MARK: Colours

    private func colours(_ style: Style) -> (ink: Palette.Components, paper: Palette.Components) {
        let front = style.foreground == .terminalDefault ? ink : Palette.components(of: style.foreground)
        let back = style.background == .terminalDefault ? paper : Palette.components(of: style.background)
        return style.attributes.contains(.reverse) ? (back, front) : (front, back)
    }

    /// What lies behind a cell; empty for the picture's own ground.
    private func ground(_ style: Style) -> String {
        let colour = colours(style).paper
        return colour == paper ? "" : "fill=\"\(Self.hexadecimal(colour))\""
    }

    // MARK: Signs that are drawn

    /// Draws a sign that is a shape; false for every other.
    private mutating func shape(_ text: String, _ style: Style, _ x: Int, _ y: Int) -> Bool {
        guard let scalar = text.unicodeScalars.first?.value else { return false }
        let (left, top) = Self.corner(x, y)
        let colour = Self.hexadecimal(colours(style).ink)
        let dim = style.attributes.contains(.dim) ? ".65" : ""
        let fill = "fill=\"\(colour)\"" + (dim.isEmpty ? "" : " fill-opacity=\"\(dim)\"")
        switch scalar {
        case 0x2581...0x2588:
            let rows = Int(scalar - 0x2580) * 2
            Self.append("M\(left) \(top + Self.height - rows)h\(Self.width)v\(rows)h-\(Self.width)z", fill, to: &areas)
        case 0x258C: Self.append("M\(left) \(top)h4v\(Self.height)h-4z", fill, to: &areas)
        case 0x2591...0x2593:
            let share = [".3", ".55", ".8"][Int(scalar - 0x2591)]
            let paint = "fill=\"\(colour)\" fill-opacity=\"\(share)\""
            Self.append("M\(left) \(top)h\(Self.width)v\(Self.height)h-\(Self.width)z", paint, to: &areas)
        case 0x2801...0x28FF:
            var path = ""
            for (bit, column, row) in Self.dots where scalar & bit != 0 {
                path += "M\(left + column) \(top + row)h2v2h-2z"
            }
            Self.append(path, fill, to: &areas)
        default:
            let path: String
            switch text {
            case "─": path = "M\(left) \(top + 8)h8"
            case "│": path = "M\(left + 4) \(top)v16"
            case "╭": path = "M\(left + 4) \(top + 16)v-4q0-4 4-4"
            case "╮": path = "M\(left) \(top + 8)q4 0 4 4v4"
            case "╰": path = "M\(left + 4) \(top)v4q0 4 4 4"
            case "╯": path = "M\(left) \(top + 8)q4 0 4-4v-4"
            default: return false
            }
            let stroke = "stroke=\"\(colour)\"" + (dim.isEmpty ? "" : " stroke-opacity=\"\(dim)\"")
            Self.append(path, stroke, to: &lines)
        }
        return true
    }

    /// A braille dot's bit, and where it stands in its cell.
    private static let dots: [(bit: UInt32, column: Int, row: Int)] = [
        (0x01, 1, 1), (0x02, 1, 5), (0x04, 1, 9), (0x40, 1, 13), (0x08, 5, 1), (0x10, 5, 5), (0x20, 5, 9),
        (0x80, 5, 13),
    ]

    private static func append(_ path: String, _ paint: String, to paths: inout [(paint: String, path: String)]) {
        if let place = paths.firstIndex(where: { $0.paint == paint }) {
            paths[place].path += path
        } else {
            paths.append((paint, path))
        }
    }

    // MARK: Text

    private static func corner(_ x: Int, _ y: Int) -> (left: Int, top: Int) {
        (x * width + margin, y * height + margin)
    }

    private static func hexadecimal(_ colour: Palette.Components) -> String {
        let digits = String(colour.number, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
