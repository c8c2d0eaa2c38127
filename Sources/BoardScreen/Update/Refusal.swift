import CallCenter
import Cells

/// A key that was refused, or that opens nothing, and the keys that were on their way when it was.
///
/// Who types without looking has typed on: a dialog was expected, and the letters meant for it would be commands. They are
/// dropped as long as nobody can have seen the refusal: until it was drawn, and until 0.4 s have passed without a letter,
/// since eyes and hands need as long to see that something is said and to stop. A run of letters that does not pause is
/// dropped to its end. Keys after one that was taken are never held: hands that know their way type ahead.
///
/// Arrows, Tab, the paging keys and the mouse pass, for they are no letters of a word; Esc ends the wait.
struct Refusal: Sendable, Equatable {
    /// How long the letters must pause, in µs.
    static let readingTime: Int64 = 400_000

    /// What was said.
    let message: Message
    /// Frames drawn until then.
    let frame: Int
    /// When the refused key came, then the last one that was dropped: µs on the clock of the keys.
    private(set) var at: Int64
    /// Keys that were dropped since.
    private(set) var dropped = 0

    init(_ message: Message, frame: Int, at: Int64) {
        self.message = message
        self.frame = frame
        self.at = at
    }

    /// Whether a key that comes now was on its way already. A clock that was set back holds nothing.
    func isUnread(frames: Int, at now: Int64) -> Bool {
        frames <= frame || (now >= at && now - at < Self.readingTime)
    }

    mutating func drop(at now: Int64) {
        dropped += 1
        at = now
    }
}

extension ScreenState {
    /// Says why a key does nothing, and that what was typed after it was not meant as it would be understood.
    mutating func refuse(_ text: String, _ kind: Message.Kind = .info, now: Int64) {
        say(text, kind, now: now)
        guard let message else { return }
        refusal = Refusal(message, frame: frames, at: keyedAt ?? now)
    }

    /// Whether a key goes no further, because it was pressed before the refusal of the one before it can have been seen.
    mutating func drops(_ key: Key, now: Int64) -> Bool {
        guard var refusal, wall == nil else { return false }
        let moment = keyedAt ?? now
        guard refusal.isUnread(frames: frames, at: moment) else {
            self.refusal = nil
            return false
        }
        switch key {
        case .escape:
            self.refusal = nil
            message = nil
            return true
        case .character, .enter, .backspace, .delete, .insert, .function, .control:
            refusal.drop(at: moment)
            self.refusal = refusal
            say(Sentences.dropped(refusal.dropped, after: refusal.message.text), refusal.message.kind, now: now)
            return true
        default: return false
        }
    }
}
