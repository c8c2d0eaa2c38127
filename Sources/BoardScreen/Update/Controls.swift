import CallCenter
import Cells

extension ScreenState {
    /// Opens a command's dialog, or runs it where it needs none.
    mutating func open(_ control: any Control, board: Board, now: Int64) -> [ScreenEffect] {
        let scene = Scene(state: self, board: board, now: now)
        guard case .subject(let subject) = control.find(scene) else { return [] }
        guard var form = control.form(scene, subject) else {
            if control.kind == .fetchParked, subject.picked == nil {
                return openPicker(.parkedCalls, server: subject.server, board: board)
            }
            return submit(control, Form(control.kind, subject, title: "", verb: ""), board: board, now: now)
        }
        form.isDangerous = control.isDangerous
        form.opening = Opening(frame: frames, at: now)
        overlay = .form(form)
        return []
    }

    /// Keys while a command's dialog is open.
    mutating func received(_ key: Key, _ form: inout Form, board: Board, now: Int64) -> [ScreenEffect] {
        let isClosing = form.takesConfirmation && (key == .character("n") || key == .character("q"))
        if key == .escape || isClosing {
            overlay = nil
            return []
        }
        if Scene(state: self, board: board, now: now).hasGone(form) {
            // There is nothing to fill in and nothing to confirm any more.
            if key == .enter || key == .character("y") {
                overlay = nil
                refuse(nothingLeft(form, Controls.of(form.kind).title), now: now)
            }
            return []
        }
        if form.isDangerous, !form.opening.isReadable(frames: frames, now: now) {
            form.wasEarly = true
            overlay = .form(form)
            return []
        }
        form.wasEarly = false
        form.wasNoAnswer = form.takesConfirmation && (key == .enter || key == .character(" "))
        if form.takesConfirmation, key == .character("y") { return submit(form, board: board, now: now) }
        if form.isAsking {
            // Only y answers now; a field is gone back to with Tab.
            if key == .tab || key == .backTab { form.isAsking = false }
            overlay = .form(form)
            return []
        }
        switch key {
        case .enter where form.fields.indices.contains { namesSomebody(&form, in: $0, board: board, now: now) }: break
        case .enter where doubts(&form, board: board, now: now): break
        case .tab where namesSomebody(&form, in: form.focus, board: board, now: now): break
        case .enter:
            guard form.isDangerous else { return submit(form, board: board, now: now) }
            if !form.takesConfirmation { ask(&form, board: board, now: now) }
        case .tab, .backTab:
            form.problem = ""
            form.moveFocus(key == .tab ? 1 : -1)
        case .right where form.fields.indices.contains(form.focus) && completes(&form, board: board, now: now): break
        default:
            if form.fields.indices.contains(form.focus), let refusal = form.fields[form.focus].refusal(key) {
                form.problem = refusal
            } else if form.fields.indices.contains(form.focus), form.fields[form.focus].received(key) {
                form.problem = ""
            } else if key == .down || key == .up {
                form.moveFocus(key == .down ? 1 : -1)
            }
        }
        overlay = .form(form)
        return []
    }

    /// The beginning of a name becomes the number of whom it suggests, seen before another Enter sends it: as it was typed
    /// it would be dialled as an extension of that name. One letter may be one: `s` and `h` are in every dialplan.
    private func namesSomebody(_ form: inout Form, in place: Int, board: Board, now: Int64) -> Bool {
        guard form.fields.indices.contains(place), form.fields[place].isWord,
            case .text(var field) = form.fields[place].content
        else { return false }
        let book = Scene(state: self, board: board, now: now).phoneBook
        guard let number = try? book.number(field.text), number == field.text, let first = book.matches(number).first,
            first.number != number
        else { return false }
        field.replace(first.number)
        form.fields[place].content = .text(field)
        form.focus = place
        form.problem = ""
        return true
    }

    /// A word that is nobody's name is dialled when it is meant, and asked for once more: where the dialplan has no such
    /// extension the PBX lets the caller go and says that all went well.
    private func doubts(_ form: inout Form, board: Board, now: Int64) -> Bool {
        let book = Scene(state: self, board: board, now: now).phoneBook
        for place in form.fields.indices where form.fields[place].isWord {
            let field = form.fields[place]
            guard (try? book.number(field.value)) == field.value, form.doubted != field.value else { continue }
            form.doubted = field.value
            form.focus = place
            form.problem = Sentences.nobodysName(field.value)
            return true
        }
        return false
    }

    /// Right at the end of a text takes the first suggestion.
    private func completes(_ form: inout Form, board: Board, now: Int64) -> Bool {
        let scene = Scene(state: self, board: board, now: now)
        guard form.fields[form.focus].completes, case .text(var field) = form.fields[form.focus].content,
            field.cursor == field.characters.count, let first = scene.phoneBook.matches(field.text).first,
            first.number != field.text
        else { return false }
        field.replace(first.number)
        form.fields[form.focus].content = .text(field)
        return true
    }

    /// Everything typed is right: now the question stands, and is read before it is answered.
    private mutating func ask(_ form: inout Form, board: Board, now: Int64) {
        let scene = Scene(state: self, board: board, now: now)
        do throws(CommandProblem) {
            _ = try Controls.of(form.kind).orders(scene, form.subject, form)
            form.isAsking = true
            form.opening = Opening(frame: frames, at: now)
        } catch {
            form.show(error)
        }
    }

    private mutating func submit(_ form: Form, board: Board, now: Int64) -> [ScreenEffect] {
        submit(Controls.of(form.kind), form, board: board, now: now)
    }

    /// Sends what a form asks for: of what was named, and of nothing else, as far as it is still there.
    private mutating func submit(
        _ control: any Control, _ form: Form, board: Board, now: Int64
    ) -> [ScreenEffect] {
        let orders: [Order]
        do throws(CommandProblem) {
            orders = try control.orders(Scene(state: self, board: board, now: now), form.subject, form)
        } catch {
            var form = form
            form.show(error)
            overlay = .form(form)
            return []
        }
        overlay = nil
        guard !orders.isEmpty else {
            refuse(nothingLeft(form, control.title), now: now)
            return []
        }
        let kept = remember(control.kind, form, orders)
        return kept + orders.flatMap { emit($0, board: board, now: now) }
    }

    private func nothingLeft(_ form: Form, _ title: String) -> String {
        let call = form.subject.calls.first
        let name = call.map { $0.who.isEmpty ? $0.channel : "the call of \($0.who)" } ?? form.subject.name
        return Sentences.nothingLeft(form.subject.calls.count > 1 ? "each of the calls" : name, title)
    }

    private mutating func remember(_ kind: CommandKind, _ form: Form, _ orders: [Order]) -> [ScreenEffect] {
        if !form.subject.agents.isEmpty { self[.agents].marked = [] }
        if form.subject.calls.count > 1 { self[.channels].marked = [] }
        switch kind {
        case .originate: lastCall = orders.first?.command
        case .spy, .fetchParked:
            let (server, phone) = (form.subject.serverName, form.text(.from))
            guard devices[server] != phone else { break }
            devices[server] = phone
            return [.keepDevices(DeviceFile.text(devices))]
        default: break
        }
        return []
    }

    /// The only place where a command for the PBX leaves the screen.
    mutating func emit(_ order: Order, board: Board, now: Int64) -> [ScreenEffect] {
        let command = order.command
        let phrase = order.phrase.isEmpty ? command.summary : order.phrase
        if let server = board.servers.first(where: { $0.name == command.server }), !server.link.isConnected {
            refuse(Sentences.unavailable(phrase, Sentences.notConnected(server.name)), .bad, now: now)
            return []
        }
        if let twin = pending.values.first(where: { $0.command == command }) {
            refuse("Asked already, \((now - twin.since) / 1_000_000) s ago: \(phrase)", now: now)
            return []
        }
        let authorised: AuthorisedCommand
        do throws(CommandRefusal) {
            authorised = try gate.authorise(command, at: now)
        } catch {
            refuse(Sentences.unavailable(phrase, error.reason), .bad, now: now)
            return []
        }
        let ticket = nextTicket
        nextTicket += 1
        pending[ticket] = PendingCommand(
            command: command, since: now, done: order.done, phrase: phrase, undo: order.undo,
            entities: Set(command.targets.compactMap { entity($0, command.server, board) }))
        message = Message(kind: .info, text: "Asked \(command.server) to \(phrase)", at: now)
        return [.perform(authorised, ticket: ticket)]
    }

    private func entity(_ target: CommandTarget, _ server: String, _ board: Board) -> Entity? {
        guard let index = board.servers.firstIndex(where: { $0.name == server }) else { return nil }
        return switch target {
        case .agent(let id): .agent(server: index, id: id)
        case .channel(let uniqueID): .channel(server: index, uniqueID: uniqueID)
        case .queue(let name): .queue(server: index, name: name)
        }
    }

    /// Whether a command is on its way for a row.
    func isPending(_ entity: Entity) -> Bool {
        !pending.isEmpty && pending.values.contains { $0.entities.contains(entity) }
    }

    /// Outcomes that are kept to be told; older ones are in the audit panel.
    private static let mostLater = 8

    /// A command has ended.
    mutating func ended(_ ticket: Int, _ outcome: CommandOutcome, now: Int64) {
        let pending = pending.removeValue(forKey: ticket)
        if outcome.succeeded, let pending, let undo = pending.undo {
            self.undo = LastPause(command: undo, phrase: pending.phrase)
        }
        if outcome.succeeded, let pending { begun.done(pending.command, at: now) }
        let news = Message(
            kind: outcome.succeeded ? .good : .bad, text: pending?.sentence(outcome) ?? outcome.text, at: now)
        // What the last key was answered with is read first: it is what the person waits for.
        guard let message, message.isAnswer, let pending, message.at > pending.since else {
            self.message = news
            return
        }
        later.append(news)
        if later.count > Self.mostLater { later.removeFirst() }
    }
}
