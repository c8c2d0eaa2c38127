import ArgumentParser
import BoardScreen
import CallCenter
import LiveBoard
import Reports

/// `callboard status`: connect, take the board, print it, leave.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Connect, print the board once, leave.")

    /// One try, and this long for all of it.
    private static let limit: Int64 = 10_000_000

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var masking: MaskArguments

    @Flag(help: "JSON, schema callboard.board/1.")
    var json = false

    func run() throws {
        let session = try HeadlessSession(connection, reconnects: false, journal: .none, mask: masking.mask)
        defer { session.close() }
        let began = BoardClock.monotonicTime()
        let board: Board = try session.loop.run(every: Self.limit) { _ in
            let board = session.live.board
            if board.servers.allSatisfy(\.hasSnapshot) { return board }
            if let failure = Self.failure(of: board) { throw ProgramError(.refused, failure) }
            if BoardClock.monotonicTime() - began > Self.limit {
                throw ProgramError(
                    .refused,
                    "The PBX did not send its lists within 10 s; look whether it is overloaded, or run callboard watch."
                )
            }
            return nil
        }
        let now = session.live.clock.now
        if json {
            Output.write(session.document(at: now).encoded() + [10], to: 1)
        } else {
            let remarks = QueueRemarks(session.options, board, at: now)
            let text = StatusText(board, at: now) { queue, index in
                remarks.remarks(queue, board.servers[index], index: index, at: now)
            }
            Output.write(Array(text.text.utf8), to: 1)
        }
    }

    /// With a single try every end of the link is final.
    private static func failure(of board: Board) -> String? {
        for server in board.servers {
            switch server.link {
            case .offline(let reason), .stale(let reason): return "\(server.name): \(reason)"
            case .connecting(_, let reason) where !reason.isEmpty: return "\(server.name): \(reason)"
            default: continue
            }
        }
        return nil
    }
}
