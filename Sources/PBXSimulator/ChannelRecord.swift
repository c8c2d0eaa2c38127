/// A channel's state by Asterisk's numbers.
enum LineState: UInt8, Sendable {
    case down = 0
    case ring = 4
    case ringing = 5
    case up = 6

    var word: StaticString {
        switch self {
        case .down: "Down"
        case .ring: "Ring"
        case .ringing: "Ringing"
        case .up: "Up"
        }
    }
}

/// What a channel runs, as CoreShowChannels prints it.
enum Application: UInt8, Sendable {
    case none, set, answer, wait, queue, queueLeg, dial, dialLeg, originateLeg, playback, park, hangup
    case chanSpy, confBridge

    var word: StaticString {
        switch self {
        case .none: ""
        case .set: "Set"
        case .answer: "Answer"
        case .wait: "Wait"
        case .queue: "Queue"
        case .queueLeg: "AppQueue"
        case .dial: "Dial"
        case .dialLeg: "AppDial"
        case .originateLeg: "AppDial2"
        case .playback: "Playback"
        case .park: "Park"
        case .hangup: "Hangup"
        case .chanSpy: "ChanSpy"
        case .confBridge: "ConfBridge"
        }
    }
}

/// One channel. Its slot in the exchange's array is reused; `stamp` tells the generations apart.
struct ChannelRecord: Sendable {
    var stamp: UInt32 = 0
    var alive = false
    var name: Octets = []
    var state = LineState.down
    var caller = Party()
    var connected = Party()
    var context: Octets = []
    var exten: Octets = []
    var priority = 1
    var uniqueID: Octets = []
    var linkedID: Octets = []
    var application = Application.none
    var applicationData: Octets = []
    var createdAt: Int64 = 0
    /// Index of the phone whose channel it is; -1 for the halves of Local channels.
    var phone = -1
    /// Slot of the bridge it is in; -1 when in none.
    var bridge = -1
    /// Slot of the call it belongs to; -1 when to none.
    var call = -1
    var onHold = false
    var musicOnHold = false
    /// What was set on it, and what recording and messages leave on a channel, for Getvar.
    var variables: [Octets: Octets] = [:]
    /// The cause that Hangup will tell.
    var cause = 0

    /// The headers that every event about this channel repeats, with the prefix that events about a caller have (none)
    /// and with the one that events about a dialled channel have (`Dest`). Empty when out of date.
    var block: Octets = []
    var destinationBlock: Octets = []

    /// Forgets the written headers: something in them changed.
    mutating func touched() {
        block.removeAll(keepingCapacity: true)
        destinationBlock.removeAll(keepingCapacity: true)
    }

    /// Writes the headers of the channel's snapshot with a prefix.
    func write(prefix: StaticString, to line: inout Octets) {
        line.put(prefix)
        line.header("Channel: ", name)
        line.put(prefix)
        line.header("ChannelState: ", Int(state.rawValue))
        line.put(prefix)
        line.header("ChannelStateDesc: ", state.word)
        line.put(prefix)
        line.put("CallerIDNum: ")
        line.putKnown(caller.number)
        line.put(prefix)
        line.put("CallerIDName: ")
        line.putKnown(caller.escapedName)
        line.put(prefix)
        line.put("ConnectedLineNum: ")
        line.putKnown(connected.number)
        line.put(prefix)
        line.put("ConnectedLineName: ")
        line.putKnown(connected.escapedName)
        line.put(prefix)
        line.put("Language: en\r\n")
        line.put(prefix)
        line.put("AccountCode: \r\n")
        line.put(prefix)
        line.header("Context: ", context)
        line.put(prefix)
        line.header("Exten: ", exten)
        line.put(prefix)
        line.header("Priority: ", priority)
        line.put(prefix)
        line.header("Uniqueid: ", uniqueID)
        line.put(prefix)
        line.header("Linkedid: ", linkedID)
    }
}

extension [UInt8] {
    /// Appends a value and the line's end, or `<unknown>` for an empty one.
    mutating func putKnown(_ value: Octets) {
        if value.isEmpty {
            put("<unknown>\r\n")
        } else {
            append(contentsOf: value)
            put("\r\n")
        }
    }
}
