import Cells

/// Figures out of blocks, to be read across a room: three by five dots, each dot two columns wide and one row high, or a
/// multiple of that.
enum BlockDigits {
    static let rows = 5

    private static let shapes: [Character: [String]] = [
        "0": ["###", "# #", "# #", "# #", "###"], "1": [" # ", "## ", " # ", " # ", "###"],
        "2": ["###", "  #", "###", "#  ", "###"], "3": ["###", "  #", " ##", "  #", "###"],
        "4": ["# #", "# #", "###", "  #", "  #"], "5": ["###", "#  ", "###", "  #", "###"],
        "6": ["###", "#  ", "###", "# #", "###"], "7": ["###", "  #", "  #", " # ", " # "],
        "8": ["###", "# #", "###", "# #", "###"], "9": ["###", "# #", "###", "  #", "###"],
        ":": [" ", "#", " ", "#", " "], "%": ["# #", "  #", " # ", "#  ", "# #"],
        "-": ["   ", "   ", "###", "   ", "   "], "h": ["#  ", "#  ", "###", "# #", "# #"],
        "m": ["     ", "     ", "#####", "# # #", "# # #"], "d": ["  #", "  #", "###", "# #", "###"],
    ]

    /// Columns that a text takes at a scale; what has no shape takes none.
    static func width(_ text: String, scale: Int) -> Int {
        let dots = text.compactMap { shapes[$0]?[0].count }
        return (dots.reduce(0, +) + max(0, dots.count - 1)) * 2 * scale
    }

    /// The largest scale, from 1, at which a text fits; 0 when none does.
    static func scale(_ text: String, width: Int, height: Int) -> Int {
        var scale = 0
        while (scale + 1) * rows <= height, self.width(text, scale: scale + 1) <= width { scale += 1 }
        return scale
    }

    /// Every dot's rectangle, from the text's upper left corner.
    static func dots(_ text: String, scale: Int) -> [Rect] {
        var dots: [Rect] = []
        var left = 0
        for character in text {
            guard let shape = shapes[character] else { continue }
            for (y, row) in shape.enumerated() {
                for (x, dot) in row.enumerated() where dot == "#" {
                    dots.append(
                        Rect(x: (left + x) * 2 * scale, y: y * scale, width: 2 * scale, height: scale))
                }
            }
            left += shape[0].count + 1
        }
        return dots
    }
}
