/// What a style is for. A theme gives each of these colours and attributes; code never names a colour.
package enum StyleName: Int, Sendable, CaseIterable {
    case text
    case faint
    case strong
    case header
    case headerClock
    case modeDemo
    case modeReplay
    case modeReadOnly
    case linkLive
    case linkConnecting
    case linkStale
    case linkOffline
    case border
    case borderFocused
    case title
    case titleFocused
    case heading
    case headingSorted
    case selection
    case selectionUnfocused
    case mark
    case chip
    case queueIdle
    case queueWaiting
    case queueWarning
    case queueBreach
    case agentAvailable
    case agentRinging
    case agentOnCall
    case agentOnHold
    case agentWrapUp
    case agentPaused
    case agentBusy
    case agentUnavailable
    case channelUp
    case channelRinging
    case channelWaiting
    case channelOther
    case channelHold
    case alarmWarning
    case alarmBreach
    case alarmOver
    case alarmFlash
    case graphAxis
    case graphLine
    case graphGood
    case graphBad
    case graphGhost
    case wallLabel
    case wallFigure
    case wallIdle
    case wallWarning
    case wallBreach
    case window
    case windowBorder
    case windowTitle
    case danger
    case field
    case fieldFocused
    case choice
    case footerKey
    case footer
    case unavailable
    case messageGood
    case messageBad
    case messageInfo

    /// The name in a theme: the case's, as `agent.on-call` for `agentOnCall`.
    package var name: String { Self.names[rawValue] }

    /// A style by its name in a theme.
    package init?(name: String) {
        guard let place = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: place)
    }

    private static let names = allCases.map { caseName("\($0)", first: ".") }
}

/// `agentOnCall` as `agent.on-call`: the first capital becomes `first`, later ones a hyphen.
func caseName(_ identifier: String, first: Character) -> String {
    var name = ""
    var separator = first
    for character in identifier {
        if character.isUppercase {
            name.append(separator)
            name += character.lowercased()
            separator = "-"
        } else {
            name.append(character)
        }
    }
    return name
}
