import CNcurses
import Cells

/// Styles as curses wants them: attribute bits and a colour pair, kept as a blank cell to copy.
struct StyleEncoder {
    private let depth: ColourDepth
    private let hasDefaultColours: Bool
    private let mostPairs: Int32
    private let underlinesColours: Bool
    private var pairs: [UInt64: Int32] = [:]
    private var blanks: [Style: cchar_t] = [:]

    /// All pairs are taken: the next frame had better start from none.
    private(set) var isExhausted = false

    init(depth: ColourDepth, hasDefaultColours: Bool) {
        self.depth = depth
        self.hasDefaultColours = hasDefaultColours
        mostPairs = nc_pairs()
        underlinesColours = nc_underlines_colours() != 0
    }

    /// Forgets all pairs, so that every cell has to be drawn again.
    mutating func reset() {
        pairs = [:]
        blanks = [:]
        isExhausted = false
        reset_color_pairs()
    }

    /// A blank of this style.
    mutating func blank(_ style: Style) -> cchar_t {
        if let known = blanks[style] { return known }
        var attributes = NC_A_NORMAL
        if style.attributes.contains(.bold) { attributes |= NC_A_BOLD }
        if style.attributes.contains(.dim) { attributes |= NC_A_DIM }
        if style.attributes.contains(.reverse) { attributes |= NC_A_REVERSE }
        if style.attributes.contains(.underline) { attributes |= NC_A_UNDERLINE }
        if style.attributes.contains(.italic) { attributes |= NC_A_ITALIC }
        if style.attributes.contains(.blink) { attributes |= NC_A_BLINK }
        var foreground = depth.number(of: style.foreground)
        let background = depth.ground(of: style.background)
        if foreground.number == background.number && foreground.number >= 0
            && style.foreground != style.background
        {
            // Two colours fell onto one: legible is better than faithful.
            foreground = depth.number(of: .indexed(foreground.number == 0 ? 7 : 0))
        }
        if foreground.isBright { attributes |= NC_A_BOLD }
        let pair = pair(foreground.number, background.number)
        // Where curses would leave the underline out, bold says the same.
        if background.isUnderlined { attributes |= pair == 0 || underlinesColours ? NC_A_UNDERLINE : NC_A_BOLD }
        var cell = cchar_t()
        _ = nc_blank(&cell, attributes, pair)
        blanks[style] = cell
        return cell
    }

    private mutating func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
        if foreground == -1 && background == -1 { return 0 }
        let key = UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
        if let known = pairs[key] { return known }
        let number = Int32(pairs.count) + 1
        guard number < mostPairs else {
            isExhausted = true
            return 0
        }
        let first = foreground == -1 && !hasDefaultColours ? 7 : foreground
        let second = background == -1 && !hasDefaultColours ? 0 : background
        guard init_extended_pair(number, first, second) == OK else { return 0 }
        pairs[key] = number
        return number
    }
}
