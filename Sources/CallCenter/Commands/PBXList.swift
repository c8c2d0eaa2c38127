import AMI

/// Lists that a person asks for because no event keeps them up.
package enum PBXList: Sendable, Equatable {
    case parkedCalls
    case rooms
    case participants(room: String)
    case voicemail

    package var request: ControlRequest {
        switch self {
        case .parkedCalls: ControlRequest(.parkedCalls)
        case .rooms: ControlRequest(.confbridgeListRooms)
        case .participants(let room): ControlRequest(.confbridgeList, ("Conference", room))
        case .voicemail: ControlRequest(.voicemailUsersList)
        }
    }

    package var grouping: ListGrouping? { request.declaration.list }

    /// Why it cannot be asked for, or nil when it can; `offered` as for a command.
    package func reasonWhenMissing(offered: Set<String>, dialect: Dialect) -> String? {
        CommandPrivilege(request.declaration).reasonWhenMissing(offered: offered, dialect: dialect)
    }
}

/// An item of such a list.
package enum PBXListItem: Sendable, Equatable {
    case parked(ParkedCall)
    case room(ConferenceRoom)
    case party(ConferenceParty)
    case mailbox(VoicemailBox)

    /// The item that an event of a list tells; nil when it is none of these lists'.
    package init?(_ packet: Packet) {
        switch packet["Event"]?.lowercased() {
        case "parkedcall": self = .parked(ParkedCall(packet))
        case "confbridgelistrooms": self = .room(ConferenceRoom(packet))
        case "confbridgelist": self = .party(ConferenceParty(packet))
        case "voicemailuserentry": self = .mailbox(VoicemailBox(packet))
        default: return nil
        }
    }
}

/// A parked call, as the events of ParkedCalls tell it.
package struct ParkedCall: Sendable, Equatable {
    package var lot: String
    package var space: String
    package var channel: String
    package var callerNumber: String
    package var callerName: String
    /// Seconds.
    package var duration: Int

    package init(_ packet: Packet) {
        lot = packet["Parkinglot"] ?? "default"
        space = packet["ParkingSpace"] ?? packet["Exten"] ?? ""
        channel = packet["ParkeeChannel"] ?? packet["Channel"] ?? ""
        callerNumber = known(packet["ParkeeCallerIDNum"] ?? packet["CallerIDNum"])
        callerName = known(packet["ParkeeCallerIDName"] ?? packet["CallerIDName"])
        duration = Int(packet["ParkingDuration"] ?? "") ?? 0
    }
}

/// A conference room, as ConfbridgeListRooms tells it.
package struct ConferenceRoom: Sendable, Equatable {
    package var name: String
    package var parties: Int
    package var isLocked: Bool

    package init(_ packet: Packet) {
        name = packet["Conference"] ?? ""
        parties = Int(packet["Parties"] ?? "") ?? 0
        isLocked = (packet["Locked"] ?? "").lowercased() == "yes"
    }
}

/// Somebody in a room, as ConfbridgeList tells it.
package struct ConferenceParty: Sendable, Equatable {
    package var channel: String
    package var callerNumber: String
    package var callerName: String
    package var isAdmin: Bool
    package var isMuted: Bool

    package init(_ packet: Packet) {
        channel = packet["Channel"] ?? ""
        callerNumber = known(packet["CallerIDNum"])
        callerName = known(packet["CallerIDName"])
        isAdmin = (packet["Admin"] ?? "").lowercased() == "yes"
        isMuted = (packet["Muted"] ?? "").lowercased() == "yes"
    }
}

/// A voicemail box with its counts, as VoicemailUsersList tells it (apps/app_voicemail.c).
package struct VoicemailBox: Sendable, Equatable {
    /// `1001@default`.
    package var name: String
    package var owner: String
    package var new: Int
    package var old: Int

    package init(_ packet: Packet) {
        let context = packet["VMContext"] ?? ""
        name = (packet["VoiceMailbox"] ?? "") + (context.isEmpty ? "" : "@\(context)")
        owner = known(packet["Fullname"])
        new = Int(packet["NewMessageCount"] ?? "") ?? 0
        old = Int(packet["OldMessageCount"] ?? "") ?? 0
    }
}

/// Asterisk's `<unknown>` is nobody's name.
private func known(_ text: String?) -> String { text == "<unknown>" ? "" : text ?? "" }
