/// Two boards are equal when everything that can be read of them is, and they would go on alike.
extension ServerBoard: Equatable {
    package static func == (a: ServerBoard, b: ServerBoard) -> Bool {
        if a.box === b.box { return a.name == b.name && a.isReplay == b.isReplay }
        return a.name == b.name && a.link == b.link && a.banner == b.banner && a.version == b.version
            && a.dialect == b.dialect && a.commands == b.commands && a.lastEventAt == b.lastEventAt
            && a.events == b.events && a.unknownEvents == b.unknownEvents && a.clockOffset == b.clockOffset
            && a.roundTrip == b.roundTrip && a.now == b.now && a.audit == b.audit && a.hasSnapshot == b.hasSnapshot
            && a.countedSince == b.countedSince && a.liveAt == b.liveAt && a.gaps == b.gaps
            && a.box.state.lists == b.box.state.lists && a.box.state.settings == b.box.state.settings
            && a.box.state.sharesLastCall == b.box.state.sharesLastCall && a.box.state.phones == b.box.state.phones
            && a.queues == b.queues
            && a.trunks == b.trunks && a.members == b.members && a.callers == b.callers && a.channels == b.channels
            && a.agents(at: a.now) == b.agents(at: b.now)
            && a.finishedVisits() == b.finishedVisits() && a.intervals(until: a.now) == b.intervals(until: b.now)
    }
}
