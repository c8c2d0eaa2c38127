import CallCenter
import Cells

extension Painter {
    /// A command's dialog: what it is about as it is now, what is filled in, and what confirms it.
    mutating func form(_ form: Form, _ state: ScreenState, board: Board, now: Int64, in area: Rect) {
        let scene = Scene(state: state, board: board, now: now)
        let about = lines(form, scene)
        if scene.hasGone(form) { return gone(form, about.map(\.text), in: area) }
        let listed = form.fields.reduce(0) { $0 + rows($1) }
        // A problem is read whole.
        let problem = Self.lines(problem(form), width: min(60, area.width - 4)).count
        let foot = max(problem, form.fields.contains { $0.isTyped } ? 2 : 1)
        let gap = about.isEmpty || listed == 0 ? 0 : 1
        let height = about.count + gap + listed + foot + 2
        let inside = window(form.title, width: 64, height: height, in: area, danger: form.isDangerous)
        // What must be seen to answer stands last, so what it is about gives way where there is no room.
        let room = max(1, inside.height - listed - foot)
        var y = inside.y
        for line in about.prefix(about.count + gap > room ? max(1, room) : about.count) {
            put(line.label, x: inside.x, y: y, .window, width: 10)
            let x = line.label.isEmpty ? inside.x : inside.x + 11
            put(line.text, x: x, y: y, line.style, width: inside.endX - x)
            y += 1
        }
        if about.count + gap <= room { y += gap }
        for (place, field) in form.fields.enumerated() where y < inside.endY {
            let isFocused = place == form.focus && field.isOpen && !form.isAsking
            let mark = form.marksRequired && field.isRequired ? "*" : ""
            put(field.label + mark, x: inside.x, y: y, isFocused ? .windowTitle : .window, width: 10)
            y = draw(field, isFocused: isFocused, x: inside.x + 11, y: y, in: inside)
        }
        footing(form, scene, y: y, in: inside)
        hint(keys(form), under: inside, danger: form.takesConfirmation ? "y \(form.verb)" : "")
    }

    /// What a command was about has ended: there is nothing to fill in and nothing to confirm.
    private mutating func gone(_ form: Form, _ lines: [String], in area: Rect) {
        let shown = lines + ["There is nothing left to \(form.verb)."]
        let inside = window(form.title, width: 64, height: shown.count + 2, in: area)
        for (row, line) in shown.prefix(inside.height).enumerated() {
            put(line, x: inside.x, y: inside.y + row, row < lines.count ? .windowTitle : .window, width: inside.width)
        }
        hint("Esc close", under: inside)
    }

    private func rows(_ field: FormField) -> Int {
        if case .list(let words, _, let other) = field.content { return words.count + (other == nil ? 0 : 1) }
        return 1
    }

    /// A field's value from column `x`; answers the row after it.
    private mutating func draw(_ field: FormField, isFocused: Bool, x: Int, y: Int, in inside: Rect) -> Int {
        var y = y
        let width = inside.endX - x
        switch field.content {
        case .text(let text):
            let room = field.unit.isEmpty ? width : min(width, 8)
            self.field(text, x: x, y: y, width: room, isFocused: isFocused)
            put(field.unit, x: x + room + 1, y: y, .window, width: width - room - 1)
        case .secret(let text):
            let dots = TextField(String(repeating: "*", count: text.characters.count))
            self.field(dots, x: x, y: y, width: width, isFocused: isFocused)
        case .choice(let words, let chosen):
            let text = field.isOpen ? "< \(words[chosen]) >" : words[chosen]
            put(text, x: x, y: y, isFocused ? .choice : .windowTitle, width: width)
        case .list(let words, let chosen, let other):
            for (place, word) in words.enumerated() where y < inside.endY {
                let digit = place < 9 ? "\(place + 1)" : " "
                choice("\(digit)  \(word)", isChosen: place == chosen, x: x - 1, y: y, width: width + 1)
                y += 1
            }
            guard let other, y < inside.endY else { return y }
            let isTyping = chosen >= words.count
            let end = put("Other: ", x: x, y: y, isTyping ? .windowTitle : .window)
            self.field(other, x: end, y: y, width: inside.endX - end, isFocused: isTyping && isFocused)
        }
        return y + 1
    }

    /// What is wrong, with the sign of an alarm: it is no hint.
    private func problem(_ form: Form) -> String {
        form.problem.isEmpty ? "" : "\(glyph(.warning)) \(form.problem)"
    }

    /// What is wrong, what would complete the text, or what the field means: one of them.
    private mutating func footing(_ form: Form, _ scene: Scene, y: Int, in inside: Rect) {
        let lines = inside.endY - y
        guard lines > 0 else { return }
        func say(_ text: String, _ style: StyleName) {
            wrapped(text, x: inside.x, y: y, width: inside.width, lines: lines, style)
        }
        if !form.problem.isEmpty { return say(problem(form), .danger) }
        if form.takesConfirmation {
            // Read at leisure it says nothing: the keys stand below.
            if form.wasNoAnswer {
                say("\(glyph(.warning)) Not done yet: press y to \(form.verb), Esc to leave it.", .danger)
            } else if !form.opening.isReadable(frames: scene.state.frames, now: scene.now) {
                say(form.wasEarly ? "That key came too soon: read, then press y." : "Read first.", .window)
            }
            return
        }
        guard form.fields.indices.contains(form.focus) else { return }
        let field = form.fields[form.focus]
        var line = y
        if field.isPhone, !field.value.isEmpty, !field.value.contains("/"),
            let device = try? scene.device(field.value, on: form.subject.server, name: field.label)
        {
            // What a number stands for is seen before it rings.
            let way = device.hasPrefix("Local/") ? ", through the dialplan" : ""
            put("rings \(device)\(way)", x: inside.x, y: line, .windowTitle, width: inside.width)
            line += 1
            if lines < 2 { return }
        }
        if field.completes, !field.value.isEmpty {
            let found = scene.phoneBook.matches(field.value).filter { $0.number != field.value }.prefix(3)
            if !found.isEmpty {
                let texts = found.map { "\($0.name) \($0.number)" }.joined(separator: "  ")
                put("Enter takes \(texts)", x: inside.x, y: line, .windowTitle, width: inside.width)
                return
            }
            if let name = scene.phoneBook.matches(field.value).first(where: { $0.number == field.value })?.name {
                put("\(field.value) is \(name)", x: inside.x, y: line, .windowTitle, width: inside.width)
                return
            }
        }
        if line > y { return }
        say(field.hint, .window)
        if form.marksRequired, lines > 1, TextWidth.of(field.hint) <= inside.width {
            put("* may not be empty", x: inside.x, y: y + 1, .window, width: inside.width)
        }
    }

    /// What keys do, but for `y`.
    private func keys(_ form: Form) -> String {
        if form.takesConfirmation {
            let others = form.isAsking ? ["Tab change"] : form.fields.isEmpty ? [] : ["Up/Down choose"]
            return (others + ["Esc no"]).joined(separator: "   ")
        }
        var keys = ["Enter \(form.isDangerous ? "go on" : form.verb)"]
        if form.fields.indices.contains(form.focus) {
            switch form.fields[form.focus].content {
            case .choice(let words, _) where words.count > 1: keys.append("Left/Right choose")
            case .list: keys.append("Up/Down choose")
            default: break
            }
        }
        if form.fields.count(where: \.isOpen) > 1 { keys.append("Tab next field") }
        return (keys + ["Esc no"]).joined(separator: "   ")
    }

    // MARK: What it is about

    private func lines(_ form: Form, _ scene: Scene) -> [(label: String, text: String, style: StyleName)] {
        let subject = form.subject
        if subject.calls.count == 1 { return call(subject.calls[0], scene, form) }
        if subject.calls.count > 1 {
            return subject.calls.map { call in
                scene.channel(call) == nil
                    ? ("", "\(call.channel): has ended by itself", .window)
                    : ("", scene.named(call) + "  " + duration(call, scene), .windowTitle)
            }
        }
        if subject.agents.count > 1 {
            return filled(subject.agents.map(\.name), width: 60).map { ("", $0, .windowTitle) }
        }
        if case .party(_, let party)? = subject.picked {
            return [("Channel", party.channel, .windowTitle), ("Of", subject.name, .windowTitle)]
        }
        return []
    }

    private func call(
        _ call: CallTarget, _ scene: Scene, _ form: Form
    ) -> [(label: String, text: String, style: StyleName)] {
        guard let channel = scene.channel(call), let server = scene.server(call.server) else {
            return [("", "\(call.channel) has ended by itself.", .windowTitle)]
        }
        let privacy = scene.privacy
        let caller = privacy.caller(name: channel.callerName, number: channel.callerNumber)
        if let by = form.subject.by {
            let isBlind = form.kind == .transfer
            // People first: what stands last is what a narrow screen cuts.
            func text(_ who: String, _ channel: String) -> String { who == channel ? who : "\(who)  \(channel)" }
            let freed = text(by.who, scene.channel(by)?.name ?? by.channel)
            return [
                (
                    isBlind ? "Goes" : "Waits", text(caller.contains(call.who) ? caller : call.who, channel.name),
                    .windowTitle
                ),
                (isBlind ? "Is freed" : "Calls", freed, .windowTitle), ("For", duration(call, scene), .window),
            ]
        }
        var lines: [(String, String, StyleName)] = [
            ("Channel", channel.name, .windowTitle), ("Of", call.who.isEmpty ? caller : call.who, .windowTitle),
        ]
        if let waiting = scene.caller(call) {
            let text = "\(waiting.queue), place \(waiting.position)"
            lines.append(("Waits in", text + (waiting.priority.map { ", priority \($0)" } ?? ""), .windowTitle))
        } else {
            lines.append(("Talks to", talksTo(channel, server, privacy), .windowTitle))
        }
        lines.append(("For", duration(call, scene), .window))
        return lines
    }

    private func duration(_ call: CallTarget, _ scene: Scene) -> String {
        guard let channel = scene.channel(call), let server = scene.server(call.server) else { return "" }
        let waiting = scene.caller(call)
        let since = channel.shownSince(waiting: waiting)
        return Durations.text(from: since, to: server.shownMoment(scene.now))
            + ", \(channel.look(isWaiting: waiting != nil).word)"
    }

    private func talksTo(_ channel: Channel, _ server: ServerBoard, _ privacy: Privacy) -> String {
        let others =
            channel.bridgeID.isEmpty
            ? [] : server.channels(inBridge: channel.bridgeID).filter { $0.uniqueID != channel.uniqueID }
        let connected = privacy.caller(name: channel.connectedName, number: channel.connectedNumber)
        guard let other = others.first else { return connected.isEmpty ? "nobody" : connected + " (not yet)" }
        return connected.isEmpty ? other.name : "\(connected)  \(other.name)"
    }

    /// Names with commas between, over as many lines as they need.
    private func filled(_ names: [String], width: Int) -> [String] {
        var lines: [String] = []
        for (place, name) in names.enumerated() {
            let text = name + (place + 1 < names.count ? "," : "")
            if let last = lines.last, TextWidth.of(last) + 1 + TextWidth.of(text) <= width {
                lines[lines.count - 1] = last + " " + text
            } else {
                lines.append(text)
            }
        }
        return lines
    }
}
