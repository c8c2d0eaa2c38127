import CallCenter
import Cells

/// The dialog of every command: what it is about, what is to be filled in, and what confirms it.
struct Form: Sendable {
    var kind: CommandKind
    var subject: Subject
    var title: String
    /// What confirming does, in one or two words: `pause`, `hang up`.
    var verb: String
    var fields: [FormField]
    var focus = 0
    var problem = ""
    /// A word that was asked about, because it is nobody's name and may be an extension.
    var doubted = ""
    /// It is asked for with `y` after it could be read, and not with Enter.
    var isDangerous = false
    /// Filled in; `y` is waited for.
    var isAsking = false
    /// A key came before anyone can have read the question.
    var wasEarly = false
    /// A key came that people answer questions with, and that does not answer this one.
    var wasNoAnswer = false
    var opening = Opening(frame: .max, at: 0)

    init(_ kind: CommandKind, _ subject: Subject, title: String, verb: String, fields: [FormField] = []) {
        self.kind = kind
        self.subject = subject
        self.title = title
        self.verb = verb
        self.fields = fields
    }

    /// Whether `y` confirms: nothing is typed, or what was typed is complete.
    var takesConfirmation: Bool { isDangerous && (isAsking || !fields.contains(where: \.isTyped)) }

    /// The text of a field: what is typed, or the words of what is chosen.
    func text(_ id: CommandProblem.Field) -> String { fields.first { $0.id == id }?.value ?? "" }

    /// The row of a field's choice.
    func choice(_ id: CommandProblem.Field) -> Int { fields.first { $0.id == id }?.chosen ?? 0 }

    /// To the next field that can be changed: what has one value alone is only read.
    mutating func moveFocus(_ step: Int) {
        for steps in 1...max(1, fields.count) where !fields.isEmpty {
            let place = ((focus + step * steps) % fields.count + fields.count) % fields.count
            guard fields[place].isOpen else { continue }
            focus = place
            return
        }
    }

    /// Some texts may be left empty, so those that may not are marked.
    var marksRequired: Bool {
        fields.contains { $0.isTyped && !$0.isRequired } && fields.contains(where: \.isRequired)
    }

    /// Puts the cursor where what is wrong was typed.
    mutating func show(_ problem: CommandProblem) {
        self.problem = problem.description
        isAsking = false
        if let place = fields.firstIndex(where: { $0.id == problem.field }) { focus = place }
    }

    /// Focus on the first text that is still empty: what is known need not be typed again.
    mutating func focusFirstEmpty() {
        focus = fields.firstIndex { $0.isTyped && $0.value.isEmpty } ?? fields.firstIndex(where: \.isOpen) ?? 0
    }
}

/// One thing to be filled in.
struct FormField: Sendable {
    enum Content: Sendable {
        case text(TextField)
        /// Shown as dots.
        case secret(TextField)
        /// One line, changed with the arrows to the sides.
        case choice([String], Int)
        /// One a line, with digits; the row after the last is what is typed.
        case list([String], Int, other: TextField?)
    }

    let id: CommandProblem.Field
    let label: String
    let hint: String
    var content: Content
    /// Numbers and names of the phone book complete it.
    var completes = false
    /// A device, or a number whose device is looked up.
    var isPhone = false
    /// Nothing is sent while it is empty.
    var isRequired = true
    /// What its number counts, behind it.
    var unit = ""
    /// Only digits go into it.
    var takesDigits = false

    static func text(
        _ id: CommandProblem.Field, _ label: String, _ text: String = "", hint: String = "", limit: Int = 120,
        completes: Bool = false, isRequired: Bool = true
    ) -> FormField {
        FormField(
            id: id, label: label, hint: hint, content: .text(TextField(text, limit: limit)), completes: completes,
            isRequired: isRequired)
    }

    /// A number of seconds.
    static func seconds(_ id: CommandProblem.Field, _ label: String, _ seconds: Int, hint: String) -> FormField {
        number(id, label, seconds, hint: hint, unit: "seconds")
    }

    /// A whole number, not below 0.
    static func number(
        _ id: CommandProblem.Field, _ label: String, _ number: Int, hint: String, unit: String = ""
    ) -> FormField {
        FormField(
            id: id, label: label, hint: hint, content: .text(TextField("\(number)", limit: 6)), unit: unit,
            takesDigits: true)
    }

    /// Why a key does not go into the field, as a sentence; nil when it may.
    func refusal(_ key: Key) -> String? {
        guard takesDigits, case .character(let character) = key, !(character.isASCII && character.isNumber) else {
            return nil
        }
        return "\(label) takes digits alone: \(hint). Tab is the next field."
    }

    static func choice(
        _ id: CommandProblem.Field, _ label: String, _ words: [String], _ chosen: Int = 0, hint: String = ""
    ) -> FormField {
        FormField(id: id, label: label, hint: hint, content: .choice(words, chosen), isRequired: false)
    }

    static func list(
        _ id: CommandProblem.Field, _ label: String, _ words: [String], _ chosen: Int = 0, other: TextField? = nil
    ) -> FormField {
        FormField(id: id, label: label, hint: "", content: .list(words, chosen, other: other), isRequired: false)
    }

    /// A name, or an extension that is no number, stands where either may. One letter is an extension: `s` and `h` are in
    /// every dialplan.
    var isWord: Bool { completes && value.count > 1 && value.contains(where: \.isLetter) && !value.contains("/") }

    /// Letters go into it.
    var isTyped: Bool {
        switch content {
        case .text, .secret: true
        case .choice, .list: false
        }
    }

    /// There is something to choose or to type.
    var isOpen: Bool {
        if case .choice(let words, _) = content { return words.count > 1 }
        return true
    }

    var chosen: Int {
        switch content {
        case .text, .secret: 0
        case .choice(_, let chosen), .list(_, let chosen, _): chosen
        }
    }

    var value: String {
        switch content {
        case .text(let field), .secret(let field): field.text
        case .choice(let words, let chosen): words[chosen]
        case .list(let words, let chosen, let other): chosen < words.count ? words[chosen] : other?.text ?? ""
        }
    }

    /// Takes a key; false when it means nothing here and the form may have it.
    mutating func received(_ key: Key) -> Bool {
        switch content {
        case .text(var field):
            let isTaken = field.received(key)
            content = .text(field)
            return isTaken
        case .secret(var field):
            let isTaken = field.received(key)
            content = .secret(field)
            return isTaken
        case .choice(let words, let chosen):
            let step = key == .right ? 1 : key == .left ? -1 : 0
            guard step != 0 else { return false }
            content = .choice(words, (chosen + step + words.count) % words.count)
            return true
        case .list(let words, let chosen, var other):
            let count = words.count + (other == nil ? 0 : 1)
            let isTyping = chosen >= words.count
            switch key {
            case .up, .down:
                content = .list(words, (chosen + (key == .up ? count - 1 : 1)) % count, other: other)
            case .left where !isTyping, .right where !isTyping:
                guard other == nil else { return false }
                content = .list(words, (chosen + (key == .left ? count - 1 : 1)) % count, other: other)
            case .pageUp, .pageDown:
                content = .list(words, ListKeys.place(key, from: chosen, of: count) ?? chosen, other: other)
            case .home where !isTyping || other?.isEmpty != false, .end where !isTyping || other?.isEmpty != false:
                content = .list(words, ListKeys.place(key, from: chosen, of: count) ?? chosen, other: other)
            case .character(let character) where !(isTyping && other?.isEmpty == false):
                if let digit = character.wholeNumberValue, digit >= 1, digit <= min(9, words.count) {
                    content = .list(words, digit - 1, other: other)
                } else if character != " ", other != nil {
                    _ = other?.received(key)
                    content = .list(words, words.count, other: other)
                } else {
                    return false
                }
            default:
                guard isTyping, other?.received(key) == true else { return false }
                content = .list(words, chosen, other: other)
            }
            return true
        }
    }
}

/// When a dialog opened, so that keys pressed before a person can have read it are not taken for an answer.
struct Opening: Sendable, Equatable {
    /// Frames drawn until then.
    var frame: Int
    /// Our clock, µs since 1970.
    var at: Int64

    /// Keys that come sooner were on their way already: shorter than anyone reads, longer than a terminal's stutter.
    static let readingTime: Int64 = 150_000

    /// Whether the dialog has been on the screen long enough to be answered. A clock that was set back does not hold it.
    func isReadable(frames: Int, now: Int64) -> Bool {
        frames > frame && (now < at || now - at >= Self.readingTime)
    }
}
