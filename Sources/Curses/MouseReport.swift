import Cells

/// What a terminal sends for clicks and the wheel, in both of its forms.
enum MouseReport {
    /// Asks for clicks, the wheel, and moves while a button is down, with places beyond column 223 where the terminal can.
    static let on = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
    /// The opposite.
    static let off = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"

    /// `CSI < button ; column ; row M`, or `m` for a release; nil for what is no click and no wheel.
    static func key(ofParameters parameters: ArraySlice<UInt32>, final: UInt32) -> Key? {
        var numbers = [0]
        for value in parameters {
            if value == 0x3B {
                numbers.append(0)
            } else if value >= 0x30 && value <= 0x39 {
                numbers[numbers.count - 1] = (numbers[numbers.count - 1] * 10 + Int(value - 0x30)) % 100_000
            }
        }
        guard numbers.count == 3, final == 0x4D || final == 0x6D else { return nil }
        return key(code: numbers[0], column: numbers[1], row: numbers[2], isRelease: final == 0x6D)
    }

    /// `CSI M` and three characters, each 32 more than its number; button 3 is a release.
    static func key(ofBytes bytes: [UInt32]) -> Key? {
        guard bytes.count == 3, bytes.allSatisfy({ $0 >= 32 && $0 < 0x10000 }) else { return nil }
        let code = Int(bytes[0]) - 32
        let isRelease = code & 0x43 == 3
        return key(
            code: isRelease ? code & ~3 : code, column: Int(bytes[1]) - 32, row: Int(bytes[2]) - 32,
            isRelease: isRelease)
    }

    private static func key(code: Int, column: Int, row: Int, isRelease: Bool) -> Key? {
        guard column > 0, row > 0 else { return nil }
        let action: MouseEvent.Action
        let button: MouseEvent.Button
        // 4, 8 and 16 are Shift, Alt and Control; 32 is a motion.
        switch code & ~0x1C {
        case 0: (action, button) = (isRelease ? .release : .press, .left)
        case 1: (action, button) = (isRelease ? .release : .press, .middle)
        case 2: (action, button) = (isRelease ? .release : .press, .right)
        case 32: (action, button) = (isRelease ? .release : .drag, .left)
        case 64: (action, button) = (.wheelUp, .none)
        case 65: (action, button) = (.wheelDown, .none)
        default: return nil
        }
        return .mouse(MouseEvent(action: action, button: button, x: column - 1, y: row - 1))
    }
}
