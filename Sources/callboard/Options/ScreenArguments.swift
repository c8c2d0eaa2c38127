import ArgumentParser

/// How the screen looks and what it may do.
struct ScreenArguments: ParsableArguments {
    @Flag(help: "No call control: nothing on the PBX can be changed.")
    var readOnly = false

    @Option(help: ArgumentHelp("Theme: a name or a file.", valueName: "theme"))
    var theme: String?

    @Flag(help: "Draw with ASCII only.")
    var ascii = false

    @Flag(help: "Hide numbers and names of callers.")
    var mask = false

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false

    @Flag(help: "Fewer frames and coarser times, for a slow line.")
    var slowLink = false

    @Option(
        help: ArgumentHelp(
            "Open with one panel (queues, agents, channels ...), as a wall, or with a view of yours.",
            valueName: "name"))
    var view: String?
}
