import Cells

/// How many colours a terminal shows.
package enum ColourDepth: Hashable, Sendable {
    /// None: attributes alone.
    case monochrome
    /// Black, red, green, yellow, blue, magenta, cyan, white; bright ones as bold.
    case eight
    /// The same eight and their bright ones.
    case sixteen
    /// The xterm palette.
    case indexed
    /// 24 bits, by a `-direct` terminal description.
    case direct

    /// From what terminfo says.
    init(colours: Int, isDirect: Bool) {
        switch colours {
        case _ where isDirect: self = .direct
        case 256...: self = .indexed
        case 16...: self = .sixteen
        case 8...: self = .eight
        default: self = .monochrome
        }
    }

    /// The colour's number for curses, -1 for the terminal's own, and whether a foreground must be bold to look so.
    func number(of colour: Colour) -> (number: Int32, isBright: Bool) {
        switch self {
        case .monochrome: (-1, false)
        case .eight: eight(colour)
        case .sixteen:
            switch colour {
            case .terminalDefault: (-1, false)
            case .indexed(let index) where index < 16: (Int32(index), false)
            default: (Int32(Palette.nearest(to: Palette.components(of: colour), among: 0..<16)), false)
            }
        case .indexed:
            switch colour {
            case .terminalDefault: (-1, false)
            case .indexed(let index): (Int32(index), false)
            // The first sixteen are the person's own and may be anything.
            case .rgb: (Int32(Palette.nearest(to: Palette.components(of: colour), among: 16..<256)), false)
            }
        case .direct:
            switch colour {
            case .terminalDefault: (-1, false)
            // Numbers 0...7 stay the palette, every other number is red, green and blue.
            case .indexed(let index) where index < 8: (Int32(index), false)
            default: (max(8, Palette.components(of: colour).number), false)
            }
        }
    }

    /// A background's number, and whether the text is underlined instead: of dark grey no two terminals with few colours
    /// have the same, so that what is legible on one is not on another, and with eight there is none.
    func ground(of colour: Colour) -> (number: Int32, isUnderlined: Bool) {
        switch self {
        case .eight, .sixteen: colour == .indexed(8) ? (-1, true) : (number(of: colour).number, false)
        case .monochrome, .indexed, .direct: (number(of: colour).number, false)
        }
    }

    private func eight(_ colour: Colour) -> (number: Int32, isBright: Bool) {
        let index: Int
        switch colour {
        case .terminalDefault: return (-1, false)
        case .indexed(let given) where given < 16: index = Int(given)
        default: index = Palette.nearest(to: Palette.components(of: colour), among: 0..<16)
        }
        // Bold black is black on many terminals; white is legible on all.
        if index == 8 { return (7, false) }
        return (Int32(index & 7), index > 8)
    }
}
