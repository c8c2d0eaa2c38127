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

/// The 256 colours as xterm has them unless somebody changed them.
enum Palette {
    struct Components: Equatable {
        var red: Int32
        var green: Int32
        var blue: Int32
        var number: Int32 { red << 16 | green << 8 | blue }
    }

    static func components(of colour: Colour) -> Components {
        switch colour {
        case .terminalDefault: Components(red: 0, green: 0, blue: 0)
        case .rgb(let red, let green, let blue): Components(red: Int32(red), green: Int32(green), blue: Int32(blue))
        case .indexed(let index): components(ofIndex: Int(index))
        }
    }

    /// The nearest of some palette entries by the eye's rough weights.
    static func nearest(to wanted: Components, among indices: Range<Int>) -> Int {
        var best = indices.lowerBound
        var least = Int32.max
        for index in indices {
            let entry = components(ofIndex: index)
            let red = entry.red - wanted.red
            let green = entry.green - wanted.green
            let blue = entry.blue - wanted.blue
            let distance = 2 * red * red + 4 * green * green + 3 * blue * blue
            if distance < least {
                least = distance
                best = index
            }
        }
        return best
    }

    private static func components(ofIndex index: Int) -> Components {
        switch index {
        case 0..<16:
            let number = sixteen[index]
            return Components(red: number >> 16, green: number >> 8 & 0xFF, blue: number & 0xFF)
        case 16..<232:
            let place = index - 16
            return Components(red: level(place / 36), green: level(place / 6 % 6), blue: level(place % 6))
        default:
            let grey = Int32(8 + 10 * (index - 232))
            return Components(red: grey, green: grey, blue: grey)
        }
    }

    private static func level(_ step: Int) -> Int32 { step == 0 ? 0 : Int32(55 + 40 * step) }

    private static let sixteen: [Int32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
        0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
}
