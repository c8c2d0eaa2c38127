import CallCenter

/// A command about calls that stand, made from the few things in which such commands differ: what it can be about, what it
/// asks, and what it orders of each call that is still there when it is sent.
struct CallControl: Control {
    /// The order for one call; nil when the call is not what it was any more.
    typealias Maker = (CallTarget, Channel) -> Order?

    let kind: CommandKind
    let title: String
    let summary: String
    private let found: @Sendable (Scene) -> Found
    private let asked: @Sendable (Scene, Subject) -> Form?
    private let made: @Sendable (Scene, Form) throws(CommandProblem) -> Maker

    /// - Parameters:
    ///   - find: one call that is up, unless it says otherwise.
    ///   - ask: nothing, unless it says otherwise: then it runs at once.
    ///   - order: reads the form once, and answers what makes the order for each call.
    init(
        _ kind: CommandKind, title: String, summary: String,
        find: @escaping @Sendable (Scene) -> Found = { $0.conversation() },
        ask: @escaping @Sendable (Scene, Subject) -> Form? = { _, _ in nil },
        order: @escaping @Sendable (Scene, Form) throws(CommandProblem) -> Maker
    ) {
        self.kind = kind
        self.title = title
        self.summary = summary
        found = find
        asked = ask
        made = order
    }

    func find(_ scene: Scene) -> Found { found(scene) }

    func form(_ scene: Scene, _ subject: Subject) -> Form? { asked(scene, subject) }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let make = try made(scene, form)
        return subject.calls.compactMap { call in scene.channel(call).flatMap { make(call, $0) } }
    }
}

extension Scene {
    /// One call that is up and in a bridge; `nobody` is said of one that is in none.
    func bridged(_ nobody: String) -> Found {
        let found = conversation()
        guard case .subject(let subject) = found else { return found }
        return channel(subject.calls[0])?.bridgeID.isEmpty == false ? found : .nothing(nobody)
    }
}
