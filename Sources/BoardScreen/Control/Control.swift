import CallCenter

/// One command for the PBX: everything that the table, its availability, its dialog and its outcome need. A new command is
/// one of these in a file, a row in `CommandKind` and a row in `ScreenCommand`.
protocol Control: Sendable {
    var kind: CommandKind { get }
    /// One or two words, for the footer and the menu.
    var title: String { get }
    /// One line.
    var summary: String { get }
    /// It cannot be undone, or it disturbs somebody's call: it is asked for with a different second key.
    var isDangerous: Bool { get }
    /// What it would be about now, or why it can be about nothing.
    func find(_ scene: Scene) -> Found
    /// Why it may come to nothing, where the board cannot tell; nil when it can.
    func doubt(_ scene: Scene, _ subject: Subject) -> String?
    /// What is asked before; nil runs it at once.
    func form(_ scene: Scene, _ subject: Subject) -> Form?
    /// What is to be sent, from the form as it was filled in. Empty when nothing of the subject is left.
    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order]
}

extension Control {
    var isDangerous: Bool { kind.isDestructive }
    func form(_ scene: Scene, _ subject: Subject) -> Form? { nil }
    func doubt(_ scene: Scene, _ subject: Subject) -> String? { nil }
}

/// Whether there is something for a command to be about.
enum Found: Sendable {
    case subject(Subject)
    case nothing(String)
}

/// What a command is about, by identity: rows move and names change while a dialog is open.
struct Subject: Sendable, Equatable {
    /// Index of the server in the board, and its name.
    var server: Int
    var serverName: String
    /// Who or what, as it is named now: `Ana Lima`, `2 calls`.
    var name = ""
    var calls: [CallTarget] = []
    var agents: [PauseTarget] = []
    var queue = ""
    var picked: Picked?
    /// Of a transfer, whose calls are those who are sent elsewhere: who is freed, or talks to the target first, and what
    /// stands beside the moved one in its bridge.
    var by: CallTarget?
    var beside: CallTarget?
}

/// One call leg.
struct CallTarget: Sendable, Equatable {
    var server: Int
    var serverName: String
    var uniqueID: String
    /// The channel's name when the dialog opened; the board's is used when it acts, as names change in transfers.
    var channel: String
    /// Whose call it is; empty for a channel of nobody's.
    var who: String
}

/// Who is to be paused.
struct PauseTarget: Sendable, Equatable {
    var entity: Entity
    var server: String
    var name: String
    var interfaces: [String]
    var queues: [String]
}

/// A command on its way out, with what is said about it.
struct Order: Sendable {
    var command: CallCommand
    /// What is said when it succeeded; empty: what the PBX answered.
    var done: String
    /// The command in words that name people, for what is said meanwhile and when it is refused.
    var phrase: String
    /// What would put it back; kept when it succeeded.
    var undo: CallCommand?

    init(_ command: CallCommand, done: String = "", phrase: String = "", undo: CallCommand? = nil) {
        self.command = command
        self.done = done
        self.phrase = phrase
        self.undo = undo
    }
}

extension ScreenCommand {
    /// The command for the PBX that this is; nil for those that only move the screen.
    var control: (any Control)? { CommandKind(rawValue: rawValue).map(Controls.of) }
}

/// Which control carries a kind of command out.
enum Controls {
    static func of(_ kind: CommandKind) -> any Control {
        switch kind {
        case .pause: PauseControl(isPausing: true)
        case .unpause: PauseControl(isPausing: false)
        case .undoPause: UndoPauseControl()
        case .release: ReleaseControl()
        case .addToQueue: AddToQueueControl()
        case .removeFromQueue: MembershipControl.remove
        case .penalty: MembershipControl.penalty
        case .ringInUse: MembershipControl.ringInUse
        case .logIn: LogInControl()
        case .logOff: MembershipControl.logOff
        case .cleanSeats: CleanSeatsControl()
        case .hangUp: HangUpControl()
        case .transfer: CallControl.transfer
        case .attendedTransfer: CallControl.attendedTransfer
        case .cancelAttended: CallControl.cancelAttended
        case .redirect: CallControl.redirect
        case .park: ParkControl()
        case .fetchParked: FetchParkedControl()
        case .pickUp: CallControl.pickUp
        case .priority: CallControl.priority
        case .withdraw: CallControl.withdraw
        case .spy: SpyControl()
        case .record, .recordPause, .recordResume, .recordStop: RecordControl(kind: kind)
        case .mute: CallControl.mute
        case .dtmf: CallControl.dtmf
        case .text: CallControl.text
        case .bridgeKick: CallControl.bridgeKick
        case .playback: CallControl.playback
        case .nWay: CallControl.nWay
        case .hold: CallControl.hold
        case .accept: CallControl.accept
        case .originate: OriginateControl()
        case .redial: RedialControl()
        case .roomKick, .roomMute, .roomUnmute, .roomLock, .roomUnlock: RoomControl(kind: kind)
        case .roomName, .roomModerator, .roomPIN, .roomVideo: RoomChangeControl(kind: kind)
        }
    }
}
