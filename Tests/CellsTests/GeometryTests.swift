import Cells
import Testing

@Suite struct GeometryTests {
    private let area = Rect(x: 2, y: 3, width: 10, height: 5)

    @Test("Splitting gives every cell to one part, and no part is negative")
    func splits() {
        for cut in [-1, 0, 1, 4, 5, 99] {
            let (top, rest) = area.splitTop(cut)
            #expect(top.height + rest.height == 5 && rest.y == top.endY && top.width == 10)
            let (above, bottom) = area.splitBottom(cut)
            #expect(above.height + bottom.height == 5 && bottom.height == min(max(0, cut), 5))
            let (left, right) = area.splitLeft(cut)
            #expect(left.width + right.width == 10 && right.x == left.endX)
            let (before, last) = area.splitRight(cut)
            #expect(before.width + last.width == 10 && last.width == min(max(0, cut), 10))
        }
    }

    @Test("Insets, intersections and middles stay inside")
    func derived() {
        #expect(area.inset() == Rect(x: 3, y: 4, width: 8, height: 3))
        #expect(area.inset(dx: 20, dy: 20).isEmpty)
        #expect(area.intersection(Rect(x: 0, y: 0, width: 4, height: 4)) == Rect(x: 2, y: 3, width: 2, height: 1))
        #expect(area.intersection(Rect(x: 50, y: 50, width: 4, height: 4)).isEmpty)
        #expect(area.centred(width: 4, height: 3) == Rect(x: 5, y: 4, width: 4, height: 3))
        #expect(area.centred(width: 99, height: 99) == area)
        #expect(area.contains(x: 11, y: 7) && !area.contains(x: 12, y: 7) && !area.contains(x: 2, y: 2))
        #expect(area.row(4).y == 7 && area.row(5).isEmpty && area.row(-1).isEmpty)
    }
}
