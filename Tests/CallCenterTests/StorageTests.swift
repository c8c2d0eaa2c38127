import TestSupport
import Testing

@testable import CallCenter

@Suite("Tables")
struct StorageTests {
    @Test func `Texts are found while they are used, and their room is used again`() {
        var table = TextTable()
        var random = SplitMix64(seed: 3)
        var kept: [(id: TextID, text: String)] = []
        var largest = 0
        for round in 0..<20_000 {
            if kept.count > 300 || (round % 3 == 0 && !kept.isEmpty) {
                let victim = kept.remove(at: Int(random.next() % UInt64(kept.count)))
                #expect(table.string(victim.id) == victim.text)
                table.drop(victim.id)
            } else {
                let text = String(repeating: "x", count: Int(random.next() % 200)) + "\(random.next() % 1_000)"
                kept.append((table.keep(.plain, text), text))
            }
            if round == 5_000 { largest = table.byteCount }
        }
        #expect(kept.allSatisfy { table.string($0.id) == $0.text })
        #expect(table.byteCount <= largest * 2)
        for entry in kept { table.drop(entry.id) }
        #expect(table.count == 0)
    }

    @Test func `The same bytes under two kinds are two texts`() {
        var table = TextTable()
        let queue = table.keep(.queue, "600")
        #expect(table.keep(.plain, "600") != queue)
        #expect(table.keep(.queue, "600") == queue)
        #expect(table.keep(.queue, "") == 0)
    }

    @Test func `A channel costs at most 300 bytes and a membership at most 400`() {
        let empty = ServerBoard(name: "x").tableBytes
        var scene = Scene()
        for number in 0..<10_000 {
            let id = "1767225600.\(number)"
            let tail = String(number, radix: 16)
            scene.board.apply(
                amiBytes(
                    "Event: Newchannel\nChannel: PJSIP/agent\(number % 500)-0000\(tail)\nChannelState: 6\n"
                        + "CallerIDNum: +4915\(100_000 + number)\nCallerIDName: Caller \(number)\nContext: from-trunk\n"
                        + "Exten: 600\nPriority: 1\nUniqueid: \(id)\nLinkedid: \(id)\n"), at: Scene.start)
        }
        let channels = scene.board.tableBytes - empty
        #expect(scene.board.channelCount == 10_000)
        #expect(channels / 10_000 <= 300)
        var members = Scene()
        for number in 0..<5_000 {
            let status = members.memberStatus("Local/\(number % 2_500)@from-queue/n", queue: "queue-\(number / 250)")
            members.tell(status.replacing("MemberName: Local", with: "MemberName: Agent"))
        }
        #expect(members.board.members.count == 5_000)
        #expect((members.board.tableBytes - empty) / 5_000 <= 400)
    }
}

@Suite("Reading out")
struct ReadingTests {
    @Test func `The longest channels are the first of all, however few are asked for`() {
        var scene = Scene()
        var random = SplitMix64(seed: 5)
        for number in 0..<200 {
            scene.pass(Double(random.next() % 2))
            scene.tell(scene.channel("Newchannel", "1.\(number)"))
            if random.next() % 3 == 0 { scene.tell(scene.channel("Hangup", "1.\(number / 2)")) }
        }
        let all = scene.board.channels
        #expect(all.count == scene.board.channelCount)
        for count in [0, 1, 7, 20, all.count, 1_000] {
            #expect(scene.board.longestChannels(count) == Array(all.prefix(count)))
        }
        #expect(scene.board.longestChannels(-1).isEmpty)
    }
}
