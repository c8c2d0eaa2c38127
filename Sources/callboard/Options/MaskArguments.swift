import ArgumentParser
import CallCenter
import FoundationEssentials
import Settings

/// Whether callers' numbers and names are hidden in what is written out.
struct MaskArguments: ParsableArguments {
    @Flag(help: "Hide callers' numbers and names, also where the configuration does not.")
    var mask = false

    /// The switch, or `mask` of `[board]` in the configuration. A configuration that cannot be read hides nothing by itself:
    /// where it is needed, its faults are told.
    func privacy(config: String? = nil) -> Privacy {
        if mask { return Privacy(isMasked: true) }
        let configuration = try? Configuration.load(config, environment: ProcessInfo.processInfo.environment)
        return Privacy(isMasked: configuration?.board.isMasked ?? false)
    }
}
