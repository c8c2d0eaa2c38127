import ArgumentParser
import BoardScreen
import FoundationEssentials
import Settings

/// `callboard config`: where the configuration is, whether it holds, and what one looks like.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the configuration, show its path, or print an example.",
        subcommands: [Check.self, Path.self, Example.self, Pin.self], defaultSubcommand: Check.self)

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Report every fault with file and line.")

        @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
        var config: String?

        func run() throws {
            let environment = ProcessInfo.processInfo.environment
            var faults: [SettingsFault] = []
            var found = Configuration(environment: environment)
            do {
                found = try Configuration.load(config, environment: environment)
            } catch {
                faults += error.faults
                // What can be said of the keys is said too.
                found.file = config ?? Configuration.path(environment: environment)
                found.hasKeys = found.file.map(ProgramFile.exists) ?? false
            }
            do {
                _ = try KeymapChoice.read(found)
            } catch {
                faults += error.faults.filter { !faults.contains($0) }
            }
            if let theme = found.board.theme {
                do {
                    _ = try ThemeChoice.theme(theme)
                } catch let error as ProgramError {
                    faults.append(SettingsFault(file: found.file ?? "", path: "board.theme", message: error.sentence))
                }
            }
            do {
                var options = ScreenOptions()
                _ = try ControlChoice(found, into: &options)
            } catch let error as ProgramError {
                faults += error.sentence.split(separator: "\n").map {
                    SettingsFault(file: found.file ?? "", message: String($0))
                }
            }
            if faults.isEmpty {
                let servers = found.servers.count == 1 ? "1 server" : "\(found.servers.count) servers"
                Output.print("\(found.file ?? "no configuration file"): no faults, \(servers)")
            } else {
                Output.complain("\(SettingsError(faults: faults))")
                throw ProgramError(.faultsFound)
            }
        }
    }

    struct Pin: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask for a PIN and print its hash for pin_hash; the PIN itself is kept nowhere.")

        func run() throws {
            let pin = try SecretPrompt.ask(
                "New PIN: ", what: "PIN",
                cure: "run callboard config pin on a terminal and put the line that it prints under [permissions]")
            guard pin.count >= 4 else { throw ProgramError(.wrongUsage, "A PIN has at least 4 characters.") }
            guard let hash = PIN.hash(pin) else {
                throw ProgramError(.wrongUsage, "libcrypt makes no hash on this system.")
            }
            Output.print("pin_hash = \"\(hash)\"")
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
