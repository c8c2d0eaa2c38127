import ArgumentParser
import FoundationEssentials
import Settings

/// `callboard config`: where the configuration is, whether it holds, and what one looks like.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the configuration, show its path, or print an example.",
        subcommands: [Check.self, Path.self, Example.self], defaultSubcommand: Check.self)

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Report every fault with file and line.")

        @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
        var config: String?

        func run() throws {
            do {
                let found = try Configuration.load(config, environment: ProcessInfo.processInfo.environment)
                Output.print("\(found.file ?? "no configuration file"): no faults, \(found.servers.count) servers")
            } catch {
                Output.complain("\(error)")
                throw ProgramError(.faultsFound)
            }
        }
    }

    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Where the configuration is read from.")

        func run() throws {
            guard let path = Configuration.path(environment: ProcessInfo.processInfo.environment) else {
                throw ProgramError(.wrongUsage, "Neither XDG_CONFIG_HOME nor HOME is set: give --config FILE.")
            }
            Output.print(path)
        }
    }

    struct Example: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "A commented configuration.")

        func run() {
            Output.write(Array(Configuration.example.utf8), to: 1)
        }
    }
}
