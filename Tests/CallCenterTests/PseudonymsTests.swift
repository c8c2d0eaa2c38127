import CallCenter
import TestSupport
import Testing

@Suite("Callers hidden in what is kept") struct PseudonymsTests {
    private func pseudonyms(key: UInt64 = 7) -> Pseudonyms {
        Pseudonyms { bytes in bytes.reduce(0xCBF2_9CE4_8422_2325 ^ key) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } >> 16 }
    }

    @Test func `a number becomes another, always the same one, whatever stands before its last nine digits`() throws {
        var pseudonyms = pseudonyms()
        let far = pseudonyms.hidden("+49301234567")
        let near = pseudonyms.hidden("0301234567")
        #expect(far.hasPrefix("+49~") && far.count == 13 && near.hasPrefix("0~") && near.count == 11)
        #expect(far.suffix(9) == near.suffix(9) && far.suffix(9) != "301234567")
        #expect(pseudonyms.hidden(far) == far)
        var others = self.pseudonyms(key: 8)
        #expect(others.hidden("0301234567") != near)
        // No two become one.
        let many = Set((0..<20_000).map { pseudonyms.hidden("\(130_000 + $0)") })
        #expect(many.count == 20_000 && many.allSatisfy { $0.count == 7 })
    }

    @Test func `a packet keeps what is no caller: ids, times, devices, extensions, agents`() {
        let kept = """
            Event: AgentConnect
            Channel: PJSIP/carrier-0000002a
            Uniqueid: 1795419937.410
            Linkedid: pbx-1795419937.410
            Interface: PJSIP/1234567
            MemberName: Ana Lima
            LoginTime: 1795400000
            LastCall: 1795413000
            Exten: 1001
            CallerIDName: <unknown>
            ConnectedLineNum: 1001

            """
        var pseudonyms = pseudonyms()
        #expect(pseudonyms.hidden(packets: amiBytes(kept)) == amiBytes(kept))
    }

    @Test func `numbers and names go from every header they stand in, and the same number is the same everywhere`() {
        var pseudonyms = pseudonyms()
        let number = pseudonyms.hidden("0301234567")
        let told = """
            Event: DialBegin
            Channel: Local/0301234567@from-internal-0000002a;1
            CallerIDNum: 0301234567
            CallerIDName: Zoë Müller
            DestConnectedLineName: 0301234567
            DestCallerIDName: Bob
            DialString: carrier/0301234567
            Exten: 0301234567
            CallerID: "Bob" <0301234567>

            """
        let hidden = """
            Event: DialBegin
            Channel: Local/\(number)@from-internal-0000002a;1
            CallerIDNum: \(number)
            CallerIDName: Z***
            DestConnectedLineName: \(number)
            DestCallerIDName: B***
            DialString: carrier/\(number)
            Exten: \(number)
            CallerID: "Bob" <\(number)>

            """
        let result = String(decoding: pseudonyms.hidden(packets: amiBytes(told)), as: UTF8.self)
        #expect(result == String(decoding: amiBytes(hidden), as: UTF8.self))
        // Written in groups, by an exchange that does so.
        let grouped = pseudonyms.hidden(packets: amiBytes("CallerIDNum: +49 (30) 123-4567\n"))
        let plain = pseudonyms.hidden(packets: amiBytes("CallerIDNum: +49301234567\n"))
        #expect(grouped == plain)
    }

    @Test func `a caller who was read back by pseudonym and rings again is struck off`() {
        var pseudonyms = pseudonyms()
        var scene = Scene(members: ["PJSIP/1001"])
        scene.board.pseudonyms = pseudonyms
        for (id, number) in [("1.1", pseudonyms.hidden("+49301234567")), ("2.1", "0301234567")] {
            for packet in [scene.channel("Newchannel", id), scene.join(id, position: 1, count: 1)] {
                scene.tell(packet.replacing("CallerIDNum: 555", with: "CallerIDNum: \(number)"))
            }
            scene.pass(4)
            scene.tell(scene.abandon(id, hold: 4) + scene.leave(id, count: 0))
            scene.tell(scene.channel("Hangup", id, more: "Cause: 16\n"))
            scene.pass(60)
        }
        #expect(scene.board.lostCalls().map(\.attempts) == [2, 2])
        scene.board.pseudonyms = nil
        #expect(scene.board.lostCalls().map(\.attempts) == [1, 1])
    }
}
