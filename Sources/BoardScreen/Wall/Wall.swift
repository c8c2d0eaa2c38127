import CallCenter
import Cells

extension Painter {
    /// The whole screen as a wall. Nothing of a caller is on it, and nothing can be chosen.
    mutating func wall(_ wall: WallState, _ state: inout ScreenState, board: Board, now: Int64, size: Size) {
        let shift = WallState.shift(at: now)
        let area = Rect(x: shift.x, y: shift.y, width: size.columns - 1, height: size.rows - 1)
        let (top, rest) = area.splitTop(Self.bandHeight(area))
        let (body, foot) = rest.splitBottom(1)
        band(state, board: board, now: now, in: top)
        let tiles = state.wallTiles(board, now: now)
        if tiles.isEmpty { put(state.emptyText(.queues, board: board), x: body.x + 2, y: body.y + 1, .wallLabel) }
        var pages = 1
        var page = 0
        func shown(_ perPage: Int) -> ArraySlice<WallTile> {
            pages = max(1, (tiles.count + perPage - 1) / max(1, perPage))
            page = wall.page(of: pages, at: now)
            return tiles[min(tiles.count, page * perPage)..<min(tiles.count, (page + 1) * perPage)]
        }
        switch wall.layout {
        case .tiles:
            let room = Size(columns: body.width, rows: body.height)
            // As many on each page as on the others, and as large as that allows: no page has a tile alone.
            let turns = WallGrid(tiles: tiles.count, in: room).pages
            let each = (tiles.count + turns - 1) / max(1, turns)
            var grid = WallGrid(tiles: each, in: room)
            let page = shown(each)
            if page.first?.queue == nil { grid.widenFirst(of: page.count) } else { grid.stretchLast(of: page.count) }
            let lines = wallLines(page, in: page.indices.map { grid.rect($0 - page.startIndex, in: body) })
            for (place, tile) in page.enumerated() { self.tile(tile, lines: lines, in: grid.rect(place, in: body)) }
        case .list:
            let list = WallList(tiles, in: Size(columns: body.width, rows: body.height))
            wallList(Array(shown(list.perPage)), list, in: body)
        case .single:
            guard let tile = shown(1).first else { break }
            state.trends.refresh(board, now: now)
            single(tile, tile.queue.map { state.trends.trend($0) ?? [] } ?? state.trends.all, in: body)
        }
        footer(wall, state, page: page, of: pages, in: foot)
    }

    // MARK: Above and below

    /// Rows above the figures: the header's two, and the clock's where there is room.
    private static func bandHeight(_ area: Rect) -> Int {
        guard area.height >= 30 else { return 2 }
        return area.width >= 100 ? BlockDigits.rows + 1 : area.height >= 50 ? BlockDigits.rows + 4 : 2
    }

    private mutating func band(_ state: ScreenState, board: Board, now: Int64, in rect: Rect) {
        let clock = wallClock(state, board: board, now: now)
        let width = BlockDigits.width(clock, scale: 1) + 3
        let isBeside = rect.height > 2 && rect.width >= 100
        let header = Rect(x: rect.x, y: rect.y, width: isBeside ? rect.width - width : rect.width, height: 2)
        self.header(
            state, board: board, now: now,
            troubles: troubles(state, board: board, now: now, width: header.width - 2).prefix(1).map { $0 }, in: header)
        guard rect.height > 2 else { return }
        let x = isBeside ? rect.endX - width + 1 : rect.x + (rect.width - width) / 2
        digits(clock, scale: 1, x: x, y: rect.y + (isBeside ? 0 : 3), state.looksOld(board) ? .wallIdle : .wallLabel)
    }

    /// `14:05`, as the PBX's clock shows it, or the moment of the past that is shown.
    private func wallClock(_ state: ScreenState, board: Board, now: Int64) -> String {
        if !state.isPast, let server = board.servers.first { return String(clock(now, server, state).prefix(5)) }
        return String(WallClock.time(now, offset: state.options.utcOffset).prefix(5))
    }

    private mutating func footer(_ wall: WallState, _ state: ScreenState, page: Int, of pages: Int, in rect: Rect) {
        if let message = state.message {
            put(
                message.text, x: rect.x + 1, y: rect.y, message.kind == .bad ? .messageBad : .messageInfo,
                width: rect.width - 2)
            return
        }
        let turn = pages > 1 ? "page \(page + 1) of \(pages)   " : ""
        let key = state.keymap.label(.wall).map { "\($0) leaves" } ?? "Esc leaves"
        // In fewer words where there is little room: the key that leads back is not to be cut.
        var text = ""
        for (other, title) in [("other ", wall.figure.title + "   "), ("", wall.figure.title + "   "), ("", "")] {
            let figure = wall.layout == .list ? "" : "\(title)Space \(other)figure   "
            let layout = state.keymap.label(.zoom).map { "\($0) \(other)layout   " } ?? ""
            text = "\(turn)\(figure)\(layout)\(key)"
            if TextWidth.of(text) <= rect.width - 2 { break }
        }
        put(text, x: rect.x + 1, y: rect.y, .faint, width: rect.width - 2)
    }

    // MARK: Tiles

    /// - Parameter lines: rows for the figures under the large one.
    private mutating func tile(_ tile: WallTile, lines: Int, in rect: Rect) {
        guard let large = tile.values.first else { return }
        frame(tile, in: rect)
        let isBreach = tile.style == .queueBreach
        let inside = rect.inset(dx: 2, dy: 1)
        for (row, text) in words(tile, width: inside.width, lines: lines).enumerated() {
            put(
                text, x: inside.x + max(0, (inside.width - TextWidth.of(text)) / 2), y: inside.endY - lines + row,
                isBreach ? .wallBreach : .wallLabel, width: inside.width)
        }
        figure(
            large.text, Self.look(tile.style),
            in: Rect(x: inside.x, y: inside.y, width: inside.width, height: max(0, inside.height - lines)))
    }

    /// The figures under the large one, in as many lines as there are. One that does not fit is left out whole, one in
    /// alarm last.
    private func words(_ tile: WallTile, width: Int, lines: Int) -> [String] {
        var values = tile.values.dropFirst().filter { !$0.isAdded || $0.alarms }
        while true {
            var texts: [String] = []
            for value in values {
                let text = sign(value.style) + value.figure.words(value.text)
                if let last = texts.last, TextWidth.of(last) + 3 + TextWidth.of(text) <= width {
                    texts[texts.count - 1] = last + "   " + text
                } else {
                    texts.append(text)
                }
            }
            guard texts.count > lines, let last = values.lastIndex(where: { !$0.alarms }) ?? values.indices.last else {
                return texts
            }
            values.remove(at: last)
        }
    }

    /// Rows under the large figures of a page: as many as are needed, while those stay as large.
    private func wallLines(_ tiles: ArraySlice<WallTile>, in rects: [Rect]) -> Int {
        var (needed, room) = (1, Int.max)
        for (tile, rect) in zip(tiles, rects) {
            let inside = rect.inset(dx: 2, dy: 1)
            needed = max(needed, words(tile, width: inside.width, lines: .max).count)
            func scale(_ lines: Int) -> Int {
                BlockDigits.scale(tile.values.first?.text ?? "", width: inside.width, height: inside.height - lines)
            }
            room = min(room, (1...4).last { scale($0) == scale(1) && inside.height - $0 > 1 } ?? 1)
        }
        return min(needed, max(1, room))
    }

    /// Edges, the name, and what asks for attention: colour is never alone, a sign and a word say it too.
    private mutating func frame(_ tile: WallTile, in rect: Rect) {
        if tile.style == .queueBreach { fill(rect.inset(), .wallBreach) }
        let isBreach = tile.worst == .queueBreach
        box(rect, isBreach ? .alarmBreach : tile.worst == .queueWarning ? .alarmWarning : .border)
        put(" \(tile.title) ", x: rect.x + 2, y: rect.y, isBreach ? .alarmBreach : .title, width: rect.width - 4)
        let sign = sign(tile.worst)
        guard !sign.isEmpty else { return }
        // Where the word finds no room the sign does.
        for word in [" \(tile.worstWord) ", isBreach ? " alarm " : " warning ", " "] {
            let width = TextWidth.of(sign + word)
            guard rect.width > width + TextWidth.of(tile.title) + 8 else { continue }
            put(" \(sign)\(word)", x: rect.endX - width - 3, y: rect.y, isBreach ? .alarmBreach : .alarmWarning)
            return
        }
    }

    // MARK: A list

    private mutating func wallList(_ tiles: [WallTile], _ list: WallList, in rect: Rect) {
        for row in 0...tiles.count {
            margin(
                above: row > 0 && tiles[row - 1].style == .queueBreach,
                below: row < tiles.count && tiles[row].style == .queueBreach,
                in: Rect(x: rect.x, y: rect.y + row * list.rowHeight, width: rect.width, height: 1))
        }
        for column in list.columns {
            put(
                column.figure.title, x: rect.x + column.x + max(0, column.width - TextWidth.of(column.figure.title)),
                y: rect.y, .heading, width: column.width)
        }
        for (row, tile) in tiles.enumerated() {
            let place = Rect(
                x: rect.x, y: rect.y + 1 + row * list.rowHeight, width: rect.width, height: list.rowHeight)
            if tile.style == .queueBreach {
                fill(Rect(x: place.x, y: place.y, width: place.width, height: place.height - 1), .wallBreach)
            }
            let label: StyleName = tile.style == .queueBreach ? .wallBreach : .strong
            let middle = place.y + (place.height - 1) / 2
            put(tile.title, x: place.x + 1, y: middle, label, width: list.nameWidth - 1)
            // The figure that is in alarm, when no column has room for it.
            let hidden = tile.values.first { value in
                value.style == tile.worst && value.alarms && !list.columns.contains { $0.figure == value.figure }
            }
            let word = sign(tile.worst) + (hidden.map { $0.figure.words($0.text) } ?? " \(tile.worstWord)")
            if !sign(tile.worst).isEmpty {
                put(
                    word, x: place.x + 1, y: middle + 1,
                    tile.style == .queueBreach
                        ? .wallBreach : tile.worst == .queueBreach ? .alarmBreach : .alarmWarning,
                    width: list.nameWidth - 1)
            }
            for column in list.columns {
                guard let value = tile.values.first(where: { $0.figure == column.figure }) else { continue }
                let width = BlockDigits.width(value.text, scale: list.scale)
                digits(
                    value.text, scale: list.scale, x: place.x + column.x + column.width - width, y: place.y,
                    tile.style == .queueBreach ? .wallBreach : Self.lookAlone(value.style))
            }
        }
    }

    /// The line between two rows of a list: a filled row reaches half of it, or the ink of its figures would run into
    /// the dark around it.
    private mutating func margin(above: Bool, below: Bool, in line: Rect) {
        guard above || below, !isASCII else { return }
        let breach = theme[.wallBreach]
        let colour = breach.attributes.contains(.reverse) ? breach.foreground : breach.background
        buffer.fill(
            line, Style(foreground: colour, background: theme[.text].background),
            with: above && below ? "\u{2588}" : above ? "\u{2580}" : "\u{2584}")
    }

    // MARK: One queue

    private mutating func single(_ tile: WallTile, _ trend: [Int], in rect: Rect) {
        guard let large = tile.values.first else { return }
        frame(tile, in: rect)
        let inside = rect.inset(dx: 2, dy: 1)
        let others = Array(tile.values.dropFirst().filter { !$0.isAdded || $0.alarms })
        let label: StyleName = tile.style == .queueBreach ? .wallBreach : .wallLabel
        // The other figures below as large as a third of the room allows, with what they are under each.
        let width = others.isEmpty ? 0 : inside.width / others.count
        let third = max(0, inside.height / 3)
        let scale =
            others.map { BlockDigits.scale($0.text, width: max(0, width - 2), height: max(0, third - 1)) }.min() ?? 0
        let height = others.isEmpty ? 0 : max(1, scale * BlockDigits.rows) + 1
        let (above, below) = inside.splitBottom(height)
        let hasTrend = above.height >= BlockDigits.rows + 4
        let (upper, line) = above.splitBottom(hasTrend ? 3 : 0)
        figure(large.text, Self.look(tile.style), in: upper.splitBottom(1).rest)
        let title = large.figure.title
        put(title, x: upper.x + (upper.width - TextWidth.of(title)) / 2, y: upper.endY - 1, label, width: upper.width)
        if hasTrend, !trend.isEmpty { wallTrend(trend, in: line, label) }
        for (place, value) in others.enumerated() {
            let column = Rect(x: below.x + place * width, y: below.y, width: width, height: below.height)
            let style = tile.style == .queueBreach ? StyleName.wallBreach : Self.lookAlone(value.style)
            let room = column.splitBottom(1).rest
            if scale > 0 {
                digits(
                    value.text, scale: scale,
                    x: room.x + (room.width - BlockDigits.width(value.text, scale: scale)) / 2,
                    y: room.y, style)
            } else {
                put(value.text, x: room.x + (room.width - TextWidth.of(value.text)) / 2, y: room.y, style)
            }
            let words = sign(value.style) + value.figure.title
            put(
                words, x: column.x + max(0, (column.width - TextWidth.of(words)) / 2), y: column.endY - 1, label,
                width: column.width)
        }
    }

    /// The last hour's waiting callers as bars, with what they are beside them.
    private mutating func wallTrend(_ values: [Int], in rect: Rect, _ style: StyleName) {
        let words = "waiting in the last hour, most \(values.max() ?? 0)"
        let bar = max(1, min(4, (rect.width - TextWidth.of(words) - 3) / max(1, values.count)))
        let left = rect.x + max(0, (rect.width - bar * values.count - TextWidth.of(words) - 2) / 2)
        let signs = isASCII ? Self.asciiLevels : Self.levels
        let top = max(1, values.max() ?? 1)
        for (place, value) in values.enumerated() {
            let level = value <= 0 ? 0 : 1 + (value - 1) * (signs.count - 2) / max(1, top - 1)
            put(
                String(repeating: signs[min(level, signs.count - 1)], count: bar), x: left + place * bar, y: rect.y + 1,
                style)
        }
        put(
            words, x: left + bar * values.count + 2, y: rect.y + 1, style,
            width: rect.endX - left - bar * values.count - 2)
    }

    // MARK: Figures

    /// A figure as large as its room; as text where not even the smallest blocks fit.
    private mutating func figure(_ text: String, _ style: StyleName, in room: Rect) {
        let scale = BlockDigits.scale(text, width: room.width, height: room.height)
        guard scale > 0 else {
            put(
                text, x: room.x + max(0, (room.width - TextWidth.of(text)) / 2), y: room.y + room.height / 2, style,
                width: room.width)
            return
        }
        digits(
            text, scale: scale, x: room.x + (room.width - BlockDigits.width(text, scale: scale)) / 2,
            y: room.y + (room.height - BlockDigits.rows * scale) / 2, style)
    }

    private mutating func digits(_ text: String, scale: Int, x: Int, y: Int, _ style: StyleName) {
        // Bold blocks are no heavier, and some terminals draw them with gaps.
        var look = theme[style]
        look.attributes.remove([.bold, .underline])
        for dot in BlockDigits.dots(text, scale: scale) {
            buffer.fill(
                Rect(x: x + dot.x, y: y + dot.y, width: dot.width, height: dot.height), look,
                with: isASCII ? "#" : "\u{2588}")
        }
    }

    private static func look(_ style: StyleName) -> StyleName {
        switch style {
        case .queueBreach: .wallBreach
        case .queueWarning: .wallWarning
        case .queueIdle, .faint: .wallIdle
        default: .wallFigure
        }
    }

    /// Of a figure whose place is not filled: the ink of a breach would not be seen there.
    private static func lookAlone(_ style: StyleName) -> StyleName {
        style == .queueBreach ? .alarmBreach : look(style)
    }

    private func sign(_ style: StyleName) -> String {
        switch style {
        case .queueBreach: glyph(.breach)
        case .queueWarning: glyph(.warning)
        default: ""
        }
    }
}
