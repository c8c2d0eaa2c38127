import ArgumentParser
import BoardScreen

/// `callboard keys`: the keymap in force.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The keys in force.")

    @Flag(help: "As a Markdown table.")
    var markdown = false

    func run() throws {
        do {
            Output.write(Array(renderKeys(try Keymap.standard(), markdown: markdown).utf8), to: 1)
        } catch {
            throw ProgramError(.wrongUsage, "the keymap has faults:\n\(error)")
        }
    }
}
