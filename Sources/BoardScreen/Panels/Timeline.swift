import CallCenter
import Cells

extension Painter {
    /// One line: how the recording stands, then the waiting callers along the time there is, with alarms and the moment.
    mutating func timeline(_ travel: TravelView, _ state: ScreenState, now: Int64, in rect: Rect) {
        guard rect.height > 0, rect.width > 30 else { return }
        fill(rect, .header)
        let offset = state.options.utcOffset
        let sign = travel.isPlaying ? glyph(.onCall) + " x\(travel.speed)" : glyph(.paused) + " held"
        var x = put(sign, x: rect.x + 1, y: rect.y, .modeReplay) + 2
        if rect.width >= 60 { x = put("step \(travel.step.rawValue)", x: x, y: rect.y, .header) + 2 }
        let (start, end) = Self.window(travel, now: now)
        x = put(Self.clock(start, offset), x: x, y: rect.y, .faint) + 1
        var right = Self.clock(end, offset)
        if let progress = travel.progress { right += "  reading \(progress) %" }
        let width = rect.endX - 1 - x - TextWidth.of(right) - 1
        guard width > 4 else { return }
        put(right, x: x + width + 1, y: rect.y, travel.progress == nil ? .faint : .linkConnecting)
        bars(travel, from: start, to: end, x: x, y: rect.y, width: width)
        let (way, _) = (now - start).multipliedReportingOverflow(by: Int64(width))
        let place = min(max(0, Int(way / max(1, end - start))), width - 1)
        put(glyph(.marked), x: x + place, y: rect.y, .modeReplay)
    }

    /// A column is the fullest minute of its span.
    private mutating func bars(_ travel: TravelView, from start: Int64, to end: Int64, x: Int, y: Int, width: Int) {
        var columns = [(waiting: Int, isAlarming: Bool)](repeating: (0, false), count: width)
        let length = max(1, end - start)
        for minute in travel.minutes {
            let time = minute.number * 60_000_000
            guard time + 60_000_000 > start, time <= end else { continue }
            let (way, _) = max(0, time - start).multipliedReportingOverflow(by: Int64(width))
            let first = min(width - 1, Int(way / length))
            let (further, _) = (time + 60_000_000 - start).multipliedReportingOverflow(by: Int64(width))
            for column in first...max(first, min(width - 1, Int((further - 1) / length))) {
                columns[column].waiting = max(columns[column].waiting, minute.waiting)
                columns[column].isAlarming = columns[column].isAlarming || minute.isAlarming
            }
        }
        let most = max(1, columns.map(\.waiting).max() ?? 1)
        let signs = isASCII ? Self.asciiBars : Self.bars
        for (column, value) in columns.enumerated() {
            let height = value.waiting == 0 ? 0 : 1 + (value.waiting - 1) * (signs.count - 2) / max(1, most - 1)
            put(
                signs[height], x: x + column, y: y,
                value.isAlarming ? .queueBreach : value.waiting > 0 ? .queueWaiting : .faint)
        }
    }

    /// The whole time, or the day around the moment when it is longer.
    private static func window(_ travel: TravelView, now: Int64) -> (Int64, Int64) {
        let day: Int64 = 86_400_000_000
        guard travel.last - travel.first > day + day / 12 else { return (travel.first, max(travel.last, travel.first)) }
        let start = travel.first + max(0, now - travel.first) / day * day
        return (start, min(start + day, max(travel.last, start)))
    }

    private static func clock(_ moment: Int64, _ offset: Int) -> String {
        String(WallClock.time(moment, offset: offset).prefix(5))
    }

    private static let bars = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let asciiBars = [".", "_", "-", "=", "+", "*", "#"]
}
