import BoardScreen
import FoundationEssentials
import Settings
import TerminalApp

/// The view that a screen begins with: one that was asked for by name, else the screen as it was left.
enum ViewChoice {
    /// A person's views, in callboard's state folder.
    static func shelf() -> ViewShelf {
        let environment = ProcessInfo.processInfo.environment
        return ViewShelf(folder: Configuration.statePath(environment: environment), home: environment["HOME"])
    }

    /// - Parameters:
    ///   - wanted: a panel, `wall`, or the name of a view; nil is how the screen was left.
    ///   - keepsLast: whether the screen is kept when it is left, and taken up again.
    /// - Throws: `ProgramError` with status 2 when there is no view of the name. One with faults stops nothing: they are
    ///   told, all of them, and the board begins with its own arrangement.
    static func session(
        _ wanted: String?, keepsLast: Bool, into options: inout ScreenOptions
    ) throws -> ViewSession {
        var session = ViewSession(shelf: shelf())
        if keepsLast {
            session.keepsDevices = true
            do throws(SettingsError) {
                options.devices = try session.shelf.devices()
            } catch {
                // Only what would have been filled in is missing; the next phone that is typed mends the file.
                session.problem = "Phones: \(error.faults.first?.description ?? "")"
            }
        }
        if let wanted, ViewName.builtIn.contains(wanted.lowercased()) {
            options.view = wanted.lowercased()
            return session
        }
        if let wanted, !session.shelf.names.contains(wanted) {
            let known = ViewName.builtIn + session.shelf.names
            throw ProgramError(
                .wrongUsage, "There is no view \"\(wanted)\"; there are \(known.joined(separator: ", ")).")
        }
        do throws(SettingsError) {
            if let wanted {
                session.start = try session.shelf.view(wanted)
            } else if keepsLast {
                session.keepsLast = true
                session.start = try session.shelf.last()
            }
        } catch {
            for fault in error.faults { Output.complain("\(fault)") }
            let more = error.faults.count > 1 ? " (and \(error.faults.count - 1) more: callboard views check)" : ""
            session.problem = "View: \(error.faults.first?.description ?? "")\(more)"
        }
        return session
    }
}
