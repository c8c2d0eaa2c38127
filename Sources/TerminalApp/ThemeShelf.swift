import BoardScreen
import Settings

#if canImport(Glibc)
    import Glibc
#endif

/// Where themes come from: those that callboard carries, a person's folder of them, and files that somebody names.
package struct ThemeShelf: Sendable {
    /// A person's themes: `NAME.toml` each; nil when there is no such place.
    private let folder: String?
    /// Is written `~` where a file is named, as people do.
    private let home: String?
    /// The terminal's own background is kept, whatever a theme says.
    private let keepsBackground: Bool

    /// - Parameters:
    ///   - folder: `~/.config/callboard/themes`, or nil.
    ///   - home: the person's home directory, for sentences.
    package init(folder: String?, home: String? = nil, keepsBackground: Bool = false) {
        self.folder = folder
        self.home = home
        self.keepsBackground = keepsBackground
    }

    /// The names of all themes: embedded ones in their order, then a person's own.
    package var names: [String] {
        ThemeLibrary.names + own.filter { !ThemeLibrary.names.contains($0) }
    }

    /// The names of the themes in the person's folder, sorted.
    package var own: [String] {
        guard let folder, let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".toml"), !name.hasPrefix(".") { names.append(String(name.dropLast(5))) }
        }
        return names.sorted()
    }

    /// The file that a theme is read from; nil when it is embedded or there is none.
    package func file(of wanted: String) -> String? {
        if wanted.contains("/") || wanted.hasSuffix(".toml") { return wanted }
        guard let folder else { return nil }
        let path = folder + "/" + wanted + ".toml"
        return access(path, R_OK) == 0 ? path : nil
    }

    /// What changes when somebody writes the theme's file; 0 for a theme that is in the binary.
    package func stamp(of wanted: String) -> Int64 {
        guard let file = file(of: wanted) else { return 0 }
        var status = stat()
        guard stat(file, &status) == 0 else { return -1 }
        return Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec) &+ Int64(status.st_ino)
    }

    /// Reads a theme by its name or file.
    ///
    /// - Parameter colours: how many the terminal shows.
    /// - Throws: every fault at once.
    package func theme(_ wanted: String, colours: Int) throws(SettingsError) -> Theme {
        let (text, file) = try text(of: wanted)
        let theme = try ThemeReader.theme(
            text: text, file: file, name: wanted, colours: colours, source: { try? self.own($0) })
        return keepsBackground ? theme.onTerminalBackground() : theme
    }

    private func text(of wanted: String) throws(SettingsError) -> (text: String, file: String) {
        if let own = try own(wanted) { return own }
        if let text = ThemeLibrary.text(wanted) { return (text, "themes/\(wanted).toml") }
        let near = Spelling.nearest(to: wanted, in: names).map { "; did you mean \"\($0)\"?" } ?? ""
        throw SettingsError(faults: [
            SettingsFault(
                file: wanted,
                message: "there is no theme of this name" + (near.isEmpty ? "; callboard themes lists them" : near))
        ])
    }

    /// A theme's file, if it has one.
    private func own(_ wanted: String) throws(SettingsError) -> (text: String, file: String)? {
        guard let file = file(of: wanted) else { return nil }
        do {
            return (try TextFile.text(of: file), shown(file))
        } catch {
            throw SettingsError(faults: [SettingsFault(file: shown(file), message: "\(error)")])
        }
    }

    private func shown(_ path: String) -> String {
        guard let home, home.count > 1, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }
}
