import Cells
import Testing

@Suite struct TextTests {
    @Test("Text is clipped by columns, never through a wide character")
    func clipping() {
        #expect(clipped("Reception", to: 20) == "Reception")
        #expect(clipped("Reception", to: 9) == "Reception")
        #expect(clipped("Reception", to: 6) == "Recep…")
        #expect(clipped("Reception", to: 1) == "…")
        #expect(clipped("Reception", to: 0) == "")
        #expect(clipped("Reception", to: -3) == "")
        #expect(clipped("受付受付", to: 8) == "受付受付")
        #expect(clipped("受付受付", to: 7) == "受付受…")
        #expect(clipped("受付受付", to: 6) == "受付…")
        #expect(clipped("Reception", to: 6, ellipsis: "...") == "Rec...")
        #expect(clipped("Reception", to: 2, ellipsis: "...") == "Re")
        #expect(clipped("e\u{301}tude", to: 5) == "e\u{301}tude")
    }

    @Test("Padded text has exactly the columns asked for")
    func padding() {
        #expect(padded("7", to: 3, alignment: .right) == "  7")
        #expect(padded("7", to: 3) == "7  ")
        #expect(padded("7", to: 4, alignment: .centre) == " 7  ")
        #expect(padded("受付受付", to: 6) == "受付… ")
        #expect(padded("x", to: 0) == "")
        for width in 0..<12 {
            for text in ["", "abc", "受付係", "a\u{300}b", "x\u{7}y\u{200D}z"] {
                #expect(TextWidth.of(padded(text, to: width, alignment: .centre)) == width)
            }
        }
    }

    @Test("ASCII stands in for other characters, column by column")
    func ascii() {
        #expect(ASCIIText.of("Jürgen Łukasz") == "Jurgen Lukasz")
        #expect(ASCIIText.of("受付") == "????")
        #expect(ASCIIText.of("┌─┐│█") == "+-+|#")
        #expect(ASCIIText.of("“a” – b…") == "\"a\" - b.")
        #expect(ASCIIText.of("e\u{301}\u{1B}") == "e?")
        for text in ["Ærø", "naïve 受", "\u{7}\u{9B}", "😀!"] {
            #expect(ASCIIText.of(text).count == TextWidth.of(text))
        }
    }
}
