import Foundation
import Testing

/// Every check of `Tests/Lab/live.py`, against both releases.
@Suite("The program against a real Asterisk")
struct AsteriskTests {
    @Test("status equals the lists", arguments: AsteriskRelease.allCases)
    func statusEqualsTheLists(release: AsteriskRelease) async throws {
        try await LiveCheck("status-equals-the-lists").run(on: release)
    }

    @Test("transport security", arguments: AsteriskRelease.allCases)
    func transportSecurity(release: AsteriskRelease) async throws {
        try await LiveCheck("transport-security").run(on: release)
    }

    @Test("users with less", arguments: AsteriskRelease.allCases)
    func usersWithLess(release: AsteriskRelease) async throws {
        try await LiveCheck("users-with-less").run(on: release)
    }

    @Test("refusals say why", arguments: AsteriskRelease.allCases)
    func refusalsSayWhy(release: AsteriskRelease) async throws {
        try await LiveCheck("refusals-say-why").run(on: release)
    }

    @Test("doctor names the cure", arguments: AsteriskRelease.allCases)
    func doctorNamesTheCure(release: AsteriskRelease) async throws {
        try await LiveCheck("doctor-names-the-cure").run(on: release)
    }

    @Test("recovers from a restart", arguments: AsteriskRelease.allCases)
    func recoversFromARestart(release: AsteriskRelease) async throws {
        try await LiveCheck("recovers-from-a-restart").run(on: release)
    }

    @Test("trunks are Asterisk's own", arguments: AsteriskRelease.allCases)
    func trunksAreAsterisksOwn(release: AsteriskRelease) async throws {
        try await LiveCheck("trunks-are-asterisks-own").run(on: release)
    }

    @Test("three servers on one board", arguments: AsteriskRelease.allCases)
    func threeServersOnOneBoard(release: AsteriskRelease) async throws {
        try await LiveCheck("three-servers-on-one-board").run(on: release)
    }

    @Test("survives five kills under load", arguments: AsteriskRelease.allCases)
    func survivesFiveKillsUnderLoad(release: AsteriskRelease) async throws {
        try await LiveCheck("survives-five-kills-under-load").run(on: release)
    }

    @Test("a start is waited for", arguments: AsteriskRelease.allCases)
    func aStartIsWaitedFor(release: AsteriskRelease) async throws {
        try await LiveCheck("a-start-is-waited-for").run(on: release)
    }

    @Test("notices a link that went silent", arguments: AsteriskRelease.allCases)
    func noticesALinkThatWentSilent(release: AsteriskRelease) async throws {
        try await LiveCheck("notices-a-link-that-went-silent").run(on: release)
    }

    @Test("a board that was stopped", arguments: AsteriskRelease.allCases)
    func aBoardThatWasStopped(release: AsteriskRelease) async throws {
        try await LiveCheck("a-board-that-was-stopped").run(on: release)
    }

    @Test("journal survives a kill", arguments: AsteriskRelease.allCases)
    func journalSurvivesAKill(release: AsteriskRelease) async throws {
        try await LiveCheck("journal-survives-a-kill").run(on: release)
    }

    @Test("import repeats itself", arguments: AsteriskRelease.allCases)
    func importRepeatsItself(release: AsteriskRelease) async throws {
        try await LiveCheck("import-repeats-itself").run(on: release)
    }

    @Test("keyboard commands", arguments: AsteriskRelease.allCases)
    func keyboardCommands(release: AsteriskRelease) async throws {
        try await LiveCheck("keyboard-commands").run(on: release)
    }

    @Test("calls from the keyboard", arguments: AsteriskRelease.allCases)
    func callsFromTheKeyboard(release: AsteriskRelease) async throws {
        try await LiveCheck("calls-from-the-keyboard").run(on: release)
    }

    @Test("waiting callers from the keyboard", arguments: AsteriskRelease.allCases)
    func waitingCallersFromTheKeyboard(release: AsteriskRelease) async throws {
        try await LiveCheck("waiting-callers-from-the-keyboard").run(on: release)
    }

    @Test("agents from the keyboard", arguments: AsteriskRelease.allCases)
    func agentsFromTheKeyboard(release: AsteriskRelease) async throws {
        try await LiveCheck("agents-from-the-keyboard").run(on: release)
    }

    @Test("rooms from the keyboard", arguments: AsteriskRelease.allCases)
    func roomsFromTheKeyboard(release: AsteriskRelease) async throws {
        try await LiveCheck("rooms-from-the-keyboard").run(on: release)
    }

    @Test("voicemail from the keyboard", arguments: AsteriskRelease.allCases)
    func voicemailFromTheKeyboard(release: AsteriskRelease) async throws {
        try await LiveCheck("voicemail-from-the-keyboard").run(on: release)
    }

    @Test("a UCM from the keyboard", arguments: AsteriskRelease.allCases.prefix(1))
    func aUCMFromTheKeyboard(release: AsteriskRelease) async throws {
        try await LiveCheck("a-ucm-from-the-keyboard").run(on: release)
    }

    @Test("keys say why", arguments: AsteriskRelease.allCases)
    func keysSayWhy(release: AsteriskRelease) async throws {
        try await LiveCheck("keys-say-why").run(on: release)
    }

    @Test("effects are heard", arguments: AsteriskRelease.allCases)
    func effectsAreHeard(release: AsteriskRelease) async throws {
        try await LiveCheck("effects-are-heard").run(on: release)
    }

    @Test("who may do what", arguments: AsteriskRelease.allCases)
    func whoMayDoWhat(release: AsteriskRelease) async throws {
        try await LiveCheck("who-may-do-what").run(on: release)
    }

    @Test("lost calls are called back", arguments: AsteriskRelease.allCases)
    func lostCallsAreCalledBack(release: AsteriskRelease) async throws {
        try await LiveCheck("lost-calls-are-called-back").run(on: release)
    }

    @Test("an incident wound back", arguments: AsteriskRelease.allCases)
    func anIncidentWoundBack(release: AsteriskRelease) async throws {
        try await LiveCheck("an-incident-wound-back").run(on: release)
    }

    @Test("a gap filled from the queue_log", arguments: AsteriskRelease.allCases)
    func aGapFilledFromTheQueueLog(release: AsteriskRelease) async throws {
        try await LiveCheck("a-gap-filled-from-the-queue-log").run(on: release)
    }

    @Test("read only keeps its hands off", arguments: AsteriskRelease.allCases)
    func readOnlyKeepsItsHandsOff(release: AsteriskRelease) async throws {
        try await LiveCheck("read-only-keeps-its-hands-off").run(on: release)
    }

    @Test("a terminal nobody reads", arguments: AsteriskRelease.allCases)
    func aTerminalNobodyReads(release: AsteriskRelease) async throws {
        try await LiveCheck("a-terminal-nobody-reads").run(on: release)
    }

    @Test("figures agree under load", arguments: AsteriskRelease.allCases)
    func figuresAgreeUnderLoad(release: AsteriskRelease) async throws {
        try await LiveCheck("figures-agree-under-load", lane: .agreement).run(on: release)
    }

    @Test("figures agree with tricky options", arguments: AsteriskRelease.allCases)
    func figuresAgreeWithTrickyOptions(release: AsteriskRelease) async throws {
        try await LiveCheck("figures-agree-with-tricky-options", lane: .trickyAgreement).run(on: release)
    }

    @Test("every check of the lab has a test here")
    func everyCheckHasATest() async throws {
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let called = Set(source.matches(of: /LiveCheck\("([a-z-]+)"/).map { String($0.1) })
        #expect(try await LiveCheck.names() == called)
    }
}
