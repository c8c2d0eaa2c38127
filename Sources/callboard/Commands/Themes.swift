import ArgumentParser
import BoardScreen
import Settings

/// `callboard themes`: which there are, and whether a file is one.
struct Themes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the themes, or check a theme file.", subcommands: [List.self, Check.self],
        defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The themes that callboard carries.")

        func run() {
            for name in ThemeReader.embedded { Output.print(name) }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Report every fault of a theme file with its line.")

        @Argument(help: ArgumentHelp("A theme file.", valueName: "file"))
        var file: String

        func run() throws {
            let text: String
            do {
                text = try TextFile.text(of: file)
            } catch {
                throw ProgramError(.badFile, "\(file) \(error)")
            }
            do {
                _ = try ThemeReader.theme(text: text, file: file, name: file, colours: 256)
                Output.print("\(file): no faults")
            } catch {
                Output.complain("\(error)")
                throw ProgramError(.faultsFound)
            }
        }
    }
}
