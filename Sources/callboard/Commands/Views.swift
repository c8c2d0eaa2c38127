import ArgumentParser
import BoardScreen
import Settings
import TerminalApp

/// `callboard views`: which views there are, and whether one holds.
struct Views: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List your views, check them, show one as a file, or delete one.",
        discussion: "Views are kept on the screen (V), and taken up again there (v) or by --view NAME.",
        subcommands: [List.self, Check.self, Show.self, Delete.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The views that you have kept.")

        func run() {
            for name in ViewChoice.shelf().names { Output.print(name) }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Report every fault of a view with its line; without a name, of all views.")

        @Argument(help: ArgumentHelp("A view's name, or a view file.", valueName: "name"))
        var name: String?

        func run() throws {
            let shelf = ViewChoice.shelf()
            var faults: [SettingsFault] = []
            do throws(SettingsError) {
                if let name { _ = try shelf.view(name) } else { _ = try shelf.last() }
            } catch {
                faults += error.faults
            }
            for other in name == nil ? shelf.names : [] {
                do throws(SettingsError) {
                    _ = try shelf.view(other)
                } catch {
                    faults += error.faults
                }
            }
            guard faults.isEmpty else {
                Output.complain("\(SettingsError(faults: faults))")
                throw ProgramError(.faultsFound)
            }
            Output.print("\(name ?? "all views"): no faults")
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a view as a file.")

        @Argument(help: ArgumentHelp("A view's name.", valueName: "name"))
        var name: String

        func run() throws {
            do throws(SettingsError) {
                Output.write(Array(ViewFile.text(try ViewChoice.shelf().view(name)).utf8), to: 1)
            } catch {
                throw ProgramError(.badFile, "\(error)")
            }
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a view.")

        @Argument(help: ArgumentHelp("A view's name.", valueName: "name"))
        var name: String

        func run() throws {
            let shelf = ViewChoice.shelf()
            guard shelf.names.contains(name) else { throw ProgramError(.badFile, "There is no view \"\(name)\".") }
            if let problem = shelf.delete(name) { throw ProgramError(.badFile, problem) }
        }
    }
}
