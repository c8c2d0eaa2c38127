/// A colour as the theme wants it. The terminal shows the nearest that it can.
package enum Colour: Hashable, Sendable {
    /// What the person chose for their terminal.
    case terminalDefault
    /// One of the 256 xterm colours; 0...7 normal, 8...15 bright, then the 6x6x6 cube and 24 greys.
    case indexed(UInt8)
    /// Red, green, blue.
    case rgb(UInt8, UInt8, UInt8)

    /// A number of 26 bits that no other colour has.
    var key: UInt64 {
        switch self {
        case .terminalDefault: 0
        case .indexed(let index): 1 << 24 | UInt64(index)
        case .rgb(let red, let green, let blue): 2 << 24 | UInt64(red) << 16 | UInt64(green) << 8 | UInt64(blue)
        }
    }
}

/// How a cell is set apart besides its colours.
package struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit an attribute.
    package let rawValue: UInt8

    /// From the bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier or brighter.
    package static let bold = Attributes(rawValue: 1)
    /// Fainter.
    package static let dim = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    package static let reverse = Attributes(rawValue: 4)
    /// A line below.
    package static let underline = Attributes(rawValue: 8)
    /// Slanted.
    package static let italic = Attributes(rawValue: 16)
    /// Flashing.
    package static let blink = Attributes(rawValue: 32)
}

/// Colours and attributes of a cell.
package struct Style: Hashable, Sendable {
    /// Colour of the text.
    package var foreground: Colour
    /// Colour behind the text.
    package var background: Colour
    /// Bold, reverse and so on.
    package var attributes: Attributes

    /// A style; by default the terminal's own.
    package init(
        foreground: Colour = .terminalDefault, background: Colour = .terminalDefault, attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colours, no attribute.
    package static let plain = Style()

    /// The same with another foreground.
    package func foreground(_ colour: Colour) -> Style {
        Style(foreground: colour, background: background, attributes: attributes)
    }

    /// The same with another background.
    package func background(_ colour: Colour) -> Style {
        Style(foreground: foreground, background: colour, attributes: attributes)
    }

    /// The same with these attributes too.
    package func adding(_ more: Attributes) -> Style {
        Style(foreground: foreground, background: background, attributes: attributes.union(more))
    }

    /// A number that no other style has.
    var key: UInt64 { foreground.key << 34 | background.key << 8 | UInt64(attributes.rawValue) }
}
