import AMI
import CallCenter
import TestSupport
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
    /// Eight bytes of zeros become one: enough to tell packed bytes from plain ones.
    private final class Zeros: BytePacker {
        func packed(_ bytes: [UInt8]) -> [UInt8]? {
            bytes.withUnsafeBytes { bytes in
                var result: [UInt8] = []
                result.reserveCapacity(bytes.count)
                for place in stride(from: 0, to: bytes.count, by: 8) {
                    let end = min(place + 8, bytes.count)
                    if end - place == 8, bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) == 0 {
                        result.append(0)
                    } else {
                        result.append(UInt8(end - place))
                        result.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[place..<end]))
                    }
                }
                return result
            }
        }

        func unpacked(_ bytes: [UInt8], size: Int) -> [UInt8]? {
            bytes.withUnsafeBytes { bytes in
                var result: [UInt8] = []
                result.reserveCapacity(size)
                var place = 0
                while place < bytes.count {
                    let count = Int(bytes[place])
                    if count == 0 {
                        result.append(contentsOf: repeatElement(0, count: 8))
                    } else {
                        result.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[place + 1...place + count]))
                    }
                    place += 1 + count
                }
                return result.count == size ? result : nil
            }
        }
    }

    /// Callers of a while: each waits, is answered or gives up, and some talk on.
    private func story(_ calls: Int, _ told: (inout Scene, _ call: Int) -> Void) -> Scene {
        var scene = Scene(members: ["PJSIP/1", "PJSIP/2", "PJSIP/3"])
        for call in 0..<calls {
            let id = "17.\(call)"
            scene.tell(scene.channel("Newchannel", id) + scene.join(id, position: 1, count: 1))
            scene.pass(3)
            if call % 4 == 0 {
                scene.tell(scene.abandon(id, hold: 3) + scene.leave(id, count: 0))
            } else {
                let member = "PJSIP/\(call % 3 + 1)"
                scene.tell(scene.leave(id, count: 0) + scene.connect(id, to: member, dest: id + "1", hold: 3))
                scene.pass(5)
                scene.tell(scene.complete(id, by: member, dest: id + "1", hold: 3, talk: 5, reason: "agent"))
            }
            if call % 5 != 0 { scene.tell(scene.channel("Hangup", id)) }
            told(&scene, call)
        }
        return scene
    }

    /// An index with a checkpoint behind each call, and the board as it was there.
    private func indexed(_ calls: Int, memory: Int, _ packing: Packing) -> (TravelIndex, [UInt64: ServerBoard]) {
        var index = TravelIndex(memory: memory, largest: .max, packing: packing)
        var boards: [UInt64: ServerBoard] = [:]
        _ = story(calls) { scene, call in
            let next = UInt64(call + 1)
            index.folded(.other, at: scene.time, count: TravelIndex.records, next: next, board: scene.board)
            boards[next] = scene.board
        }
        return (index, boards)
    }

    @Test func `A board of a checkpoint is the board that was folded, and goes on as it would have`() throws {
        for packing in [Packing.none, Packing { Zeros() }] {
            let (index, boards) = indexed(120, memory: 1 << 30, packing)
            #expect(index.checkpoints.count == 120)
            for checkpoint in index.checkpoints where checkpoint.next % 37 == 0 || checkpoint.next == 120 {
                var board = try #require(checkpoint.board())
                var whole = try #require(boards[checkpoint.next])
                #expect(board == whole)
                #expect(board.violatedInvariant() == nil)
                var scene = Scene()
                scene.pass(100_000)
                for id in ["18.1", "17.3", "18.2"] {
                    let text = scene.channel("Newchannel", id) + scene.join(id, position: 1, count: 1)
                    board.apply(amiBytes(text), at: scene.time)
                    whole.apply(amiBytes(text), at: scene.time)
                }
                #expect(board == whole && board.violatedInvariant() == nil)
                #expect(boards[checkpoint.next] != whole)
            }
        }
    }

    @Test func `Checkpoints take the room they may have, packed, and stand evenly where it is not enough`() throws {
        let (all, _) = indexed(120, memory: 1 << 30, Packing { Zeros() })
        let (plain, _) = indexed(120, memory: 1 << 30, .none)
        #expect(all.heldBytes * 5 < plain.heldBytes * 4)
        let room = all.heldBytes / 3
        let (index, boards) = indexed(120, memory: room, Packing { Zeros() })
        #expect(index.heldBytes <= room && index.heldBytes > room / 2)
        #expect(index.checkpoints.count > 15 && index.checkpoints.count < 100)
        let apart = zip(index.checkpoints, index.checkpoints.dropFirst()).map { $1.next - $0.next }
        #expect(try #require(apart.max()) <= 8)
        for checkpoint in index.checkpoints where checkpoint.next % 11 == 0 {
            #expect(checkpoint.board() == boards[checkpoint.next])
        }
    }

    @Test func `A board of another beginning shares nothing with the checkpoint before it`() throws {
        var index = TravelIndex(memory: 1 << 30, largest: .max, packing: Packing { Zeros() })
        let first = story(40) { _, _ in }
        var scene = Scene(members: ["PJSIP/1"])
        scene.pass(Double(first.time - scene.time) / 1e6 + 1)
        for call in 0..<40 {
            let id = "99.\(call)"
            scene.tell(scene.channel("Newchannel", id) + scene.join(id, position: 1, count: 1))
            scene.tell(scene.abandon(id, hold: 0) + scene.leave(id, count: 0))
        }
        index.folded(.other, at: first.time, count: TravelIndex.records, next: 1, board: first.board)
        index.folded(.other, at: scene.time, count: TravelIndex.records, next: 2, board: scene.board)
        let other = scene.board
        scene.pass(400)
        index.folded(.other, at: scene.time, count: TravelIndex.records, next: 3, board: scene.board)
        #expect(index.checkpoints.map { $0.board() } == [first.board, other, scene.board])
    }

    @Test func `Moments of calls and commands keep to their number, the oldest making room`() {
        var scene = Scene(members: ["PJSIP/1"])
        var index = TravelIndex(memory: 1 << 20, moments: 100)
        for minute in 1...500 {
            scene.pass(60)
            index.folded(.call, at: scene.time, next: UInt64(2 * minute), board: scene.board)
            index.folded(.command, at: scene.time, next: UInt64(2 * minute + 1), board: scene.board)
        }
        #expect(index.calls.count <= 100 && index.commands.count <= 100 && index.minutes.count <= 100)
        #expect(index.calls.count > 40 && index.calls == index.calls.sorted())
        #expect(index.commands.last == scene.time && index.heldBytes <= 1 << 20)
    }

    @Test func `A real Asterisk's board that was put away half-way goes on as if it had never been`() throws {
        let capture = try RealCapture("asterisk22-busy")
        var index = TravelIndex(packing: Packing { Zeros() })
        var board = ServerBoard(name: capture.name)
        for (number, record) in capture.records.enumerated() {
            board.apply(record.bytes, at: record.time)
            index.folded(
                .other, at: record.time, count: number % 50 == 0 ? 2 * TravelIndex.records : 1,
                next: UInt64(number + 1),
                board: board)
            guard number == capture.records.count / 2 else { continue }
            // Neither the newest, which is whole, nor one before which something was packed already.
            let checkpoint = try #require(index.checkpoints.dropLast().last)
            board = try #require(checkpoint.board())
            for record in capture.records[Int(checkpoint.next)...number] { board.apply(record.bytes, at: record.time) }
        }
        #expect(board == capture.board() && board.violatedInvariant() == nil)
        #expect(board.visitsRecorded > 20)
    }
}
