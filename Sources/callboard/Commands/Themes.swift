import ArgumentParser
import BoardScreen
import Cells
import Glibc
import Settings
import TerminalApp

/// `callboard themes`: which there are, how one looks, and whether a file is one.
struct Themes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the themes, show one, or check a theme file.",
        subcommands: [List.self, Check.self, Preview.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The themes that callboard carries, and those in your own folder.")

        func run() {
            let shelf = ThemeChoice.shelf()
            let width = shelf.names.map { TextWidth.of($0) }.max() ?? 0
            for name in shelf.names {
                let words: String
                do {
                    words = try shelf.theme(name, colours: 1 << 24).description
                } catch {
                    words = "has faults: callboard themes check \(shelf.file(of: name) ?? name)"
                }
                let own = shelf.own.contains(name) ? " (yours)" : ""
                Output.print(padded(name, to: width) + "  " + words + own)
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Report every fault of a theme with its line, and every text that is too hard to read.")

        @Argument(help: ArgumentHelp("A theme file, or a theme's name.", valueName: "file"))
        var file: String

        func run() throws {
            let shelf = ThemeChoice.shelf()
            if let path = shelf.file(of: file) {
                do {
                    _ = try TextFile.text(of: path)
                } catch {
                    throw ProgramError(.badFile, "\(path) \(error)")
                }
            }
            do {
                // Fewer colours read tables that many do not.
                for colours in [16, 256] { _ = try shelf.theme(file, colours: colours) }
                let faults = ThemeContrast.faults(try shelf.theme(file, colours: 1 << 24))
                guard faults.isEmpty else {
                    for fault in faults { Output.complain("\(file): \(fault)") }
                    throw ProgramError(.faultsFound)
                }
                Output.print("\(file): no faults")
            } catch let error as SettingsError {
                Output.complain("\(error)")
                throw ProgramError(.faultsFound)
            }
        }
    }

    struct Preview: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what a theme looks like.")

        @Argument(help: ArgumentHelp("A theme's name, or a theme file.", valueName: "name"))
        var name: String

        @Flag(help: "Colours even where the output is no terminal.")
        var color = false

        func run() throws {
            let buffer = ThemePreview.draw(try ThemeChoice.theme(name))
            let isColoured = color || isatty(1) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
            Output.print(isColoured ? ANSIText.of(buffer) : buffer.text)
        }
    }
}
