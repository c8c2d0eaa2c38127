import TestSupport
import Testing

@testable import CallCenter

@Suite("Boards put away")
struct PackedBoardTests {
    private static let plain = Packing(pack: { $0 }, unpack: { bytes, size in bytes.count == size ? bytes : nil })

    @Test func `A board that comes back is as it was, and goes on as if it had never been away`() throws {
        let capture = try RealCapture("asterisk22-busy")
        var board = ServerBoard(name: capture.name)
        for (number, record) in capture.records.enumerated() {
            board.apply(record.bytes, at: record.time)
            guard number == capture.records.count / 2 else { continue }
            let before = board
            board = try #require(PackedBoard(board, Self.plain)?.board)
            #expect(board == before && board.violatedInvariant() == nil)
        }
        #expect(board == capture.board() && board.violatedInvariant() == nil)
        #expect(board.visitsRecorded > 20)
    }

    @Test func `What is put away has little for itself beside the ledger of the board that goes on`() throws {
        var scene = Scene(members: ["PJSIP/1"])
        for number in 1...2_000 {
            let id = "1.\(number)"
            scene.tell(scene.channel("Newchannel", id) + scene.join(id, position: 1, count: 1))
            scene.pass(5)
            scene.tell(scene.abandon(id, hold: 5) + scene.leave(id, count: 0) + scene.channel("Hangup", id))
        }
        let packed = try #require(PackedBoard(scene.board, Self.plain))
        #expect(scene.board.ledgerBytes > 100_000)
        #expect(packed.byteCount < scene.board.livingBytes + 60_000)
        #expect(packed.skeleton.ledgerBytesNotShared(with: scene.board) < 10_000)
        #expect(packed.board == scene.board)
    }

    @Test func `Checkpoints keep to their room and stand evenly, and moments to their number`() throws {
        var scene = Scene(members: ["PJSIP/1"])
        var index = TravelIndex(memory: 1 << 20, packing: Self.plain, moments: 100)
        for minute in 1...2_000 {
            let id = "1.\(minute)"
            scene.tell(scene.channel("Newchannel", id) + scene.join(id, position: 1, count: 1))
            index.folded(.call, at: scene.time, next: UInt64(2 * minute), board: scene.board)
            scene.pass(60)
            scene.tell(scene.abandon(id, hold: 60) + scene.leave(id, count: 0) + scene.channel("Hangup", id))
            index.folded(.command, at: scene.time, next: UInt64(2 * minute + 1), board: scene.board)
        }
        #expect(index.heldBytes <= 1 << 20 && index.checkpoints.count >= 4)
        let distances = zip(index.checkpoints, index.checkpoints.dropFirst()).map { $1.next - $0.next }
        #expect(distances.max() ?? .max <= 4_000 / 4)
        #expect(index.calls.count <= 100 && index.commands.count <= 100 && index.minutes.count <= 100)
        #expect(index.calls.count > 40 && index.calls == index.calls.sorted())
        #expect(index.commands.last == scene.time)
        let early = try #require(index.checkpoint(atOrBefore: scene.time / 2 + Scene.start / 2)?.board)
        #expect(early.visitsRecorded > 100 && early.violatedInvariant() == nil)
    }
}
