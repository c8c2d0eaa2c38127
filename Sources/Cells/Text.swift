/// Where text stands in a field wider than itself.
package enum Alignment: Sendable {
    /// At the left edge.
    case left
    /// At the right edge, as numbers do.
    case right
    /// In the middle, the odd space behind it.
    case centre
}

/// Text cut to at most `width` columns, with `ellipsis` as its end where something was cut.
///
/// A wide character that would stand half outside is cut too, so the result may be a column narrower. The ellipsis is
/// left out where it would not fit. Controls and unassigned scalars become U+FFFD, as they would in a cell.
package func clipped(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    guard width > 0 else { return "" }
    if text.utf8.count <= width || TextWidth.of(text) <= width { return text }
    let tail = TextWidth.of(ellipsis) <= width ? ellipsis : ""
    let room = width - TextWidth.of(tail)
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
        let columns = TextWidth.of(scalar)
        if used + columns > room { break }
        used += columns
        result.append(scalar)
    }
    return String(result) + tail
}

/// Text in exactly `width` columns: clipped where it is wider, filled with spaces where it is narrower.
package func padded(
    _ text: String, to width: Int, alignment: Alignment = .left, ellipsis: String = "…"
) -> String {
    let text = clipped(text, to: width, ellipsis: ellipsis)
    let missing = width - TextWidth.of(text)
    guard missing > 0 else { return text }
    let left =
        switch alignment {
        case .left: 0
        case .right: missing
        case .centre: missing / 2
        }
    return String(repeating: " ", count: left) + text + String(repeating: " ", count: missing - left)
}
