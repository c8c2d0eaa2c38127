import CallCenter
import Cells
import TestSupport
import Testing

@testable import BoardScreen

/// What a supervisor saw of a real, busy Asterisk: the screens of its capture's last moment.
@Suite struct RealScreens {
    @Test(
        arguments: ["asterisk22-busy", "asterisk16-busy"],
        [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)])
    func `the board of a real Asterisk`(name: String, size: Size) throws {
        let capture = try RealCapture(name)
        var server = ServerBoard(name: "pbx")
        let start = RecordStamp(time: capture.records.first?.time ?? 0, epoch: 1)
        server.apply(.connecting, at: start)
        server.apply(.connected(banner: "Asterisk Call Manager"), at: start)
        server.apply(
            .loggedIn(commands: ["QueuePause", "Hangup", "Originate", "QueueStatus", "CoreShowChannels"]), at: start)
        for record in capture.records {
            record.bytes.withUnsafeBytes { server.apply(packets: $0, at: RecordStamp(time: record.time, epoch: 1)) }
        }
        #expect(server.link == .live)
        let now = capture.truth.time
        server.advance(to: now)
        var session = try Session(Board(servers: [server]), now: now, size: size) {
            $0.mode = .live
            $0.canTravel = true
        }
        try Golden.check(session.text(), named: "\(name)-\(size.columns)x\(size.rows)")
    }
}
