/// Conference rooms, as app_confbridge holds them. Whoever reaches the room's number is in it until they hang up.
extension Exchange {
    /// The number of the room, as a UCM numbers its first one.
    static let roomNumber = Octets("6300")

    /// A call enters the room of its number, which is opened with the first one.
    mutating func enterRoom(_ call: Int) {
        let slot = calls[call].caller
        let name = Self.roomNumber
        if rooms.first(where: { $0.name == name })?.isLocked == true {
            playOn(
                call, exten: name, application: .playback, data: Octets("conf-locked"), seconds: random.between(3, 6))
            return
        }
        calls[call].stamp = freshStamp()
        calls[call].stage = .playing
        calls[call].queue = -1
        setPlace(slot, exten: name, priority: 2)
        if channels[slot].state != .up { setState(slot, .up) }
        run(.confBridge, name, on: slot)
        let room: Int
        if let known = rooms.firstIndex(where: { $0.name == name }) {
            room = known
        } else {
            room = rooms.count
            rooms.append(RoomRecord(name: name, bridge: makeBridge(.conference)))
            tellRoom("Event: ConfbridgeStart\r\nPrivilege: call,all\r\n", rooms[room])
        }
        rooms[room].participants.append(
            RoomRecord.Participant(channel: slot, isAdmin: rooms[room].participants.isEmpty, joinedAt: now))
        enterBridge(rooms[room].bridge, slot)
        tellRoom("Event: ConfbridgeJoin\r\nPrivilege: call,all\r\n", rooms[room], slot)
    }

    /// A channel leaves its room, if it is in one; an empty room is over.
    mutating func leaveRoom(_ slot: Int) {
        guard let room = rooms.firstIndex(where: { $0.participants.contains { $0.channel == slot } }) else { return }
        let record = rooms[room]
        tellRoom("Event: ConfbridgeLeave\r\nPrivilege: call,all\r\n", record, slot)
        leaveBridge(slot)
        rooms[room].participants.removeAll { $0.channel == slot }
        if record.video == slot { rooms[room].video = -1 }
        guard rooms[room].participants.isEmpty else { return }
        tellRoom("Event: ConfbridgeEnd\r\nPrivilege: call,all\r\n", record)
        rooms.remove(at: room)
    }

    private mutating func tellRoom(_ head: StaticString, _ room: RoomRecord, _ slot: Int = -1) {
        guard begin(.call, head) else { return }
        line.header("Conference: ", room.name)
        bridges[room.bridge].write(to: &line)
        if slot >= 0 {
            put(channel: slot)
            let isAdmin = room.participants.contains { $0.channel == slot && $0.isAdmin }
            line.put(isAdmin ? "Admin: Yes\r\n" : "Admin: No\r\n")
        }
        end(.call)
    }

    // MARK: Lists

    mutating func listRooms(_ answer: Answer) {
        if rooms.isEmpty {
            refuse(answer, "No active conferences.")
            return
        }
        var bytes = Octets()
        for room in rooms {
            bytes.put("Event: ConfbridgeListRooms\r\n")
            bytes.append(contentsOf: answer.idLine)
            bytes.header("Conference: ", room.name)
            bytes.header("Parties: ", room.participants.count)
            bytes.put("Marked: 0\r\n")
            bytes.put(room.isLocked ? "Locked: Yes\r\n" : "Locked: No\r\n")
            bytes.put("Muted: No\r\n\r\n")
        }
        answerList(
            answer, "Confbridge conferences will follow", complete: "ConfbridgeListRoomsComplete",
            items: rooms.count, bytes)
    }

    mutating func listRoom(_ answer: Answer) {
        guard let room = namedRoom(answer) else { return }
        var bytes = Octets()
        for participant in rooms[room].participants {
            bytes.put("Event: ConfbridgeList\r\n")
            bytes.append(contentsOf: answer.idLine)
            bytes.header("Conference: ", rooms[room].name)
            bytes.put(participant.isAdmin ? "Admin: Yes\r\n" : "Admin: No\r\n")
            bytes.put("MarkedUser: No\r\nWaitMarked: No\r\nEndMarked: No\r\nWaiting: No\r\n")
            bytes.put(participant.isMuted ? "Muted: Yes\r\n" : "Muted: No\r\n")
            bytes.put("Talking: No\r\n")
            bytes.header("AnsweredTime: ", Int((now - participant.joinedAt) / 1_000_000))
            channels[participant.channel].write(prefix: "", to: &bytes)
            if rooms[room].video == participant.channel { bytes.put("SingleVideoSrc: Yes\r\n") }
            bytes.put("\r\n")
        }
        answerList(
            answer, "Confbridge user list will follow", complete: "ConfbridgeListComplete",
            items: rooms[room].participants.count, bytes)
    }

    private mutating func namedRoom(_ answer: Answer) -> Int? {
        let name = answer.text("Conference")
        if name.isEmpty {
            refuse(answer, "No Conference name provided.")
            return nil
        }
        guard let room = rooms.firstIndex(where: { $0.name == name }) else {
            refuse(answer, "No Conference by that name found.")
            return nil
        }
        return room
    }

    // MARK: What is done to a room

    mutating func lockRoom(_ answer: Answer, _ isLocked: Bool) {
        guard let room = namedRoom(answer) else { return }
        rooms[room].isLocked = isLocked
        acknowledge(answer, isLocked ? "Conference locked" : "Conference unlocked")
    }

    /// The guide gives the action's name alone: `Conference` as the others, and `AdminPin`.
    mutating func changeRoomPIN(_ answer: Answer) {
        guard let room = namedRoom(answer) else { return }
        let pin = answer.text("AdminPin")
        guard !pin.isEmpty, pin.allSatisfy({ (48...57).contains($0) }) else {
            refuse(answer, "Invalid PIN")
            return
        }
        rooms[room].adminPIN = pin
        acknowledge(answer, "Admin PIN updated")
    }

    /// Kicks, mutes, renames or raises one participant, found by the channel.
    mutating func changeParticipant(_ command: ManagerCommand, _ answer: Answer) {
        guard let room = namedRoom(answer) else { return }
        let name = answer.text("Channel")
        if name.isEmpty {
            refuse(answer, "No channel name provided.")
            return
        }
        guard
            let place = rooms[room].participants.firstIndex(where: { channels[$0.channel].name == name })
        else {
            refuse(answer, "No Channel by that name found in Conference.")
            return
        }
        let slot = rooms[room].participants[place].channel
        switch command {
        case .confbridgeKick:
            acknowledge(answer, "User kicked")
            hangUpOnRequest(slot, cause: 16)
        case .confbridgeMute, .confbridgeUnmute:
            let isMuted = command == .confbridgeMute
            rooms[room].participants[place].isMuted = isMuted
            acknowledge(answer, isMuted ? "User muted" : "User unmuted")
            tellRoom(
                isMuted
                    ? "Event: ConfbridgeMute\r\nPrivilege: call,all\r\n"
                    : "Event: ConfbridgeUnmute\r\nPrivilege: call,all\r\n", rooms[room], slot)
        case .confbridgeRenameUser:
            let new = answer.text("Name")
            if new.isEmpty {
                refuse(answer, "No name provided.")
                return
            }
            acknowledge(answer, "User renamed")
            setCaller(slot, Party(number: channels[slot].caller.number, name: new))
        case .confbridgeTransferModerator:
            for other in rooms[room].participants.indices { rooms[room].participants[other].isAdmin = other == place }
            acknowledge(answer, "Moderator transferred")
        default:
            rooms[room].video = slot
            acknowledge(answer, "Conference single video source set.")
        }
    }
}
