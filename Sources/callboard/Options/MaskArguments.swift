import ArgumentParser
import CallCenter
import FoundationEssentials
import Settings

/// Whether callers' numbers and names are hidden in what is written out.
struct MaskArguments: ParsableArguments {
    @Flag(help: "Hide callers' numbers and names, also where the configuration does not.")
    var mask = false

    /// The switch, or `mask` of `[board]` in the configuration.
    ///
    /// - Throws: `ProgramError` with status 2 when the configuration has faults: it may say that callers are hidden.
    func privacy(config: String? = nil) throws -> Privacy {
        if mask { return Privacy(isMasked: true) }
        let configuration = try ServerChoice.configuration(
            config, environment: ProcessInfo.processInfo.environment)
        return Privacy(isMasked: configuration.board.isMasked)
    }
}
