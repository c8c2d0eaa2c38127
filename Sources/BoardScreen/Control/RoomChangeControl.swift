import CallCenter

/// Changes in a conference room beyond what every Asterisk has: names, moderator, PIN (a UCM's own) and the one who is
/// seen by all.
struct RoomChangeControl: Control {
    let kind: CommandKind

    var title: String {
        switch kind {
        case .roomName: "rename in room"
        case .roomModerator: "make moderator"
        case .roomPIN: "room PIN"
        default: "show video"
        }
    }

    var summary: String {
        switch kind {
        case .roomName: "give the participant another name (UCM)"
        case .roomModerator: "make the participant the room's moderator (UCM)"
        case .roomPIN: "change the room's PIN for administrators (UCM)"
        default: "let everybody in the room see the participant"
        }
    }

    func find(_ scene: Scene) -> Found {
        guard var subject = scene.blank(), let picked = scene.state.picked else {
            return .nothing(scene.sentences.openRooms)
        }
        subject.picked = picked
        switch (picked, kind) {
        case (.room(let room), .roomPIN): subject.name = room.name
        case (.party(let room, _), .roomPIN): subject.name = room
        case (.party(_, let party), _):
            let who = scene.privacy.caller(name: party.callerName, number: party.callerNumber)
            subject.name = who.isEmpty ? party.channel : "\(who) (\(party.channel))"
        default: return .nothing("open the room and choose a participant")
        }
        return .subject(subject)
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        switch kind {
        case .roomName:
            Form(
                kind, subject, title: "Another name for \(subject.name)", verb: "rename",
                fields: [.text(.name, "Name", limit: 60)])
        case .roomPIN:
            Form(
                kind, subject, title: "PIN of the room \(subject.name) for administrators", verb: "set",
                fields: [
                    FormField(
                        id: .pin, label: "PIN", hint: "digits", content: .secret(TextField("", limit: 20)))
                ])
        default: nil
        }
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let server = subject.serverName
        switch (subject.picked, kind) {
        case (.room(let room)?, .roomPIN):
            return [try pin(server, room.name, form)]
        case (.party(let room, _)?, .roomPIN):
            return [try pin(server, room, form)]
        case (.party(let room, let party)?, .roomName):
            let name = try TypedInput.name(form.text(.name))
            return [
                Order(
                    .roomName(server: server, room: room, channel: party.channel, name: name),
                    phrase: "rename \(subject.name) in \(room) to \(name)")
            ]
        case (.party(let room, let party)?, _):
            return [
                Order(
                    .room(kind, server: server, room: room, channel: party.channel),
                    phrase: "\(title): \(subject.name), \(room)")
            ]
        default: return []
        }
    }

    private func pin(_ server: String, _ room: String, _ form: Form) throws(CommandProblem) -> Order {
        let pin = try TypedInput.pin(form.text(.pin))
        return Order(.roomPIN(server: server, room: room, pin: pin), phrase: "change the PIN of the room \(room)")
    }
}
