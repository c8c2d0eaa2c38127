import BoardScreen
import Settings

#if canImport(Glibc)
    import Glibc
#endif

/// Where a person's views are kept: `views/NAME.toml` in callboard's state folder, and beside them `screen.toml`, the
/// screen as it was left, and `phones.toml`, the person's own phones. Files are of mode 0600, since a filter may hold a caller's number, and are replaced as a whole.
package struct ViewShelf: Sendable {
    /// `~/.local/state/callboard`; nil when the environment has no such place.
    private let folder: String?
    /// Is written `~` where a file is named, as people do.
    private let home: String?

    /// - Parameters:
    ///   - folder: callboard's state folder, or nil.
    ///   - home: the person's home directory, for sentences.
    package init(folder: String?, home: String? = nil) {
        self.folder = folder
        self.home = home
    }

    /// The names of the views, sorted.
    package var names: [String] {
        guard let folder, let stream = opendir(folder + "/views") else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasSuffix(".toml") else { continue }
            let bare = String(name.dropLast(5))
            if ViewName.problem(bare) == nil { names.append(bare) }
        }
        return names.sorted()
    }

    /// The file of a view; a path is taken as it is. Nil when there is no place for views.
    package func file(of name: String) -> String? {
        if name.contains("/") || name.hasSuffix(".toml") { return name }
        return folder.map { $0 + "/views/" + name + ".toml" }
    }

    /// The file that holds the screen as it was left.
    package var lastFile: String? { folder.map { $0 + "/screen.toml" } }

    /// Reads a view by its name or file.
    ///
    /// - Throws: every fault with its line.
    package func view(_ name: String) throws(SettingsError) -> SavedView {
        guard let file = file(of: name) else { throw noPlace(name) }
        if file != name, let problem = ViewName.problem(name) {
            throw SettingsError(faults: [SettingsFault(file: name, message: problem)])
        }
        if let view = try read(file) { return view }
        let near = Spelling.nearest(to: name, in: names).map { "; did you mean \"\($0)\"?" } ?? ""
        throw SettingsError(faults: [
            SettingsFault(
                file: shown(file), message: "there is no such view" + (near.isEmpty ? "; V keeps one" : near))
        ])
    }

    /// The screen as it was left; nil when it never was.
    ///
    /// - Throws: every fault with its line.
    package func last() throws(SettingsError) -> SavedView? {
        guard let lastFile else { return nil }
        return try read(lastFile)
    }

    private func read(_ file: String) throws(SettingsError) -> SavedView? {
        try read(file) { text, name throws(SettingsError) in try ViewFile.view(text: text, file: name) }
    }

    /// Nil when the file is not there.
    private func read<Kept>(
        _ file: String, as kept: (String, String) throws(SettingsError) -> Kept
    ) throws(SettingsError) -> Kept? {
        do {
            return try kept(try TextFile.text(of: file), shown(file))
        } catch let error as SettingsError {
            throw error
        } catch let failure as TextFile.Failure {
            if failure == .missing { return nil }
            throw SettingsError(faults: [SettingsFault(file: shown(file), message: "\(failure)")])
        } catch {
            throw SettingsError(faults: [SettingsFault(file: shown(file), message: "cannot be read: \(error)")])
        }
    }

    /// The person's own phones by server, as they typed them last.
    ///
    /// - Throws: every fault of the file with its line.
    package func devices() throws(SettingsError) -> [String: String] {
        guard let file = devicesFile else { return [:] }
        return try read(file) { text, name throws(SettingsError) in try DeviceFile.devices(text: text, file: name) }
            ?? [:]
    }

    /// Keeps the person's own phones. Answers what went wrong, in a sentence; nil when they are kept.
    package func keep(devices text: String) -> String? {
        guard let folder, let file = devicesFile else { return nil }
        return write(text, to: file, below: folder)
    }

    private var devicesFile: String? { folder.map { $0 + "/phones.toml" } }

    /// Keeps a view under a name. Answers what went wrong, in a sentence; nil when it is kept.
    package func keep(_ text: String, as name: String) -> String? {
        if let problem = ViewName.problem(name) { return "Not kept: \(problem)" }
        guard let folder, let file = file(of: name) else { return "Not kept: neither XDG_STATE_HOME nor HOME is set" }
        return write(text, to: file, below: folder + "/views")
    }

    /// Keeps the screen as it is left.
    package func keepLast(_ text: String) -> String? {
        guard let folder, let lastFile else { return nil }
        return write(text, to: lastFile, below: folder)
    }

    /// Deletes a view. Answers what went wrong; nil when it is gone.
    package func delete(_ name: String) -> String? {
        guard ViewName.problem(name) == nil, let file = file(of: name) else { return "There is no view \(name)" }
        if unlink(file) == 0 || errno == ENOENT { return nil }
        return "View \(name) cannot be deleted: " + String(cString: strerror(errno))
    }

    private func write(_ text: String, to file: String, below folder: String) -> String? {
        func failed() -> String { "\(shown(file)) cannot be written: " + String(cString: strerror(errno)) }
        guard Self.makeFolder(folder) else { return failed() }
        let temporary = file + ".new-\(getpid())"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return failed() }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes = bytes.dropFirst(count)
        }
        let isWritten = bytes.isEmpty && fsync(descriptor) == 0
        let problem = isWritten ? nil : failed()
        close(descriptor)
        guard isWritten, rename(temporary, file) == 0 else {
            let sentence = problem ?? failed()
            unlink(temporary)
            return sentence
        }
        return nil
    }

    /// The folder and those above it, of mode 0700 where they are new.
    private static func makeFolder(_ path: String) -> Bool {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return false }
        guard makeFolder(String(path[..<slash])) else { return false }
        return mkdir(path, 0o700) == 0 || errno == EEXIST
    }

    private func noPlace(_ name: String) -> SettingsError {
        SettingsError(faults: [
            SettingsFault(file: name, message: "views need a place: neither XDG_STATE_HOME nor HOME is set")
        ])
    }

    private func shown(_ path: String) -> String {
        guard let home, home.count > 1, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }
}

/// Which view a screen begins with, and whether it is kept when it is left.
package struct ViewSession: Sendable {
    package var shelf: ViewShelf
    /// The view to begin with; nil is callboard's own.
    package var start: SavedView?
    /// What was wrong with it, one sentence; empty when nothing was.
    package var problem = ""
    /// The screen is kept as it is left. A wall that was opened by name keeps nothing.
    package var keepsLast = false
    /// The person's own phones are remembered for the next time.
    package var keepsDevices = false

    package init(shelf: ViewShelf) { self.shelf = shelf }
}
