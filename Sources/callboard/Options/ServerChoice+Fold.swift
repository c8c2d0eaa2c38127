import AMITransport
import CallCenter
import LiveBoard
import Reports
import Settings

extension ServerChoice {
    /// What the fold has to know of a server because AMI does not tell it.
    func foldSettings(_ endpoint: ServerEndpoint, of server: String) -> CallCenter.BoardSettings {
        let configured = configuration.server(named: server)
        let classes = endpoint.eventClasses.split(separator: ",")
        return CallCenter.BoardSettings(
            wrapUp: wrapUp(of: server), sharedLastCall: configured?.sharedLastCall,
            dialplan: classes.contains { ["dialplan", "all", "on"].contains($0) },
            auditInterval: configured?.auditInterval ?? 60,
            trunks: configuration.trunks.filter { $0.server == nil || $0.server == server }.map(\.endpoint))
    }

    /// By queue; a server's own entry (`server/queue`) comes before one of the same name.
    private func wrapUp(of server: String) -> [String: Int] {
        var wrapUp: [String: Int] = [:]
        for (name, queue) in configuration.queues where !name.contains("/") { wrapUp[name] = queue.wrapUp }
        for (name, queue) in configuration.queues {
            guard let slash = name.firstIndex(of: "/"), name[..<slash] == server, let seconds = queue.wrapUp else {
                continue
            }
            wrapUp[String(name[name.index(after: slash)...])] = seconds
        }
        return wrapUp
    }
}

extension Configuration {
    /// When the day of a moment began, by the hour that the configuration says and this machine's place.
    var dayStart: DayMarks.Start {
        let begins = board.dayBegins
        return { ShiftTimes(starts: [begins], utcOffset: Moment.localOffset(at: $0)).start(of: $0) }
    }
}
