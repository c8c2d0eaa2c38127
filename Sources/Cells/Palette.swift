/// The 256 colours as xterm has them unless somebody changed them.
package enum Palette {
    /// Red, green and blue, 0 to 255 each.
    package struct Components: Equatable, Sendable {
        package var red: Int32
        package var green: Int32
        package var blue: Int32

        /// From the three parts, 0 to 255 each.
        package init(red: Int32, green: Int32, blue: Int32) {
            (self.red, self.green, self.blue) = (red, green, blue)
        }

        /// As `0xRRGGBB`.
        package var number: Int32 { red << 16 | green << 8 | blue }
    }

    /// What a colour is made of; the terminal's own counts as black.
    package static func components(of colour: Colour) -> Components {
        switch colour {
        case .terminalDefault: Components(red: 0, green: 0, blue: 0)
        case .rgb(let red, let green, let blue): Components(red: Int32(red), green: Int32(green), blue: Int32(blue))
        case .indexed(let index): components(ofIndex: Int(index))
        }
    }

    /// The nearest of some palette entries by the eye's rough weights.
    package static func nearest(to wanted: Components, among indices: Range<Int>) -> Int {
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
