import ArgumentParser
import BoardScreen
import FoundationEssentials

/// `callboard keys`: the keymap in force.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The keys in force.")

    @Flag(help: "As a Markdown table.")
    var markdown = false

    @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
    var config: String?

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let keymap = try KeymapChoice.keymap(try ServerChoice.configuration(config, environment: environment))
        Output.write(Array(renderKeys(keymap, markdown: markdown).utf8), to: 1)
    }
}
