import AMITransport
import BoardScreen
import CTerminalGuard
import CallCenter
import Journal
import LiveBoard
import NIOPosix
import Reports
import Settings

/// A live board for a command without a screen: connected, journalled as wished, closed in order.
struct HeadlessSession {
    let live: LiveBoard
    let loop: HeadlessLoop
    private let journals: JournalSet
    /// How figures are judged.
    private(set) var options: ScreenOptions

    init(_ options: ConnectionOptions, reconnects: Bool, journal: JournalWish, mask: Bool = false) throws {
        let choice = try ServerChoice(options)
        var screen = ScreenOptions()
        screen.utcOffset = Moment.localOffset(at: BoardClock.wallTime())
        screen.apply(choice.configuration)
        screen.mask = mask || choice.configuration.board.isMasked
        screen.trunkLines = choice.configuration.trunks.map {
            TrunkLine(endpoint: $0.endpoint, display: $0.display, limit: $0.limit, server: $0.server)
        }
        self.options = screen
        journals = try JournalSet(
            journal, servers: choice.servers.map { ($0.name, $0.journalName) }, configuration: choice.configuration)
        live = LiveBoard(
            servers: choice.servers.map { [journals] in
                LiveBoard.Server(
                    name: $0.name, endpoint: $0.endpoint, journal: journals.journal(of: $0.name),
                    settings: choice.foldSettings($0.endpoint, of: $0.name), pseudonyms: journals.pseudonyms)
            }, clock: .wall, reconnects: reconnects, group: MultiThreadedEventLoopGroup(numberOfThreads: 1),
            dayStart: choice.configuration.dayStart,
            log: try LogChoice.logger(options.logFile, masked: screen.mask), wake: { cb_wake() })
        loop = HeadlessLoop(live)
        live.start()
    }

    /// The board as it is now, with figures judged as the configuration says.
    func document(at time: Int64) -> BoardDocument {
        BoardDocument(
            live.board, at: time, privacy: Privacy(isMasked: options.mask), shifts: options.shifts
        ) { [options] queue, server in
            options.look(queue, of: server).rule
        }
    }

    /// Why records are not being kept; nil when they are, or need not be.
    var journalTrouble: String? { journals.trouble }

    func close() {
        live.stop()
        journals.close()
    }
}
