/// Where files are, by the XDG base directory rules; the environment is given, never looked at.
struct SettingsFolders {
    private let environment: [String: String]
    /// The directory of the configuration; relative paths in it start there.
    private let base: String?

    init(environment: [String: String], file: String? = nil) {
        self.environment = environment
        base = file.flatMap { file in file.lastIndex(of: "/").map { String(file[...$0]) } }
    }

    private var home: String? { absolute("HOME") }

    /// The configuration's usual path.
    var configuration: String? { folder("XDG_CONFIG_HOME", below: ".config", "callboard/config.toml") }

    /// A person's keymap.
    var keymap: String? { folder("XDG_CONFIG_HOME", below: ".config", "callboard/keymap.toml") }

    /// What callboard itself keeps: views, journals.
    var state: String? { folder("XDG_STATE_HOME", below: ".local/state", "callboard") }

    /// The journals' usual folder.
    var journal: String? { folder("XDG_STATE_HOME", below: ".local/state", "callboard/journal") }

    /// A path as written in the configuration: `~/` is the home directory, and a relative path starts beside the file.
    func resolved(_ path: String) -> String {
        if path == "~", let home { return home }
        if path.hasPrefix("~/"), let home { return home + path.dropFirst() }
        if path.hasPrefix("/") || path.hasPrefix("~") { return path }
        return (base ?? "") + path
    }

    /// A program as written: a bare name is looked for in PATH.
    func resolvedProgram(_ path: String) -> String { path.contains("/") ? resolved(path) : path }

    private func folder(_ variable: String, below home: String, _ path: String) -> String? {
        if let folder = absolute(variable) { return folder + "/" + path }
        return self.home.map { $0 + "/" + home + "/" + path }
    }

    /// A variable's path; the rules say that one that is not absolute does not count.
    private func absolute(_ variable: String) -> String? {
        guard var path = environment[variable], path.hasPrefix("/") else { return nil }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path == "/" ? "" : path
    }
}
