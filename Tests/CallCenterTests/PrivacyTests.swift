import CallCenter
import Testing

@Suite("What is hidden of callers") struct PrivacyTests {
    private let masked = Privacy(isMasked: true)

    @Test(arguments: [
        ("call PJSIP/1000, then +4930123456@from-internal", "call PJSIP/1000, then +********56@from-internal"),
        ("redirect Local/0301234567@out-0000001a;1 to 8001", "redirect Local/********67@out-0000001a;1 to 8001"),
        ("hang up PJSIP/carrier-0000002a, cause 16", "hang up PJSIP/carrier-0000002a, cause 16"),
        ("1795419937.410: gone", "1795419937.410: gone"), ("play 123456# to PJSIP/1", "play ****56# to PJSIP/1"),
        ("<+15083478979>", "<+*********79>"), ("", ""), ("Zoë 🎧 0301234567", "Zoë 🎧 ********67"),
    ])
    func sentences(text: String, expected: String) {
        #expect(masked.text(text) == expected)
        #expect(Privacy(isMasked: false).text(text) == text)
    }

    @Test func `an audit line keeps who, when and what, and hides whom`() {
        var entry = AuditEntry(
            number: 1, at: 5, phase: .failed, about: 1, who: "ana", origin: "192.0.2.7", command: "call.originate",
            summary: "call PJSIP/1000, then +4930123456@from-internal", target: "", answer: "busy: 0301234567")
        entry.reason = "Dentist, call 0301234567"
        guard case .own(let shown) = AuditNote(server: "hq", content: .own(entry)).shown(masked).content else {
            Issue.record("it became another's")
            return
        }
        #expect(!shown.summary.contains("30123456") && !shown.answer.contains("0301234567"))
        #expect(shown.reason == "Dentist, call ********67")
        #expect(shown.who == "ana" && shown.origin == "192.0.2.7" && shown.command == "call.originate")
        let plain = AuditNote(server: "hq", content: .own(entry))
        #expect(plain.shown(Privacy(isMasked: false)) == plain)
        let other = AuditNote(
            server: "hq",
            content: .other(
                ForeignAction(
                    at: 5, what: "paused", target: "Local/0301234567@out in sales", reason: "calls 0301234567",
                    source: "not this board")))
        guard case .other(let action) = other.shown(masked).content else {
            Issue.record("it became our own")
            return
        }
        #expect(action.target == "Local/********67@out in sales" && action.reason == "calls ********67")
    }
}
