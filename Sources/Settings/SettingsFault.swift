/// One thing that is wrong in a file that a person wrote, with the place to look at.
package struct SettingsFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as the person named it.
    package var file: String
    /// Line in the file, from 1; nil when the file as a whole is meant.
    package var line: Int?
    /// Column in the line, from 1; known for syntax errors only.
    package var column: Int?
    /// Key path such as `server[1].port`; empty when no key is meant. Array indices count from 0.
    package var path: String
    /// What was expected and what was found.
    package var message: String

    package init(file: String, line: Int? = nil, column: Int? = nil, path: String = "", message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.message = message
    }

    /// `file:line:column: path: message`, leaving out what is not known.
    package var description: String {
        var text = file
        if let line {
            text += ":\(line)"
            if let column { text += ":\(column)" }
        }
        if !path.isEmpty { text += ": \(path)" }
        return text + ": " + message
    }
}
