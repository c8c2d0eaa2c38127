import CallCenter

/// How a channel's state is shown: word, sign and style.
struct ChannelLook {
    var word: String
    var glyph: Glyph
    var style: StyleName
}

extension Channel {
    /// Behind its state: `R` while it is recorded, `r` while that is silent.
    var recordingMark: String {
        switch recording {
        case .running: " R"
        case .silent: " r"
        case .ended, nil: ""
        }
    }

    /// A waiting caller is what a supervisor looks for, so that comes before Asterisk's own word.
    func look(isWaiting: Bool) -> ChannelLook {
        if isWaiting { return ChannelLook(word: "waiting", glyph: .waiting, style: .channelWaiting) }
        if onHold { return ChannelLook(word: "hold", glyph: .onHold, style: .channelHold) }
        switch state {
        case .up: return ChannelLook(word: bridgeID.isEmpty ? "up" : "talking", glyph: .up, style: .channelUp)
        case .ringing: return ChannelLook(word: "ringing", glyph: .ringing, style: .channelRinging)
        case .ring: return ChannelLook(word: "calling", glyph: .dialling, style: .channelRinging)
        case .dialing, .dialingOffHook: return ChannelLook(word: "dialing", glyph: .dialling, style: .channelRinging)
        case .busy: return ChannelLook(word: "busy", glyph: .busy, style: .channelOther)
        case .down: return ChannelLook(word: "down", glyph: .down, style: .channelOther)
        case .reserved: return ChannelLook(word: "reserved", glyph: .down, style: .channelOther)
        case .offHook: return ChannelLook(word: "off hook", glyph: .down, style: .channelOther)
        case .preRing: return ChannelLook(word: "pre-ring", glyph: .ringing, style: .channelOther)
        }
    }
}

/// What decides a channel's place in the list: of a channel read out whole, and of a sketch.
protocol ChannelOrdering {
    var state: ChannelState { get }
    var stateSince: Int64 { get }
    var bridgedAt: Int64 { get }
}

extension Channel: ChannelOrdering {}
extension ChannelSketch: ChannelOrdering {}

extension ChannelOrdering {
    /// Since when it is in the state that is shown, our clock, µs since 1970: a caller's wait, a conversation since its
    /// bridge, else since it was answered or made.
    func shownSince(waiting caller: Caller?) -> Int64 {
        if let caller { return caller.joinedAt }
        return bridgedAt > 0 ? bridgedAt : stateSince
    }

    /// The order of the channels' list: who waits first, then who rings, then who talks.
    func rank(isWaiting: Bool) -> Int64 {
        if isWaiting { return 0 }
        switch state {
        case .ring, .ringing, .preRing, .dialing, .dialingOffHook: return 1
        case .up: return 2
        case .busy, .offHook: return 3
        case .down, .reserved: return 4
        }
    }
}
