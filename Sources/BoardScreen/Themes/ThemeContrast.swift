import Cells

/// Whether every text of a theme can be read on every background it stands on: contrast ratios as WCAG 2.2 computes
/// them (success criterion 1.4.3), from 1 to 21.
package enum ThemeContrast {
    /// What text needs, and what text that may stay in the background needs.
    package static let text = 4.5
    package static let faint = 3.0

    /// A text that is too hard to read.
    package struct Fault: Sendable, Equatable, CustomStringConvertible {
        package let style: String
        package let place: String
        package let ratio: Double
        package let needed: Double

        package var description: String {
            "\(style) on \(place) has a contrast of \(tenths(ratio)):1 and needs \(tenths(needed)):1"
        }

        private func tenths(_ value: Double) -> String {
            let tenths = Int((value * 10).rounded(.down))
            return "\(tenths / 10).\(tenths % 10)"
        }
    }

    /// Every text that misses its ratio.
    ///
    /// - Parameters:
    ///   - isExact: the terminal shows 24 bits; else the nearest of the 256.
    ///   - text: what text needs.
    ///   - faint: what faint text needs.
    package static func faults(
        _ theme: Theme, isExact: Bool = true, text: Double = text, faint: Double = faint
    ) -> [Fault] {
        var faults: [Fault] = []
        func look(_ name: StyleName, foreground: Colour, on background: Colour, _ place: String, _ needed: Double) {
            guard
                let ratio = ratio(
                    foreground, background, appearance: theme.appearance, isExact: isExact)
            else { return }
            // A little slack for rounding, never for the eye.
            if ratio < needed - 0.005 {
                faults.append(Fault(style: name.name, place: place, ratio: ratio, needed: needed))
            }
        }
        for name in StyleName.allCases where !decoration.contains(name) && !bars.contains(name) {
            let style = theme[name]
            let needed = background.contains(name) ? faint : text
            look(name, foreground: style.foreground, on: style.background, "its background", needed)
        }
        for name in sheets {
            look(name, foreground: theme[name].foreground, on: theme[.window].background, StyleName.window.name, faint)
        }
        for name in rows {
            for bar in bars {
                // As `Painter.bar` draws it.
                let isFaint = theme[name].foreground == theme[.faint].foreground
                look(
                    name, foreground: isFaint ? theme[bar].foreground : theme[name].foreground,
                    on: theme[bar].background, bar.name, text)
            }
        }
        return faults
    }

    /// The ratio of two colours; nil where one is the person's own choice of a palette's first sixteen.
    static func ratio(
        _ one: Colour, _ other: Colour, appearance: Theme.Appearance, isExact: Bool
    ) -> Double? {
        guard
            let first = luminance(one, ofText: true, appearance, isExact),
            let second = luminance(other, ofText: false, appearance, isExact)
        else { return nil }
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    /// Relative luminance, 0 to 1.
    private static func luminance(
        _ colour: Colour, ofText: Bool, _ appearance: Theme.Appearance, _ isExact: Bool
    ) -> Double? {
        switch colour {
        case .indexed(let index) where index < 16: return nil
        case .terminalDefault:
            // What people have behind dark themes is seldom pure black: a dark grey is the harder case.
            let isDark = ofText == (appearance == .light)
            return relativeLuminance(
                isDark ? .init(red: 0x1C, green: 0x1C, blue: 0x1C) : .init(red: 0xFF, green: 0xFF, blue: 0xFF))
        default:
            var parts = Palette.components(of: colour)
            if !isExact { parts = Palette.components(of: .indexed(UInt8(Palette.nearest(to: parts, among: 16..<256)))) }
            return relativeLuminance(parts)
        }
    }

    static func relativeLuminance(_ parts: Palette.Components) -> Double {
        0.2126 * linear(parts.red) + 0.7152 * linear(parts.green) + 0.0722 * linear(parts.blue)
    }

    /// One part, 0 to 255, as light, 0 to 1 (the sRGB transfer function).
    static func linear(_ part: Int32) -> Double {
        let value = Double(part) / 255
        return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055)
    }

    /// x to the 2.4: x² times the fifth root of x², by Newton, since this room has no library of functions.
    private static func power(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        let square = x * x
        var root = 1.0
        for _ in 0..<40 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
        return square * root
    }

    /// Lines that hold nothing to read.
    private static let decoration: Set<StyleName> = [.border, .graphGhost]

    /// Backgrounds of rows: what they hold keeps its own colours.
    private static let bars: [StyleName] = [.selection, .selectionUnfocused]

    /// Text that may stay in the background.
    private static let background: Set<StyleName> = [
        .faint, .heading, .queueIdle, .agentUnavailable, .unavailable, .graphAxis, .wallIdle, .alarmOver,
        .borderFocused, .windowBorder,
    ]

    /// What has no background of its own and stands in windows.
    private static let sheets: [StyleName] = [.faint, .unavailable, .heading, .strong]

    /// What stands in rows, and so on their bars.
    private static let rows: [StyleName] = [
        .text, .faint, .strong, .mark, .queueIdle, .queueWaiting, .queueWarning, .queueBreach, .agentAvailable,
        .agentRinging, .agentOnCall, .agentOnHold, .agentWrapUp, .agentPaused, .agentBusy, .agentUnavailable,
        .channelUp, .channelRinging, .channelWaiting, .channelOther, .channelHold, .alarmWarning, .alarmBreach,
    ]
}
