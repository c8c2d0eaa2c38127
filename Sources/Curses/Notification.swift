/// A sentence for the desktop as terminals take it.
enum Notification {
    /// OSC 9 and OSC 777. A caller's name may stand in the text: nothing in it may end the sequence or begin another.
    static func sequence(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars.prefix(200) {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            // A semicolon would end a field of 777.
            safe.unicodeScalars.append(isControl ? " " : scalar == ";" ? "," : scalar)
        }
        return "\u{1B}]9;callboard: \(safe)\u{07}\u{1B}]777;notify;callboard;\(safe)\u{07}"
    }
}
