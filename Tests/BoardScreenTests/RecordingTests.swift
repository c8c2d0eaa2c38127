import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// Recordings that somebody else began, as far as the PBX tells of them.
@Suite struct RecordingTests {
    private func event(_ name: String, _ channel: Channel, _ more: String = "") -> String {
        "Event: \(name)\r\nPrivilege: call,all\r\nChannel: \(channel.name)\r\nChannelState: 6\r\n"
            + "ChannelStateDesc: Up\r\nUniqueid: \(channel.uniqueID)\r\nLinkedid: \(channel.linkedID)\r\n\(more)\r\n"
    }

    /// A screen on a call that is talked in.
    private func desk() throws -> (SimulatedPBX, Session, Channel) {
        let pbx = SimulatedPBX.fourMinutes
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 120, rows: 40))
        session.select(.channels, where: pbx.board.servers[0].talks)
        guard case .channel(_, let id)? = session.state[.channels].selection else { throw Missing() }
        return (pbx, session, try #require(pbx.board.servers[0].channel(uniqueID: id)))
    }
    private struct Missing: Error {}

    @Test func `a recording is seen in the row and in the detail, whoever began it`() throws {
        var (pbx, session, channel) = try desk()
        func tell(_ name: String, _ more: String = "") -> Recording? {
            pbx.apply(event(name, channel, more))
            session.board = pbx.board
            return pbx.board.servers[0].channel(uniqueID: channel.uniqueID)?.recording
        }
        #expect(channel.recording == nil && !session.text().contains("talking R"))
        #expect(tell("MixMonitorStart") == .running)
        #expect(session.text().contains("talking R"))
        #expect(tell("MixMonitorMute", "Direction: both\r\nState: 1\r\n") == .silent)
        #expect(session.text().contains("talking r"))
        #expect(tell("MixMonitorMute", "Direction: read\r\nState: 0\r\n") == .running, "one side is heard again")
        #expect(tell("MixMonitorMute", "Direction: read\r\nState: 1\r\n") == .silent)
        #expect(tell("MixMonitorMute", "Direction: both\r\nState: 0\r\n") == .running)
        #expect(tell("MixMonitorStart") == .running)
        #expect(tell("MixMonitorStop") == .running, "one of two has ended")
        session.press(.enter)
        #expect(session.text().contains("Recording"))
        session.press(.escape)
        #expect(tell("MixMonitorStop") == .ended)
        #expect(tell("MixMonitorStop") == .ended)
        #expect(!session.text().contains("talking R"))
        #expect(tell("MonitorStart") == .running)
    }

    @Test func `the commands of recordings know what the PBX told`() throws {
        var (pbx, session, channel) = try desk()
        func tell(_ name: String, _ more: String = "") {
            pbx.apply(event(name, channel, more))
            session.board = pbx.board
        }
        func doubt(_ command: ScreenCommand) -> String? { session.state.doubt(command, board: session.board) }
        #expect(doubt(.record) == nil && doubt(.recordStop) == "if one runs: none was begun from here")
        tell("MixMonitorStart")
        #expect(doubt(.record) == "a second time: it is recorded already" && doubt(.recordStop) == nil)
        #expect(
            session.state.reasonUnavailable(.recordResume, board: session.board) == "the recording is not paused")
        tell("MixMonitorMute", "Direction: both\r\nState: 1\r\n")
        #expect(
            session.state.reasonUnavailable(.recordPause, board: session.board)
                == "the recording is silent already")
        #expect(session.state.reasonUnavailable(.recordResume, board: session.board) == nil)
        tell("MixMonitorStop")
        #expect(doubt(.recordStop) == "if one runs: the last has ended")
    }
}
