import AMI
import TestSupport
import Testing

@Suite("Packets that own their headers")
struct WirePacketTests {
    @Test("a packet is sent as lines ended by CR LF and an empty line, order and repeats kept")
    func encoding() throws {
        let packet = Packet([
            HeaderField("Action", "Originate"), HeaderField("Variable", "a=1"), HeaderField("Variable", "b: 2"),
            HeaderField("Account", ""),
        ])
        let bytes = try packet.encoded()
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "Action: Originate\r\nVariable: a=1\r\nVariable: b: 2\r\nAccount: \r\n\r\n")
        forEachPacket(bytes) { view in
            #expect(view.kind == .action)
            #expect(Packet(view) == packet)
        }
    }

    @Test(
        "a line break or NUL in a name or value is refused, and so is a name that would be read as another",
        arguments: [
            HeaderField("Channel", "PJSIP/1\r\nAction: Command"), HeaderField("Channel", "a\nb"),
            HeaderField("Channel", "a\rb"), HeaderField("Channel", "a\0b"), HeaderField("Chan\r\nnel", "a"),
            HeaderField("Chan\0nel", "a"), HeaderField("Channel: x", "a"), HeaderField("", "a"),
            HeaderField("Channel", "trailing\r\n"),
        ])
    func refusing(field: HeaderField) {
        let error = AMIWireError.forbiddenCharacter(header: field.name, value: field.value)
        #expect(throws: error) { try Packet([HeaderField("Action", "Hangup"), field]).encoded() }
        #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 }, "the sentence itself has no line break")
    }

    @Test("looking up ignores case and finds the first, or all")
    func lookingUp() {
        let packet = Packet([HeaderField("Output", "1"), HeaderField("OUTPUT", "2"), HeaderField("Message", "m")])
        #expect(packet["output"] == "1")
        #expect(packet.all("Output") == ["1", "2"])
        #expect(packet["Outpu"] == nil)
        #expect(packet.all("x").isEmpty)
    }

    @Test("errors are sentences that name the input and the cure")
    func sentences() {
        for (error, words) in [
            (AMIWireError.lineTooLong(limit: 65_536), ["65536", "port"]),
            (.packetTooLong(limit: 8), ["8 bytes", "port"]),
            (.notAMI(firstBytes: [0x15, 0x03]), ["TLS", "15 03", "tls"]),
            (.notAMI(firstBytes: []), ["nothing"]),
            (.forbiddenCharacter(header: "Channel", value: "a\nb"), ["\"Channel\"", "a\\nb", "remove"]),
        ] {
            for word in words { #expect(error.description.contains(word), "\(error.description)") }
        }
        let long = AMIWireError.forbiddenCharacter(header: "X", value: String(repeating: "y", count: 500) + "\n")
        #expect(long.description.count < 400)
    }
}
