import BoardScreen
import FoundationEssentials
import Settings

/// The keymap in force: the program's, a person's `keymap.toml` over it, and the configuration's `[keys]` over both.
enum KeymapChoice {
    /// - Throws: `ProgramError` with status 2 and every fault with its file and line.
    static func keymap(_ configuration: Configuration) throws -> Keymap {
        do {
            return try read(configuration)
        } catch {
            throw ProgramError(.wrongUsage, "the keymap has faults:\n\(error)")
        }
    }

    /// - Throws: every fault with its file and line.
    static func read(_ configuration: Configuration) throws(SettingsError) -> Keymap {
        var own: (text: String, file: String)?
        if let path = Configuration.keymapPath(environment: ProcessInfo.processInfo.environment),
            let text = try text(path, mayBeMissing: true)
        {
            own = (text, path)
        }
        var keys: (text: String, file: String)?
        if configuration.hasKeys, let path = configuration.file, let text = try text(path, mayBeMissing: false) {
            keys = (text, path)
        }
        return try Keymap.standard(keymap: own, configuration: keys)
    }

    private static func text(_ path: String, mayBeMissing: Bool) throws(SettingsError) -> String? {
        do {
            return try TextFile.text(of: path)
        } catch {
            if mayBeMissing, error == .missing { return nil }
            throw SettingsError(faults: [SettingsFault(file: path, message: "\(error)")])
        }
    }
}
