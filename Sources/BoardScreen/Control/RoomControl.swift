import CallCenter

/// Kicks, mutes, unmutes somebody in a conference room, or locks the room. The room or the participant is picked from a
/// list that the PBX was asked for.
struct RoomControl: Control {
    let kind: CommandKind

    var title: String {
        switch kind {
        case .roomKick: "kick from room"
        case .roomMute: "mute in room"
        case .roomUnmute: "unmute in room"
        case .roomLock: "lock room"
        default: "unlock room"
        }
    }

    var summary: String {
        switch kind {
        case .roomKick: "throw the participant out of the room, after a question"
        case .roomMute: "mute the participant"
        case .roomUnmute: "let the participant be heard again"
        case .roomLock: "let nobody else into the room"
        default: "let others into the room again"
        }
    }

    func find(_ scene: Scene) -> Found {
        guard var subject = scene.blank(), let picked = scene.state.picked else {
            return .nothing(scene.sentences.openRooms)
        }
        subject.picked = picked
        switch (picked, kind) {
        case (.room(let room), .roomLock), (.room(let room), .roomUnlock): subject.name = room.name
        case (.party(let room, _), .roomLock), (.party(let room, _), .roomUnlock): subject.name = room
        case (.party(_, let party), .roomKick), (.party(_, let party), .roomMute), (.party(_, let party), .roomUnmute):
            let who = scene.privacy.caller(name: party.callerName, number: party.callerNumber)
            subject.name = who.isEmpty ? party.channel : "\(who) (\(party.channel))"
        default: return .nothing("open the room and choose a participant")
        }
        return .subject(subject)
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        guard kind == .roomKick, case .party(let room, _)? = subject.picked else { return nil }
        return Form(kind, subject, title: "Kick out of the room \(room)?", verb: "kick")
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        switch subject.picked {
        case .room(let room)?: [order(room: room.name, subject)]
        case .party(let room, let party)?:
            kind == .roomLock || kind == .roomUnlock
                ? [order(room: room, subject)]
                : [
                    Order(
                        .room(kind, server: subject.serverName, room: room, channel: party.channel),
                        done: kind == .roomKick ? kicked(subject.name, party.channel, "the room \(room)") : "",
                        phrase: "\(title): \(subject.name), \(room)")
                ]
        case .parked?, .mailbox?, nil: []
        }
    }

    private func order(room: String, _ subject: Subject) -> Order {
        Order(.roomLock(server: subject.serverName, room: room, locked: kind == .roomLock))
    }
}

/// What is true once a PBX has answered a kick. Asterisk lets a Local channel stay until its other half goes, and says so
/// nowhere.
func kicked(_ name: String, _ channel: String, _ place: String) -> String {
    channel.hasPrefix("Local/")
        ? "The PBX kicked \(name) out of \(place); a Local channel can stay there until its other half goes"
        : "Kicked \(name) out of \(place)"
}
