import ArgumentParser
import BoardScreen
import FoundationEssentials

/// `callboard keys`: the keymap in force.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The keys in force.")

    @Flag(help: "As a Markdown table.")
    var markdown = false

    @Flag(help: "As a manual page: callboard keys --man | man -l -")
    var man = false

    @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
    var config: String?

    mutating func validate() throws {
        if markdown, man { throw ValidationError("Say one of --markdown and --man.") }
    }

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let keymap = try KeymapChoice.keymap(try ServerChoice.configuration(config, environment: environment))
        Output.write(Array((man ? manualPage(keymap) : renderKeys(keymap, markdown: markdown)).utf8), to: 1)
    }
}
