/// What the user's `config.toml` says, checked and typed.
package struct Configuration: Sendable, Equatable {
    /// The file it came from; nil when there is none.
    package var file: String?
    /// In the order of the file; names are unique.
    package var servers: [ServerSettings] = []
    package var board = BoardSettings()
    package var originate = OriginateSettings()
    package var me = MySettings()
    package var phoneBook = PhoneBookSettings()
    package var permissions = PermissionSettings()
    package var journal = JournalSettings()
    package var alarm = AlarmSettings()
    package var wall = WallSettings()
    /// Lines to the outside.
    package var trunks: [TrunkSettings] = []
    /// By the queue's name on the PBX, or by `server/queue`, which comes first.
    package var queues: [String: QueueSettings] = [:]
    /// Of every queue that does not say otherwise.
    package var thresholds = ThresholdSettings()
    package var people = PeopleSettings()
    /// The file has a `[keys]` table, which the keymap reads.
    package var hasKeys = false

    /// A configuration without a file.
    package init(environment: [String: String] = [:]) {
        journal.directory = SettingsFolders(environment: environment).journal
    }

    /// The server of a name.
    package func server(named name: String) -> ServerSettings? {
        servers.first { $0.name == name }
    }

    /// Where the configuration is looked for: `$XDG_CONFIG_HOME/callboard/config.toml`, by default below `~/.config`;
    /// nil when the environment has neither.
    package static func path(environment: [String: String]) -> String? {
        SettingsFolders(environment: environment).configuration
    }

    /// Where callboard keeps what a person has arranged: `$XDG_STATE_HOME/callboard`, by default below `~/.local/state`;
    /// nil when the environment has neither.
    package static func statePath(environment: [String: String]) -> String? {
        SettingsFolders(environment: environment).state
    }

    /// What the configuration says of a queue of a server.
    package func queue(_ name: String, of server: String) -> QueueSettings? {
        queues["\(server)/\(name)"] ?? queues[name]
    }

    /// Where a person's keymap is looked for: `keymap.toml` beside the usual configuration; nil when the environment has
    /// no such place.
    package static func keymapPath(environment: [String: String]) -> String? {
        SettingsFolders(environment: environment).keymap
    }

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - explicitPath: a file that somebody named, which must be there. Nil is the usual place, which may be empty.
    ///   - environment: the process's, for the usual places and for `~`.
    /// - Throws: all faults of the file at once.
    package static func load(
        _ explicitPath: String? = nil, environment: [String: String]
    ) throws(SettingsError) -> Configuration {
        guard let path = explicitPath ?? path(environment: environment) else {
            return Configuration(environment: environment)
        }
        do {
            let text = try TextFile.text(of: path)
            return try Configuration(text: text, file: path, environment: environment)
        } catch let failure as TextFile.Failure {
            if failure == .missing, explicitPath == nil { return Configuration(environment: environment) }
            throw SettingsError(faults: [SettingsFault(file: path, message: "\(failure)")])
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError(faults: [SettingsFault(file: path, message: "cannot be read: \(error)")])
        }
    }

    /// Parses the text of a configuration.
    ///
    /// - Throws: all of its faults at once.
    package init(text: String, file: String, environment: [String: String] = [:]) throws(SettingsError) {
        let document = TOMLDocument(text: text, file: file)
        self = ConfigurationReader(
            document: document, folders: SettingsFolders(environment: environment, file: file)
        ).configuration()
        try document.finish()
    }
}
