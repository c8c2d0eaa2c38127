import Cells
import Settings

/// Which key runs which command, read from TOML. The embedded default goes through the same parser as a person's file.
package struct Keymap: Sendable {
    private var commands: [Key: ScreenCommand] = [:]
    /// In the order of the files, for display.
    private var order: [Key] = []
    /// The same by command, made once: every frame shows a dozen of them.
    private var shown: [ScreenCommand: [Key]] = [:]

    /// The keymap that callboard comes with.
    package static func standard() throws(SettingsError) -> Keymap {
        try Keymap(layers: [(String(decoding: PackageResources.keymap_toml, as: UTF8.self), "default keymap")])
    }

    /// The standard keymap with a person's file laid over it.
    package static func standard(overlaid text: String, file: String) throws(SettingsError) -> Keymap {
        try Keymap(layers: [
            (String(decoding: PackageResources.keymap_toml, as: UTF8.self), "default keymap"), (text, file),
        ])
    }

    /// The standard keymap with a person's file laid over it, and over that the `[keys]` of their configuration; each as
    /// text and file name, nil when there is none.
    package static func standard(
        keymap: (text: String, file: String)?, configuration: (text: String, file: String)?
    ) throws(SettingsError) -> Keymap {
        var layers = [(String(decoding: PackageResources.keymap_toml, as: UTF8.self), "default keymap")]
        if let keymap { layers.append(keymap) }
        return try Keymap(layers: layers, configuration: configuration)
    }

    /// A keymap with no key at all, for an owner whose file could not be read.
    package init() {}

    /// Reads layers, later ones over earlier ones. Every fault of every file is in the error.
    ///
    /// - Parameter configuration: a last layer of which only the table `[keys]` is the keymap's.
    package init(
        layers: [(text: String, file: String)], configuration: (text: String, file: String)? = nil
    ) throws(SettingsError) {
        var faults: [SettingsFault] = []
        for layer in layers {
            let document = TOMLDocument(text: layer.text, file: layer.file)
            read(document.root.table("keys"))
            document.markUnknownKeys()
            faults += document.faults
        }
        if let configuration {
            let document = TOMLDocument(text: configuration.text, file: configuration.file)
            read(document.root.table("keys"))
            faults += document.faults
        }
        for key in order {
            if let command = commands[key] { shown[command, default: []].append(key) }
        }
        faults += lockedOut(file: configuration?.file ?? layers.last?.file ?? "")
        if !faults.isEmpty { throw SettingsError(faults: faults) }
    }

    private mutating func read(_ table: SettingsTable) {
        var seen: [Key: String] = [:]
        for name in table.keys {
            guard let value = table.string(name) else { continue }
            guard let key = KeyName.key(name) else {
                table.fault(name, "there is no key of this name; write q, Space, F1, Ctrl-L, Shift-Tab and the like")
                continue
            }
            if let other = seen[key] {
                table.fault(name, "the same key as \"\(other)\" above; remove one of the two")
                continue
            }
            seen[key] = name
            if value.isEmpty {
                commands[key] = nil
                order.removeAll { $0 == key }
                continue
            }
            guard let command = ScreenCommand(rawValue: value) else {
                let near = Spelling.nearest(to: value, in: ScreenCommand.allCases.map(\.rawValue))
                table.fault(
                    name,
                    "there is no command \"\(value)\"; "
                        + (near.map { "did you mean \"\($0)\"?" } ?? "callboard keys lists them"))
                continue
            }
            if command.entry.isDangerous, Self.motion.contains(key) {
                table.fault(name, "h, j, k, l, Enter and the arrows never hang up; choose another key")
                continue
            }
            if commands[key] == nil { order.append(key) }
            commands[key] = command
        }
    }

    /// Keys that hands use without looking.
    private static let motion: Set<Key> = [
        .character("h"), .character("j"), .character("k"), .character("l"), .character("y"), .character(" "), .enter,
        .escape, .up, .down,
        .left, .right, .tab, .backTab,
    ]

    /// Without these a person could not leave or find anything again.
    private func lockedOut(file: String) -> [SettingsFault] {
        [ScreenCommand.quit, .back].compactMap { command in
            keys(for: command).isEmpty
                ? SettingsFault(file: file, message: "no key is left for \"\(command.rawValue)\"; bind one") : nil
        }
    }

    /// The command of a key.
    package subscript(key: Key) -> ScreenCommand? { commands[key] }

    /// The keys of a command, the one to show first.
    package func keys(for command: ScreenCommand) -> [Key] { shown[command] ?? [] }

    /// The key to show for a command; nil when none is bound.
    func label(_ command: ScreenCommand) -> String? { keys(for: command).first.flatMap(KeyName.name) }

    /// All keys of a command as text: `Up k`.
    func labels(_ command: ScreenCommand) -> String {
        keys(for: command).compactMap(KeyName.name).joined(separator: " ")
    }
}
