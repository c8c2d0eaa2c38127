import BoardScreen
import Settings

/// The theme that was asked for: one that callboard carries, or a file.
struct ThemeChoice {
    /// For a terminal of 256 colours or more.
    let theme: Theme
    private let name: String
    private let text: String
    private let file: String

    /// - Throws: `ProgramError` with status 2 and every fault of the theme.
    init(_ wanted: String?) throws {
        name = wanted ?? "default"
        if let text = ThemeReader.embeddedText(name) {
            self.text = text
            file = "themes/\(name).toml"
        } else if name.contains("/") || name.hasSuffix(".toml") {
            file = name
            do {
                text = try TextFile.text(of: name)
            } catch {
                throw ProgramError(.wrongUsage, "the theme \(name) \(error)")
            }
        } else {
            throw ProgramError(
                .wrongUsage,
                "There is no theme \"\(name)\": give a file, or one of \(ThemeReader.embedded.joined(separator: ", "))."
            )
        }
        do {
            theme = try ThemeReader.theme(text: text, file: file, name: name, colours: 256)
        } catch {
            throw ProgramError(.wrongUsage, "the theme has faults:\n\(error)")
        }
    }

    /// The theme for a terminal of fewer colours.
    func reduced(to colours: Int) -> Theme? {
        try? ThemeReader.theme(text: text, file: file, name: name, colours: colours)
    }
}
